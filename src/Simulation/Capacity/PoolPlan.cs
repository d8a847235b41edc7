using System.Collections.Immutable;
using Populatie.Analytics.Need;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Who shares what with whom: a pool for each group of products in each area of its level, and the lists of people who wait
/// there. Pools and lists of a gemeente are numbered in a row, gemeente by gemeente. Immutable; thread-safe.
/// </summary>
internal sealed class PoolPlan
{
    private readonly int[] poolOf;
    private readonly int[] listOf;
    private readonly int[] intakeOf;
    private readonly int slots;
    private readonly int buurten;

    private PoolPlan(PoolPlanBuilder builder)
    {
        (poolOf, listOf, intakeOf, slots) = (builder.PoolOf, builder.ListOf, builder.IntakeOf, builder.Slots);
        buurten = slots > 0 ? listOf.Length / slots : 0;
        Pools = [.. builder.Pools];
        Lists = [.. builder.Lists];
        BuurtenOfPool = [.. builder.BuurtenOfPool];
        Sets = [.. builder.Sets];
        SlotsOfPool = [.. Pools.Select(p => builder.SlotsOfGroup[p.Group])];
    }

    /// <summary>By gemeente, then group, then the first buurt of the area.</summary>
    public ImmutableArray<CarePool> Pools { get; }

    /// <summary>By gemeente; first those that wait for care, then those that wait for a decision.</summary>
    public ImmutableArray<WaitingList> Lists { get; }

    /// <summary>Shape [Pool]: ordinals of its buurten, ascending.</summary>
    public ImmutableArray<ImmutableArray<int>> BuurtenOfPool { get; }

    /// <summary>Shape [Pool]: the products that it delivers, as positions in <c>CellPlan.Used</c>.</summary>
    public ImmutableArray<ImmutableArray<int>> SlotsOfPool { get; }

    /// <summary>One per gemeente: what the engine carries through time together.</summary>
    public ImmutableArray<SetPlan> Sets { get; }

    /// <summary>The pools of a scenario; none when nothing is scarce.</summary>
    public static PoolPlan Of(Scenario scenario, Fit fit, CellPlan plan) =>
        Of(scenario, fit, plan, PoolAreas.Of(scenario, fit, plan), era: 0);

    /// <summary>The pools of an era. Lists have the same ordinals in every era; only the pools that serve them change.</summary>
    public static PoolPlan Of(Scenario scenario, Fit fit, CellPlan plan, PoolAreas areas, int era)
    {
        var builder = new PoolPlanBuilder(scenario, fit, plan, areas, era);
        builder.Build();
        return new(builder);
    }

    /// <summary>The pool of a group in a buurt; −1 when nothing is scarce.</summary>
    public int PoolOfGroup(int group, int buurt) => poolOf[(group * buurten) + buurt];

    /// <summary>The list of those who wait for care, or −1: whoever asks begins at once.</summary>
    public int ListOf(int buurt, int slot) => listOf[(buurt * slots) + slot];

    /// <summary>The list of those who wait for a decision, or −1: no team stands before this care.</summary>
    public int IntakeOf(int buurt, int slot) => intakeOf[(buurt * slots) + slot];

    /// <summary>The pool that delivers a product in a buurt; −1: nobody's capacity bounds it.</summary>
    public int PoolOf(int buurt, int slot)
    {
        var list = ListOf(buurt, slot);
        return list < 0 ? -1 : Lists[list].Pool;
    }
}
