using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
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
