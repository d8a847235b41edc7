using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Within which area each group shares its capacity, in each era: a run of years in which nobody merges or parts. Immutable.
/// </summary>
internal sealed class PoolAreas
{
    private readonly Scenario scenario;
    private readonly Fit fit;
    private readonly LeverChoices? choices;

    /// <summary>Shape [Group, Gemeente]: level of its pools where no lever says otherwise.</summary>
    private readonly AreaLevel[] levels;

    private PoolAreas(Scenario scenario, Fit fit, CellPlan cells, LeverChoices? choices)
    {
        (this.scenario, this.fit, this.choices) = (scenario, fit, choices);
        levels = Levels(Delivery.Of(scenario, fit, cells), cells);
        FirstYears = [.. Starts()];
    }

    /// <summary>Per era: ordinal of its first projected year; ascending, the first is 0.</summary>
    public ImmutableArray<int> FirstYears { get; }

    /// <param name="choices">What levers choose; null: nothing changes.</param>
    public static PoolAreas Of(Scenario scenario, Fit fit, CellPlan cells, LeverChoices? choices = null) =>
        new(scenario, fit, cells, choices is { ChangesPools: true } ? choices : null);

    /// <summary>
    /// The area of a buurt: at the level of the group or that which a lever sets, or the next wider one that these areas have,
    /// or whose pools are not too small; its wijk when that has staff and money of its own.
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
            choices?.HasOwnPool(stated.Name, buurt, year) == true ? AreaLevel.Wijk
            : choices?.PoolLevelOf(stated.Name, year) is { } chosen ? Available(chosen)
            : levels[(group * fit.Areas.CountAt(AreaLevel.Gemeente)) + fit.Areas.OfLeaf(AreaLevel.Gemeente)[buurt]];
        return (level, fit.Areas.OfLeaf(level)[buurt]);
    }

    /// <summary>
    /// A handful of clients is no provider of its own: the level of a group gives way to the next wider one until its pools in
    /// the gemeente have the stated number of clients on average.
    /// </summary>
    private AreaLevel[] Levels(Delivery delivery, CellPlan cells)
    {
        var gemeenteOf = fit.Areas.OfLeaf(AreaLevel.Gemeente).ToArray();
        var (gemeenten, products) = (fit.Areas.CountAt(AreaLevel.Gemeente), fit.Products.ProductCount);
        var open = new double[scenario.Groups.Length * gemeenten];
        var areasIn = new Dictionary<AreaLevel, int[]>();
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            foreach (var (slot, product, band) in cells.Cells)
            {
                if (delivery.GroupOfSlot[slot] is >= 0 and var group)
                {
                    var at = (((buurt * products) + product) * fit.Bands.Count) + band;
                    open[(group * gemeenten) + gemeenteOf[buurt]] += fit.OpenAtEnd[at];
                }
            }
        }
        var found = new AreaLevel[open.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (group, gemeente) = Math.DivRem(i, gemeenten);
            var (stated, level) = (scenario.Groups[group], Available(scenario.Groups[group].Pool));
            while (level != AreaLevel.Gemeente && open[i] < stated.LeastClients * AreasIn(gemeente, level))
            {
                level = Available(
                    level is AreaLevel.Buurt or AreaLevel.Buurtteam ? AreaLevel.Wijk : AreaLevel.Gemeente
                );
            }
            found[i] = level;
        }
        return found;

        int AreasIn(int gemeente, AreaLevel level)
        {
            if (!areasIn.TryGetValue(level, out var counts))
            {
                areasIn[level] = counts = new int[gemeenten];
                var areaOf = fit.Areas.OfLeaf(level).ToArray();
                foreach (var (own, _) in gemeenteOf.Zip(areaOf).Take(fit.Areas.BuurtCount).Distinct())
                {
                    counts[own]++;
                }
            }
            return counts[gemeente];
        }
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
