using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Answers;

public sealed class BreakEvenCommandTests(TinyTown town) : IClassFixture<TinyTown>
{
    private const string Group = "wmo-ambulant";
    private const string Range = "0 FTE to 40 FTE";
    private static readonly string[] Small = ["--replicates", "16", "--threads", "2"];

    [Fact]
    public void An_answer_can_be_kept_as_a_scenario_that_the_program_runs()
    {
        var kept = Path.Combine(Path.GetDirectoryName(town.Scenario)!, "enough.yaml");
        using var json = Ask(
            "fte_available 2026 >= 12 FTE",
            "--fte",
            Group,
            "--between",
            Range,
            "--json",
            "--save",
            kept
        );
        var root = json.RootElement;
        root.GetProperty("outcome").GetString().ShouldBe("found");
        var value = root.GetProperty("value").GetDouble();
        root.GetProperty("low").GetDouble().ShouldBeLessThanOrEqualTo(value);
        root.GetProperty("share").GetDouble().ShouldBeGreaterThanOrEqualTo(0.8);
        var curve = root.GetProperty("curve").EnumerateArray().Select(c => c.GetProperty("share").GetDouble()).ToList();
        curve.ShouldBeInOrder();
        File.ReadAllText(kept).ShouldContain(value.ToString(CultureInfo.InvariantCulture));
        var said = town.Ask("project", kept, "--replicates", "8", "--grain", "wijk");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
    }

    [Fact]
    public void The_page_says_the_value_its_range_and_what_fresh_seeds_say()
    {
        var said = town.Ask([
            "break-even",
            town.Scenario,
            "--target",
            "fte_available 2026 >= 12 FTE",
            "--fte",
            Group,
            "--between",
            Range,
            .. Small,
        ]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.ShouldContain("80% was asked");
        said.Output.ShouldContain("With fresh seeds: in ");
        said.Output.ShouldContain("◄");
        town.Ask(
                Language.Dutch,
                [
                    "break-even",
                    town.Scenario,
                    "--target",
                    "fte_available 2026 >= 12 FTE",
                    "--fte",
                    Group,
                    "--between",
                    Range,
                    .. Small,
                ]
            )
            .Output.ShouldContain("Met nieuwe seeds: in ");
    }

    [Fact]
    public void Of_weeks_waited_the_page_says_whose_they_are()
    {
        string[] asked =
        [
            "break-even",
            town.Scenario,
            "--target",
            "wait_mean_weeks 2026 <= 90 weeks",
            "--fte",
            Group,
            "--between",
            Range,
            .. Small,
        ];
        town.Ask(asked).Output.ShouldContain("a future in which more people still wait than began does not count");
        town.Ask(Language.Dutch, asked).Output.ShouldContain("waarin meer mensen nog wachten dan er begonnen");
    }

    [Fact]
    public void A_target_out_of_reach_is_no_and_says_the_best_that_there_is()
    {
        var said = town.Ask([
            "break-even",
            town.Scenario,
            "--target",
            "fte_available 2026 >= 100000 FTE",
            "--lever",
            "hiring",
            .. Small,
        ]);
        said.Exit.ShouldBe(ExitCode.SaidNo, said.Errors);
        said.Output.Split('\n')[0].ShouldContain("the best found is 0%");
    }

    [Theory]
    [InlineData("waiting 2026 <= 500", "", "", "--lever NAME")]
    [InlineData("waiting 2026 <= 500", "--lever", "hirring", "hiring")]
    [InlineData("waiting 2026 <= 500", "--fte", "wmo", "wmo-dag")]
    [InlineData("waiting 2026 <= 500", "--budget", "Wmo 3", "money: on")]
    [InlineData("waiting 2031 <= 500", "--lever", "hiring", "2026 to 2027")]
    [InlineData("cost 2026 <= 5", "--lever", "hiring", "EUR")]
    [InlineData("waiting 2026 <= 500", "--probability", "0.8", "80%")]
    public void What_is_not_clear_is_refused_in_one_line(string target, string option, string value, string told)
    {
        string[] more = option.Length == 0 ? [] : [option, value];
        var said = town.Ask(["break-even", town.Scenario, "--target", target, .. more]);
        said.Exit.ShouldBe(ExitCode.Usage, said.Errors);
        said.Errors.ShouldContain(told);
        said.Errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public void An_answer_is_kept_beside_what_it_extends_and_never_over_it()
    {
        foreach (var path in new[] { town.Scenario, Path.Combine(Path.GetTempPath(), "elsewhere.yaml") })
        {
            var said = town.Ask([
                "break-even",
                town.Scenario,
                "--target",
                "waiting 2026 <= 5",
                "--lever",
                "hiring",
                "--save",
                path,
            ]);
            said.Exit.ShouldBe(ExitCode.Usage);
            said.Errors.ShouldContain("--save");
        }
        File.ReadAllText(town.Scenario).ShouldStartWith("name: town");
    }

    private JsonDocument Ask(string target, params string[] more)
    {
        var said = town.Ask(["break-even", town.Scenario, "--target", target, .. more, .. Small]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        return JsonDocument.Parse(said.Output);
    }
}
