using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>The distribution of a stay in two phases, and how likely it makes a table of months.</summary>
internal static class Coxian
{
    /// <summary>
    /// Probability that a stay lasts longer than <paramref name="years"/>. With leave = End1 + Advance:
    /// e^(−leave·t) + Advance · (e^(−End2·t) − e^(−leave·t)) ÷ (leave − End2), in its limit where the two rates meet.
    /// </summary>
    public static double Survival(StayModel stay, double years)
    {
        var leave = stay.End1 + stay.Advance;
        var first = FixedMath.Exp(-leave * years);
        if (stay.Advance <= 0)
        {
            return first;
        }
        var gap = (leave - stay.End2) * years;
        // (e^gap − 1) ÷ gap, by its series where the quotient would lose digits.
        var ratio = gap is > -1e-5 and < 1e-5 ? 1 + (gap / 2) + (gap * gap / 6) : FixedMath.Expm1(gap) / gap;
        return gap < 600
            ? first * (1 + (stay.Advance * years * ratio))
            : first + (stay.Advance * FixedMath.Exp(-stay.End2 * years) / (leave - stay.End2));
    }

    /// <summary>
    /// Log-likelihood of months: an end in month m lies in [m, m+1), a censoring at its middle; the last month is open, so
    /// that both mean only that the stay reached it. A spell that came under observation late had to last until then.
    /// Months are counted from the first to the last day, and the last day is one in care too: a day is added to each.
    /// </summary>
    public static double LogLikelihood(StayModel stay, StayCounts counts)
    {
        var last = counts.Ends.Length - 1;
        Span<double> lasts = stackalloc double[(2 * last) + 1];
        SurvivalByHalfMonth(stay, lasts);
        double sum = 0;
        var atBegin = 1.0;
        for (var month = 0; month <= last; month++)
        {
            if (month == last)
            {
                var reached = counts.Ends[month] + counts.Censored[month] - counts.Late[month];
                sum += reached != 0 ? reached * Safe(atBegin) : 0;
                break;
            }
            var atEnd = lasts[2 * (month + 1)];
            sum += counts.Ends[month] > 0 ? counts.Ends[month] * Safe(atBegin - atEnd) : 0;
            var halfway = counts.Censored[month] - counts.Late[month];
            sum += halfway != 0 ? halfway * Safe(lasts[(2 * month) + 1]) : 0;
            atBegin = atEnd;
        }
        return sum;
    }

    /// <summary>
    /// <see cref="Survival"/> at half months (<see cref="StayCounts.YearsAt"/>), the exponentials from step to step: a
    /// likelihood is asked for thousands of times. Relative error below 10⁻⁹.
    /// </summary>
    private static void SurvivalByHalfMonth(StayModel stay, Span<double> lasts)
    {
        const double Step = 1.0 / 24;
        var leave = stay.End1 + stay.Advance;
        var gap = leave - stay.End2;
        var meet = Math.Abs(gap) < 1e-5 * leave;
        var (begin, firstStep, secondStep) = (
            StayCounts.YearsAt(0),
            FixedMath.Exp(-leave * Step),
            FixedMath.Exp(-stay.End2 * Step)
        );
        var (first, second) = (FixedMath.Exp(-leave * begin), FixedMath.Exp(-stay.End2 * begin));
        for (var i = 0; i < lasts.Length; i++)
        {
            lasts[i] =
                stay.Advance <= 0 ? first
                : meet ? Survival(stay, begin + (i * Step))
                : first + (stay.Advance * (second - first) / gap);
            (first, second) = (first * firstStep, second * secondStep);
        }
    }

    private static double Safe(double probability) => FixedMath.Log(Math.Max(probability, 1e-300));
}

/// <summary>Spells of one product by length in months, the last month open. Shape [Month] each; spells ≥ 0.</summary>
/// <param name="Ends">Ends that the rates are about.</param>
/// <param name="Censored">Still open, or stopped by death, move or ageing: at least this long.</param>
/// <param name="Late">Already running when the data begin, by their length then.</param>
internal sealed record StayCounts(long[] Ends, long[] Censored, long[] Late)
{
    public long EndCount => Ends.Sum();

    /// <summary>Years in care after a number of months from the first to the last day, the last day counted in.</summary>
    public static double YearsAt(double months) => (months / 12) + (1 / 365.25);

    /// <summary>Years in care under observation, taking each spell to stop or enter in the middle of its month.</summary>
    public double Years
    {
        get
        {
            double years = 0;
            for (var month = 0; month < Ends.Length; month++)
            {
                years += (Ends[month] + Censored[month] - Late[month]) * YearsAt(month + 0.5);
            }
            return years;
        }
    }
}
