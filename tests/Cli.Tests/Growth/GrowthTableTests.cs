using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Projection;
using Populatie.Fuzz.Worlds;

namespace Populatie.Cli.Tests.Growth;

/// <summary>The workbench of a financier, by its command.</summary>
public sealed class GrowthTableTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    [Fact]
    public void Vintages_alone_are_rows_with_a_source_each()
    {
        var said = Run("growth", "table", "--years", "2026-2029", "--own", "jeugd=1.5%", "--json");
        using var json = JsonDocument.Parse(said.Output);
        var rows = json.RootElement.EnumerateArray().ToList();
        rows.ShouldAllBe(r => r.GetProperty("source").GetString()!.Length > 0);
        var wmo = rows.Single(r =>
            Is(r, "vintage", "cpb-2027-2033") && Is(r, "line", "wmo") && r.GetProperty("year").GetInt32() == 2028
        );
        (wmo.GetProperty("growth").GetDouble(), wmo.GetProperty("basis").GetString()).ShouldBe((0.021, "published"));
        rows.Where(r => Is(r, "vintage", "own"))
            .ShouldAllBe(r => Is(r, "basis", "assumed") && r.GetProperty("growth").GetDouble() == 0.015);
        rows.ShouldNotContain(r => Is(r, "vintage", "cpb-2027-2033") && Is(r, "line", "jeugd"));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_run_stands_beside_its_vintage_and_care_that_moves_stands_apart()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        var shifted = Path.Combine(home, "shifted.yaml");
        File.WriteAllText(
            shifted,
            File.ReadAllText(town.Scenario)
                + "levers:\n  - name: in\n    lever: shift-in\n    for: Wmo\n    start: 2026\n    ramp-years: 1 years\n    effect: \"50% (assumed, 40% to 60%)\"\n"
        );
        var plain = Run("project", town.Scenario, "--replicates", "8", "--workspace", home).Id;
        var moved = Run("project", shifted, "--replicates", "8", "--workspace", home).Id;

        var mixed = Run("growth", "table", "--run", moved, "--workspace", home);
        mixed.Errors.ShouldContain("--without-shift");
        using var alone = JsonDocument.Parse(
            Run("growth", "table", "--run", plain, "--json", "--workspace", home).Output
        );
        string[] apart = ["growth", "table", "--run", moved, "--without-shift", plain, "--workspace", home];
        using var both = JsonDocument.Parse(Run([.. apart, "--json"]).Output);
        var pairs = alone
            .RootElement.GetProperty("years")
            .EnumerateArray()
            .Zip(both.RootElement.GetProperty("years").EnumerateArray());
        foreach (var (without, with) in pairs)
        {
            foreach (var figure in without.EnumerateObject())
            {
                with.GetProperty(figure.Name).GetRawText().ShouldBe(figure.Value.GetRawText(), figure.Name);
            }
        }
        both.RootElement.GetProperty("years")
            .EnumerateArray()
            .Where(y => Is(y, "act", "wmo"))
            .ShouldAllBe(y => y.GetProperty("moved").GetProperty("p50").GetDouble() > 0);

        Given([.. apart[..4], "--without-shift", moved, "--workspace", home]).Exit.ShouldBe(ExitCode.Usage);
        var file = Path.Combine(home, "growth.xlsx");
        Run([.. apart, "--out", file]).Output.ShouldContain("on top of the vintages, never in them");
        CheckWorkbook(file);
    }

    [Theory]
    [InlineData("--own", "wmo=2.5", "LINE=RATE%")]
    [InlineData("--own", "care home=2%", "LINE=RATE%")]
    [InlineData("--vintage", "cpb-1999", "cpb-2027-2033")]
    [InlineData("--period-convention", "8", "6 or 7")]
    [InlineData("--years", "2030", "2025-2040")]
    [InlineData("--without-shift", "latest", "--run")]
    public void What_cannot_be_meant_is_a_usage_fault_with_a_way_out(string option, string value, string advice)
    {
        var said = Given("growth", "table", option, value);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(advice);
    }

    private static void CheckWorkbook(string file)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => e.Description).ShouldBeEmpty();
        var book = document.WorkbookPart!;
        var sheets = book
            .Workbook.Descendants<Sheet>()
            .ToDictionary(s => s.Name!.Value!, s => s.Id!.Value!, StringComparer.Ordinal);
        sheets.Keys.ShouldBe(["Side by side", "Rates", "Beside the run", "Wmo Wlz Zvw", "Care that moves", "Sources"]);
        List<List<Cell>> Rows(string sheet) =>
            [
                .. ((WorksheetPart)book.GetPartById(sheets[sheet]))
                    .Worksheet.Descendants<Row>()
                    .Select(r => r.Elements<Cell>().ToList()),
            ];
        var run = Rows("Beside the run");
        // act, year, then shares and euros: all but the words are numbers.
        run.Skip(1)
            .ShouldAllBe(r => r[1].DataType!.Value == CellValues.Number && r[2].DataType!.Value == CellValues.Number);
        run[1][1].CellValue!.Text.ShouldBe("2026");
        var sources = Rows("Sources").Skip(1).Select(r => r.Select(c => c.InnerText).ToList()).ToList();
        foreach (var sheet in sheets.Keys.Except(["Side by side", "Sources"], StringComparer.Ordinal))
        {
            sources.ShouldContain(r => string.Equals(r[0], sheet, StringComparison.Ordinal), sheet);
        }
        sources.ShouldAllBe(r => r.Count >= 4 && r[3].Length > 0);
        sources.ShouldContain(r =>
            r[1].EndsWith("its parts", StringComparison.Ordinal) && r[2].StartsWith("not", StringComparison.Ordinal)
        );
    }

    private static bool Is(JsonElement row, string name, string value) =>
        string.Equals(row.GetProperty(name).GetString(), value, StringComparison.Ordinal);

    private static Said Given(params string[] arguments) => Fuzz.Worlds.Commands.Run(arguments);

    private static Said Run(params string[] arguments)
    {
        var said = Given(arguments);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        return said;
    }
}
