using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>All of a scenario's capacity that is the same in every replicate. Immutable; thread-safe.</summary>
internal sealed class CapacityPlan
{
    private CapacityPlan(Scenario scenario, Fit fit, CellPlan cells, PoolPlan pools)
    {
        (Scenario, Fit, Cells, Pools) = (scenario, fit, cells, pools);
        Use = new(fit, cells, pools);
        Money = new(scenario, fit, cells, pools, Use);
    }

    public Scenario Scenario { get; }

    public Fit Fit { get; }

    public CellPlan Cells { get; }

    public PoolPlan Pools { get; }

    public BaseUse Use { get; }

    public MoneyPlan Money { get; }

    public static CapacityPlan Of(Scenario scenario, Fit fit, CellPlan cells) =>
        Of(scenario, fit, cells, PoolPlan.Of(scenario, fit, cells));

    /// <summary>The same with pools of another year.</summary>
    public static CapacityPlan Of(Scenario scenario, Fit fit, CellPlan cells, PoolPlan pools) =>
        new(scenario, fit, cells, pools);

    public Product ProductOf(int slot) => Fit.Products.Products[Cells.Used[slot]];

    /// <summary>People who become ready to leave protected living or shelter in a year, as the base year has it.</summary>
    public double ReadyPerYear(int pool)
    {
        var ready = 0.0;
        foreach (var slot in Pools.SlotsOfPool[pool])
        {
            if (SpaceStock.NeedsHome(ProductOf(slot)))
            {
                foreach (var buurt in Pools.BuurtenOfPool[pool])
                {
                    ready += Use.Open(buurt, slot) / Fit.Stays[Cells.Used[slot]]!.MeanYears;
                }
            }
        }
        return ready;
    }

    /// <summary>The most that one client of a pool takes: no pool that exists is smaller than that.</summary>
    public double OneClient(UseKind kind, int pool)
    {
        var most = 0.0;
        foreach (var slot in Pools.SlotsOfPool[pool])
        {
            most = Math.Max(
                most,
                kind switch
                {
                    UseKind.Minutes => Use.MinutesEach(slot),
                    UseKind.Cents => Use.CentsEach(slot),
                    _ => 1,
                }
            );
        }
        return most;
    }
}
