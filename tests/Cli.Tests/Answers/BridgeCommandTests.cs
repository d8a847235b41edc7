using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Answers;

public sealed class BridgeCommandTests(KeptTown town) : IClassFixture<KeptTown>
{
    [Theory]
    [InlineData("nominal", "cost_nominal", 6)]
    [InlineData("real", "cost_real", 5)]
    [InlineData("volume", "cost_volume", 4)]
    public void The_parts_sum_to_the_growth_to_the_cent(string money, string measure, int links)
    {
        var said = town.Ask("bridge", town.With, "--from", "2026", "--money", money, "--json");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        using var json = JsonDocument.Parse(said.Output);
        var parts = json.RootElement.GetProperty("parts").EnumerateArray().ToList();
        parts.Select(p => p.GetProperty("product").GetString()).ShouldBe(["Wmo", "Jeugd", "all"]);
        foreach (var part in parts)
        {
            var rows = part.GetProperty("rows").EnumerateArray().ToList();
            rows.Count.ShouldBe(links, "the town has no fit in this workspace, so ages are not told apart");
            var change = Whole(part, "end") - Whole(part, "begin");
            rows.Sum(r => Whole(r, "change")).ShouldBe(change);
            Whole(part, "residual").ShouldBe(0);
            rows.Aggregate(1.0, (f, r) => f * r.GetProperty("factor").GetDouble())
                .ShouldBe(part.GetProperty("factor").GetDouble(), 1e-9);
            rows.ShouldAllBe(r => r.GetProperty("p5").GetDouble() <= r.GetProperty("p95").GetDouble());
        }
        for (var row = 0; row < links; row++)
        {
            long Cents(int part) => Whole(parts[part].GetProperty("rows")[row], "change");
            (Cents(0) + Cents(1)).ShouldBe(Cents(2), "acts add up to all care");
        }
        var shown = town.Ask("show", town.With, "--measure", measure, "--year", "2030", "--product", "Wmo", "--json");
        using var figure = JsonDocument.Parse(shown.Output);
        ((double)Whole(parts[0], "end")).ShouldBe(figure.RootElement[0].GetProperty("mean").GetDouble(), 1);
        json.RootElement.GetProperty("by_ages").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_page_says_it_in_a_sentence_a_table_and_a_waterfall()
    {
        var said = town.Ask("bridge", town.With);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.Split('\n')[0]
            .ShouldMatch("nominal cost of all care goes from € [0-9.]+ mln in 2026 to € [0-9.]+ mln in 2030");
        said.Output.ShouldContain("= volume");
        said.Output.ShouldContain("= real");
        said.Output.ShouldContain("▓");
        said.Output.ShouldContain("█");
        said.Errors.ShouldContain("ages are not told apart");
        var dutch = town.Ask(Language.Dutch, "bridge", town.With, "--product", "Wmo");
        dutch.Output.ShouldContain("cliënten per inwoner");
        dutch.Output.ShouldMatch("[0-9],[0-9]");
        dutch.Output.ShouldNotContain("Jeugd");
    }

    [Fact]
    public void A_product_is_split_by_its_means_where_futures_are_not_kept()
    {
        var said = town.Ask("bridge", town.With, "--product", "wmo-licht", "--area", "BU00010103", "--json");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        using var json = JsonDocument.Parse(said.Output);
        var part = json.RootElement.GetProperty("parts").EnumerateArray().ShouldHaveSingleItem();
        Whole(part, "residual").ShouldBe(0);
        part.GetProperty("rows")[0].TryGetProperty("p5", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--from 2030 --to 2026", "2030 to 2026")]
    [InlineData("--to 2050", "2025 to 2030")]
    [InlineData("--from 2025", "does not know")]
    [InlineData("--money gold", "--money gold")]
    [InlineData("--product onzin", "onzin")]
    [InlineData("--level wijk", "choose with --area WK000101, WK000102")]
    public void What_cannot_be_is_refused_in_one_line(string options, string told)
    {
        var said = town.Ask(["bridge", town.With, "--json", .. options.Split(' ')]);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(told);
        said.Output.ShouldBeEmpty();
    }

    private static long Whole(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
