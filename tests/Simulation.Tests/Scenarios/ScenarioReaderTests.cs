using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Minimal = """
        name: basis-2040
        base: {year: 2025, cube: latest, population: latest, fit: latest}
        horizon: 2040
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        """;

    [Fact]
    public void The_minimal_scenario_of_the_contract_is_read()
    {
        var scenario = Read("");
        scenario.Name.ShouldBe("basis-2040");
        scenario.FirstYear.ShouldBe(2026);
        scenario.YearCount.ShouldBe(15);
        scenario.StepsPerYear.ShouldBe(4);
        scenario.Growth.Jeugd.ShouldBe(new(0.01, 0, 0.02, "assumed", 0.3));
        scenario.Growth.Mode.ShouldBe(GrowthMode.BottomUp);
    }

    [Fact]
    public void A_silent_scenario_knows_scarcity_of_staff_and_space_and_not_of_money()
    {
        var scenario = Read("");
        scenario.Capacity.ShouldBe(new(Staff: true, Space: true, Money: false));
        scenario
            .Groups.Select(g => g.Name)
            .ShouldBe([
                "buurtteam-sociaal",
                "buurtteam-jeugd",
                "wmo-ambulant",
                "wmo-dag",
                "wmo-verblijf",
                "jeugd-ambulant",
                "jeugd-verblijf",
                "jeugd-bescherming",
                "wmo-voorzieningen",
                "jeugd-pleegzorg",
            ]);
        scenario.Groups.Where(g => !g.IsScarce).Select(g => g.Name).ShouldBe(["wmo-voorzieningen", "jeugd-pleegzorg"]);
        (scenario.Staff.Establishment, scenario.Access.Inquiry, scenario.Queue.DropOut).ShouldBe((null, null, null));
        scenario.Groups.Count(g => g.Intake).ShouldBe(2);
        scenario.Staff.DirectTime.Value.ShouldBe(0.6);
        scenario.Queue.NormWmo.Decision.ShouldBe(new(8, 8, 8, "Wmo 2015: six weeks of inquiry, two of decision", 1));
        scenario.Money.Contracts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("capacity: unlimited", false, false, false)]
    [InlineData("capacity: onbeperkt", false, false, false)]
    [InlineData("capacity: {staff: on, space: off, money: on}", true, false, true)]
    [InlineData("capacity: {money: aan}", true, true, true)]
    [InlineData("capacity: {space: uit, staff: no}", false, false, false)]
    public void Scarcities_are_switched(string text, bool staff, bool space, bool money) =>
        Read(text).Capacity.ShouldBe(new(staff, space, money));

    [Fact]
    public void A_group_keeps_what_the_scenario_does_not_say()
    {
        var group = Group(Read("groups: {wmo-dag: {fte: 85 FTE, places: 620 plaatsen, pool: wijk}}"), "wmo-dag");
        group.Products.ShouldBe(["wmo-dagbegeleiding", "07", "09"]);
        group.Pool.ShouldBe(AreaLevel.Wijk);
        group.Places.ShouldBeTrue();
        (group.Fte!.Value, group.PlacesNow!.Value).ShouldBe((85, 620));
    }

    [Fact]
    public void A_group_of_ones_own_goes_first_and_a_group_can_be_left_out()
    {
        var groups = Read("groups: {hulp: {products: [wmo-huishouden], pool: wijk}, wmo-dag: none}").Groups;
        groups[0].Name.ShouldBe("hulp");
        groups[0].Places.ShouldBeFalse();
        groups.Select(g => g.Name).ShouldNotContain("wmo-dag");
        groups.Length.ShouldBe(10);
    }

    [Fact]
    public void Staff_space_access_and_queue_are_read_with_their_units()
    {
        var scenario = Read(
            """
            staff:
              contract-hours: 36 uur per week
              attrition: 12% (HR 2025, 10% tot 14%)
            space: {dwellings: 50%}
            access:
              intake-hours: 8 uur
              past-team: {jeugd: 60%}
            queue:
              drop-out: 40% per jaar
              safety: {jeugd: 6%}
              norm: {jeugd: {start: 42 dagen}}
            """
        );
        scenario.Staff.ContractHours.Value.ShouldBe(36 * 365.25 / 7, 1e-9);
        scenario.Staff.Attrition.ShouldBe(new(0.12, 0.10, 0.14, "HR 2025", 0.3));
        scenario.Staff.Fill.Value.ShouldBe(0.7);
        scenario.Space.Dwellings.Value.ShouldBe(0.5);
        scenario.Access.IntakeHours.Value.ShouldBe(8);
        scenario.Access.PastTeamJeugd.Value.ShouldBe(0.6);
        scenario.Access.PastTeamWmo.Value.ShouldBe(0.1);
        scenario.Queue.DropOut!.Value.ShouldBe(0.4);
        scenario.Queue.SafetyJeugd.Value.ShouldBe(0.06);
        scenario.Queue.NormJeugd.Start.Value.ShouldBe(6);
        scenario.Queue.NormJeugd.Decision.Value.ShouldBe(8);
    }

    [Fact]
    public void Contracts_are_read_with_their_form_in_either_language()
    {
        var money = Read(
            """
            money:
              allocation: progressive
              indexation: 1.0%
              contracts:
                - {act: Wmo, track: 3, form: taakgericht, policy: queue, budget: EUR 90 mln (2025), indexation: 2.0%}
                - {act: Jeugd, track: 3, form: effort, policy: overspend, induced: 1.5%, budget: "7,5 mln euro per maand"}
                - {act: Jeugd, track: 2, form: output}
            """
        ).Money;
        money.Allocation.ShouldBe(AllocationRule.Progressive);
        money.Contracts.Select(c => c.Form).ShouldBe([ContractForm.LumpSum, ContractForm.Effort, ContractForm.Output]);
        money.Contracts[0].Track.ShouldBe(Track.AanvullendeZorg);
        money.Contracts[0].Budget!.Value.ShouldBe(90e6);
        money.Contracts[0].Indexation.Value.ShouldBe(0.02);
        money.Contracts[1].Policy.ShouldBe(BudgetPolicy.Overspend);
        money.Contracts[1].Budget!.Value.ShouldBe(90e6);
        money.Contracts[1].Induced.Value.ShouldBe(0.015);
        money.Contracts[2].Policy.ShouldBe(BudgetPolicy.Queue);
        money.Contracts[2].Budget.ShouldBeNull();
        money.Contracts[2].Indexation.Value.ShouldBe(0.01);
    }

    [Fact]
    public void A_lever_is_read_with_all_its_keys()
    {
        var lever = Read(
            """
            levers:
              - lever: prevention
                name: sociale-basis
                for: Jeugd
                areas: [WK034403, WK034401]
                start: 2027
                ramp-years: 4 jaar
                ramp: back
                lag-years: 3
                effect: {value: -0.5%, low: -1.5%, high: 0%, source: Cebeon, confidence: 0.2}
                amount: EUR 6 mln (2025)
            """
        )
            .Levers.ShouldHaveSingleItem();
        lever.ShouldBe(
            new(
                LeverKind.Prevention,
                "Jeugd",
                ["WK034403", "WK034401"],
                2027,
                4,
                Ramp.Back,
                new(-0.005, -0.015, 0, "Cebeon", 0.2),
                new(6e6, 6e6, 6e6, "scenario", 0.3),
                3
            )
        );
        lever.Position.ShouldBe(new TextPosition("basis.yaml", 6, 5));
    }

    [Fact]
    public void Take_up_may_follow_the_segments()
    {
        var scenario = Read("take-up: segments");
        (scenario.TakeUpBySegments, scenario.TakeUp.Value).ShouldBe((true, 1));
        Read("take-up: 90%").TakeUpBySegments.ShouldBeFalse();
    }

    [Fact]
    public void Where_a_scenario_stands_is_no_part_of_it()
    {
        var scenario = Read("");
        var elsewhere = ScenarioReader.Parse($"# a remark\n{Minimal}", "other.yaml");
        elsewhere.Origin.ShouldBe(scenario.Origin);
        elsewhere.Growth.ShouldBe(scenario.Growth);
        elsewhere.Origin.File.ShouldBe("other.yaml");
    }

    [Theory]
    [InlineData(Ramp.Linear, 0.25, 0.5, 0.75, 1)]
    [InlineData(Ramp.Front, 0.4375, 0.75, 0.9375, 1)]
    [InlineData(Ramp.Back, 0.0625, 0.25, 0.5625, 1)]
    [InlineData(Ramp.Step, 1, 1, 1, 1)]
    public void A_lever_follows_its_ramp(Ramp ramp, double first, double second, double third, double fourth)
    {
        var lever = new Lever(LeverKind.TakeUp, "all", [], 2030, 4, ramp, new(1, 1, 1, "test", 1));
        lever.ProgressIn(2029).ShouldBe(0);
        double[] shares = [first, second, third, fourth];
        for (var i = 0; i < shares.Length; i++)
        {
            lever.ProgressIn(2030 + i).ShouldBe(shares[i], 1e-12);
        }
        lever.ProgressIn(2050).ShouldBe(1);
    }

    private static Scenario Read(string more) => ScenarioReader.Parse($"{Minimal}\n{more}\n", "basis.yaml");

    private static ProductGroup Group(Scenario scenario, string name) =>
        scenario.Groups.Single(g => string.Equals(g.Name, name, StringComparison.Ordinal));
}
