using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Backtest;

/// <summary>The verdict of a backtest in one sentence: said after it, and on every projection of the same base.</summary>
internal static class BacktestSentence
{
    /// <summary>Says what a backtest of the base of a projection found, when there was one.</summary>
    public static void Print(Session session, Workspace workspace, ProjectionInputs inputs)
    {
        var onBase = VerdictStore.BaseOf(inputs.Fit.Inputs, inputs.Digests.GetValueOrDefault("cube", ""));
        if (VerdictStore.Find(workspace, onBase) is { } verdict)
        {
            session.Errors.WriteLine(Of(session, verdict));
        }
    }

    public static string Of(Session session, BacktestVerdict verdict)
    {
        var what =
            verdict is { OfProjection: true, Scarce: true } ? session.Say("the projection itself", "de projectie zelf")
            : verdict.OfProjection
                ? session.Say("the projection itself, before scarcity", "de projectie zelf, vóór schaarste")
            : session.Say("published use carried on", "gepubliceerd gebruik doorgetrokken");
        var parts = verdict
            .Lines.GroupBy(l => l.Horizon)
            .OrderByDescending(g => g.Key)
            .Select(g => Of(session, g.Key, g));
        return session.Say(
            $"backtest of this base ({what}): at wijk level, {string.Join("; ", parts)}",
            $"terugblik op deze basis ({what}): op wijkniveau, {string.Join("; ", parts)}"
        );
    }

    private static string Of(Session session, int horizon, IEnumerable<VerdictLine> lines)
    {
        var ahead = horizon switch
        {
            1 => session.Say("one year ahead", "één jaar vooruit"),
            2 => session.Say("two years ahead", "twee jaar vooruit"),
            3 => session.Say("three years ahead", "drie jaar vooruit"),
            _ => session.Say($"{horizon} years ahead", $"{horizon} jaar vooruit"),
        };
        var errors = string.Join(
            session.Say(" and ", " en "),
            lines.Select(l =>
                session.Say(
                    $"{session.Percent(l.Error)} ({l.Act}; {session.Percent(l.Coverage, 0)} inside its 90% interval)",
                    $"{session.Percent(l.Error)} ({l.Act}; {session.Percent(l.Coverage, 0)} binnen het 90%-interval)"
                )
            )
        );
        return session.Say($"{ahead}, this model was off by {errors}", $"{ahead}, zat dit model er {errors} naast");
    }
}
