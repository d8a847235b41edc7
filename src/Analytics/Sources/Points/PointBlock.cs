using System.Text;
using System.Text.Unicode;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Sources.Points;

/// <summary>
/// A stretch of whole lines of a file of points, read into coordinates and from there into codes. Blocks do not know of each
/// other, so that several can be worked on at once; lines are counted from the start of the block.
/// </summary>
internal sealed class PointBlock(PointColumns columns)
{
    private const int MillimetresPerUnit = 1000;
    private int[] x = [];
    private int[] y = [];
    private int[] leaf = [];
    private int rows;

    public byte[] Text = [];

    public int TextLength;

    public byte[] Output { get; private set; } = [];

    public int OutputLength { get; private set; }

    public int Lines { get; private set; }

    public int Rows => rows;

    /// <summary>The first line, from 1, of the empty lines at the end of the block; 0 when it ends with a row.</summary>
    public int EmptyFrom { get; private set; }

    /// <summary>The first row that is wrong, as a message that still needs the lines before this block; null when all is well.</summary>
    public Func<long, SourceFormatException>? Fault { get; private set; }

    /// <summary>Reads the lines and finds the owner of each point.</summary>
    /// <param name="codes">Shape [Leaf + 1]: what to write for outside, then for each buurt; with its line end.</param>
    public void Work(BuurtLocator locator, byte[][] codes)
    {
        (rows, Lines, EmptyFrom, Fault, OutputLength) = (0, 0, 0, null, 0);
        ReadLines(Text.AsSpan(0, TextLength));
        if (leaf.Length < x.Length)
        {
            leaf = new int[x.Length];
        }
        locator.Locate(x.AsSpan(0, rows), y.AsSpan(0, rows), leaf.AsSpan(0, rows));
        if (Output.Length < rows * PointStream.LongestCode)
        {
            Output = new byte[x.Length * PointStream.LongestCode];
        }
        for (var i = 0; i < rows; i++)
        {
            var code = codes[leaf[i] + 1];
            code.CopyTo(Output, OutputLength);
            OutputLength += code.Length;
        }
    }

