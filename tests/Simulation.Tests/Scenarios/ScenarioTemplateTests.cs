using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ScenarioTemplateTests
{
    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Dutch)]
    public void The_template_is_a_valid_scenario_that_assumes_nothing_of_its_own(Language language)
    {
        var scenario = ScenarioReader.Parse(ScenarioTemplate.Text("my own", language), "new.yaml");
        scenario.Name.ShouldBe("my own");
        scenario.Staff.ShouldBe(Defaults.Staff);
        scenario.Levers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Dutch)]
    public void With_every_setting_switched_on_it_still_says_what_is_assumed_anyway(Language language)
    {
        var scenario = ScenarioReader.Parse(SwitchedOn(ScenarioTemplate.Text("all", language)), "all.yaml");
        (scenario.Staff, scenario.Space, scenario.Access, scenario.Queue).ShouldBe(
            (Defaults.Staff, Defaults.Space, Defaults.Access, Defaults.Queue)
        );
        (scenario.Capacity, scenario.Prices, scenario.TakeUp, scenario.Uncertainty, scenario.StepsPerYear).ShouldBe(
            (
                Defaults.Scenario.Capacity,
                Defaults.Scenario.Prices,
                Defaults.Scenario.TakeUp,
                Defaults.Scenario.Uncertainty,
                4
            )
        );
        scenario
            .Groups.Select(g => (g.Name, string.Join(' ', g.Products), g.Pool, g.Places, g.Intake))
            .ShouldBe(
                Defaults.Scenario.Groups.Select(g => (g.Name, string.Join(' ', g.Products), g.Pool, g.Places, g.Intake))
            );
        scenario.Levers.Select(l => l.Kind).ShouldBe(LeverCatalogue.All.Select(t => t.Kind));
        scenario.Money.Contracts.ShouldHaveSingleItem();
    }

    [Fact]
    public void Names_that_yaml_would_misread_are_put_in_quotes()
    {
        ScenarioReader
            .Parse(ScenarioTemplate.Text("a: #b \"c\"", Language.English), "q.yaml")
            .Name.ShouldBe("a: #b \"c\"");
    }

    /// <summary>The template with the sign before every setting taken away.</summary>
    internal static string SwitchedOn(string template) =>
        string.Join('\n', template.Split('\n').Select(l => l.StartsWith("# ", StringComparison.Ordinal) ? l[2..] : l));
}
