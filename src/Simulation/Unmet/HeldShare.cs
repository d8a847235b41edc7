using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Unmet;

/// <summary>
/// Of those in basiszorg, the share who is held there: longer in care than the time by which peers are referred, and still to
/// be referred. From the stays and the steps of the fit, in their steady state.
/// </summary>
internal static class HeldShare
{
    private const int Halvings = 60;

    /// <summary>Share of the ends of a product that is a step up to aanvullende zorg; 0 for what is no basiszorg.</summary>
    public static double Referred(Fit fit, int product)
    {
        if (fit.Products.Products[product].Track != Track.Basiszorg)
        {
            return 0;
        }
        double toTrack3 = 0;
        for (var to = 0; to < fit.Products.ProductCount; to++)
        {
            if (fit.Products.Products[to].Track == Track.AanvullendeZorg)
            {
                toTrack3 += fit.StepTo[(product * fit.Products.ProductCount) + to];
            }
        }
        return fit.EndReason[(product * 4) + 1] * toTrack3;
    }

    /// <summary>
    /// In a steady state: of those in care, the share that has been so for longer than a time T. Death and moves are left out.
    /// </summary>
    /// <param name="timing">Share of stays that has ended by T; in [0, 1).</param>
    /// <returns>In [0, 1]; falls as <paramref name="timing"/> rises; for one exponential phase it is 1 − timing.</returns>
    public static double LongerThan(StayModel stay, double timing)
    {
        var years = TimeBy(stay, timing);
        var (first, second) = StillIn(stay, years);
        var leave = stay.End1 + stay.Advance;
        var rest = stay.Advance > 0 ? 1 / stay.End2 : 0;
        var fromFirst = (1 + (stay.Advance * rest)) / leave;
        return Math.Clamp(((first * fromFirst) + (second * rest)) / fromFirst, 0, 1);
    }

    /// <summary>Years by which a share of the stays has ended.</summary>
    private static double TimeBy(StayModel stay, double share)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings && Ended(stay, high) < share; i++)
        {
            high *= 2;
        }
        for (var i = 0; i < Halvings; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Ended(stay, middle) < share ? (middle, high) : (low, middle);
        }
        return 0.5 * (low + high);
    }

    private static double Ended(StayModel stay, double years)
    {
        var (first, second) = StillIn(stay, years);
        return 1 - first - second;
    }

    /// <summary>Chance to be in phase 1, and in phase 2, so long after the start.</summary>
    private static (double First, double Second) StillIn(StayModel stay, double years)
    {
        var leave = stay.End1 + stay.Advance;
        var first = FixedMath.Exp(-leave * years);
        if (stay.Advance == 0)
        {
            return (first, 0);
        }
        // e^(−End2·t) − e^(−leave·t) over the difference of the rates, whose limit is t·e^(−leave·t).
        var gap = leave - stay.End2;
        var ratio = gap * years == 0 ? years : FixedMath.Expm1(gap * years) / gap;
        return (first, stay.Advance * first * ratio);
    }
}
