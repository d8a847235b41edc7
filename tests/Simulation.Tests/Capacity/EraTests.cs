using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Tests.Capacity;

/// <summary>Providers that merge, and a wijk that goes its own way.</summary>
public sealed class EraTests
{
    private const int Lanes = Providers.Lanes;
    private static readonly Assumption Nothing = new(0, 0, 0, "test", 1);

    [Fact]
    public void Without_levers_on_pools_there_is_one_era()
    {
        var scenario = Providers.Scarce();
        Eras(scenario).Single().FirstYear.ShouldBe(0);
    }

    [Fact]
    public void Consolidation_merges_pools_and_leaves_every_list_what_it_was()
    {
        var scenario = Providers.Scarce() with
        {
            Groups = [Providers.TeamWmo, Providers.Ambulant with { Pool = AreaLevel.Buurt }],
            Levers = [Merge("wmo-zwaar", 2028, AreaLevel.Wijk)],
        };
        var eras = Eras(scenario);
        eras.Select(e => e.FirstYear).ShouldBe([0, 2]);
        var (before, after) = (eras[0].Pools, eras[1].Pools);
        before.Pools.Count(p => p.Name is "ambulant").ShouldBe(12);
        after.Pools.Count(p => p.Name is "ambulant").ShouldBe(2);
        after.Lists.Length.ShouldBe(before.Lists.Length);
        for (var list = 0; list < after.Lists.Length; list++)
        {
            var (old, own) = (before.Lists[list], after.Lists[list]);
            (own.Slot, own.Destination).ShouldBe((old.Slot, old.Destination));
            before.BuurtenOfPool[old.Pool].Except(after.BuurtenOfPool[own.Pool]).ShouldBeEmpty("only wider");
        }
        CouplingSets.Of([.. eras]).Count.ShouldBe(1);
    }

    [Fact]
    public void Staff_goes_along_with_care_and_none_is_lost()
    {
        var scenario = Providers.Scarce() with
        {
            Groups = [Providers.Ambulant with { Pool = AreaLevel.Buurt }],
            Levers = [Merge("wmo-zwaar", 2028, AreaLevel.Wijk)],
        };
        var eras = Eras(scenario);
        var before = Providers.Block(eras[0]);
        before.OpenYear(0);
        before.Step(0.25);
        var after = new CapacityBlock(eras[1], Providers.Draw(scenario), NoLevers.Instance, []);
        after.Continue(eras[1].Pools.Sets[0], before);
        for (var wijk = 0; wijk < 2; wijk++)
        {
            var sum = 0.0;
            for (var buurt = 0; buurt < 6; buurt++)
            {
                sum += before.Fte((wijk * 6) + buurt)[0];
            }
            after.Fte(wijk)[0].ShouldBe(sum, 1e-9);
        }

        // The year goes on growing from where it was: posts are not set back.
        after.OpenYear(1);
        after.Step(0.25);
        before.OpenYear(1);
        before.Step(0.25);
        var all = Enumerable.Range(0, 12).Sum(pool => before.Fte(pool)[3]);
        (after.Fte(0)[3] + after.Fte(1)[3]).ShouldBe(all, 1e-9);
    }

    [Fact]
    public void A_wijk_with_money_and_staff_of_its_own_takes_its_part_of_the_pool()
    {
        var own = new Lever(
            LeverKind.Regelarm,
            "wmo-zwaar",
            ["WK000101"],
            2027,
            1,
            Ramp.Step,
            Nothing,
            Nothing,
            Choice: "own"
        );
        var scenario = Providers.Scarce() with
        {
            Groups = [Providers.Ambulant with { Pool = AreaLevel.Gemeente }],
            Levers = [own],
        };
        var eras = Eras(scenario);
        eras.Length.ShouldBe(2);
        eras[1].Pools.BuurtenOfPool[0].ShouldBe([0, 1, 2, 3, 4, 5]);
        eras[1].Pools.BuurtenOfPool[1].ShouldBe([6, 7, 8, 9, 10, 11]);
        var before = Providers.Block(eras[0]);
        var after = new CapacityBlock(eras[1], Providers.Draw(scenario), NoLevers.Instance, []);
        after.Continue(eras[1].Pools.Sets[0], before);
        (after.Fte(0)[0] + after.Fte(1)[0]).ShouldBe(before.Fte(0)[0], 1e-9);
        (after.Fte(0)[0] / after.Fte(1)[0]).ShouldBe(
            eras[1].Use.CareMinutes(0) / eras[1].Use.CareMinutes(1),
            1e-12,
            "by the minutes of the base year"
        );
    }

    private static CapacityPlan[] Eras(Scenario scenario)
    {
        var fit = SyntheticTown.Fit();
        var cells = new CellPlan(fit);
        return [.. CapacityPlan.Eras(scenario, fit, cells, LeverPlan.Of(scenario, fit, cells).Choices)];
    }

    private static Lever Merge(string product, int start, AreaLevel level) =>
        new(LeverKind.Consolidation, product, [], start, 1, Ramp.Step, Nothing, Nothing, Choice: level.ToName());
}
