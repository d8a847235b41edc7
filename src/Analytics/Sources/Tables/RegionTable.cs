using System.Globalization;
using System.Security.Cryptography;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>One region and year of a published table; figures by field of the mapping, absent where nothing is printed.</summary>
internal sealed record RegionRow(string Code, string? Name, int Year, IReadOnlyDictionary<string, double> Figures)
{
    public int? Count(string field) =>
        Figures.TryGetValue(field, out var value) && value is >= 0 and <= int.MaxValue
            ? (int)Math.Floor(value + 0.5)
            : null;

    public double? Number(string field) => Figures.TryGetValue(field, out var value) ? value : null;
}

/// <summary>What was found in one file.</summary>
/// <param name="Fields">Figures that the table holds.</param>
/// <param name="OtherRows">Rows of half-years, quarters, groups of people, or without the code of a region.</param>
internal sealed record RegionTable(
    string File,
    string Digest,
    IReadOnlyList<string> Fields,
    IReadOnlyList<RegionRow> Rows,
    int OtherRows
);

/// <summary>
/// Reads tables about regions as CBS publishes them: one row per region (and year) with a column per figure, as in the
/// typed data set of StatLine and in the Kerncijfers; or one row per figure, as in its observations. Separated by
/// semicolons, commas or tabs; codes padded with spaces; missing is empty, a point, or ≤ −99990; decimals with either sign.
/// </summary>
internal static class RegionTableFile
{
    private const double LowestPrinted = -99990;
    private const string MeasureCodes = "MeasureCodes.csv";

    private static readonly string[] Structure = ["code", "name", "year", "part", "dimension", "measure", "value"];

    /// <returns>Null when the file is no table about regions, or holds none of the figures that the mapping knows.</returns>
    /// <exception cref="SourceFormatException">A row cannot be cut, or a figure cannot be read.</exception>
    public static RegionTable? Read(string path)
    {
        using var reader = new StreamReader(path);
        if (Heading(reader, path) is not { } start || ColumnNames.Find(start.Names, "code") < 0)
        {
            return null;
        }
        var columns = new Columns(path, start.Names);
        if (columns.Figures.Count == 0 && !columns.IsObservations)
        {
            return null;
        }
        var rows = columns.IsObservations
            ? Observations(path, reader, start.Separator, columns)
            : Wide(path, reader, start.Separator, columns);
        return rows.Fields.Count == 0 ? null : rows with { Digest = DigestOf(path) };
    }

    private static (string[] Names, char Separator)? Heading(StreamReader reader, string path)
    {
        var first = reader.ReadLine() ?? "";
        var separator = ";\t,".MaxBy(s => first.AsSpan().Count(s));
        var names = DelimitedLine.Split(path, 1, first, separator);
        return names.Length < 2 ? null : (names, separator);
    }

