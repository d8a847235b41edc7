using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Tests.Scenarios;

/// <summary>Variants: what is merged, what is replaced, and what is refused.</summary>
public sealed class ExtendsTests
{
    private const string Base = """
        name: basis
        base: {year: 2025}
        horizon: 2040
        growth: {vintage: cpb-2027-2033, jeugd: "1.0% (assumed, 0.0% to 2.0%)"}
        prices: {deflator: {value: 2.0%, low: 1.0%, high: 3.0%, source: basis, confidence: 0.9}}
        money: {contracts: [{act: Wmo, track: 3, form: taakgericht}]}
        levers:
          - {lever: hiring, name: arbeidsmarkt, start: 2027, effect: -10%}
          - {lever: absence, start: 2027, effect: 10%}
        """;

    [Fact]
    public void Tables_are_merged_however_deep()
    {
        var scenario = Variant("queue: {norm: {wmo: {start: 4 weeks}}}\nhorizon: 2035");
        scenario.Name.ShouldBe("variant");
        scenario.Horizon.ShouldBe(2035);
        scenario.Growth.Jeugd!.Value.ShouldBe(0.01);
        scenario.Queue.NormWmo.Start.Value.ShouldBe(4);
        scenario.Queue.NormWmo.Decision.Value.ShouldBe(8);
        scenario.Prices.Deflator.Source.ShouldBe("basis");
    }

    [Fact]
    public void An_assumption_is_replaced_as_a_whole()
    {
        Variant("prices: {deflator: {value: 4.0%}}").Prices.Deflator.ShouldBe(new(0.04, 0.03, 0.05, "scenario", 0.3));
        Variant("prices: {deflator: 4.0% (mine)}").Prices.Deflator.Source.ShouldBe("mine");
    }

    [Fact]
    public void A_list_is_replaced()
    {
        var contract = Variant("money: {contracts: [{act: Jeugd, track: 3, form: output}]}").Money.Contracts;
        contract.ShouldHaveSingleItem().Form.ShouldBe(ContractForm.Output);
        Variant("").Money.Contracts.ShouldHaveSingleItem().Form.ShouldBe(ContractForm.LumpSum);
    }

    [Fact]
    public void Levers_are_added_and_one_of_the_same_name_takes_the_place_of_the_first()
    {
        var levers = Variant(
            """
            levers:
              - {lever: attrition, start: 2028, effect: 5%}
              - {lever: hiring, name: arbeidsmarkt, start: 2030, effect: 0%}
            """
        ).Levers;
        levers
            .Select(l => (l.Kind, l.Start))
            .ShouldBe([(LeverKind.Hiring, 2030), (LeverKind.Absence, 2027), (LeverKind.Attrition, 2028)]);
    }

    [Fact]
    public void Unlimited_capacity_can_be_taken_up_again()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["free"] = Base + "\ncapacity: unlimited",
        };
        Read("name: v\nextends: free\ncapacity: {money: on}", texts).Capacity.ShouldBe(new(false, false, true));
    }

    [Fact]
    public void A_variant_may_vary_a_variant()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a"] = Base,
            ["b"] = "name: b\nextends: a\ntake-up: 80%",
        };
        var scenario = Read("name: c\nextends: b\nhorizon: 2030", texts);
        (scenario.Name, scenario.Horizon, scenario.TakeUp.Value).ShouldBe(("c", 2030, 0.8));
    }

    [Fact]
    public void A_shipped_scenario_can_be_extended()
    {
        ScenarioReader.Parse("name: v\nextends: budget-25", "v.yaml").Money.Contracts.Length.ShouldBe(2);
    }

    [Fact]
    public void A_circle_is_refused_with_the_way_round()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a"] = "name: a\nextends: b",
            ["b"] = "name: b\nextends: a",
        };
        Should
            .Throw<SourceFormatException>(() => Read("name: c\nextends: a", texts))
            .Message.ShouldBe(
                "b.yaml:2:10: found a circle: c.yaml → a.yaml → b.yaml → a.yaml, expected a scenario that does not lead back "
                    + "to this one; let one of them extend nothing"
            );
    }

    [Fact]
    public void A_fault_in_the_base_names_the_file_of_the_base()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a"] = Base.Replace("-10%", "-10", StringComparison.Ordinal),
        };
        Should
            .Throw<SourceFormatException>(() => Read("name: c\nextends: a", texts))
            .Message.ShouldStartWith("a.yaml:8:62: found the bare number -10,");
    }

    private static Scenario Variant(string more) =>
        Read(
            $"name: variant\nextends: basis\n{more}",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["basis"] = Base }
        );

    private static Scenario Read(string text, Dictionary<string, string> others) =>
        ScenarioReader.Read(
            new("c.yaml", text),
            (name, _) => others.TryGetValue(name, out var found) ? new($"{name}.yaml", found) : null
        );
}
