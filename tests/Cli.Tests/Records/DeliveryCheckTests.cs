using System.Text.Json;
using System.Text.RegularExpressions;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.EndToEnd;

namespace Populatie.Cli.Tests.Records;

/// <summary>A delivery of records with tables beside it: a readable answer, the same for a program, and a page.</summary>
public sealed partial class DeliveryCheckTests : IDisposable
{
    private const string Row =
        "geheim{0},h1,1950,V,,,,BU03440111,wmo-huishouden,ZIN,A1,3,gp,2020-01-01,2020-02-01,2020-02-29,8,20000,\n";
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Speed", "slow")]
    public void Contradictions_of_a_delivery_are_named_with_file_and_line()
    {
        var (groups, risers) = Tables();
        var outcome = Check(100, "en", groups, risers);
        outcome.Exit.ShouldBe(ExitCode.Done);
        outcome.Output.ShouldContain("1 contradiction in the tables");
        outcome.Output.ShouldContain("risers.csv, line 2");
        outcome.Output.ShouldMatch(@"1,020\s+431\s+VG");
        Check(100, "en", groups, risers, "--strict").Exit.ShouldBe(ExitCode.SaidNo);
        Check(100, "en", groups, "--strict").Exit.ShouldBe(ExitCode.Done);

        var json = JsonDocument.Parse(Check(100, "en", groups, risers, "--json").Output).RootElement;
        var one = json.GetProperty("contradictions").EnumerateArray().Single();
        one.GetProperty("line").GetInt32().ShouldBe(2);
        one.GetProperty("stated").GetDouble().ShouldBe(1020);
        Math.Round(one.GetProperty("implied").GetDouble()).ShouldBe(431);
        json.GetProperty("clean").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void It_reads_in_80_columns_and_in_120_in_both_languages()
    {
        var (groups, risers) = Tables();
        var care = Care();
        foreach (var columns in new[] { 80, 120 })
        {
            foreach (var (language, word) in new[] { ("en", "To mend"), ("nl", "Te herstellen") })
            {
                var output = Check(columns, language, care, groups, risers).ShouldSucceed().Output;
                output.ShouldContain(word);
                output.Split('\n').Max(l => l.Length).ShouldBeLessThanOrEqualTo(columns, output);
            }
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void The_page_names_rows_and_no_value_and_stands_alone()
    {
        var page = Path.Combine(folder, "findings.html");
        var (groups, risers) = Tables();
        Check(100, "nl", Care(), groups, risers, "--out", page).ShouldSucceed();
        var html = File.ReadAllText(page);
        html.ShouldContain("<html lang=\"nl\">");
        html.ShouldContain("dezelfde registratie nog eens");
        html.ShouldContain("regel 5");
        html.ShouldNotContain("geheim");
        html.ShouldNotContain("2020-02-30");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("http");
        Tags()
            .Matches(html)
            .Count(m => m.Value is "<table")
            .ShouldBe(Tags().Matches(html).Count(m => m.Value is "</table"));
        html.ShouldContain("<th scope=\"col\"");
        html.ShouldContain("<th scope=\"row\"");
    }

    [Fact]
    public void Findings_stand_in_the_json_beside_the_report()
    {
        var json = JsonDocument.Parse(Check(100, "en", Care(), "--json").Output).RootElement;
        json.GetProperty("rows_read").GetInt64().ShouldBe(4);
        var kinds = json.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("kind").GetString())
            .ToList();
        kinds.ShouldBe(["date", "double", "two-birth-years"]);
        var twice = json.GetProperty("findings")[1];
        twice.GetProperty("weight").GetString().ShouldBe("odd");
        twice.GetProperty("first")[0].GetProperty("row").GetInt64().ShouldBe(2);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Rows_that_a_mapping_combines_are_told_in_both_languages()
    {
        const string Heading = "BSN;Geboortedatum;Geslacht;Postcode;Hulpvorm;Datum aanvang;Datum einde\n";
        const string Spell = "100000001;20100415;V;3512AB;02;20230101;";
        var first = Write("h1.csv", Heading + Spell + "\n");
        var second = Write("h2.csv", Heading + Spell + "20230731\n100000001;20100415;V;3512AB;02;20230601;20231031\n");
        string[] delivery = [first, second, "--mapping", "beleidsinformatie-jeugd"];
        var page = Path.Combine(folder, "findings.html");
        foreach (
            var (language, summary, replaced, joined) in new[]
            {
                ("en", "2 that say something of another row", "Replaced by a later row", "Overlaps another row"),
                ("nl", "2 die iets over een andere regel zeggen", "Vervangen door een latere", "Overlapt een andere"),
            }
        )
        {
            var output = Check(100, language, [.. delivery, "--strict", "--out", page]).ShouldSucceed().Output;
            var html = File.ReadAllText(page);
            html.ShouldContain(summary);
            foreach (var text in new[] { output, html })
            {
                text.ShouldContain(replaced);
                text.ShouldContain(joined);
                text.ShouldContain("h1.csv");
            }
        }
        var json = JsonDocument.Parse(Check(100, "en", [.. delivery, "--json"]).Output).RootElement;
        json.GetProperty("combined").GetArrayLength().ShouldBe(2);
        json.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("kind").GetString())
            .Where(k => k!.StartsWith("combined-", StringComparison.Ordinal))
            .ShouldBe(["combined-replaced", "combined-overlapping"]);
        json.GetProperty("clean").GetBoolean().ShouldBeTrue();

        var (groups, risers) = Tables();
        var beside = JsonDocument.Parse(Check(100, "en", [.. delivery, groups, risers, "--json"]).Output).RootElement;
        beside.GetProperty("rows_read").GetInt64().ShouldBe(3);
        beside.GetProperty("tables").GetArrayLength().ShouldBe(2);
        beside.GetProperty("contradictions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Clients_by_year_and_product_are_held_against_the_records()
    {
        var table = Write(
            "years.csv",
            "year,product,clients\n2020,wmo-huishouden,1\n2020,wmo-huishouden,7\n2019,wmo-huishouden,9\n2020,31,5\n"
        );
        var json = JsonDocument.Parse(Check(100, "en", Care(), table, "--json").Output).RootElement;
        json.GetProperty("comparisons").GetInt32().ShouldBe(2, "no other year and no other product is in the records");
        var one = json.GetProperty("contradictions").EnumerateArray().Single();
        one.GetProperty("line").GetInt32().ShouldBe(3);
        one.GetProperty("stated").GetDouble().ShouldBe(7);
        one.GetProperty("implied").GetDouble().ShouldBe(1);
    }

    [GeneratedRegex("</?table")]
    private static partial Regex Tags();

    /// <summary>A record, the same once more, the person with another birth year, and a day that does not exist.</summary>
    private string Care()
    {
        var one = string.Format(System.Globalization.CultureInfo.InvariantCulture, Row, 1);
        var other = one.Replace(",1950,", ",1951,", StringComparison.Ordinal)
            .Replace("2020-02-01,2020-02-29", "2020-03-01,2020-03-31", StringComparison.Ordinal);
        var bad = one.Replace("2020-02-29", "2020-02-30", StringComparison.Ordinal);
        return Write("care.csv", string.Join(',', RecordTokens.Columns) + "\n" + one + one + other + bad);
    }

    private (string Groups, string Risers) Tables() =>
        (
            Write(
                "groups.csv",
                "doelgroep,leeftijd,aantal\nVerstandelijke handicap,0-17,330\nVerstandelijke handicap,18+,690\nTOTAAL,alle,1020\n"
            ),
            Write("risers.csv", "doelgroep,stijging,stijging_pct\nVG,115,36.4\n")
        );

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private PopulatieProgram.Outcome Check(int columns, string language, params string[] arguments) =>
        PopulatieProgram.RunWith(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["COLUMNS"] = $"{columns}" },
            ["records", "check", .. arguments, "--lang", language, "--workspace", Path.Combine(folder, "w")]
        );
}
