using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests;

public sealed class AggregateTests : IDisposable
{
    private const string Heading =
        "person,household,birth_year,sex,x,y,pc6,buurt,product,delivery,provider,track,referrer,requested,started,ended,hours,cost_cents,outcome";

    private static readonly string[] Rows =
    [
        "p1,,1950,V,,,,BU03440111,wmo-huishouden,ZIN,,,,2024-01-02,2024-01-10,2024-02-29,10,10000,",
        "p1,,1950,V,,,,BU03440111,wmo-huishouden,ZIN,,,,2024-01-02,2024-03-01,2024-05-10,1.5,5001,",
        "p2,,1960,M,,,,,wmo-huishouden,PGB,,,,2024-02-01,2024-07-01,,,,",
        "p3,,2010,M,,,,BU03440112,jeugd-ambulant,ZIN,,,,2024-02-01,2024-02-15,2024-12-31,20,,",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-aggregate-");

    [Fact]
    public async Task Files_become_a_cube_whose_id_comes_last_and_does_not_hang_on_their_order()
    {
        var (exit, text) = await Run("aggregate", Csv("a.csv", Rows), "--threads", "1");
        exit.ShouldBe(ExitCode.Done);
        var id = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        id.Length.ShouldBe(16);

        var (_, again) = await Run("aggregate", Csv("b.csv", [.. Rows.Reverse()]), "--threads", "2", "--json");
        using var json = JsonDocument.Parse(again);
        json.RootElement.GetProperty("id").GetString().ShouldBe(id);
        json.RootElement.GetProperty("cleaning").GetProperty("spells").GetInt64().ShouldBe(3);
        Directory.GetDirectories(Path.Combine(folder.FullName, "cubes")).Length.ShouldBe(1);

        var (_, latest) = await Run("aggregate", "--period", "month");
        latest.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].ShouldNotBe(id);
    }

    [Fact]
    public async Task Without_records_it_says_how_to_get_them()
    {
        var (exit, text) = await Run("aggregate");
        exit.ShouldBe(ExitCode.BadInput);
        text.ShouldBeEmpty();
        (await Run("aggregate", "--period", "week")).Exit.ShouldBe(ExitCode.Usage);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Csv(string name, string[] rows)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllLines(path, [Heading, .. rows]);
        return path;
    }

    private async Task<(int Exit, string Output)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var session = new Session(output, new StringWriter(), Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", folder.FullName]);
        return (exit, output.ToString());
    }
}
