using System.Collections.Immutable;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// How often Wmo clients of Utrecht go on to the Wlz (long-term care), by age: clients of a year who are new in the Wlz the
/// year after. Published; the mean of the years in the table. Immutable; thread-safe.
/// </summary>
public sealed class WlzFlow
{
    private static readonly Lazy<WlzFlow> Shipped = new(() => new(PublishedTable.Embedded("utrecht/wmo-to-wlz.csv")));
    private readonly ImmutableArray<(int FirstAge, double Probability)> steps;

    private WlzFlow(PublishedTable table) =>
        steps = [
            .. table
                .Rows.GroupBy(r => r.Whole("age_from"))
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, g.Average(r => r.Real("percent")) / 100)),
        ];

    public static WlzFlow Embedded => Shipped.Value;

    /// <summary>Probability that a Wmo client of this age is new in the Wlz the year after; 0 below 18.</summary>
    public double YearProbability(int age)
    {
        var probability = 0.0;
        foreach (var step in steps)
        {
            probability = age >= step.FirstAge ? step.Probability : probability;
        }
        return probability;
    }

    /// <summary>
    /// The same as a rate per person-year, p ÷ (1 − p ÷ 2): the rate that gives this probability when exits fall evenly over
    /// the year; within 0.1% of −ln(1 − p) for p below 0.1.
    /// </summary>
    public double YearRate(int age)
    {
        var probability = YearProbability(age);
        return probability / (1 - (probability / 2));
    }
}
