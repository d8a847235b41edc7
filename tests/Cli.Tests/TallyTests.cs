using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests;

public sealed class TallyTests : IDisposable
{
    private static readonly string[] Lines =
    [
        "person;birth_year;sex;buurt;product;started;ended;cost_cents",
        "p1;1950;V;BU03440111;wmo-huishouden;2024-01-10;2024-02-29;10000",
        "p1;1950;V;BU03440111;wmo-huishouden;2024-03-01;2024-03-31;5001",
        "p2;1960;M;WK034401;wmo-huishouden;2024-07-01;;",
        "p3;2010;M;;jeugd-ambulant;2023-02-15;2023-12-31;20",
        "p4;2010;M;;none;2023-02-15;2023-12-31;20",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-tally-");

    [Fact]
    public async Task Prints_years_and_products_and_says_what_is_left_out()
    {
        var (exit, text) = await Run("tally", File(), "--json");
        exit.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(text);
        json.RootElement.GetProperty("rows_read").GetInt64().ShouldBe(5);
        json.RootElement.GetProperty("set_aside").GetInt64().ShouldBe(1);
        json.RootElement.GetProperty("unknown_place").GetInt64().ShouldBe(2);
        var cells = json.RootElement.GetProperty("cells").EnumerateArray().ToList();
        cells
            .Select(c => (c.GetProperty("year").GetInt32(), c.GetProperty("product").GetString()!))
            .ShouldBe([(2023, "jeugd-ambulant"), (2024, "wmo-huishouden")]);
        cells[1].GetProperty("rows").GetInt64().ShouldBe(3);
        cells[1].GetProperty("clients").GetInt64().ShouldBe(2);
        cells[1].GetProperty("cost_cents").GetInt64().ShouldBe(15001);
        // 51 and 31 days, and from 1 July to the day of delivery.
        cells[1].GetProperty("days").GetInt64().ShouldBe(51 + 31 + 184);
        cells[0].GetProperty("days").GetInt64().ShouldBe(320);
    }

    [Fact]
    public async Task The_whole_table_is_the_same_from_the_cache()
    {
        var file = File();
        System.IO.File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        var (_, first) = await Run("tally", file, "--csv");
        var (exit, again) = await Run("tally", file, "--csv");
        exit.ShouldBe(ExitCode.Done);
        again.ShouldBe(first);
        again
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "area,quarter,product,age,sex,rows,clients,days,cost_cents",
                "BU03440111,2024Q1,wmo-huishouden,65-74,V,2,1,82,15001",
                "WK034401,2024Q3,wmo-huishouden,45-64,M,1,1,184,0",
                "onbekend,2023Q1,jeugd-ambulant,12-17,M,1,1,320,20",
            ]);
    }

    [Fact]
    public async Task One_table_at_a_time() =>
        (await Run("tally", File(), "--csv", "--json")).Exit.ShouldBe(ExitCode.Usage);

    public void Dispose() => folder.Delete(recursive: true);

    private string File()
    {
        var path = Path.Combine(folder.FullName, "r.csv");
        System.IO.File.WriteAllLines(path, Lines);
        return path;
    }

    private async Task<(int Exit, string Output)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var session = new Session(output, new StringWriter(), Language.English);
        var exit = await CommandTree.RunAsync(
            session,
            [.. arguments, "--delivered", "2024-12-31", "--workspace", folder.FullName]
        );
        return (exit, output.ToString());
    }
}
