using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Within which area each group shares its capacity, in each era: a run of years in which nobody merges or parts. Immutable.
/// </summary>
internal sealed class PoolAreas
{
    private readonly Scenario scenario;
    private readonly Fit fit;
    private readonly LeverChoices? choices;

    private PoolAreas(Scenario scenario, Fit fit, LeverChoices? choices)
    {
        (this.scenario, this.fit, this.choices) = (scenario, fit, choices);
        FirstYears = [.. Starts()];
    }

    /// <summary>Per era: ordinal of its first projected year; ascending, the first is 0.</summary>
    public ImmutableArray<int> FirstYears { get; }

    /// <param name="choices">What levers choose; null: nothing changes.</param>
    public static PoolAreas Of(Scenario scenario, Fit fit, LeverChoices? choices = null) =>
        new(scenario, fit, choices is { ChangesPools: true } ? choices : null);

    /// <summary>
    /// The area of a buurt: at the level of the group or that which a lever sets, or the next wider one that these areas have;
    /// its wijk when that has staff and money of its own.
    /// </summary>
    public (AreaLevel Level, int Area) Of(int era, int group, int buurt) => In(FirstYears[era], group, buurt);

    /// <summary>The areas of a buurt in all eras, as one text: buurten with the same are never parted.</summary>
    public string AllOf(int group, int buurt) =>
        string.Join(
            ';',
            FirstYears.Select(y =>
            {
                var (level, area) = In(y, group, buurt);
                return string.Create(CultureInfo.InvariantCulture, $"{(int)level}:{area}");
            })
        );

    private (AreaLevel Level, int Area) In(int year, int group, int buurt)
    {
        var stated = scenario.Groups[group];
        var level =
            choices?.HasOwnPool(stated.Name, buurt, year) == true
                ? AreaLevel.Wijk
                : Available(choices?.PoolLevelOf(stated.Name, year) ?? stated.Pool);
        return (level, fit.Areas.OfLeaf(level)[buurt]);
    }

    private AreaLevel Available(AreaLevel level) =>
        fit.Areas.Has(level) ? level
        : level == AreaLevel.Buurtteam ? AreaLevel.Wijk
        : AreaLevel.Gemeente;

    private IEnumerable<int> Starts()
    {
        yield return 0;
        for (var year = 1; choices is not null && year < scenario.YearCount; year++)
        {
            if (Changes(year))
            {
                yield return year;
            }
        }
    }

    private bool Changes(int year)
    {
        for (var group = 0; group < scenario.Groups.Length; group++)
        {
            for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
            {
                if (In(year, group, buurt) != In(year - 1, group, buurt))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
