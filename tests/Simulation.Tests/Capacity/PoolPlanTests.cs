using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Capacity;

public sealed class PoolPlanTests
{
    [Fact]
    public void G20_each_buurt_of_Utrecht_has_exactly_one_of_18_teams()
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        var plan = Providers.Plan(Providers.Scarce(), Providers.FitOver(areas)).Pools;
        var teams = plan.Pools.Select((p, i) => (p, i)).Where(t => t.p.Name is "team-wmo").ToList();

        teams.Count.ShouldBe(18);
        teams.ShouldAllBe(t => t.p.IsIntake && t.p.Level == AreaLevel.Buurtteam);
        teams
            .SelectMany(t => plan.BuurtenOfPool[t.i])
            .Order()
            .ShouldBe(Enumerable.Range(0, areas.BuurtCount), "no buurt twice, none left out");
    }

    [Theory]
    [InlineData(0, AreaLevel.Buurtteam)]
    [InlineData(1, AreaLevel.Buurtteam)]
    [InlineData(1.05, AreaLevel.Wijk)]
    [InlineData(100, AreaLevel.Gemeente)]
    public void Pools_with_fewer_clients_than_asked_are_shared_at_the_next_wider_level(double asked, AreaLevel level)
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        var fit = Providers.FitOver(areas);
        var stated = Providers.Plan(Providers.Scarce(), fit);
        var team = stated.Pools.Pools.Index().Where(p => p.Item.Name is "team-wmo").Select(p => p.Index).ToList();
        var mean = team.Average(stated.Use.Persons);
        var scenario = Providers.Scarce() with
        {
            Groups = [Providers.TeamWmo with { LeastClients = asked * mean }, Providers.Ambulant],
        };
        var pools = Providers.Plan(scenario, fit).Pools.Pools.Where(p => p.Name is "team-wmo").ToList();
        pools.ShouldAllBe(p => p.Level == level);
        pools.Count.ShouldBe(areas.AreasAt(level).Count(a => !a.IsUnknown));
    }

    [Fact]
    public void What_cannot_run_out_has_a_list_and_no_team_and_no_limit()
    {
        var scenario = Providers.Scarce() with
        {
            Groups = [Providers.TeamWmo, Providers.Ambulant with { IsScarce = false }],
        };
        var plan = Providers.Plan(scenario);
        var slot = plan.Cells.Used.IndexOf(plan.Fit.Products.Codes.IndexOf("wmo-zwaar"));
        plan.Pools.ListOf(0, slot).ShouldBeGreaterThanOrEqualTo(0);
        plan.Pools.IntakeOf(0, slot).ShouldBe(-1);
        var pool = plan.Pools.PoolOf(0, slot);
        plan.IsScarce(pool).ShouldBeFalse();
        var block = Providers.Block(plan);
        block.OpenYear(0);
        var length = plan.Pools.Sets[0].PoolCount * Providers.Lanes;
        var (minutes, places, cents) = (new double[length], new double[length], new double[length]);
        block.FillWeek(minutes, places, cents);
        foreach (var week in (double[][])[minutes, places, cents])
        {
            week[pool * Providers.Lanes].ShouldBe(double.PositiveInfinity);
        }
        minutes.ShouldContain(m => m < double.PositiveInfinity);
    }

    [Fact]
    public void Every_product_of_a_group_has_one_list_in_each_buurt()
    {
        var plan = Providers.Plan(Providers.Scarce());
        var slots = plan.Cells.Used.Length;
        var wrong = new List<(int Buurt, int Slot)>();
        for (var at = 0; at < plan.Fit.Areas.BuurtCount * slots; at++)
        {
            var (buurt, slot) = (at / slots, at % slots);
            var list = plan.Pools.Lists[plan.Pools.ListOf(buurt, slot)];
            var right =
                list.Slot == slot
                && !list.IsIntake
                && plan.Pools.BuurtenOfPool[list.Pool].Contains(buurt)
                && plan.Pools.SlotsOfPool[list.Pool].Contains(slot);
            if (!right)
            {
                wrong.Add((buurt, slot));
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Requests_for_tracks_2_and_3_pass_the_team_of_the_buurt_and_the_act()
    {
        var plan = Providers.Plan(Providers.Scarce());
        foreach (var slot in Enumerable.Range(0, plan.Cells.Used.Length))
        {
            var act = plan.ProductOf(slot).Act;
            var intake = plan.Pools.Lists[plan.Pools.IntakeOf(5, slot)];
            intake.Destination.ShouldBe(plan.Pools.ListOf(5, slot));
            plan.Pools.Pools[intake.Pool].Name.ShouldBe($"team-{act.ToString().ToLowerInvariant()}");
            plan.Pools.BuurtenOfPool[intake.Pool].ShouldContain(5);
        }
    }

    [Fact]
    public void A_product_in_no_group_and_track_1_have_no_lists()
    {
        var scenario = Providers.Scarce() with { Groups = [Providers.TeamWmo] };
        var plan = Providers.Plan(scenario);
        for (var slot = 0; slot < plan.Cells.Used.Length; slot++)
        {
            var grouped = plan.ProductOf(slot).Code is "wmo-licht";
            (plan.Pools.ListOf(0, slot) >= 0).ShouldBe(grouped);
            (plan.Pools.IntakeOf(0, slot) >= 0).ShouldBe(grouped);
        }
    }

    [Fact]
    public void Nothing_scarce_means_no_pools_but_still_a_set_per_gemeente()
    {
        var plan = Providers.Plan(Providers.Scarce() with { Capacity = CapacityChoice.Unlimited }).Pools;
        plan.Pools.ShouldBeEmpty();
        plan.Lists.ShouldBeEmpty();
        plan.Sets.Single().Buurten.Length.ShouldBe(12);
    }

    [Theory]
    [InlineData(AreaLevel.Buurt, 4, AreaLevel.Buurt)]
    [InlineData(AreaLevel.Buurtteam, 3, AreaLevel.Wijk)]
    [InlineData(AreaLevel.Wijk, 3, AreaLevel.Wijk)]
    [InlineData(AreaLevel.ProviderArea, 2, AreaLevel.Gemeente)]
    [InlineData(AreaLevel.Gemeente, 2, AreaLevel.Gemeente)]
    public void A_level_that_is_not_there_gives_way_to_the_next_wider_and_no_pool_crosses_a_border(
        AreaLevel asked,
        int pools,
        AreaLevel got
    )
    {
        var areas = new AreaIndex([
            new("BU00010101", "a", "WK000101", "GM0001"),
            new("BU00010102", "b", "WK000101", "GM0001"),
            new("BU00010201", "c", "WK000102", "GM0001"),
            new("BU00020101", "d", "WK000201", "GM0002"),
        ]);
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant with { Pool = asked }] };
        var plan = Providers.Plan(scenario, Providers.FitOver(areas)).Pools;
        plan.Pools.Length.ShouldBe(pools);
        plan.Pools.ShouldAllBe(p => p.Level == got);
        plan.Sets.Select(s => s.PoolCount).Sum().ShouldBe(pools);
        plan.Sets[1].Buurten.ShouldBe([3]);
        plan.BuurtenOfPool[plan.Sets[1].FirstPool].ShouldBe([3]);
    }

    [Fact]
    public void A_provider_area_over_two_gemeenten_is_two_pools()
    {
        var areas = new AreaIndex(
            [new("BU00010101", "a", "WK000101", "GM0001"), new("BU00020101", "b", "WK000201", "GM0002")],
            groupings: [new(AreaLevel.ProviderArea, [new("PA1", "One", AreaLevel.ProviderArea)], [0, 0])]
        );
        var scenario = Providers.Scarce() with { Groups = [Providers.Verblijf] };
        var plan = Providers.Plan(scenario, Providers.FitOver(areas)).Pools;
        plan.Pools.Select(p => p.Gemeente).ShouldBe([0, 1]);
    }

    [Fact]
    public void The_queues_of_a_set_are_its_lists_by_their_own_numbers()
    {
        var areas = new AreaIndex([
            new("BU00010101", "a", "WK000101", "GM0001"),
            new("BU00020101", "b", "WK000201", "GM0002"),
        ]);
        var plan = Providers.Plan(Providers.Scarce(), Providers.FitOver(areas)).Pools;
        var second = plan.Sets[1];
        second.Queue.Pools.Length.ShouldBe(second.PoolCount);
        second.Queue.WeeksPerStep.ShouldBe(13);
        for (var list = 0; list < second.ListCount; list++)
        {
            var (own, whole) = (second.Queue.Lists[list], plan.Lists[second.FirstList + list]);
            (own.Pool + second.FirstPool).ShouldBe(whole.Pool);
            own.Slot.ShouldBe(whole.Slot);
            own.IsDecision.ShouldBe(whole.IsIntake);
            (own.Destination < 0 ? -1 : own.Destination + second.FirstList).ShouldBe(whole.Destination);
        }
    }

    [Fact]
    public void A_product_belongs_to_the_first_group_that_names_it()
    {
        var all = Providers.Ambulant with { Name = "all", Products = ["all"] };
        var plan = Providers.Plan(Providers.Scarce() with { Groups = [Providers.Verblijf, all] });
        for (var slot = 0; slot < plan.Cells.Used.Length; slot++)
        {
            plan.Pools.Pools[plan.Pools.PoolOf(0, slot)]
                .Name.ShouldBe(plan.ProductOf(slot).Code is "jeugd-zwaar" ? "verblijf" : "all");
        }
    }

    [Fact]
    public void A_code_that_is_no_product_is_refused_with_what_may_be_meant()
    {
        var scenario = Providers.Scarce() with { Groups = [Providers.Group("x", "wmo-zwar", AreaLevel.Wijk)] };
        var fault = Should.Throw<SourceFormatException>(() => Providers.Plan(scenario));
        fault.Text.English.ShouldContain("did you mean 'wmo-zwaar'?");
        fault.Text.Dutch.ShouldContain("bedoelde u 'wmo-zwaar'?");
    }
}
