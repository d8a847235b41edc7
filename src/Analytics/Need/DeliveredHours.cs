using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>How the hours of care that staff delivers grew from year to year; unit: 1/yr.</summary>
/// <param name="Growth">Mean yearly growth.</param>
/// <param name="Error">Its standard error, ≥ 0.</param>
/// <param name="Changes">Yearly changes that it rests on; 0: on belief alone.</param>
public sealed record DeliveredHours(double Growth, double Error, int Changes)
{
    /// <summary>
    /// Half of a 90% interval of a normal, in standard errors: to three decimals, as fits of this method have it (the exact one is
    /// <see cref="Numerics.FixedMath.Normal95"/>).
    /// </summary>
    private const double Half = 1.645;

    /// <summary>The 90% interval of the growth.</summary>
    public (double Low, double High) Interval => (Growth - (Half * Error), Growth + (Half * Error));

    /// <summary>
    /// The mean of the last yearly changes of direct hours, pulled to what is believed by how little they tell. Sociale basis
    /// is left out: what is open to all is not bounded by posts. Jeugd joins in from the first year that compares.
    /// </summary>
    internal static DeliveredHours Of(ProductAxis axis, FlowTally tally, CareIntensity intensity, FitAssumptions given)
    {
        var (window, sum, changes) = (tally.Window, 0.0, 0);
        var first = Math.Max(window.CubeFirst, window.Last - (int)given.HoursYears.Value);
        for (var year = first; year < window.Last; year++)
        {
            var withJeugd = year >= given.JeugdFirstYear.Value;
            var before = Minutes(axis, tally, intensity, year, withJeugd);
            if (before > 0)
            {
                sum += (Minutes(axis, tally, intensity, year + 1, withJeugd) / before) - 1;
                changes++;
            }
        }
        // Each change is off the lasting growth by what a year brings; the belief is a normal beside them.
        var believed = given.HoursGrowth;
        var spread = (believed.High - believed.Low) / (2 * Half);
        var (weight, belief) = (1 / (given.HoursNoise.Value * given.HoursNoise.Value), 1 / (spread * spread));
        var total = (changes * weight) + belief;
        return new(((sum * weight) + (believed.Value * belief)) / total, Math.Sqrt(1 / total), changes);
    }

    private static double Minutes(ProductAxis axis, FlowTally tally, CareIntensity intensity, int year, bool withJeugd)
    {
        double minutes = 0;
        for (var p = 0; p < axis.ProductCount; p++)
        {
            var product = axis.Products[p];
            if (product.Track != Track.SocialeBasis && (withJeugd || product.Act == Act.Wmo))
            {
                var at = ((year - tally.Window.CubeFirst) * axis.ProductCount) + p;
                minutes += tally.DaysByYear[at] * intensity.MinutesPerDay[p];
            }
        }
        return minutes;
    }
}
