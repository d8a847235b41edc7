using System.CommandLine;
using Populatie.Analytics.Kernels;
using Populatie.Cli.Shell;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie selftest</c>: does this machine give the bits that it should?</summary>
internal static class SelftestCommand
{
    /// <summary>What every machine gives for the synthetic town. Changes only when numbers change (CHANGELOG).</summary>
    internal const string Golden = "739dc8cc966457f2aea21e1f6f84b0383a6f6d00667a406e2b50e068ad7cdbb7";

    private const int Replicates = 24;
    private const ulong Seed = 2040;

    public static Command Create(Session session)
    {
        var command = new Command(
            "selftest",
            session.Say(
                "Project a small synthetic town and compare its digest with the one of every other machine. "
                    + "Example: populatie selftest",
                "Projecteer een kleine synthetische stad en vergelijk de digest met die van elke andere machine. "
                    + "Voorbeeld: populatie selftest"
            )
        );
        command.Does(
            session,
            (_, cancellation) =>
            {
                var digest = DigestAt(LaneChoice.Current, Environment.ProcessorCount, cancellation);
                var good = string.Equals(digest, Golden, StringComparison.Ordinal);
                session.Output.WriteLine($"lanes   {LaneChoice.Current}");
                session.Output.WriteLine($"digest  {digest}");
                session.Output.WriteLine(
                    good ? "ok" : session.Say($"NOT OK: expected {Golden}", $"NIET GOED: verwacht {Golden}")
                );
                return good ? ExitCode.Done : ExitCode.SaidNo;
            }
        );
        return command;
    }

    /// <summary>The digest of the synthetic town's run, which neither width nor threads may change.</summary>
    internal static string DigestAt(LaneWidth width, int threads, CancellationToken cancellation) =>
        RunDigest.Of(
            MonteCarlo.Run(
                SyntheticTown.Inputs(),
                new RunSettings(Replicates, Seed, KeepBuurten: true, threads, width),
                progress: null,
                cancellation
            )
        );
}
