using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.BreakEven;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Tests.Analysis.Points;

namespace Populatie.Simulation.Tests.Analysis.BreakEven;

/// <summary>What can be turned, how far, and how the answer is said in a scenario.</summary>
public sealed class AdjustmentTests
{
    private static readonly ProjectionInputs Town = UncertainTown.Inputs();

    public static TheoryData<string, string, double> Turned =>
        new()
        {
            { "lever", "sneller", 0.345 },
            { "lever", "direct-time", -0.1 },
            { "lever", "blended", 0.125 },
            { "fte", "zwaar", 2.4 },
            { "fte", "team", 7 },
            { "budget", "Wmo 3", 650_000 },
        };

    [Theory]
    [MemberData(nameof(Turned))]
    public void A_saved_answer_reads_back_as_the_scenario_that_was_tried(string what, string name, double value)
    {
        var way = Way(what, name);
        var tried = way.Apply(Town.Scenario, value);
        var answer = new BreakEvenAnswer(way, new(BreakEvenOutcome.Found, 3, 2, 5, true, []), 81, 79);
        var target = Target.Parse("waiting 2028 <= 5", Town.Scenario);
        var text = BreakEvenScenario.Text(
            "saved",
            "uncertain",
            Town.Scenario,
            target,
            answer,
            new(100, 0.8, 1, UncertainTown.Settings)
        );
        // The text says the value of the grid; here any value must survive.
        var said = text.Replace(
            way.Lines(Town.Scenario, answer.Value),
            way.Lines(Town.Scenario, value),
            StringComparison.Ordinal
        );
        var read = ScenarioReader.Read(
            new("saved.yaml", said),
            (_, _) => new ScenarioSource("uncertain.yaml", UncertainTown.Text)
        );
        read.Levers.ShouldBe(tried.Levers);
        read.Groups.Select(g => g.Fte).ShouldBe(tried.Groups.Select(g => g.Fte));
        read.Money.Contracts.ShouldBe(tried.Money.Contracts);
        read.Name.ShouldBe("saved");
        said.ShouldStartWith("# waiting 2028 <= 5 in 80% of the futures");
    }

    [Fact]
    public void A_lever_turns_from_nothing_up_and_down_as_far_as_the_scenario_goes_along()
    {
        var ways = LeverAdjustment.Of(Town, "sneller", null, null);
        ways.Select(w => (w.From, w.To)).ShouldBe([(0m, 1m), (0m, -1m)]);
        ways[0].Step.ShouldBe(0.005m);
        ways[0].Format(ways[0].ValueAt(69)).ShouldBe("34.5%");
        ways[1].Format(ways[1].ValueAt(10)).ShouldBe("-5%");
        // Twice the time with clients would pass the whole: half as much more is the most of 60%.
        LeverAdjustment.Of(Town, "direct-time", null, null)[0].To.ShouldBe(0.5m);
        LeverAdjustment.Of(Town, "sneller", null, "10% to 30%").Single().From.ShouldBe(0.1m);
        LeverAdjustment
            .Of(Town, "housing", 2027, "0% tot 50%")[0]
            .Apply(Town.Scenario, 0.5)
            .Levers[^1]
            .Start.ShouldBe(2027);
    }

    [Fact]
    public void What_cannot_be_turned_is_refused_in_one_line()
    {
        Refused(() => LeverAdjustment.Of(Town, "hirring", null, null)).ShouldContain("hiring");
        Refused(() => LeverAdjustment.Of(Town, "allocation", null, null)).ShouldContain("allocation");
        Refused(() => LeverAdjustment.Of(Town, "prevention", null, null)).ShouldContain("name");
        Refused(() => LeverAdjustment.Of(Town, "sneller", null, "0 to 30")).ShouldContain("--between");
        Refused(() => FteAdjustment.Of(Town, "zwar", null)).ShouldContain("zwaar");
        Refused(() => BudgetAdjustment.Of(Town, "Wmo 2", null)).ShouldContain("Wmo 3");
        Refused(() => BudgetAdjustment.Of(SyntheticTown.Inputs(), "Wmo 3", null)).ShouldContain("money: on");
    }

    [Theory]
    [InlineData("waiting 2028 <= 500", 500, true)]
    [InlineData("waiting 2028 ≤ 1 200 personen", 1200, true)]
    [InlineData("cost 2028 <= EUR 320 mln", 32_000_000_000, true)]
    [InlineData("wait_mean_weeks 2027 <= 4 weeks", 4, true)]
    [InlineData("fte_available 2027 >= 12.5 FTE", 12.5, false)]
    public void A_target_has_a_measure_a_year_and_a_value_with_its_unit(string text, double value, bool atMost)
    {
        var target = Target.Parse(text, Town.Scenario);
        target.Value.ShouldBe(value);
        target.AtMost.ShouldBe(atMost);
        target.IsMetBy(value).ShouldBeTrue();
        target.IsMetBy(value + 1).ShouldBe(!atMost);
        // What it writes reads back as the same.
        Target.Parse(target.ToString(), Town.Scenario).ShouldBe(target);
    }

    [Theory]
    [InlineData("waiting <= 500", "measure, year")]
    [InlineData("wating 2028 <= 500", "waiting")]
    [InlineData("waiting 2028 = 500", "<=")]
    [InlineData("cost 2028 <= 320", "EUR")]
    [InlineData("wait_mean_weeks 2028 <= 4", "weeks")]
    [InlineData("waiting 2028 <= 1.200", "500")]
    [InlineData("cost 2028 <= EUR 3 mln (assumed, EUR 1 mln to EUR 4 mln)", "EUR")]
    public void A_target_that_is_not_clear_is_refused(string text, string told) =>
        Refused(() => Target.Parse(text, Town.Scenario)).ShouldContain(told);

    private static string Refused(Action act) => Should.Throw<UsageException>(act).Message;

    private static Adjustment Way(string what, string name) =>
        what switch
        {
            "lever" => LeverAdjustment.Of(Town, name, null, null)[0],
            "fte" => FteAdjustment.Of(Town, name, null),
            _ => BudgetAdjustment.Of(Town, name, null),
        };
}
