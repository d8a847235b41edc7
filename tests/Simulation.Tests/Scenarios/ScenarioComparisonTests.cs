using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ScenarioComparisonTests
{
    private const string Head = "name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {vintage: none}\n";

    [Fact]
    public void Texts_that_mean_the_same_do_not_differ()
    {
        Between(
                Head
                    + "capacity: {staff: on}\nstaff: {fill: 70.0 procent}\nsteps: kwartaal\nlevers: [{lever: contract, start: 2027, choice: output, ramp-years: 2 jaar}]",
                Head
                    + "staff: {fill: {value: 70%}}\nsteps: quarter\nlevers: [{lever: contract, start: 2027, choice: output, ramp-years: 2}]"
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_is_silent_is_shown_with_what_it_assumes()
    {
        Between(Head, Head + "staff: {fill: \"50% (mine, 40% to 60%)\"}")
            .ShouldHaveSingleItem()
            .ShouldBe(
                new(
                    "staff.fill",
                    "70% (50% to 90%; own assumption, not published; confidence 0.2)",
                    "50% (40% to 60%; mine)"
                )
            );
    }

    [Fact]
    public void Levers_contracts_and_groups_are_told_by_what_they_are_about()
    {
        var differences = Between(
            Head
                + "levers: [{lever: hiring, start: 2027, effect: 5%}, {lever: absence, for: Wmo, start: 2027, effect: 5%}]",
            Head
                + "levers: [{lever: absence, for: Wmo, start: 2027, effect: 6%}]\n"
                + "groups: {wmo-dag: {fte: 85 FTE}}\n"
                + "money: {contracts: [{act: Wmo, track: 3, form: output, budget: EUR 90 mln}]}"
        );
        differences.ShouldBe([
            new("groups.wmo-dag.fte", null, "85 FTE"),
            new("money.contracts[Wmo 3].act", null, "Wmo"),
            new("money.contracts[Wmo 3].track", null, "3"),
            new("money.contracts[Wmo 3].form", null, "outputgericht"),
            new("money.contracts[Wmo 3].budget", null, "EUR 90 mln"),
            new("levers[hiring].lever", "hiring", null),
            new("levers[hiring].start", "2027", null),
            new("levers[hiring].effect", "5%", null),
            new("levers[absence Wmo].effect", "5%", "6%"),
        ]);
    }

    [Fact]
    public void What_a_variant_extends_is_looked_into()
    {
        var differences = ScenarioComparison.Between(
            new("a", ShippedScenarios.Read("basis-2040")),
            new("b", ShippedScenarios.Read("regelarm-overvecht")),
            ShippedScenarios.Find
        );
        differences[0].ShouldBe(new("name", "basis-2040", "regelarm-overvecht"));
        differences.Skip(1).ShouldAllBe(d => d.Path.StartsWith("levers[regelarm]", StringComparison.Ordinal));
    }

    private static IReadOnlyList<ScenarioDifference> Between(string a, string b) =>
        ScenarioComparison.Between(new("a", a), new("b", b), ShippedScenarios.Find);
}
