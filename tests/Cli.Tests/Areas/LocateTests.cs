using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Tests.Shared;

namespace Populatie.Cli.Tests.Areas;

public sealed class LocateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SharedFact]
    public async Task The_reference_points_of_Utrecht_come_out_row_by_row()
    {
        var points = SharedFolder.File("geodata/reference_utrecht.csv");
        var codes = Place("codes.csv");
        var (exit, _, errors) = await Run(
            "locate",
            "--areas",
            SharedFolder.File("geodata/utrecht_buurten_clean.geojson"),
            "--points",
            points,
            "--out",
            codes
        );
        exit.ShouldBe(ExitCode.Done, errors);
        var expected = File.ReadLines(points).Skip(1).Select(l => l.Split(',')[3]).Prepend("code");
        File.ReadLines(codes).ShouldBe(expected);
    }

    [Fact]
    public async Task A_bad_row_ends_with_exit_3_and_leaves_no_file()
    {
        var points = Place("points.csv", "x,y\n136850,456000\n136850,45x\n");
        var (exit, _, errors) = await Run(
            "locate",
            "--points",
            points,
            "--out",
            Place("codes.csv"),
            "--workspace",
            folder
        );
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain($"{points}:3:10: ");
        Directory.EnumerateFiles(folder, "codes*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_map_that_ends_early_ends_with_exit_3_in_Dutch_too()
    {
        var map = Place("map.geojson", "{\"type\":\"FeatureCollection\",\n\"features\":[{\"type\":");
        var (exit, _, errors) = await Run(Language.Dutch, "areas", "check", map);
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain($"{map}:2:");
        errors.ShouldContain("einde van het bestand");
    }

    [Fact]
    public async Task Areas_without_points_is_a_usage_fault() => (await Run("locate")).Exit.ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task An_import_prints_its_id_last_and_list_shows_it()
    {
        var map = Place(
            "map.geojson",
            """
            {"features":[{"properties":{"statcode":"BU03440111"},"geometry":{"type":"Polygon","coordinates":[[[134000,455000],[135000,455000],[135000,456000],[134000,456000]]]}},
            {"properties":{"statcode":"BU03440112"},"geometry":{"type":"Polygon","coordinates":[[[134900,455000],[136000,455000],[136000,456000],[134900,456000]]]}}]}
            """
        );
        var (exit, output, errors) = await Run("areas", "import", map, "--workspace", folder, "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        errors.ShouldContain("overlap");
        var id = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("id").GetString()!;
        var listed = JsonDocument
            .Parse((await Run("areas", "list", "--workspace", folder, "--json")).Output)
            .RootElement;
        listed.GetArrayLength().ShouldBe(2);
        listed[1].GetProperty("id").GetString().ShouldBe(id);
        (await Run("areas", "check", map, "--strict")).Exit.ShouldBe(ExitCode.SaidNo);
        var faults = JsonDocument.Parse((await Run("areas", "check", map, "--json")).Output).RootElement;
        faults.EnumerateArray().ShouldContain(f => f.GetProperty("area_m2").GetDouble() == 100_000);
    }

    private string Place(string name, string? text = null)
    {
        var path = Path.Combine(folder, name);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }
        return path;
    }

    private static Task<(int Exit, string Output, string Errors)> Run(params string[] arguments) =>
        Run(Language.English, arguments);

    private static async Task<(int Exit, string Output, string Errors)> Run(
        Language language,
        params string[] arguments
    )
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandTree.RunAsync(new Session(output, errors, language), arguments);
        return (exit, output.ToString(), errors.ToString());
    }
}
