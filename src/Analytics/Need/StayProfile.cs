using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>
/// How far the mean stay may be off, by its profile likelihood: the means for which some chain of two phases makes the counts
/// almost as likely as the best one does. One phase is among those chains, so that the doubt whether there is a second one
/// is in it; and it holds where the data hardly tell the phases apart, which curvature at the best point does not.
/// </summary>
internal static class StayProfile
{
    /// <summary>Half of the 90% point of χ² with one degree of freedom, as a loss in log-likelihood.</summary>
    private const double Loss90 = 1.3527;

    /// <summary>No further than this is looked, in the log of the mean.</summary>
    private const double Furthest = 2;

    private const int Steps = 8;

    /// <summary>The catalogue is not taken to know the log of a mean stay better than this.</summary>
    private const double LeastDoubt = 0.3;

    /// <summary>Close enough to the crossing, in log-likelihood: some 3% of the reach.</summary>
    private const double Near = 0.08;

    /// <summary>
    /// Half the 90% interval of the log of the mean ÷ 1.645, as a root mean square of both sides of
    /// <paramref name="centre"/>.
    /// </summary>
    /// <param name="centre">The mean that is reported, in years.</param>
    /// <param name="best">The likeliest chain of two phases.</param>
    /// <param name="least">The least loss (negative log-likelihood) of all chains.</param>
    /// <param name="step">A first guess of the error.</param>
    /// <param name="catalogue">
    /// What the catalogue holds possible, in months. A few years of data cannot rule out a second phase of decades: it can.
    /// </param>
    public static double ErrorOfLogMean(
        double centre,
        StayModel best,
        double least,
        double step,
        StayCounts counts,
        Assumption catalogue
    )
    {
        var prior = (
            Middle: FixedMath.Log(catalogue.Value / 12),
            Error: Math.Max(LeastDoubt, FixedMath.Log(catalogue.High / catalogue.Low) / (2 * FixedMath.Normal95))
        );
        var middle = FixedMath.Log(best.MeanYears);
        var off = middle - FixedMath.Log(centre);
        var above = Math.Max(0, Reach(middle, best, least, step, counts, prior) + off);
        var below = Math.Max(0, Reach(middle, best, least, -step, counts, prior) - off);
        return Math.Sqrt(((above * above) + (below * below)) / 2) / FixedMath.Normal95;
    }

    /// <summary>How far the log of the mean can move to one side before the loss has grown too much.</summary>
    private static double Reach(
        double middle,
        StayModel best,
        double least,
        double step,
        StayCounts counts,
        (double Middle, double Error) prior
    )
    {
        var point = ShapeOf(best);
        var (near, far) = (0.0, FixedMath.Normal95 * step);
        double? beyond = null;
        double Growth(double by)
        {
            var (at, loss) = SimplexSearch.Minimise(
                shape => -Coxian.LogLikelihood(Chain(FixedMath.Exp(middle + by), shape), counts),
                point,
                0.3,
                spread: 3e-3,
                most: 100
            );
            point = at;
            var (here, there) = ((middle - prior.Middle) / prior.Error, (middle + by - prior.Middle) / prior.Error);
            return loss - least + (((there * there) - (here * here)) / 2);
        }
        // The loss grows about as the square: its root finds the crossing in a few steps.
        for (var i = 0; i < Steps; i++)
        {
            var growth = Growth(far);
            if (Math.Abs(growth - Loss90) < Near)
            {
                return Math.Abs(far);
            }
            if (growth < Loss90)
            {
                if (Math.Abs(far) >= Furthest)
                {
                    return Furthest;
                }
                near = far;
            }
            beyond = growth > Loss90 ? far : beyond;
            var next = far * Math.Clamp(Math.Sqrt(Loss90 / Math.Max(growth, 1e-3)), 0.3, 2);
            var between = beyond is { } end && (Math.Abs(next) >= Math.Abs(end) || Math.Abs(next) <= Math.Abs(near));
            far = between ? (near + beyond!.Value) / 2 : next;
            far = Math.Clamp(far, -Furthest, Furthest);
        }
        return Math.Abs(far);
    }

    /// <summary>Log odds of the first phase's part of the mean, and of going on to the second.</summary>
    private static double[] ShapeOf(StayModel stay)
    {
        var leave = stay.End1 + stay.Advance;
        return [LogOdds(1 / leave / stay.MeanYears), LogOdds(stay.Advance / leave)];
    }

    private static StayModel Chain(double meanYears, double[] shape)
    {
        var (part, goOn) = (Share(shape[0]), Share(shape[1]));
        var leave = 1 / (part * meanYears);
        return new(leave * (1 - goOn), leave * goOn, goOn / ((1 - part) * meanYears), 0);
    }

    private static double LogOdds(double share)
    {
        var inside = Math.Clamp(share, 1e-4, 1 - 1e-4);
        return FixedMath.Log(inside / (1 - inside));
    }

    private static double Share(double logOdds) => 1 / (1 + FixedMath.Exp(-Math.Clamp(logOdds, -12, 12)));
}
