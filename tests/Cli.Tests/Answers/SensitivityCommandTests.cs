using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands.Answers;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Cli.Tests.Answers;

public sealed class SensitivityCommandTests(TinyTown town) : IClassFixture<TinyTown>
{
    private static readonly string[] Small = ["--points", "16", "--year", "2026", "--threads", "2"];

    [Fact]
    public void The_answer_comes_first_in_a_sentence_and_then_as_a_tornado()
    {
        var said = town.Ask(["sensitivity", town.Scenario, .. Small]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.Split('\n')[0].ShouldMatch("town: cost in 2026 hangs most on [a-z.-]+, [0-9]+% of its spread");
        said.Output.ShouldContain("│");
        said.Output.ShouldContain("prices.relative");
        said.Output.ShouldContain("Assumptions stand for");
        town.Ask(Language.Dutch, ["sensitivity", town.Scenario, .. Small]).Output.ShouldContain("Aannamen staan voor");
    }

    [Fact]
    public void As_json_the_parts_of_the_variance_carry_their_intervals()
    {
        string[] asked = ["sensitivity", town.Scenario, "--json", "--factors", "staff,prices", .. Small];
        var said = town.Ask(asked);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        using var json = JsonDocument.Parse(said.Output);
        var root = json.RootElement;
        var indices = root.GetProperty("indices").EnumerateArray().ToList();
        indices.Select(i => i.GetProperty("factor").GetString()).ShouldBe(["staff", "prices", "rest"]);
        indices[1].GetProperty("members").EnumerateArray().Select(m => m.GetString()).ShouldContain("prices.deflator");
        foreach (var index in indices)
        {
            var total = index.GetProperty("total");
            total.GetProperty("low").GetDouble().ShouldBeLessThanOrEqualTo(total.GetProperty("high").GetDouble());
        }
        var share = root.GetProperty("parameter_share").GetProperty("value").GetDouble();
        (share + root.GetProperty("chance_share").GetProperty("value").GetDouble()).ShouldBe(1, 1e-9);
        var first = root.GetProperty("tornado").EnumerateArray().First();
        first.GetProperty("swing").GetDouble().ShouldBeGreaterThan(0);
        // The same question has the same answer, to the last digit and whatever the threads.
        town.Ask([.. asked[..^1], "1"]).Output.ShouldBe(said.Output);
    }

    [Theory]
    [InlineData("--factors", "staf.fill", "staff.fill")]
    [InlineData("--measure", "wating", "waiting")]
    [InlineData("--year", "2031", "2026 to 2027")]
    [InlineData("--level", "street", "choose gemeente")]
    [InlineData("--area", "GM0999", "GM0344")]
    [InlineData("--points", "3", "choose 16")]
    public void What_is_not_there_is_refused_in_one_line(string option, string value, string told)
    {
        var said = town.Ask("sensitivity", town.Scenario, option, value);
        said.Exit.ShouldBe(ExitCode.Usage, said.Errors);
        said.Errors.ShouldContain(told);
        said.Errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public void A_bar_leads_from_the_middle_to_what_each_end_does()
    {
        var bars = new TornadoBars(central: 100, widest: 18);
        string Of(double low, double high) => bars.Of(new TornadoBar(new("x", null), low, high, 0));
        Of(98, 103).ShouldBe(new string(' ', 16) + "░░│███");
        Of(101, 97).ShouldBe(new string(' ', 15) + "███│░");
        // Both ends lead up: the nearer lies in the further.
        Of(101, 103).ShouldBe(new string(' ', 18) + "│░██");
        Of(100, 100).ShouldBe(new string(' ', 18) + "│");
    }
}
