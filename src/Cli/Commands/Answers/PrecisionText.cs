using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Runs;

namespace Populatie.Cli.Commands.Answers;

/// <summary>What a run goes on for, and how far it got, in words.</summary>
internal static class PrecisionText
{
    /// <summary>Such as "cost, real 2035".</summary>
    public static string Of(Session session, PrecisionTarget target)
    {
        var label = session.Say(MeasureWords.Of(target.Measure).Label);
        var product = string.Equals(target.Product, "all", StringComparison.Ordinal) ? "" : $" {target.Product}";
        return $"{label}{product} {target.Year.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A standard error or a tolerance, as the target states it.</summary>
    public static string Of(Session session, PrecisionTarget target, double size) =>
        target.IsShare ? session.Percent(size, 2)
        : MeasureWords.IsMoney(target.Measure) ? $"€ {session.Decimal(size / 1e8, 3)} mln"
        : session.Decimal(size, 2);

    /// <summary>How it ended.</summary>
    public static Bilingual Ended(Session session, PrecisionTarget target, PrecisionReading reading)
    {
        var (what, futures) = (Of(session, target), session.Count(reading.Replicates));
        var (error, wanted) = (Of(session, target, reading.AsIn(target)), Of(session, target, target.Tolerance));
        if (reading.Meets(target))
        {
            return new(
                $"{what}: standard error {error}, asked {wanted}, after {futures} futures; the same run as with --replicates {reading.Replicates}",
                $"{what}: standaardfout {error}, gevraagd {wanted}, na {futures} toekomsten; dezelfde projectie als met --replicates {reading.Replicates}"
            );
        }
        var needed = reading.Needed(target);
        var count = double.IsFinite(needed) ? session.Count(Math.Ceiling(needed / 100) * 100) : "?";
        return new(
            $"{what}: standard error {error} after {futures} futures, the most; {wanted} was asked, for which some {count} are needed: raise the most with --replicates",
            $"{what}: standaardfout {error} na {futures} toekomsten, het hoogste aantal; gevraagd was {wanted}, waarvoor er ongeveer {count} nodig zijn: verhoog het met --replicates"
        );
    }
}
