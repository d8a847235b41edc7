namespace Populatie.Analytics.Need.Dynamics;

/// <summary>Growth and shocks of one series of logarithms, from its yearly changes; beliefs where they are few.</summary>
/// <param name="Drift">Lasting growth per year.</param>
/// <param name="Error">Standard error of that.</param>
/// <param name="Volatility">Standard deviation of the yearly shock that stays.</param>
/// <param name="Moment">Standard deviation of what is gone a year later, beside the chance of counting.</param>
internal readonly record struct DriftingLevel(double Drift, double Error, double Volatility, double Moment)
{
    private const int Turns = 20;

    /// <summary>What is believed before any change is seen.</summary>
    /// <param name="DriftSpread">Standard deviation of growth, about 0.</param>
    /// <param name="Volatility">The shock that stays.</param>
    /// <param name="Moment">What is gone a year later.</param>
    /// <param name="Weight">How many changes both are worth.</param>
    /// <param name="Floor">No volatility is smaller.</param>
    public readonly record struct Belief(
        double DriftSpread,
        double Volatility,
        double Moment,
        double Weight,
        double Floor
    );

    /// <summary>
    /// Growth, and the variance of what stays and of what passes, each found given the others. What passes makes successive
    /// changes go against each other: their product is minus its variance.
    /// </summary>
    /// <param name="changes">Changes of successive years, with the variance that counting gives each.</param>
    public static DriftingLevel Learn(IReadOnlyList<(double Change, double Noise)> changes, in Belief belief)
    {
        var count = changes.Count;
        var (stays, passes) = (belief.Volatility * belief.Volatility, belief.Moment * belief.Moment);
        var (drift, error) = (0.0, belief.DriftSpread);
        for (var turn = 0; turn < Turns; turn++)
        {
            var (precision, sum) = (1 / (belief.DriftSpread * belief.DriftSpread), 0.0);
            foreach (var (change, noise) in changes)
            {
                var variance = stays + noise + (2 * passes);
                (precision, sum) = (precision + (1 / variance), sum + (change / variance));
            }
            (drift, error) = (sum / precision, Math.Sqrt(1 / precision));
            var (against, squares) = (belief.Weight * belief.Moment * belief.Moment, 0.0);
            for (var t = 0; t + 1 < count; t++)
            {
                var counted = 0.25 * (changes[t].Noise + changes[t + 1].Noise);
                against -= ((changes[t].Change - drift) * (changes[t + 1].Change - drift)) + counted;
            }
            passes = Math.Max(0, against / (belief.Weight + Math.Max(0, count - 1)));
            foreach (var (change, noise) in changes)
            {
                // The drift is not known exactly: what it may be off adds to each square.
                squares += ((change - drift) * (change - drift)) + (error * error) - noise - (2 * passes);
            }
            var believed = belief.Weight * belief.Volatility * belief.Volatility;
            stays = (believed + Math.Max(0, squares)) / (belief.Weight + count);
        }
        return new(drift, error, Math.Max(belief.Floor, Math.Sqrt(stays)), Math.Sqrt(passes));
    }

    /// <summary>Where a walk stands at its last year: a filter of one number.</summary>
    /// <param name="seen">By year: the logarithm and the variance of its noise; infinite where nothing was seen.</param>
    /// <param name="drift">Growth per year.</param>
    /// <param name="variance">Of a year's shock.</param>
    /// <returns>Its mean and variance; NaN and infinity when nothing was seen.</returns>
    public static (double Mean, double Variance) Stand(
        ReadOnlySpan<(double Value, double Noise)> seen,
        double drift,
        double variance
    )
    {
        var (mean, error) = (double.NaN, double.PositiveInfinity);
        foreach (var (value, noise) in seen)
        {
            (mean, error) = (mean + drift, error + variance);
            if (double.IsInfinity(noise))
            {
                continue;
            }
            if (double.IsInfinity(error))
            {
                (mean, error) = (value, noise);
                continue;
            }
            var gain = error / (error + noise);
            mean += gain * (value - mean);
            error *= 1 - gain;
        }
        return (mean, error);
    }
}