    private static RegionTable Wide(string path, StreamReader reader, char separator, Columns columns)
    {
        var rows = new List<RegionRow>();
        var other = 0;
        foreach (var cells in Lines(path, reader, separator, columns.Names.Length))
        {
            if (columns.PlaceOf(cells) is not { } place)
            {
                other++;
                continue;
            }
            var figures = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (field, column) in columns.Figures)
            {
                if (Figure(path, cells.Line, column, columns.Names, cells.Fields[column]) is { } value)
                {
                    figures[field] = value;
                }
            }
            rows.Add(new(place.Code, columns.NameOf(cells), place.Year, figures));
        }
        return new(path, "", [.. columns.Figures.Select(f => f.Field)], rows, other);
    }

    private static RegionTable Observations(string path, StreamReader reader, char separator, Columns columns)
    {
        var titles = Titles(path);
        var found = new Dictionary<(string Code, int Year), Dictionary<string, double>>();
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        var other = 0;
        foreach (var cells in Lines(path, reader, separator, columns.Names.Length))
        {
            var measure = cells.Fields[columns.Measure].Trim();
            var title = titles.GetValueOrDefault(measure) ?? measure;
            var field = ColumnNames
                .Fields.Except(Structure, StringComparer.Ordinal)
                .FirstOrDefault(f => ColumnNames.Find([title], f) == 0);
            if (field is null || columns.PlaceOf(cells) is not { } place)
            {
                other++;
                continue;
            }
            fields.Add(field);
            if (!found.TryGetValue(place, out var figures))
            {
                found.Add(place, figures = new(StringComparer.Ordinal));
            }
            if (Figure(path, cells.Line, columns.Value, columns.Names, cells.Fields[columns.Value]) is { } value)
            {
                figures[field] = value;
            }
        }
        var rows = found.Select(f => new RegionRow(f.Key.Code, null, f.Key.Year, f.Value)).ToList();
        return new(path, "", [.. fields], rows, other);
    }

    /// <summary>Observations name what they measure by a code; the file of codes lies beside them.</summary>
    private static Dictionary<string, string> Titles(string path)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        var codes = Path.Combine(Path.GetDirectoryName(path) ?? "", MeasureCodes);
        if (!System.IO.File.Exists(codes))
        {
            return titles;
        }
        using var reader = new StreamReader(codes);
        if (Heading(reader, codes) is { } start)
        {
            var plain = start.Names.Select(ColumnNames.Plain).ToArray();
            var (key, title) = (Array.IndexOf(plain, "identifier"), Array.IndexOf(plain, "title"));
            foreach (var cells in key < 0 || title < 0 ? [] : Lines(codes, reader, start.Separator, plain.Length))
            {
                titles[cells.Fields[key].Trim()] = cells.Fields[title];
            }
        }
        return titles;
    }

    private static IEnumerable<(long Line, string[] Fields)> Lines(
        string path,
        StreamReader reader,
        char separator,
        int width
    )
    {
        var number = 1L;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }
            var fields = DelimitedLine.Split(path, number, text, separator);
            if (fields.Length < width)
            {
                throw new SourceFormatException(
                    path,
                    number,
                    fields.Length,
                    new($"{fields.Length} fields", $"{fields.Length} velden"),
                    new($"{width}, as the names on top", $"{width}, zoals de namen bovenaan"),
                    new("take the file as CBS gives it", "neem het bestand zoals CBS het geeft")
                );
            }
            yield return (number, fields);
        }
    }

    private static double? Figure(string path, long line, int column, string[] names, string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text is "." or "-" or "x")
        {
            return null;
        }
        var plain = text.Replace(',', '.');
        if (
            !double.TryParse(
                plain,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) || !double.IsFinite(value)
        )
        {
            throw new SourceFormatException(
                path,
                line,
                column + 1,
                Bilingual.Same($"'{text}'"),
                new($"a number or nothing in {names[column]}", $"een getal of niets in {names[column]}"),
                new("mend the field, or leave it empty", "verbeter het veld, of laat het leeg")
            );
        }
        return value <= LowestPrinted ? null : value;
    }

    private static string DigestOf(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Where in a row everything stands.</summary>
    private sealed class Columns
    {
        private readonly int code;
        private readonly int name;
        private readonly int year;
        private readonly int part;
        private readonly int[] dimensions;
        private readonly int? yearOfFile;

        public Columns(string path, string[] names)
        {
            Names = names;
            (code, name) = (ColumnNames.Find(names, "code"), ColumnNames.Find(names, "name"));
            (year, part) = (ColumnNames.Find(names, "year"), ColumnNames.Find(names, "part"));
            (Measure, Value) = (ColumnNames.Find(names, "measure"), ColumnNames.Find(names, "value"));
            dimensions = ColumnNames.FindAll(names, "dimension");
            yearOfFile = TableYear.Of(Path.GetFileNameWithoutExtension(path));
            Figures =
            [
                .. ColumnNames
                    .Fields.Except(Structure, StringComparer.Ordinal)
                    .Select(f => (Field: f, Column: ColumnNames.Find(names, f)))
                    .Where(f => f.Column >= 0),
            ];
        }

        public string[] Names { get; }

        public int Measure { get; }

        public int Value { get; }

        public bool IsObservations => Measure >= 0 && Value >= 0;

        public IReadOnlyList<(string Field, int Column)> Figures { get; }

        public string? NameOf((long Line, string[] Fields) row) => name < 0 ? null : row.Fields[name].Trim();

        /// <summary>Null for rows that are not about a whole year, all people, and one region.</summary>
        public (string Code, int Year)? PlaceOf((long Line, string[] Fields) row)
        {
            var region = row.Fields[code].Trim();
            var isWhole = part < 0 || row.Fields[part].Trim() is "" or "jaar" or "year";
            var isTotal = Array.TrueForAll(dimensions, d => IsTotal(row.Fields[d].Trim()));
            var ofYear = year < 0 ? yearOfFile : TableYear.OfPeriod(row.Fields[year].Trim());
            return isWhole && isTotal && ofYear is { } known && RegionCode.IsKnown(region) ? (region, known) : null;
        }

        private static bool IsTotal(string key) =>
            key.Length == 0
            || key.StartsWith("Totaal", StringComparison.OrdinalIgnoreCase)
            || (key[0] == 'T' && key.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);
    }
}
