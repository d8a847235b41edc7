using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Good = """
        name: basis-2040
        base: {year: 2025, cube: latest, population: latest, fit: latest}
        horizon: 2040
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        """;

    [Fact]
    public void The_minimal_scenario_of_the_contract_is_read()
    {
        var scenario = ScenarioReader.Parse(Good, "basis.yaml");
        scenario.Name.ShouldBe("basis-2040");
        scenario.FirstYear.ShouldBe(2026);
        scenario.YearCount.ShouldBe(15);
        scenario.StepsPerYear.ShouldBe(4);
        scenario.Growth.Jeugd!.Value.ShouldBe(0.01);
        scenario.Growth.Jeugd.Source.ShouldBe("assumed");
        scenario.Growth.Mode.ShouldBe(GrowthMode.BottomUp);
    }

    /// <summary>What is written in place of a line of the good scenario → what the complaint says.</summary>
    [Theory]
    [InlineData("horizon: 2040", "horizn: 2040", "bad.yaml:3:1", "did you mean 'horizon'?")]
    [InlineData("year: 2025", "yaer: 2025", "bad.yaml:2:8", "did you mean 'year'?")]
    [InlineData("1.0% (assumed)", "2.1", "bad.yaml:4:41", "write jeugd: 2.1%")]
    [InlineData("1.0% (assumed)", "much", "bad.yaml:4:41", "expected a rate with its sign")]
    [InlineData("horizon: 2040", "horizon: 2020", "bad.yaml:3:10", "a whole number 2026 to 2100")]
    [InlineData("horizon: 2040", "horizon: soon", "bad.yaml:3:10", "found 'soon'")]
    [InlineData("name: basis-2040", "name:", "bad.yaml:1:6", "expected a text")]
    [InlineData("name: basis-2040", "steps: week", "bad.yaml:1:1", "'name'")]
    [InlineData("horizon: 2040", "horizon: 2040\nsteps: quater", "bad.yaml:4:8", "did you mean 'quarter'?")]
    [InlineData("horizon: 2040", "horizon: 2040\ntake-up: 120%", "bad.yaml:4:10", "0.1% to 100%")]
    [InlineData("horizon: 2040", "horizon: 2040\nlevers: {}", "bad.yaml:4:9", "a list")]
    [InlineData("horizon: 2040", "horizon: 2040\nlevers: [{start: 2030}]", "bad.yaml:4:10", "add lever:")]
    [InlineData(
        "horizon: 2040",
        "horizon: 2040\nlevers: [{lever: take-up, start: 2030, effect: 0.9}]",
        "bad.yaml:4:48",
        "write effect: 0.9%"
    )]
    [InlineData(
        "horizon: 2040",
        "horizon: 2040\nprices: {deflator: {value: 2.0%, low: 3.0%}}",
        "bad.yaml:4:28",
        "low ≤ value ≤ high"
    )]
    [InlineData("growth:", "growht:", "bad.yaml:4:1", "did you mean 'growth'?")]
    [InlineData("{vintage: cpb-2027-2033", "{mode: topdown, vintage: x", "bad.yaml:4:16", "did you mean 'top-down'?")]
    [InlineData("fit: latest}", "fit: latest", "bad.yaml:2:", "found a brace")]
    public void A_bad_scenario_is_refused_with_its_place_and_advice(string from, string to, string place, string advice)
    {
        var fault = Should.Throw<SourceFormatException>(() =>
            ScenarioReader.Parse(Good.Replace(from, to, StringComparison.Ordinal), "bad.yaml")
        );
        fault.Message.ShouldStartWith(place);
        fault.Message.ShouldContain(advice);
        fault.Text.Dutch.ShouldNotBe(fault.Text.English);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        Should.Throw<SourceFormatException>(() => ScenarioReader.Parse("", "e.yaml")).Message.ShouldContain("empty");
    }

    [Fact]
    public void A_range_can_be_given_in_the_text_or_as_keys()
    {
        var scenario = ScenarioReader.Parse(
            Good.Replace("1.0% (assumed)", "\"1.0% (own guess, -0.5% to 2.5%)\"", StringComparison.Ordinal)
                + "\nprices: {relative: {value: 0.5%, low: 0%, high: 1%, source: me}}",
            "r.yaml"
        );
        (scenario.Growth.Jeugd!.Low, scenario.Growth.Jeugd.High).ShouldBe((-0.005, 0.025));
        scenario.Prices.Relative.Source.ShouldBe("me");
    }

    [Fact]
    public void The_schema_has_exactly_the_keys_that_the_reader_knows()
    {
        var root = (JsonObject)JsonNode.Parse(ScenarioSchema.Text())!;
        ((JsonObject)root["properties"]!).Select(p => p.Key).ShouldBe(ScenarioGrammar.Root.Keys.Select(k => k.Name));
        var growth = (JsonObject)root["properties"]!["growth"]!["properties"]!;
        growth.Select(p => p.Key).ShouldBe(ScenarioGrammar.Growth.Keys.Select(k => k.Name));
        root["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
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
}
