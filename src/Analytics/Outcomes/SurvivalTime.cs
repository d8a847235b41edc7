using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Outcomes;

/// <summary>The time by which half have ended, in days; a bound that the data do not reach is null.</summary>
/// <param name="Of">Number of spells, those still open included.</param>
/// <param name="Ended">Those that have ended.</param>
public readonly record struct SurvivalTime(long Of, long Ended, int? Median, int? Low, int? High)
{
    /// <summary>
    /// Median of Kaplan and Meier's product-limit estimate, with the interval of Brookmeyer and Crowley on the log-log
    /// scale and Greenwood's variance: the times at which half is not refuted. Spells still open count until the day on
    /// which they were last seen. Thread-safe.
    /// </summary>
    /// <param name="lengths">Days, doubled; plus 1 when the spell was still open then. In ascending order.</param>
    /// <param name="z">Quantile of the normal distribution: 1.645 for 90%.</param>
    /// <remarks>
    /// Sources: Kaplan and Meier, Journal of the American Statistical Association 53 (1958), 457–481; Brookmeyer and
    /// Crowley, Biometrics 38 (1982), 29–41. An end and a sight on the same day: the end comes first.
    /// </remarks>
    public static SurvivalTime FromLengths(ReadOnlySpan<int> lengths, double z)
    {
        const double half = 0.5;
        var (surviving, variance, ended) = (1.0, 0.0, 0L);
        int? median = null;
        int? low = null;
        int? high = null;
        for (var at = 0; at < lengths.Length; )
        {
            var day = lengths[at] >> 1;
            var (ends, first) = (0, at);
            while (at < lengths.Length && lengths[at] >> 1 == day)
            {
                ends += 1 - (lengths[at] & 1);
                at++;
            }
            if (ends == 0)
            {
                continue;
            }
            double risk = lengths.Length - first;
            ended += ends;
            surviving *= 1 - (ends / risk);
            variance += ends == risk ? 0 : ends / (risk * (risk - ends));
            var (from, to) = Bounds(surviving, variance, z);
            median ??= surviving <= half ? day : null;
            low ??= from <= half ? day : null;
            high ??= to <= half ? day : null;
        }
        return new(lengths.Length, ended, median, low, high);
    }

    /// <summary>S^exp(±z·se), with se the standard error of log(−log S).</summary>
    private static (double Low, double High) Bounds(double surviving, double variance, double z)
    {
        if (surviving <= 0)
        {
            return (0, 0);
        }
        var log = FixedMath.Log(surviving);
        var reach = FixedMath.Exp(z * Math.Sqrt(variance) / -log);
        return (FixedMath.Exp(log * reach), FixedMath.Exp(log / reach));
    }
}