    private void ReadLines(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            // Rows before the bad bytes still count, and may hold an earlier fault.
            text = UpToBadBytes(text);
        }
        while (text.Length > 0 && Fault is null)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            Lines++;
            if (line.Length > PointStream.LongestLine)
            {
                Fault = before => PointStream.TooLong(columns.File, before + Lines);
                return;
            }
            line = line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
            if (line.Length == 0)
            {
                EmptyFrom = EmptyFrom == 0 ? Lines : EmptyFrom;
                continue;
            }
            if (EmptyFrom > 0)
            {
                var empty = EmptyFrom;
                Fault = before => PointStream.EmptyLine(columns.File, before + empty);
                return;
            }
            ReadRow(line);
        }
        if (Fault is null && badBytes is { } bad)
        {
            var (badLine, column) = bad;
            Lines = badLine;
            Fault = before => PointStream.NotUtf8(columns.File, before + badLine, column);
        }
        badBytes = null;
    }

    private (int Line, int Column)? badBytes;

    private ReadOnlySpan<byte> UpToBadBytes(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }
        var lineStart = text[..at].LastIndexOf((byte)'\n') + 1;
        badBytes = (text[..at].Count((byte)'\n') + 1, at - lineStart + 1);
        return text[..lineStart];
    }

    private void ReadRow(ReadOnlySpan<byte> line)
    {
        if (rows == x.Length)
        {
            Array.Resize(ref x, Math.Max(1024, rows * 2));
            Array.Resize(ref y, Math.Max(1024, rows * 2));
        }
        var found = 0;
        var at = 0;
        var last = Math.Max(columns.X, columns.Y);
        for (var column = 0; column <= last; column++)
        {
            if (at > line.Length)
            {
                Complain(
                    line.Length,
                    new($"{column} columns", $"{column} kolommen"),
                    new($"{last + 1} or more", $"{last + 1} of meer")
                );
                return;
            }
            var (field, next) = Field(line, at);
            if (next < 0)
            {
                Complain(
                    at,
                    new("a quote that is not closed", "een aanhalingsteken dat niet sluit"),
                    new("a closing quote on the same line", "een sluitend aanhalingsteken op dezelfde regel")
                );
                return;
            }
            if (column == columns.X && !ReadCoordinate(line, field, out x[rows]))
            {
                return;
            }
            if (column == columns.Y && !ReadCoordinate(line, field, out y[rows]))
            {
                return;
            }
            found = column == columns.X ? at : found;
            at = next;
        }
        if (LooksLikeDegrees(x[rows], y[rows]))
        {
            Complain(
                found,
                new(
                    FormattableString.Invariant($"x {x[rows] / 1000.0}, y {y[rows] / 1000.0}: degrees (WGS 84)"),
                    FormattableString.Invariant($"x {x[rows] / 1000.0}, y {y[rows] / 1000.0}: graden (WGS 84)")
                ),
                new("metres in RD New (EPSG:28992)", "meters in RD (EPSG:28992)"),
                new("convert the points to RD New first", "zet de punten eerst om naar RD")
            );
            return;
        }
        rows++;
    }

    /// <summary>Takes the field at a place, without blanks and quotes; next is −1 when a quote is left open.</summary>
    private (Range Field, int Next) Field(ReadOnlySpan<byte> line, int at)
    {
        if (at < line.Length && line[at] == '"')
        {
            for (var i = at + 1; i < line.Length; i++)
            {
                if (line[i] != '"')
                {
                    continue;
                }
                if (i + 1 < line.Length && line[i + 1] == '"')
                {
                    i++;
                    continue;
                }
                var separator = line[i..].IndexOf(columns.Separator);
                return ((at + 1)..i, separator < 0 ? line.Length + 1 : i + separator + 1);
            }
            return (default, -1);
        }
        var end = line[at..].IndexOf(columns.Separator);
        return end < 0 ? (at..line.Length, line.Length + 1) : (at..(at + end), at + end + 1);
    }

    private bool ReadCoordinate(ReadOnlySpan<byte> line, Range field, out int millimetres)
    {
        var (start, _) = field.GetOffsetAndLength(line.Length);
        var text = line[field];
        var blank = text.Length - text.TrimStart((byte)' ').Length;
        text = text.Trim((byte)' ');
        var good = Metres.Parse(text, columns.CommaIsDecimal, out millimetres);
        if (good == text.Length && good > 0)
        {
            return true;
        }
        var shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);
        Complain(
            start + blank + Math.Max(good, 0),
            text.Length == 0 ? new("nothing", "niets") : Bilingual.Same($"'{shown}'"),
            new("a coordinate in metres, as 136850.125", "een coördinaat in meters, als 136850.125"),
            new("mend or remove the row", "herstel of verwijder de rij")
        );
        return false;
    }

    /// <summary>No point of the Netherlands is within eight metres of the origin of RD New, so these are degrees.</summary>
    private static bool LooksLikeDegrees(int x, int y) =>
        (IsLongitude(x) && IsLatitude(y)) || (IsLatitude(x) && IsLongitude(y));

    private static bool IsLongitude(int value) => value is >= 3 * MillimetresPerUnit and <= 8 * MillimetresPerUnit;

    private static bool IsLatitude(int value) => value is >= 50 * MillimetresPerUnit and <= 54 * MillimetresPerUnit;

    private void Complain(int at, Bilingual found, Bilingual expected, Bilingual? mend = null)
    {
        var line = Lines;
        Fault = before =>
            new(
                columns.File,
                before + line,
                at + 1,
                found,
                expected,
                mend ?? new("mend or remove the row", "herstel of verwijder de rij")
            );
    }
}
