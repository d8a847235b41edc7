using System.Collections.Immutable;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// All of a scenario's capacity that is the same in every replicate, for a run of years in which pools stay what they are.
/// Immutable; thread-safe.
/// </summary>
internal sealed class CapacityPlan
{
    /// <summary>No pool is smaller than this many clients: a provider that exists can serve someone.</summary>
    private const double LeastClients = 2;

    private readonly double[] readyPerYear;

    // Shape [UseKind, Pool].
    private readonly double[] least;

    private CapacityPlan(Scenario scenario, Fit fit, CellPlan cells, PoolPlan pools, int firstYear)
    {
        (Scenario, Fit, Cells, Pools, FirstYear) = (scenario, fit, cells, pools, firstYear);
        Use = new(fit, cells, pools);
        least =
        [
            .. Enum.GetValues<UseKind>().SelectMany(k => pools.SlotsOfPool.Select(s => LeastClients * Most(k, s))),
        ];
        readyPerYear = [.. Enumerable.Range(0, pools.Pools.Length).Select(Ready)];
        Money = new(this);
    }

    public Scenario Scenario { get; }

    public Fit Fit { get; }

    public CellPlan Cells { get; }

    public PoolPlan Pools { get; }

    /// <summary>Ordinal of the first projected year in which pools are so.</summary>
    public int FirstYear { get; }

    public BaseUse Use { get; }

    public MoneyPlan Money { get; }

    /// <summary>The plan at the start, without levers.</summary>
    public static CapacityPlan Of(Scenario scenario, Fit fit, CellPlan cells) => Eras(scenario, fit, cells, null)[0];

    /// <summary>
    /// A plan for each run of years between which levers merge or part pools; one when none does. Lists have the same ordinals
    /// in all of them.
    /// </summary>
    public static ImmutableArray<CapacityPlan> Eras(Scenario scenario, Fit fit, CellPlan cells, LeverChoices? choices)
    {
        var areas = PoolAreas.Of(scenario, fit, cells, choices);
        return
        [
            .. areas.FirstYears.Select(
                (year, era) =>
                    new CapacityPlan(scenario, fit, cells, PoolPlan.Of(scenario, fit, cells, areas, era), year)
            ),
        ];
    }

    public Product ProductOf(int slot) => Fit.Products.Products[Cells.Used[slot]];

    /// <summary>Whether what a pool has can run out.</summary>
    public bool IsScarce(int pool) => Scenario.Groups[Pools.Pools[pool].Group].IsScarce;

    /// <summary>People who become ready to leave protected living or shelter in a year, as the base year has it.</summary>
    public double ReadyPerYear(int pool) => readyPerYear[pool];

    /// <summary>The least that a pool has of something, whatever it did: room for two of its heaviest clients.</summary>
    public double Least(UseKind kind, int pool) => least[((int)kind * Pools.Pools.Length) + pool];

    private double Ready(int pool)
    {
        var ready = 0.0;
        foreach (var slot in Pools.SlotsOfPool[pool])
        {
            if (Pools.Pools[pool].HasPlaces && SpaceStock.NeedsHome(ProductOf(slot)))
            {
                foreach (var buurt in Pools.BuurtenOfPool[pool])
                {
                    ready += Use.Open(buurt, slot) / Fit.Stays[Cells.Used[slot]]!.MeanYears;
                }
            }
        }
        return ready;
    }

    private double Most(UseKind kind, ImmutableArray<int> slots)
    {
        var most = 0.0;
        foreach (var slot in slots)
        {
            most = Math.Max(most, Use.Each(kind, slot));
        }
        return most;
    }
}
