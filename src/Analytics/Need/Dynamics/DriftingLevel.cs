namespace Populatie.Analytics.Need.Dynamics;

/// <summary>Growth and shocks of one series of logarithms, from its yearly changes; beliefs where they are few.</summary>
/// <param name="Drift">Lasting growth per year.</param>
/// <param name="Error">Standard error of that.</param>
/// <param name="Volatility">Standard deviation of the yearly shock that stays.</param>
/// <param name="Moment">Standard deviation of what is gone a year later, beside the chance of counting.</param>
internal readonly record struct DriftingLevel(double Drift, double Error, double Volatility, double Moment)
{
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
    /// Growth, and the variances of what stays and of what passes: the most likely pair, growth being integrated out. A belief
    /// weighs as so many changes seen without the chance of counting, so that changes that are mostly chance hardly move it.
    /// What passes makes successive changes go against each other.
    /// </summary>
    /// <param name="changes">Changes of successive years, with the variance that counting gives each.</param>
    public static DriftingLevel Learn(IReadOnlyList<(double Change, double Noise)> changes, in Belief belief) =>
        VarianceSearch.Of(changes, belief);

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
