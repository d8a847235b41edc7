using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>
/// Length of stay per product, by maximum likelihood on months since the start. Spells that are still open, and those that
/// death, a move or turning eighteen cut short, count as "at least this long": those exits belong to demography. Spells
/// that were running when the data begin are at risk from then on only.
/// </summary>
internal static class StayEstimator
{
    /// <summary>Rates are sought between these, in 1/yr: a phase of 3 days to one of 40 years.</summary>
    internal const double SlowestRate = 1.0 / 40;
    internal const double FastestRate = 120;

    /// <summary>Two more parameters must raise the log-likelihood by this much (Akaike) to be kept.</summary>
    private const double WorthTwoParameters = 2;

    /// <summary>First guesses: share of the mean stay spent in the first phase, and share of people who go on.</summary>
    private static readonly (double Length, double GoOn)[] Starts = [(0.3, 0.3), (0.5, 0.9), (0.15, 0.1)];

    public static bool IsDemographic(Outcome outcome) =>
        outcome is Outcome.Died or Outcome.Moved or Outcome.TurnedEighteen;

    public static StayCounts Counts(StayTable table, int product)
    {
        var ends = new long[StayTable.MonthCount];
        var censored = new long[StayTable.MonthCount];
        var late = new long[StayTable.MonthCount];
        for (var month = 0; month < StayTable.MonthCount; month++)
        {
            censored[month] = table.CensoredAt(product, month);
            late[month] = table.LateEntryAt(product, month);
            for (var outcome = 0; outcome < StayTable.OutcomeCount; outcome++)
            {
                var stopped = table.EndedAt(product, month, (Outcome)outcome);
                (IsDemographic((Outcome)outcome) ? censored : ends)[month] += stopped;
            }
        }
        return new(ends, censored, late);
    }

    /// <returns>Null when there is not a single spell.</returns>
    public static StayModel? Estimate(StayCounts counts, Assumption meanMonths, FitAssumptions assumptions)
    {
        if (counts.Ends.Sum() + counts.Censored.Sum() == 0)
        {
            return null;
        }
        return counts.EndCount < assumptions.StayShapeEnds.Value || counts.Years <= 0
            ? OnePhaseWithPrior(counts, meanMonths.Value / 12, assumptions.StayPriorEnds.Value)
            : MaximumLikelihood(counts, meanMonths);
    }

    /// <summary>Exponential stay; the catalogue's mean counts as a number of ends that took that long.</summary>
    private static StayModel OnePhaseWithPrior(StayCounts counts, double priorMeanYears, double priorEnds)
    {
        var ends = counts.EndCount + priorEnds;
        var years = Math.Max(0, counts.Years) + (priorEnds * priorMeanYears);
        return new(Math.Clamp(ends / years, SlowestRate, FastestRate), 0, 0, 1 / Math.Sqrt(ends));
    }

    private static StayModel MaximumLikelihood(StayCounts counts, Assumption meanMonths)
    {
        var rate = counts.EndCount / counts.Years;
        var (onePoint, oneLoss) = SimplexSearch.Minimise(
            p => Loss(Single(p), counts),
            [FixedMath.Log(Math.Clamp(rate, SlowestRate, FastestRate))],
            0.1
        );
        var (best, loss) = (Array.Empty<double>(), double.PositiveInfinity);
        foreach (var (length, goOn) in Starts)
        {
            var leave = rate / length;
            var end2 = goOn * rate / (1 - length);
            double[] start =
            [
                FixedMath.Log(leave * (1 - goOn)),
                FixedMath.Log(leave * goOn),
                FixedMath.Log(Math.Max(end2, SlowestRate)),
            ];
            var (point, value) = SimplexSearch.Minimise(p => Loss(Double(p), counts), start, 0.4);
            (point, value) = SimplexSearch.Minimise(p => Loss(Double(p), counts), point, 0.1);
            if (value < loss)
            {
                (best, loss) = (point, value);
            }
        }
        var floor = 1 / Math.Sqrt(counts.EndCount);
        var chosen = oneLoss - loss < WorthTwoParameters ? Single(onePoint) : Double(best);
        return chosen with
        {
            RelativeError = Math.Max(
                floor,
                StayProfile.ErrorOfLogMean(
                    chosen.MeanYears,
                    Double(best),
                    Math.Min(loss, oneLoss),
                    floor,
                    counts,
                    meanMonths
                )
            ),
        };
    }

    private static double Loss(StayModel stay, StayCounts counts) => -Coxian.LogLikelihood(stay, counts);

    private static StayModel Single(double[] logs) => new(Math.Max(SlowestRate, Bounded(logs[0])), 0, 0, 0);

    private static StayModel Double(double[] logs) =>
        new(Bounded(logs[0]), Bounded(logs[1]), Math.Max(SlowestRate, Bounded(logs[2])), 0);

    /// <summary>One branch of the first phase may be all but closed; a phase as a whole may not last for ever.</summary>
    private static double Bounded(double log) =>
        Math.Clamp(FixedMath.Exp(Math.Clamp(log, -20, 20)), SlowestRate / 100, FastestRate);
}
