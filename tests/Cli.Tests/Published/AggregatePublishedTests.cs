using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Published;

/// <summary>From a folder of published tables to a projection, by commands alone.</summary>
public sealed class AggregatePublishedTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-published-");

    public AggregatePublishedTests()
    {
        var tables = Tables;
        Directory.CreateDirectory(tables);
        File.WriteAllLines(
            Path.Combine(tables, "84907NED.csv"),
            [
                "\"ID\";\"WijkenEnBuurten\";\"Perioden\";\"WmoClienten_1\";\"WmoClientenPer1000Inwoners_2\"",
                "1;\"GM0001    \";\"2020JJ00\";300;60",
                "2;\"WK000101  \";\"2020JJ00\";200;66",
                "3;\"WK000102  \";\"2020JJ00\";80;53",
                "4;\"GM0001    \";\"2021JJ00\";310;62",
                "5;\"WK000101  \";\"2021JJ00\";205;68",
                "6;\"WK000102  \";\"2021JJ00\";85;56",
            ]
        );
        File.WriteAllLines(
            Path.Combine(tables, "kwb_2020.csv"),
            [
                "code,name,a_inw,a_man,a_vrouw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo",
                "GM0001,Voorbeeld,5050,2500,2550,850,600,1200,1400,1000",
                "WK000101,Centrum,3000,1480,1520,500,350,700,850,600",
                "WK000102,Rand,1500,750,750,260,180,360,400,300",
                "WK000103,Buiten,60,30,30,10,5,15,20,10",
            ]
        );
        File.WriteAllText(Path.Combine(tables, "other.csv"), "a,b\n1,2\n");
    }

    private string Tables => Path.Combine(folder.FullName, "tables");

    private string Workspace => Path.Combine(folder.FullName, "workspace");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_municipality_starts_without_a_single_record()
    {
        var (exit, text, errors) = await Run("aggregate", "--published", Tables);
        exit.ShouldBe(ExitCode.Done, errors);
        var id = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        id.Length.ShouldBe(16);
        errors.ShouldContain("1 other files");

        var (_, json, _) = await Run(
            "show",
            id,
            "--level",
            "wijk",
            "--measure",
            "clients",
            "--product",
            "Wmo",
            "--json"
        );
        var figures = JsonDocument.Parse(json).RootElement.EnumerateArray().ToList();
        var centre = figures.Single(f => Is(f, "WK000101", 2021));
        centre.GetProperty("value").GetDouble().ShouldBe(205);
        centre.GetProperty("low").GetDouble().ShouldBe(203);
        centre.GetProperty("high").GetDouble().ShouldBe(207);
        centre.GetProperty("basis").GetString().ShouldBe("published");
        var hidden = figures.Single(f => Is(f, "WK000103", 2020));
        hidden.GetProperty("basis").GetString().ShouldBe("estimated");
        hidden.GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
        hidden.GetProperty("high").GetDouble().ShouldBe(302 - 198 - 78);

        (await Run("fit")).Exit.ShouldBe(ExitCode.Done);
        var scenario = Path.Combine(folder.FullName, "s.yaml");
        await File.WriteAllTextAsync(
            scenario,
            "name: s\nbase: {year: 2021, cube: latest, population: latest, fit: latest}\nhorizon: 2023\ngrowth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}\n"
        );
        var projected = await Run("project", scenario, "--replicates", "8");
        projected.Exit.ShouldBe(ExitCode.Done, projected.Errors);
        var (_, run, _) = await Run("show", "latest", "--measure", "clients", "--product", "Wmo", "--json");
        var years = JsonDocument.Parse(run).RootElement.EnumerateArray().ToList();
        years.Single(f => Is(f, "GM0001", 2021)).GetProperty("basis").GetString().ShouldBe("published");
        years.Single(f => Is(f, "GM0001", 2021)).GetProperty("mean").GetDouble().ShouldBe(310);
        years.Single(f => Is(f, "GM0001", 2022)).GetProperty("mean").GetDouble().ShouldBeInRange(270, 350);
        await Money_is_told_without_an_observed_cost();
    }

    /// <summary>No table tells what care cost: growth begins from the first year that is projected.</summary>
    private async Task Money_is_told_without_an_observed_cost()
    {
        var growth = await Run("growth", "table", "--run", "latest", "--json");
        growth.Exit.ShouldBe(ExitCode.Done, growth.Errors);
        var wmo = JsonDocument
            .Parse(growth.Output)
            .RootElement.GetProperty("years")
            .EnumerateArray()
            .First(y => string.Equals(y.GetProperty("act").GetString(), "wmo", StringComparison.OrdinalIgnoreCase));
        wmo.GetProperty("year").GetInt32().ShouldBe(2023);
        wmo.GetProperty("money").GetDouble().ShouldBeGreaterThan(0);
        var table = await Run("growth", "table", "--run", "latest", "--out", Path.Combine(folder.FullName, "g.xlsx"));
        table.Exit.ShouldBe(ExitCode.Done, table.Errors);
        table.Errors.ShouldContain("for 2022");

        // No group delivers "all kinds together": that nobody waits is not known, and must not be told as found.
        var binding = await Run("show", "latest", "--binding");
        binding.Exit.ShouldBe(ExitCode.Usage);
        binding.Errors.ShouldContain("tells nothing of waiting");
        foreach (var measure in (string[])["waiting", "wait_mean_weeks", "unmet_waiting", "binding_staff"])
        {
            var waiting = await Run("show", "latest", "--measure", measure, "--json");
            waiting.Exit.ShouldBe(ExitCode.Done, waiting.Errors);
            waiting.Output.Trim().ShouldBe("[]");
            waiting.Errors.ShouldContain("published figures hold no waiting lists");
        }
        var unmet = await Run("show", "latest", "--measure", "unmet", "--year", "2023", "--json");
        JsonDocument.Parse(unmet.Output).RootElement.GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_same_tables_give_the_same_id_and_json_tells_what_was_read()
    {
        var (_, first, _) = await Run("aggregate", "--published", Tables, "--json");
        var (_, second, _) = await Run("aggregate", "--published", Tables, "--json");
        second.ShouldBe(first);
        var answer = JsonDocument.Parse(first).RootElement;
        answer.GetProperty("basis").GetString().ShouldBe("published");
        answer.GetProperty("wijken").GetInt32().ShouldBe(3);
        answer.GetProperty("files").EnumerateArray().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(ExitCode.BadInput, "GM9999", "no clients of GM9999")]
    [InlineData(ExitCode.Usage, "Utrecht", "GM0344")]
    public async Task A_gemeente_that_is_not_there_is_said_in_one_line(int exit, string gemeente, string text)
    {
        var answer = await Run("aggregate", "--published", Tables, "--gemeente", gemeente);
        answer.Exit.ShouldBe(exit);
        answer.Errors.ShouldContain(text);
    }

    private static bool Is(JsonElement figure, string area, int year) =>
        string.Equals(figure.GetProperty("area").GetString(), area, StringComparison.Ordinal)
        && figure.GetProperty("year").GetInt32() == year;

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", Workspace]);
        return (exit, output.ToString(), errors.ToString());
    }
}
