using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// A symmetric law with heavy tails: most draws are normal with one scale, some with a scale that is <paramref name="Factor"/>
/// times as wide. Scale 1 is that of the narrow part. Thread-safe.
/// </summary>
/// <param name="Share">Probability of the wide part, in [0, 1).</param>
/// <param name="Factor">How much wider it is; ≥ 1.</param>
public readonly record struct ScaleMixture(double Share, double Factor)
{
    private const int Turns = 40;

    /// <summary>Variance at scale 1: 1 − share + share · factor².</summary>
    public double Variance => 1 - Share + (Share * Factor * Factor);

    /// <summary>A draw at scale 1 from a standard normal and a uniform.</summary>
    public double Draw(double normal, double uniform) => uniform < Share ? Factor * normal : normal;

    /// <summary>
    /// The spread at which the values are likeliest when the shape is this one, with a belief that counts as some values more.
    /// </summary>
    /// <param name="values">Any number of values with mean 0.</param>
    /// <param name="believed">Standard deviation that is believed in; &gt; 0.</param>
    /// <param name="weight">How many values the belief is worth; &gt; 0.</param>
    /// <returns>Standard deviation, &gt; 0. Error: that of stopping after a fixed number of turns, below 1 in 10³.</returns>
    public double Spread(ReadOnlySpan<double> values, double believed, double weight)
    {
        var scale2 = believed * believed / Variance;
        var prior = weight * scale2;
        for (var turn = 0; turn < Turns; turn++)
        {
            var sum = prior;
            foreach (var value in values)
            {
                sum += value * value * Precision(value * value / scale2);
            }
            scale2 = sum / (weight + values.Length);
        }
        return Math.Sqrt(scale2 * Variance);
    }

    /// <summary>
    /// The mixture at which the values are likeliest, by expectation and maximisation, with this one at a believed spread
    /// counted as so many values more.
    /// </summary>
    /// <param name="values">Any number of values with mean 0.</param>
    /// <param name="believed">Standard deviation that is believed in; &gt; 0.</param>
    /// <param name="weight">How many values the belief is worth; &gt; 0.</param>
    /// <returns>Standard deviation, &gt; 0, and shape. Error: that of stopping after a fixed number of turns, below 1 in 10³.</returns>
    public (double Spread, ScaleMixture Shape) Fit(ReadOnlySpan<double> values, double believed, double weight)
    {
        var prior = believed * believed / Variance;
        var (narrow, wide, share) = (prior, prior * Factor * Factor, Share);
        for (var turn = 0; turn < Turns; turn++)
        {
            var (wideCount, wideSum) = (weight * Share, weight * Share * prior * Factor * Factor);
            var (narrowCount, narrowSum) = (weight * (1 - Share), weight * (1 - Share) * prior);
            foreach (var value in values)
            {
                var square = value * value;
                var log = FixedMath.Log(share / (1 - share)) + (0.5 * FixedMath.Log(narrow / wide));
                var odds = FixedMath.Exp(Math.Clamp(log + (0.5 * square * ((1 / narrow) - (1 / wide))), -600, 600));
                var isWide = odds / (1 + odds);
                wideCount += isWide;
                wideSum += isWide * square;
                narrowCount += 1 - isWide;
                narrowSum += (1 - isWide) * square;
            }
            (narrow, wide) = (narrowSum / narrowCount, wideSum / wideCount);
            share = wideCount / (wideCount + narrowCount);
        }
        var shape = new ScaleMixture(share, Math.Sqrt(Math.Max(1, wide / narrow)));
        return (Math.Sqrt(narrow * shape.Variance), shape);
    }

    /// <summary>Expected precision, relative to that of the narrow part, of a value with this square at scale 1.</summary>
    public double Precision(double square)
    {
        var wide = 1 / (Factor * Factor);
        // Wide against narrow: share ÷ (1 − share) ÷ factor × exp(½ x² (1 − 1 ÷ factor²)).
        var odds = Share / (1 - Share) / Factor * FixedMath.Exp(Math.Min(600, 0.5 * square * (1 - wide)));
        return (1 + (odds * wide)) / (1 + odds);
    }
}
