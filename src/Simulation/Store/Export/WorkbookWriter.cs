using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Store.Export;

/// <summary>
/// Writes a workbook as .xlsx, row by row. Numbers are numbers, with the format of their column; a text that looks like a
/// formula stays a text. The same workbook gives the same bytes: it holds no time and no name of a machine.
/// </summary>
public static class WorkbookWriter
{
    /// <summary>Rows that a sheet can have, the heading included.</summary>
    public const int MostRows = 1_048_576;

    private const int LongestText = 32_767;

    /// <summary>Positions in <see cref="Styles"/>: one per <see cref="CellKind"/>, then the heading.</summary>
    private const uint Heading = 6;

    /// <summary>All files in a zip get this moment.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="stream">Written to; left open.</param>
    /// <exception cref="UsageException">A sheet has more rows than a spreadsheet can hold.</exception>
    public static void Write(Stream stream, Workbook workbook)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            // Names of relations are random unless they are given.
            document.ChangeIdOfPart(book, "book");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            var sheets = new Sheets();
            for (var i = 0; i < workbook.Sheets.Length; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"sheet{i + 1}");
                Write(book.AddNewPart<WorksheetPart>(id), workbook.Sheets[i]);
                sheets.Append(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Id = id,
                        SheetId = (uint)(i + 1),
                        Name = workbook.Sheets[i].Name,
                    }
                );
            }
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets);
        }
        Settle(memory, stream);
    }

    /// <summary>Copies the zip with one moment and a fixed order for all its files.</summary>
    private static void Settle(MemoryStream made, Stream stream)
    {
        made.Position = 0;
        using var from = new ZipArchive(made, ZipArchiveMode.Read);
        using var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        // The list of content types comes first, as readers expect.
        foreach (
            var entry in from
                .Entries.OrderBy(e => e.FullName.StartsWith('[') ? 0 : 1)
                .ThenBy(e => e.FullName, StringComparer.Ordinal)
        )
        {
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = Epoch;
            using var source = entry.Open();
            using var target = copy.Open();
            source.CopyTo(target);
        }
    }

    private static void Write(WorksheetPart part, Sheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(FrozenHeading());
        writer.WriteElement(
            new Columns(
                sheet.Columns.Select(
                    (c, i) =>
                        new Column
                        {
                            Min = (uint)(i + 1),
                            Max = (uint)(i + 1),
                            Width = c.Width,
                            CustomWidth = true,
                        }
                )
            )
        );
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, [.. sheet.Columns.Select(c => Text(c.Title, Heading))]);
        var number = 1;
        foreach (var row in sheet.Rows)
        {
            if (++number > MostRows)
            {
                throw new UsageException(
                    new(
                        $"more than {MostRows - 1} rows do not fit in a sheet; narrow the choice, or choose --format csv",
                        $"meer dan {MostRows - 1} regels passen niet in een blad; beperk de keuze, of kies --format csv"
                    )
                );
            }
            WriteRow(writer, number, [.. row.Select((value, i) => Of(value, sheet.Columns[i].Kind))]);
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static SheetViews FrozenHeading() =>
        new(
            new SheetView(
                new Pane
                {
                    VerticalSplit = 1,
                    TopLeftCell = "A2",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            )
            {
                WorkbookViewId = 0,
            }
        );

    private static void WriteRow(OpenXmlWriter writer, int number, Cell?[] cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is { } cell)
            {
                cell.CellReference = Name(i) + number.ToString(CultureInfo.InvariantCulture);
                writer.WriteElement(cell);
            }
        }
        writer.WriteEndElement();
    }

    /// <summary>A, B, … Z, AA, …</summary>
    private static string Name(int column)
    {
        const int letters = 26;
        return (column >= letters ? Name((column / letters) - 1) : "") + (char)('A' + (column % letters));
    }

    private static Cell? Of(object? value, CellKind kind) =>
        value switch
        {
            null => null,
            double number when !double.IsFinite(number) => null,
            double number => Number(number.ToString("R", CultureInfo.InvariantCulture), kind),
            int number => Number(number.ToString(CultureInfo.InvariantCulture), kind),
            long number => Number(number.ToString(CultureInfo.InvariantCulture), kind),
            _ => Text(value.ToString() ?? "", (uint)CellKind.Text),
        };

    private static Cell Number(string text, CellKind kind) =>
        new()
        {
            CellValue = new CellValue(text),
            DataType = CellValues.Number,
            StyleIndex = (uint)kind,
        };

    private static Cell Text(string text, uint style) =>
        new()
        {
            InlineString = new InlineString(
                new Text(text.Length > LongestText ? text[..LongestText] : text)
                {
                    Space = SpaceProcessingModeValues.Preserve,
                }
            ),
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static Stylesheet Styles()
    {
        // Below 164 the formats are the program's own: 1 is 0, 3 is #,##0, 4 is #,##0.00.
        const uint percent = 164;
        const uint euro = 165;
        uint[] formats = [0, 1, 3, 4, percent, euro];
        return new(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = percent, FormatCode = "0.0%" },
                new NumberingFormat { NumberFormatId = euro, FormatCode = "[$€-2] #,##0" }
            ),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats([
                .. formats.Select(f => new CellFormat
                {
                    NumberFormatId = f,
                    FontId = 0,
                    FormatId = 0,
                    ApplyNumberFormat = true,
                }),
                new CellFormat
                {
                    FontId = 1,
                    FormatId = 0,
                    ApplyFont = true,
                },
            ])
        );
    }
}
