using System.Security.Cryptography;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Store.Export;

namespace Populatie.Simulation.Tests.Store.Export;

public sealed class WorkbookWriterTests
{
    private static readonly Populatie.Simulation.Store.Export.Workbook Example = new([
        new(
            "Figures",
            [
                new("name", CellKind.Text),
                new("year", CellKind.Year),
                new("persons", CellKind.Whole),
                new("index", CellKind.Decimal),
                new("growth", CellKind.Percent),
                new("cost", CellKind.Euro),
            ],
            [
                ["West & Noord <1>", 2027, 1234L, 112.5, 0.021, 1234567.89],
                ["=1+1", 2028, null, double.NaN, -0.5, 0.0],
            ]
        ),
        new("Empty", [new("nothing", CellKind.Text)], []),
    ]);

    [Fact]
    public void A_spreadsheet_can_open_it()
    {
        using var file = Written(Example);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => e.Description).ShouldBeEmpty();
        document
            .WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>()
            .Select(s => s.Name!.Value)
            .ShouldBe(["Figures", "Empty"]);
    }

    [Fact]
    public void Cells_are_typed_and_shown_as_their_column_says()
    {
        using var file = Written(Example);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Cell At(string reference) => Cells(document, "sheet1").Single(c => Is(c, reference));

        At("A2").InnerText.ShouldBe("West & Noord <1>");
        At("A3").DataType!.Value.ShouldBe(CellValues.InlineString, "what looks like a formula stays a text");
        At("A3").CellFormula.ShouldBeNull();
        (string Reference, string Value, string Format)[] numbers =
        [
            ("B2", "2027", "0"),
            ("C2", "1234", "#,##0"),
            ("D2", "112.5", "#,##0.00"),
            ("E2", "0.021", "0.0%"),
            ("F2", "1234567.89", "[$€-2] #,##0"),
        ];
        foreach (var (reference, value, format) in numbers)
        {
            var cell = At(reference);
            cell.DataType!.Value.ShouldBe(CellValues.Number, reference);
            cell.CellValue!.Text.ShouldBe(value, reference);
            Format(document, cell).ShouldBe(format, reference);
        }
        Cells(document, "sheet1").ShouldNotContain(c => Is(c, "C3") || Is(c, "D3"));
    }

    [Fact]
    public void The_same_figures_give_the_same_bytes()
    {
        using var one = Written(Example);
        using var two = Written(Example);
        Convert.ToHexString(SHA256.HashData(one)).ShouldBe(Convert.ToHexString(SHA256.HashData(two)));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void More_rows_than_a_sheet_holds_are_refused_with_what_to_do()
    {
        var rows = Enumerable.Range(0, WorkbookWriter.MostRows).Select(_ => (IReadOnlyList<object?>)[null]);
        var book = new Populatie.Simulation.Store.Export.Workbook([new("s", [new("a", CellKind.Whole)], rows)]);
        Should
            .Throw<UsageException>(() => WorkbookWriter.Write(Stream.Null, book))
            .Message.ShouldContain("--format csv");
    }

    [Fact]
    public void Columns_beyond_Z_have_two_letters()
    {
        var columns = Enumerable.Range(0, 30).Select(i => new SheetColumn($"c{i}", CellKind.Whole));
        var row = (IReadOnlyList<object?>)[.. Enumerable.Range(0, 30).Select(i => (object?)i)];
        using var file = Written(new([new("s", [.. columns], [row])]));
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Cells(document, "sheet1").Select(c => c.CellReference!.Value).ShouldContain("AD2");
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
    }

    private static MemoryStream Written(Populatie.Simulation.Store.Export.Workbook workbook)
    {
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, workbook);
        stream.Position = 0;
        return stream;
    }

    private static bool Is(Cell cell, string reference) =>
        string.Equals(cell.CellReference!.Value, reference, StringComparison.Ordinal);

    private static List<Cell> Cells(SpreadsheetDocument document, string part) =>
        [.. ((WorksheetPart)document.WorkbookPart!.GetPartById(part)).Worksheet.Descendants<Cell>()];

    private static string Format(SpreadsheetDocument document, Cell cell)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
        return format.NumberFormatId!.Value switch
        {
            1 => "0",
            3 => "#,##0",
            4 => "#,##0.00",
            var own => styles
                .NumberingFormats!.Elements<NumberingFormat>()
                .Single(f => f.NumberFormatId! == own)
                .FormatCode!.Value!,
        };
    }
}
