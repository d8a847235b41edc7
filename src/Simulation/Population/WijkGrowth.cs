using Populatie.Analytics.Population;

namespace Populatie.Simulation.Population;

/// <summary>
/// Where the residents of each wijk are to go: growth since the base year. Growth carries over from a forecast where levels
/// do not, because the forecast starts from another count. Immutable; thread-safe.
/// </summary>
public sealed class WijkGrowth
{
    private readonly double?[] growth;
    private readonly int wijkCount;

    /// <param name="growth">Shape [year − baseYear, wijk]; residents ÷ residents on 1 January of the base year; null: no forecast.</param>
    public WijkGrowth(int baseYear, int wijkCount, double?[] growth) =>
        (BaseYear, this.wijkCount, this.growth) = (baseYear, wijkCount, growth);

    public int BaseYear { get; }

    /// <summary>Null where the wijk or the year has no forecast.</summary>
    public double? Of(int wijk, int year)
    {
        var index = ((year - BaseYear) * wijkCount) + wijk;
        return index < growth.Length ? growth[index] : null;
    }

    /// <summary>Growth by a published forecast. Wijken that it does not know stay without; so does all of it when it begins after the base year.</summary>
    public static WijkGrowth From(WijkForecast forecast, IReadOnlyList<string> wijkCodes, int baseYear, int lastYear)
    {
        var factors = new double?[(lastYear - baseYear + 1) * wijkCodes.Count];
        for (var wijk = 0; wijk < wijkCodes.Count; wijk++)
        {
            var ordinal = forecast.WijkCodes.IndexOf(wijkCodes[wijk]);
            for (var year = baseYear; ordinal >= 0 && forecast.Years[0] <= baseYear && year <= lastYear; year++)
            {
                factors[((year - baseYear) * wijkCodes.Count) + wijk] = forecast.Growth(ordinal, baseYear, year);
            }
        }
        return new(baseYear, wijkCodes.Count, factors);
    }
}
