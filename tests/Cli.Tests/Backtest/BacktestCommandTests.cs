using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Backtest;

/// <summary>A backtest by command, on a folder of small tables.</summary>
public sealed class BacktestCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-backtest-");

    public BacktestCommandTests()
    {
        Directory.CreateDirectory(Tables);
        var rows = new List<string> { "year,code,name,wmo_clients,wmo_per_1000" };
        for (var year = 2030; year < 2036; year++)
        {
            for (var gemeente = 1; gemeente <= 3; gemeente++)
            {
                for (var wijk = 0; wijk < 4; wijk++)
                {
                    var clients = 5 * ((100 * (wijk + 1)) + ((year - 2030) * (2 + gemeente)) + ((year * wijk) % 7));
                    rows.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{year},WK000{gemeente}0{wijk},Wijk {wijk},{clients},{50 + wijk}"
                        )
                    );
                }
            }
        }
        File.WriteAllLines(Path.Combine(Tables, "wmo.csv"), rows);
    }

    private string Tables => Path.Combine(folder.FullName, "tables");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Scores_are_told_as_tables_and_as_json_and_the_verdict_is_kept()
    {
        var (exit, text, errors) = await Run("backtest", "--published", Tables, "--draws", "50");
        exit.ShouldBe(ExitCode.Done, errors);
        text.ShouldContain("Wmo 2032");
        text.ShouldContain("Bar, cleaned");
        text.ShouldContain("at wijk level, three years ahead, this model was off by");
        var id = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Directory.Exists(Path.Combine(folder.FullName, "ws", "backtests", id)).ShouldBeTrue();
        (await Run("verify", id)).Exit.ShouldBe(ExitCode.Done);

        var (_, json, _) = await Run("backtest", "--published", Tables, "--draws", "50", "--json");
        var root = JsonDocument.Parse(json).RootElement;
        root.GetProperty("id").GetString().ShouldBe(id);
        var engine = root.GetProperty("pooled")
            .EnumerateArray()
            .First(r =>
                string.Equals(r.GetProperty("method").GetString(), "populatie", StringComparison.Ordinal)
                && string.Equals(r.GetProperty("panel").GetString(), "cleaned", StringComparison.Ordinal)
            );
        engine.GetProperty("forecasts").GetInt32().ShouldBe(12 * (3 + 2));
        engine.GetProperty("coverage_90").GetDouble().ShouldBeInRange(0, 1);
        root.GetProperty("scores")
            .EnumerateArray()
            .Select(r => r.GetProperty("origin").GetInt32())
            .Distinct()
            .ShouldBe([2031, 2032, 2033]);
    }

    [Fact]
    public async Task The_verdict_is_said_on_every_projection_of_the_same_tables()
    {
        (await Run("aggregate", "--published", Tables)).Exit.ShouldBe(ExitCode.Done);
        var scenario = Path.Combine(folder.FullName, "s.yaml");
        await File.WriteAllTextAsync(
            scenario,
            "name: s\nbase: {year: 2035}\nhorizon: 2037\ngrowth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}\n"
        );
        var before = await Run("project", scenario, "--replicates", "8");
        before.Exit.ShouldBe(ExitCode.Done, before.Errors);
        before.Errors.ShouldNotContain("backtest of this base");
        (await Run("backtest", "--published", Tables, "--draws", "50")).Exit.ShouldBe(ExitCode.Done);
        var after = await Run("project", scenario, "--replicates", "8");
        after.Errors.ShouldContain(
            "backtest of this base (published use carried on): at wijk level, three years ahead"
        );

        var (exit, text, errors) = await Run("backtest", "--origins", "2033", "--draws", "24");
        exit.ShouldBe(ExitCode.Done, errors);
        text.ShouldContain("(the projection itself, before scarcity): at wijk level, two years ahead");
    }

    [Fact]
    public async Task Years_that_cannot_be_origins_are_refused()
    {
        var (exit, _, errors) = await Run("backtest", "--published", Tables, "--origins", "2035");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("2035");
        (await Run("backtest", "--published", Path.Combine(folder.FullName, "nowhere"))).Exit.ShouldBe(
            ExitCode.BadInput
        );
    }

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(
            session,
            [.. arguments, "--workspace", Path.Combine(folder.FullName, "ws")]
        );
        return (exit, output.ToString(), errors.ToString());
    }
}
