using System.Reflection;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Sources.Summaries;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Evidence.Tables;

/// <summary>Small tables of one delivery, held against each other.</summary>
public sealed class TableComparisonTests
{
    [Fact]
    public void G04_the_table_of_risers_contradicts_the_groups_of_the_same_delivery()
    {
        var claims = Compare(Golden("ciz-groups.csv"), Golden("ciz-risers.csv"), Golden("ciz-growth.csv"));
        var contradictions = claims.Where(c => c.Contradicts).ToList();
        contradictions.Select(c => c.Finding.Subject).ShouldBe(["VG", "Psychiatrisch", "Psychogeriatrisch"]);
        contradictions.Select(c => Math.Round(c.Finding.Expected)).ShouldBe([431, 997, 105]);
        contradictions.Select(c => c.Finding.Found).ShouldBe([1020, 2375, 185]);
        contradictions.Select(c => c.Line).ShouldBe([8, 9, 10]);
        contradictions.ShouldAllBe(c =>
            c.File.Equals("ciz-risers.csv", StringComparison.Ordinal) && c.Rule.English.Contains("ciz-groups.csv, line")
        );
        claims
            .Count(c => c.File.Equals("ciz-growth.csv", StringComparison.Ordinal))
            .ShouldBe(3, "G02: growth since the first of January fits");
    }

    [SharedFact]
    public void G01_G02_the_reference_tables_agree_until_one_figure_is_changed()
    {
        var groups = File.ReadAllText(SharedFolder.File("reference/ciz_2011.csv"));
        var growth = File.ReadAllText(SharedFolder.File("reference/ciz_growth.csv"));
        var claims = Compare(("g.csv", groups), ("w.csv", growth));
        claims.Length.ShouldBe(5, "the total, its last count, and three steps of growth");
        claims.ShouldAllBe(c => !c.Contradicts);

        var total = Compare(("g.csv", groups.Replace(",4460,", ",4640,", StringComparison.Ordinal)), ("w.csv", growth));
        total.Where(c => c.Contradicts).Select(c => (c.File, c.Line)).ShouldBe([("g.csv", 11), ("g.csv", 11)]);
        var percent = Compare(("w.csv", growth.Replace("19.0", "19.9", StringComparison.Ordinal)));
        percent.Single(c => c.Contradicts).Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("wijk;aantal cliënten;aandeel (%)\nWest;60;60,0%\nOost;40;40,0%\n", 0)]
    [InlineData("wijk;aantal cliënten;aandeel (%)\nWest;60;65,0%\nOost;41;40,6%\n", 1)]
    [InlineData("groep\taantal\nA\t1.204\nB\t2.001\nTotaal\t3.205\n", 0)]
    [InlineData("groep\taantal\nA\t1.204\nB\t2.001\nTotaal\t3.206\n", 1)]
    [InlineData("doelgroep,leeftijd,aantal\nX,0-17,10\nX,18+,13\nX,alle,24\nY,alle,7\nTotaal,,30\n", 1)]
    [InlineData("jaar,aantal,groei %\n2020,200,\n2021,220,10\n2022,242,10\n2023,254,5\n", 0)]
    [InlineData("year,clients,growth pct\n2020,200,\n2021,220,10\n2022,242,21\n2023,254,5\n", 1)]
    public void Sums_shares_and_growth_are_held_against_counts(string text, int contradictions)
    {
        var claims = Compare(("t.csv", text));
        claims.ShouldNotBeEmpty();
        claims
            .Count(c => c.Contradicts)
            .ShouldBe(contradictions, string.Join('\n', claims.Select(c => c.Finding.Text.English)));
    }

    [Theory]
    [InlineData("person,product,started,count\np1,x,2020-01-01,1\n")]
    [InlineData("bsn;jaar;aantal\n1;2020;3\n")]
    [InlineData("x,y\n1,2\n")]
    [InlineData("groep,aantal\n")]
    [InlineData("groep,aantal\nA,1,2\n")]
    [InlineData("groep,aantal\n\"A,1\n")]
    public void What_is_no_table_of_totals_is_left_alone(string text) =>
        SummaryFile.Parse("t.csv", text).ShouldBeNull();

    [Fact]
    public void What_is_not_published_is_not_held_against_anything() =>
        Compare(("t.csv", "groep,aantal\nA,\nB,5\nTotaal,9\n")).ShouldBeEmpty();

    [Fact]
    public void Short_and_full_names_are_one_group()
    {
        SummaryFile.Names.Same("VG", "Verstandelijke  handicap").ShouldBeTrue();
        SummaryFile.Names.Same("cliënten", "CLIENTEN").ShouldBeTrue();
        SummaryFile.Names.Same("VG", "LG").ShouldBeFalse();
    }

    private static System.Collections.Immutable.ImmutableArray<TableClaim> Compare(
        params (string Name, string Text)[] files
    ) => TableComparison.Of([.. files.Select(f => SummaryFile.Parse(f.Name, f.Text)!)], SummaryFile.Names);

    private static (string Name, string Text) Golden(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"golden/{name}")!;
        using var reader = new StreamReader(stream);
        return (name, reader.ReadToEnd());
    }
}
