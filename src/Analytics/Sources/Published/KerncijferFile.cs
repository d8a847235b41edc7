using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Sources.Published;

/// <summary>
/// Reads residents per area from a CBS file <em>Kerncijfers wijken en buurten</em>, comma-, semicolon- or tab-separated.
/// Columns are found by stem, because StatLine numbers them anew per table (<c>AantalInwoners_5</c>). Empty fields, a
/// point, and every value ≤ −99990 are unpublished.
/// </summary>
public static class KerncijferFile
{
    private const double LowestPublished = -99990;

    private static readonly string[] Fields =
    [
        "code",
        "total",
        "men",
        "women",
        "age_0_14",
        "age_15_24",
        "age_25_44",
        "age_45_64",
        "age_65_plus",
    ];

    /// <param name="path">The file; UTF-8.</param>
    /// <param name="year">Year of the figures when the file has no column year or jaar; else only these rows are read.</param>
    /// <returns>One per area and year, of all levels, in the order of the file.</returns>
    /// <exception cref="SourceFormatException">A column is missing, a field is not a number, or the year is unknown.</exception>
    public static IReadOnlyList<PublishedMargins> Read(string path, int? year)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path, year);
    }

    internal static List<PublishedMargins> Read(TextReader reader, string path, int? year)
    {
        var first = reader.ReadLine() ?? "";
        var separator = ";\t,".MaxBy(s => first.AsSpan().Count(s));
        var heading = DelimitedLine.Split(path, 1, first, separator);
        if (heading.Length < 2)
        {
            throw new SourceFormatException(
                path,
                1,
                null,
                new("no line of column names", "geen regel met kolomnamen"),
                new("code, a_inw, a_man, a_vrouw, a_00_14 …", "code, a_inw, a_man, a_vrouw, a_00_14 …"),
                new("take the CSV that CBS gives", "neem het CSV-bestand zoals CBS het geeft")
            );
        }
        var columns = Fields.Select(f => Find(path, heading, f)).ToArray();
        var yearColumn = ColumnNames.Find(heading, "year");
        if (yearColumn < 0 && (year ??= TableYear.Of(Path.GetFileNameWithoutExtension(path))) is null)
        {
            throw new SourceFormatException(
                path,
                1,
                null,
                new("no column year", "geen kolom year of jaar"),
                new("to know the year of the figures", "te weten van welk jaar de cijfers zijn"),
                new("give it with --of 2020", "geef het met --of 2020")
            );
        }
        var rows = new List<PublishedMargins>();
        var number = 1L;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }
            var row = new Row(path, number, heading, DelimitedLine.Split(path, number, text, separator));
            var ofYear = yearColumn < 0 ? year!.Value : TableYear.OfPeriod(row.Text(yearColumn)) ?? year ?? 0;
            if (year is null || ofYear == year)
            {
                rows.Add(
                    new(
                        row.Text(columns[0]),
                        ofYear,
                        row.Count(columns[1]),
                        row.Count(columns[2]),
                        row.Count(columns[3]),
                        [.. columns.Skip(4).Select(row.Count)]
                    )
                );
            }
        }
        return rows;
    }

    private static int Find(string path, string[] heading, string field)
    {
        var found = ColumnNames.Find(heading, field);
        var names = string.Join(", ", ColumnNames.Of(field));
        return found >= 0
            ? found
            : throw new SourceFormatException(
                path,
                1,
                null,
                new($"no column for {field}", $"geen kolom voor {field}"),
                new($"one of {names}", $"een van {names}"),
                new(
                    "take the table 'Kerncijfers wijken en buurten', or rename the column",
                    "neem de tabel 'Kerncijfers wijken en buurten', of hernoem de kolom"
                )
            );
    }

    /// <summary>One line, with errors that name the place.</summary>
    private sealed record Row(string Path, long Line, string[] Heading, string[] Cells)
    {
        public string Text(int column) =>
            column < Cells.Length
                ? Cells[column].Trim()
                : throw Unreadable(column, new("a row that ends early", "een rij die te vroeg eindigt"));

        public int? Count(int column)
        {
            var text = Text(column);
            if (text.Length == 0 || text is ".")
            {
                return null;
            }
            if (
                !double.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                || (value > LowestPublished && value < 0)
                || value > int.MaxValue
                || Math.Floor(value) != value
            )
            {
                throw Unreadable(column, Bilingual.Same($"'{text}'"));
            }
            return value <= LowestPublished ? null : (int)value;
        }

        private SourceFormatException Unreadable(int column, Bilingual found) =>
            new(
                Path,
                Line,
                column + 1,
                found,
                new(
                    $"a whole number or nothing in {Heading[column]}",
                    $"een geheel getal of niets in {Heading[column]}"
                ),
                new("mend the field, or leave it empty", "verbeter het veld, of laat het leeg")
            );
    }
}
