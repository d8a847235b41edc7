using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Growth;

/// <summary>One year of what a financier assumes; no rate where neither the source nor anybody else gives one.</summary>
/// <param name="Index">Real spending against the year before the first; null from the first year without a rate.</param>
public sealed record MoneyYear(int Year, Assumption? Rate, Basis Basis, double? Index);

/// <summary>A vintage laid over years, for one act, with what it leaves open left open (unlike <see cref="GrowthPath"/>).</summary>
public static class MoneyPath
{
    /// <param name="own">What the scenario assumes for the years that the vintage does not give; null for nothing.</param>
    public static ImmutableArray<MoneyYear> Of(
        GrowthVintage vintage,
        Act act,
        Assumption? own,
        int from,
        int to,
        int periodSteps
    )
    {
        var line = act == Act.Wmo ? "wmo" : "jeugd";
        var otherwise = own ?? vintage.Assumed.GetValueOrDefault(line);
        var years = ImmutableArray.CreateBuilder<MoneyYear>();
        double? index = 1;
        for (var year = from; year <= to; year++)
        {
            var published = vintage.Published.TryGetValue(line, out var rate) && vintage.Gives(year, periodSteps);
            var used = published ? new Assumption(rate, rate, rate, vintage.Source, vintage.Confidence) : otherwise;
            index *= 1 + used?.Value;
            years.Add(new(year, used, published ? Basis.Published : Basis.Assumed, index));
        }
        return years.ToImmutable();
    }
}
