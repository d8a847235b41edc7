using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Imports;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Projection;
using Populatie.Fuzz.Worlds;

namespace Populatie.Cli.Tests.Export;

public sealed class ExportCommandTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    [Fact]
    public void A_run_as_csv_says_what_show_says()
    {
        var home = Home();
        var run = Run(home, "project", town.Scenario, "--replicates", "8").Id;
        using var shown = JsonDocument.Parse(
            Run(home, "show", run, "--level", "wijk", "--measure", "clients", "--json").Output
        );
        var lines = Run(home, "export", run, "--format", "csv", "--level", "wijk", "--measure", "clients")
            .Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0]
            .ShouldBe(
                "area,area_name,level,year,product,measure,unit,mean,sd,mcse,p5,p25,p50,p75,p95,reliability,basis"
            );
        lines.Length.ShouldBe(shown.RootElement.GetArrayLength() + 1);
        var (cells, row) = (lines[^1].Split(','), shown.RootElement[shown.RootElement.GetArrayLength() - 1]);
        cells[0].ShouldBe(row.GetProperty("area").GetString());
        cells[7].ShouldBe(row.GetProperty("mean").GetRawText());
        cells[12].ShouldBe(row.GetProperty("p50").GetRawText());
    }

    [Fact]
    public void A_cube_for_a_dutch_spreadsheet_has_semicolons_commas_and_a_mark()
    {
        var home = Home();
        var file = Path.Combine(home, "cube.csv");
        Run(home, "export", "latest", "--format", "csv-nl", "--measure", "hours", "--out", file);
        File.ReadAllBytes(file)[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = File.ReadAllLines(file);
        lines[0].ShouldStartWith("area;area_name;level;year;period;product;measure;unit;value");
        lines.Skip(1).ShouldAllBe(l => !l.Contains('.', StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_workbook_has_a_typed_sheet_per_measure_and_its_sources()
    {
        var home = Home();
        var run = Run(home, "project", town.Scenario, "--replicates", "8").Id;
        var file = Path.Combine(home, "run.xlsx");
        Run(home, "export", run, "--format", "xlsx", "--out", file);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => e.Description).ShouldBeEmpty();
        var names = document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value!).ToList();
        names.ShouldContain("clients");
        names[^1].ShouldBe("Sources");
        var sheet = document
            .WorkbookPart.Workbook.Descendants<Sheet>()
            .Single(s => s.Name!.Value!.Equals("cost_real", StringComparison.Ordinal));
        var row = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!))
            .Worksheet.Descendants<Row>()
            .ElementAt(1)
            .Elements<Cell>()
            .ToList();
        row[3].DataType!.Value.ShouldBe(CellValues.Number);
        row[6].InnerText.ShouldBe("eur");
        row[7].DataType!.Value.ShouldBe(CellValues.Number);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv-nl")]
    [InlineData("geojson")]
    public void Of_what_cannot_be_answered_nothing_is_written(string format)
    {
        var home = Home();
        string[] asked = ["export", "latest", "--format", format, "--area", "WK99", "--workspace", home];
        var said = Fuzz.Worlds.Commands.Run(asked);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Output.ShouldBeEmpty();
        said.Errors.ShouldContain("no area 'WK99'");
        var file = Path.Combine(home, $"none.{format}");
        Fuzz.Worlds.Commands.Run([.. asked, "--out", file]).Exit.ShouldBe(ExitCode.Usage);
        Directory.EnumerateFiles(home, "none*").ShouldBeEmpty();
    }

    [Fact]
    public void A_workbook_cannot_go_to_standard_output()
    {
        var said = Fuzz.Worlds.Commands.Run([
            "export",
            "latest",
            "--format",
            "xlsx",
            "--out",
            "-",
            "--workspace",
            Home(),
        ]);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain("--out FILE.xlsx");
    }

    [Fact]
    public void A_map_in_a_geopackage_has_the_figures_and_the_shapes_of_its_areas()
    {
        var home = Home();
        var run = Run(home, "project", town.Scenario, "--replicates", "8").Id;
        string[] choice = ["--level", "wijk", "--measure", "clients", "--year", "2027", "--product", "all"];
        using var shown = JsonDocument.Parse(Run(home, ["show", run, .. choice, "--json"]).Output);
        var (one, two) = (Path.Combine(home, "one.gpkg"), Path.Combine(home, "two.gpkg"));
        Run(home, ["export", run, "--format", "gpkg", .. choice, "--out", one]);
        Run(home, ["export", run, "--format", "gpkg", .. choice, "--out", two]);
        File.ReadAllBytes(two).ShouldBe(File.ReadAllBytes(one));
        var map = AreaChoice.LoadOrDefault(Analytics.Store.Workspace.Open(home), reference: null);
        var found = 0;
        foreach (var (code, shape, median) in WijkenOf(one))
        {
            var row = shown.RootElement.EnumerateArray().Single(r => r.GetProperty("area").ValueEquals(code));
            median.ShouldBe(row.GetProperty("p50").GetDouble());
            var metres = Enumerable
                .Range(0, map.Index.BuurtCount)
                .Where(b => string.Equals(map.Index.Buurten[b].WijkCode, code, StringComparison.Ordinal))
                .Sum(b => map.Coverage.AreaOf(b));
            shape.IsValid.ShouldBeTrue();
            shape.Area.ShouldBe(metres, 1e-3);
            found++;
        }
        found.ShouldBe(map.Index.AreasAt(AreaLevel.Wijk).Count(a => !a.IsUnknown));
    }

    private static IEnumerable<(string Code, Geometry Shape, double Median)> WijkenOf(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT code, geom, p50 FROM wijk";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            const int head = 40;
            var shape = new WKBReader().Read(reader.GetFieldValue<byte[]>(1)[head..]);
            yield return (reader.GetString(0), shape, reader.GetDouble(2));
        }
    }

    [Fact]
    public void A_map_as_geojson_is_of_one_feature_per_area_and_a_column_per_choice()
    {
        var home = Home();
        var text = Run(
            home,
            ["export", "latest", "--format", "geojson", "--level", "wijk", "--measure", "clients", "--product", "Wmo"]
        ).Output;
        using var map = JsonDocument.Parse(text);
        var features = map.RootElement.GetProperty("features").EnumerateArray().ToList();
        features.Select(f => f.GetProperty("properties").GetProperty("code").GetString()).ShouldBeUnique();
        var first = features[0].GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();
        first.ShouldContain("clients_Wmo_2024_value");
        var corner = features[0].GetProperty("geometry").GetProperty("coordinates")[0][0][0];
        corner[0].GetDouble().ShouldBeInRange(4.9, 5.3);
        corner[1].GetDouble().ShouldBeInRange(52.0, 52.2);
    }

    [Fact]
    public void Too_many_columns_for_a_map_are_refused_with_what_to_narrow()
    {
        var home = Home();
        var run = Run(home, "project", town.Scenario, "--replicates", "8").Id;
        var said = Fuzz.Worlds.Commands.Run(["export", run, "--format", "gpkg", "--workspace", home]);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain("--measure");
    }

    private static Said Run(string home, params string[] arguments)
    {
        var said = Fuzz.Worlds.Commands.Run([.. arguments, "--workspace", home]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        return said;
    }

    /// <summary>A workspace with everything that a projection needs.</summary>
    private string Home()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        return home;
    }
}
