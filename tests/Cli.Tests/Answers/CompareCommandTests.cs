using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Answers;

public sealed class CompareCommandTests(KeptTown town) : IClassFixture<KeptTown>
{
    [Fact]
    public void The_answer_comes_first_in_a_sentence()
    {
        var said = town.Ask("compare", town.Without, town.With);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.Split('\n')[0]
            .ShouldMatch("^In (all )?[0-9]+( of 32)? futures cost in 2030 is higher with meer than with basis\\.$");
        said.Output.ShouldContain("B − A, in % of A");
        said.Output.ShouldContain("●");
    }

    [Fact]
    public void It_speaks_dutch_and_writes_numbers_so()
    {
        var said = town.Ask(Language.Dutch, "compare", town.Without, town.With, "--measure", "cost_real");
        said.Output.Split('\n')[0]
            .ShouldMatch("^In .* toekomsten zijn de kosten in 2030 hoger met meer dan met basis\\.$");
        said.Output.ShouldContain("kosten, reëel, € mln");
        said.Output.ShouldMatch("[0-9],[0-9]", "a comma before decimals");
        foreach (var year in Enumerable.Range(2026, 5))
        {
            said.Output.ShouldContain($"\n{year}  ", Case.Sensitive, "one measure is shown for every year");
        }
    }

    [Fact]
    public void As_json_each_figure_is_an_object_with_its_statistics()
    {
        var said = town.Ask(
            "compare",
            town.Without,
            town.With[..10],
            "--json",
            "--year",
            "2030",
            "--product",
            "Wmo",
            "--product",
            "Jeugd"
        );
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        using var json = JsonDocument.Parse(said.Output);
        var rows = json.RootElement.EnumerateArray().ToList();
        var cost = rows.Single(r => Is(r, "measure", "cost_real") && Is(r, "product", "Wmo"));
        (Text(cost, "a"), Text(cost, "b")).ShouldBe((town.Without, town.With));
        (Text(cost, "area"), Text(cost, "level"), Text(cost, "unit")).ShouldBe(("GM0001", "gemeente", "eur_cents"));
        Number(cost, "mean").ShouldBe(Number(cost, "mean_b") - Number(cost, "mean_a"), 1e-3);
        string[] ascending = ["p2_5", "p5", "p50", "p95", "p97_5"];
        ascending.Select(n => Number(cost, n)).ShouldBeInOrder();
        ascending = ["mean_low_95", "mean_low_90", "mean", "mean_high_90", "mean_high_95"];
        ascending.Select(n => Number(cost, n)).ShouldBeInOrder();
        Number(cost, "p_better").ShouldBe(Number(cost, "p_lower"));
        (Number(cost, "p_lower") + Number(cost, "p_equal") + Number(cost, "p_higher")).ShouldBe(1, 1e-9);
        Number(cost, "variance_factor").ShouldBeGreaterThan(1);
        var clients = rows.Single(r => Is(r, "measure", "clients") && Is(r, "product", "Wmo"));
        clients.TryGetProperty("p_better", out _).ShouldBeFalse("more clients are neither better nor worse");
        var jeugd = rows.Single(r => Is(r, "measure", "requests") && Is(r, "product", "Jeugd"));
        Number(jeugd, "p_equal").ShouldBe(1, "the lever is of Wmo alone");
    }

    [Fact]
    public void The_wijk_without_the_lever_is_the_same_in_every_future()
    {
        var said = town.Ask(
            "compare",
            town.Without,
            town.With,
            "--area",
            "WK000102",
            "--measure",
            "requests",
            "--year",
            "2030"
        );
        said.Output.ShouldStartWith("In every future the number of requests in ");
        said.Output.ShouldContain("is the same");
    }

    [Fact]
    public void More_runs_are_each_compared_with_the_first()
    {
        var third = town.Keep(KeptTown.Plain with { Name = "derde", TakeUp = new(0.8, 0.8, 0.8, "test", 1) });
        var said = town.Ask("compare", town.Without, town.With, third, "--json", "--year", "2030");
        using var json = JsonDocument.Parse(said.Output);
        json.RootElement.EnumerateArray().Select(r => Text(r, "b")).Distinct().ShouldBe([town.With, third]);
        json.RootElement.EnumerateArray().ShouldAllBe(r => Is(r, "a", town.Without));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Runs_that_are_not_the_same_futures_are_refused_in_one_line()
    {
        Refused(town.Keep(KeptTown.Plain, seed: 2))
            .ShouldContain("seed 2 against 1; project basis again with --seed 1 --replicates 32");
        Refused(town.Keep(KeptTown.Plain, futures: 24)).ShouldContain("24 futures against 32");
        Refused(town.Keep(KeptTown.Plain, cube: "decade"))
            .ShouldContain("another cube; project basis again on the same base (cube c0ffee)");
    }

    [Theory]
    [InlineData("--measure need", "need at level gemeente")]
    [InlineData("--measure clients --level buurt", "clients at level buurt")]
    [InlineData("--product wmo-licht", "product wmo-licht; it does of track-1, track-2, track-3, Wmo, Jeugd, all")]
    [InlineData("--measure onzin", "there is no measure onzin")]
    [InlineData("--year 2050", "projected year 2050")]
    [InlineData("--area WK999999", "WK999999")]
    public void What_is_not_kept_is_refused_by_name(string options, string told)
    {
        var said = town.Ask(["compare", town.Without, town.With, .. options.Split(' ')]);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(told);
        said.Errors.Trim().Split('\n').Length.ShouldBe(1);
        said.Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_is_not_compared_with_itself() =>
        Refused(town.Without).ShouldContain("cannot be compared with itself");

    private string Refused(string other)
    {
        var said = town.Ask("compare", town.Without, other);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.Trim().Split('\n').Length.ShouldBe(1);
        return said.Errors;
    }

    private static bool Is(JsonElement row, string name, string value) =>
        string.Equals(Text(row, name), value, StringComparison.Ordinal);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}
