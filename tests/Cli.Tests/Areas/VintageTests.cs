using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Areas;

/// <summary>A cube on another vintage of boundaries, and records with codes of an older one, by the command line.</summary>
public sealed class VintageTests : IDisposable
{
    private const string Heading =
        "person,household,birth_year,sex,x,y,pc6,buurt,product,delivery,provider,track,referrer,requested,started,ended,hours,cost_cents,outcome";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-vintage-");

    [Fact]
    public async Task A_cube_moves_and_the_report_says_how_much()
    {
        var map = Map("town.geojson", Square("BU00010001", 0), Square("BU00010002", 1000));
        var later = Map("later.geojson", Square("BU00010001", 0), Square("BU00010003", 1000));
        (await Run("areas", "import", map)).Exit.ShouldBe(ExitCode.Done);
        var records = Path.Combine(folder.FullName, "r.csv");
        File.WriteAllLines(
            records,
            [
                Heading,
                "p1,h1,1950,V,,,,BU00010001,wmo-huishouden,ZIN,,,,2024-01-02,2024-01-10,2024-12-31,,,",
                "p2,h1,1950,V,,,,BU00010002,wmo-huishouden,ZIN,,,,2024-01-02,2024-01-10,2024-12-31,,,",
                "p3,,1950,V,,,,BU00010002,wmo-huishouden,ZIN,,,,2024-01-02,2024-01-10,2024-12-31,,,",
            ]
        );
        var (counted, table) = await Run("aggregate", records);
        counted.ShouldBe(ExitCode.Done);
        table.ShouldContain("households");
        var onto = Last((await Run("areas", "import", later)).Output);
        var matrix = Path.Combine(folder.FullName, "m.csv");
        File.WriteAllText(
            matrix,
            "from,to,share\nBU00010002,BU00010001,0.5\nBU00010002,BU00010003,0.5\nBU00010001,BU00010001,1\n"
        );

        var (exit, text) = await Run("areas", "move", "latest", "--onto", onto, "--matrix", matrix, "--json");
        exit.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(text);
        json.RootElement.GetProperty("moved").GetProperty("clientsSplit").GetInt64().ShouldBe(2);
        var id = json.RootElement.GetProperty("id").GetString()!;
        Last((await Run("areas", "move", Last(table), "--onto", onto, "--matrix", matrix)).Output).ShouldBe(id);

        var (_, shown) = await Run(
            "show",
            id,
            "--measure",
            "clients",
            "--product",
            "all",
            "--level",
            "buurt",
            "--json"
        );
        using var figures = JsonDocument.Parse(shown);
        var bases = figures
            .RootElement.EnumerateArray()
            .Where(f => !f.TryGetProperty("period", out var period) || period.ValueKind == JsonValueKind.Null)
            .ToDictionary(
                f => f.GetProperty("area").GetString()!,
                f => (f.GetProperty("value").GetDouble(), f.GetProperty("basis").GetString())
            );
        bases["BU00010001"].ShouldBe((2, "allocated"));
        bases["BU00010003"].ShouldBe((1, "allocated"));

        File.WriteAllText(matrix, "from,to,share\nBU00010002,BU00010001,0.5\n");
        (await Run("areas", "move", id, "--onto", onto, "--matrix", matrix)).Exit.ShouldBe(ExitCode.BadInput);
    }

    [Fact]
    public async Task Records_with_old_codes_are_placed_by_the_matrix()
    {
        (
            await Run("areas", "import", Map("later.geojson", Square("BU00010001", 0), Square("BU00010003", 1000)))
        ).Exit.ShouldBe(ExitCode.Done);
        var records = Path.Combine(folder.FullName, "r.csv");
        File.WriteAllLines(
            records,
            [Heading, "p1,,1950,V,,,,BU00010002,wmo-huishouden,ZIN,,,,2024-01-02,2024-01-10,,,,"]
        );
        var matrix = Path.Combine(folder.FullName, "m.csv");
        File.WriteAllText(matrix, "from,to,addresses\nBU00010002,BU00010003,12\n");
        (await Run("records", "check", records)).Output.ShouldNotContain("located by buurt code");
        (await Run("records", "check", records, "--vintage", matrix)).Output.ShouldContain("located by buurt code");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Last(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();

    private static string Square(string code, int x) =>
        $$$"""{"type":"Feature","properties":{"buurtcode":"{{{code}}}","buurtnaam":"{{{code}}}","wijkcode":"WK000100","gemeentecode":"GM0001"},"geometry":{"type":"Polygon","coordinates":[[[{{{130000 + x}}},450000],[{{{131000 + x}}},450000],[{{{131000 + x}}},451000],[{{{130000 + x}}},451000],[{{{130000 + x}}},450000]]]}}""";

    private string Map(string name, params string[] features)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(
            path,
            $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[{{{string.Join(',', features)}}}]}"""
        );
        return path;
    }

    private async Task<(int Exit, string Output)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", folder.FullName]);
        return (exit, output.ToString());
    }
}
