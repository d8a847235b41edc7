using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Growth;

public sealed class VintageTests
{
    [Theory]
    [InlineData("wmo", 1.1328, 1.1566)]
    [InlineData("wlz", 1.2726, 1.3248)]
    [InlineData("zvw", 1.1733, 1.2050)]
    public void G05_the_index_of_2027_2033_by_both_conventions(string line, double six, double seven)
    {
        var vintage = VintageTable.Embedded.Find("cpb-2027-2033")!;
        vintage.Index(line, 6).ShouldBe(six, 0.00005);
        vintage.Index(line, 7).ShouldBe(seven, 0.00005);
    }

    [Fact]
    public void G07_the_parts_of_2022_2025_add_up()
    {
        var vintage = VintageTable.Embedded.Find("cpb-2022-2025")!;
        vintage.Components.Values.Sum().ShouldBe(vintage.Published["care"], 1e-12);
    }

    [Fact]
    public void The_split_of_2027_2033_is_not_shipped()
    {
        VintageTable.Embedded.Find("cpb-2027-2033")!.Components.ShouldBeEmpty();
        VintageTable.Embedded.Find("cpb-2027-2033")!.Published.ShouldNotContainKey("jeugd");
    }

    [Fact]
    public void Every_year_says_whether_it_is_published()
    {
        var path = GrowthPath.For(Scenario("jeugd: 1.0% (assumed)"), [Act.Wmo], VintageTable.Embedded, "s")[0];
        path.Steps.Where(s => s.Published).Select(s => s.Year).ShouldBe([2028, 2029, 2030, 2031, 2032, 2033]);
        path.Steps.Where(s => !s.Published).ShouldAllBe(s => s.Rate.Low < s.Rate.Value && s.Rate.Value < s.Rate.High);
    }

    [Fact]
    public void An_act_without_growth_is_refused_with_the_line_to_add()
    {
        var fault = Should.Throw<SourceFormatException>(() =>
            GrowthPath.For(Scenario("other: 0%"), [Act.Jeugd], VintageTable.Embedded, "s.yaml")
        );
        fault.Message.ShouldContain("jeugd: 1.0% (assumed");
        fault.Text.Dutch.ShouldContain("voeg");
    }

    private static Scenario Scenario(string growth) =>
        ScenarioReader.Parse(
            $"name: t\nbase: {{year: 2025}}\nhorizon: 2040\ngrowth:\n  vintage: cpb-2027-2033\n  {growth}\n",
            "s.yaml"
        );
}
