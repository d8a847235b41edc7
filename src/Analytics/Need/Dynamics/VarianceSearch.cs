using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// The most likely variances of what stays and of what passes in a series of yearly changes. Changes are jointly normal with
/// covariance: stays + counting + 2 × passes, and minus (passes + counting of the year between) for neighbours; growth about 0
/// is integrated out. Beliefs are scaled inverse χ², with their stated variance as the mode.
/// </summary>
internal static class VarianceSearch
{
    /// <summary>Points of each grid, per variance; each grid has the span of two steps of the one before it.</summary>
    private const int Points = 13;
    private const int Grids = 4;

    /// <summary>The first grid reaches from the belief by this factor of the standard deviation, up and down.</summary>
    private const double Reach = 12;

    /// <summary>Beliefs of 0 stand for hardly anything.</summary>
    private const double Least = 1e-8;

    public static DriftingLevel Of(IReadOnlyList<(double Change, double Noise)> changes, in DriftingLevel.Belief belief)
    {
        var (stays, passes) = (belief.Volatility * belief.Volatility, belief.Moment * belief.Moment);
        if (changes.Count == 0)
        {
            return new(0, belief.DriftSpread, Math.Max(belief.Floor, belief.Volatility), belief.Moment);
        }
        var middle = (Stays: FixedMath.Log(Math.Max(Least, stays)), Passes: FixedMath.Log(Math.Max(Least, passes)));
        var half = 2 * FixedMath.Log(Reach);
        var best = Likelihood.At(changes, belief, middle.Stays, middle.Passes);
        for (var grid = 0; grid < Grids; grid++)
        {
            var (from, step) = (middle, 2 * half / (Points - 1));
            for (var i = 0; i < Points; i++)
            {
                for (var j = 0; j < Points; j++)
                {
                    var (x, y) = (from.Stays - half + (i * step), from.Passes - half + (j * step));
                    var here = Likelihood.At(changes, belief, x, y);
                    if (here.Value > best.Value)
                    {
                        (best, middle) = (here, (x, y));
                    }
                }
            }
            half = step;
        }
        return new(
            best.Drift,
            best.Error,
            Math.Max(belief.Floor, FixedMath.Exp(middle.Stays / 2)),
            FixedMath.Exp(middle.Passes / 2)
        );
    }

    /// <param name="Value">Logarithm of likelihood × belief, but for a constant.</param>
    /// <param name="Drift">Growth given the variances, and its standard error.</param>
    private readonly record struct Likelihood(double Value, double Drift, double Error)
    {
        public static Likelihood At(
            IReadOnlyList<(double Change, double Noise)> changes,
            in DriftingLevel.Belief belief,
            double logStays,
            double logPasses
        )
        {
            var (stays, passes) = (FixedMath.Exp(logStays), FixedMath.Exp(logPasses));
            // Square root free elimination of a symmetric band of one: sums of ones and changes in the metric of the inverse.
            var (ones, both, squares, logs) = (0.0, 0.0, 0.0, 0.0);
            var (pivot, one, change) = (1.0, 0.0, 0.0);
            for (var t = 0; t < changes.Count; t++)
            {
                var beside = t == 0 ? 0 : -(passes + Shared(changes[t - 1].Noise, changes[t].Noise));
                var ratio = beside / pivot;
                one = 1 - (ratio * one);
                change = changes[t].Change - (ratio * change);
                pivot = stays + changes[t].Noise + (2 * passes) - (ratio * beside);
                ones += one * one / pivot;
                both += one * change / pivot;
                squares += change * change / pivot;
                logs += FixedMath.Log(pivot);
            }
            var prior = 1 / (belief.DriftSpread * belief.DriftSpread);
            var precision = prior + ones;
            var drift = both / precision;
            var value = -0.5 * (logs + FixedMath.Log(precision / prior) + squares - (drift * both));
            value += Believed(belief.Weight, belief.Volatility, logStays, stays);
            value += Believed(belief.Weight, belief.Moment, logPasses, passes);
            return new(value, drift, Math.Sqrt(1 / precision));
        }

        /// <summary>The count of the year between two changes is in both; never so much that they would tell more than there is.</summary>
        private static double Shared(double before, double after) =>
            Math.Min(0.25 * (before + after), 0.5 * Math.Min(before, after));

        private static double Believed(double weight, double deviation, double logVariance, double variance) =>
            -0.5 * weight * (logVariance + (Math.Max(Least, deviation * deviation) / variance));
    }
}
