using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// The rows of a block and where their fields end. A row that has the fields of the heading and no quote is plain: its
/// fields are found by arithmetic. For any other the marks of an empty row stand in, and <see cref="IsPlain"/> says no.
/// Not thread-safe; reused from block to block.
/// </summary>
internal sealed class RowTable(byte separator, int fieldCount)
{
    private readonly FieldMarks marks = new();
    private readonly LaneWidth width = LaneChoice.Current;
    private int[] starts = [];
    private int[] firstMark = [];
    private int empty;

    public int Count { get; private set; }

    /// <summary>Offset at which a row begins.</summary>
    public int StartOf(int row) => starts[row];

    public bool IsPlain(int row) => firstMark[row] != empty;

    /// <summary>
    /// All marks. Field f of a row runs from just after mark [FirstMark + f − 1] to just before mark [FirstMark + f]; the
    /// last field of a line that ends in CRLF ends in the CR.
    /// </summary>
    public ReadOnlySpan<int> Marks => marks.Writable;

    /// <summary>Shape [row].</summary>
    public ReadOnlySpan<int> FirstMark => firstMark.AsSpan(0, Count);

    /// <summary>Finds the rows of a text of whole rows.</summary>
    /// <param name="text">Followed by at least 64 zeros.</param>
    public void Find(ReadOnlySpan<byte> text)
    {
        marks.Find(text, separator, fieldCount + 1, width);
        // An empty row: its fields lie at offsets 0, 1, 2, …, each of no length.
        var all = marks.Writable;
        empty = marks.Count + 2;
        for (var f = 0; f <= fieldCount; f++)
        {
            all[empty - 1 + f] = f - 1;
        }
        if (starts.Length < marks.FeedCount)
        {
            starts = new int[marks.FeedCount + (marks.FeedCount / 4)];
            firstMark = new int[starts.Length];
        }
        Count = 0;
        if (marks.HasQuotes)
        {
            FindQuoted(text);
        }
        else
        {
            FindPlain(text);
        }
    }

    private void FindPlain(ReadOnlySpan<byte> text)
    {
        var all = marks.Marks;
        var (count, first) = (0, 1);
        foreach (var feed in marks.Feeds)
        {
            var (start, end) = (all[first - 1] + 1, all[feed]);
            if (!IsBlank(text, start, end))
            {
                starts[count] = start;
                firstMark[count++] = feed - first + 1 == fieldCount ? first : empty;
            }
            first = feed + 1;
        }
        Count = count;
    }

    /// <summary>As <see cref="FindPlain"/>, but a line feed may stand within quotes: then the row goes on.</summary>
    private void FindQuoted(ReadOnlySpan<byte> text)
    {
        var all = marks.Marks;
        var feeds = marks.Feeds;
        var (count, line, first, quote) = (0, 0, 1, -1);
        while (line < feeds.Length)
        {
            var (start, end) = (all[first - 1] + 1, all[feeds[line]]);
            if (quote < start && quote < text.Length)
            {
                quote =
                    start >= text.Length || text[start..].IndexOf((byte)'"') is not (>= 0 and var ahead)
                        ? text.Length
                        : start + ahead;
            }
            var plain = quote >= end;
            if (!plain)
            {
                end = QuotedRow.End(text, start, separator);
                while (line + 1 < feeds.Length && all[feeds[line]] < end)
                {
                    line++;
                }
            }
            if (!IsBlank(text, start, end))
            {
                starts[count] = start;
                firstMark[count++] = plain && feeds[line] - first + 1 == fieldCount ? first : empty;
            }
            first = feeds[line] + 1;
            line++;
        }
        Count = count;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text, int start, int end) =>
        end <= start || (end == start + 1 && text[start] == '\r');
}
