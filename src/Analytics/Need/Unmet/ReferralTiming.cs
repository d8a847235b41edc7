using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>
/// When basiszorg refers, and how likely it still does later: from the steps up of the whole city, which stand for the
/// peers of each area. Null timing where the records hold no step from basiszorg to aanvullende zorg.
/// </summary>
internal sealed class ReferralTiming
{
    private readonly double[] steps = new double[StayTable.MonthCount];
    private readonly double[] ends = new double[StayTable.MonthCount];
    private readonly double linked;

    private ReferralTiming(StayTable stays, int product, double linked)
    {
        this.linked = linked;
        for (var month = 0; month < StayTable.MonthCount; month++)
        {
            for (var o = 0; o < StayTable.OutcomeCount; o++)
            {
                var outcome = (Outcome)o;
                var count = stays.EndedAt(product, month, outcome);
                ends[month] += StayEstimator.IsDemographic(outcome) ? 0 : count;
                steps[month] += outcome == Outcome.StepUp ? count : 0;
            }
        }
    }

    /// <returns>Null when nobody was seen to step from the product to aanvullende zorg.</returns>
    public static ReferralTiming? Of(StayTable stays, ProductAxis products, int product)
    {
        if (products.Products[product].Track != Track.Basiszorg)
        {
            return null;
        }
        double toTrack3 = 0;
        for (var to = 0; to < products.ProductCount; to++)
        {
            toTrack3 +=
                products.Products[to].Track == Track.AanvullendeZorg
                    ? stays.FollowedBy[(product * products.ProductCount) + to]
                    : 0;
        }
        double all = 0;
        for (var month = 0; month < StayTable.MonthCount; month++)
        {
            all += stays.EndedAt(product, month, Outcome.StepUp);
        }
        return toTrack3 > 0 && all > 0 ? new(stays, product, Math.Min(1, toTrack3 / all)) : null;
    }

    /// <summary>Months in care before which a share of all referrals is made.</summary>
    public double Month(double share)
    {
        double all = 0;
        foreach (var step in steps)
        {
            all += step;
        }
        double before = 0;
        for (var month = 0; month < steps.Length; month++)
        {
            if (before + steps[month] >= share * all && steps[month] > 0)
            {
                return month + (((share * all) - before) / steps[month]);
            }
            before += steps[month];
        }
        return steps.Length;
    }

    /// <summary>Of those who are in care that long, the share whom a referral to aanvullende zorg still awaits; in [0, 1].</summary>
    public double StillToCome(double month)
    {
        double referred = 0;
        double ended = 0;
        for (var m = 0; m < steps.Length; m++)
        {
            var part = Math.Clamp(m + 1 - month, 0, 1);
            referred += part * steps[m];
            ended += part * ends[m];
        }
        return ended > 0 ? Math.Clamp(linked * referred / ended, 0, 1) : 0;
    }

    /// <summary>Persons in care longer than a number of months; classes are taken as evenly filled.</summary>
    /// <param name="classes">Shape [Class] of <see cref="Durations.OfCare"/>.</param>
    public static double Longer(ReadOnlySpan<long> classes, double months)
    {
        double sum = 0;
        for (var c = 0; c < classes.Length; c++)
        {
            sum += classes[c] * Math.Clamp(c + 1 - (months / Durations.CareMonths), 0, 1);
        }
        return sum;
    }
}
