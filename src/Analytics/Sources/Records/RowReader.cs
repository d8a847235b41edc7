using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Turns blocks of rows into columns. A row that cannot be read is set aside with its place and reason; one that is odd
/// but readable is kept and counted. Knows nothing of other blocks, so several readers can work side by side. Not
/// thread-safe: one per worker.
/// </summary>
internal sealed partial class RowReader
{
    private const int FirstYear = 1900;
    private const int FirstBirthYear = 1880;
    private const int LongestShown = 40;

    private static readonly byte[] SyntheticProvider = Encoding.UTF8.GetBytes(RecordTokens.SyntheticProvider);

    private readonly string file;
    private readonly RecordHeading heading;
    private readonly FieldCutter cutter;
    private readonly ProductChecks products;
    private readonly PersonDigests persons;
    private readonly PersonDigests households;
    private readonly int delivered;
    private readonly int deliveredYear;
    private readonly int firstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
    private readonly int farDay = new DateOnly(2099, 1, 1).DayNumber;

    private byte[] text = [];
    private int rowStart;
    private long row;
    private long line;
    private RecordBatch batch = new(0);

    public RowReader(
        string file,
        RecordHeading heading,
        ProductChecks products,
        RecordSettings settings,
        ReadOnlySpan<byte> key
    )
    {
        (this.file, this.heading, this.products) = (file, heading, products);
        cutter = new FieldCutter(heading.Separator, heading.FieldCount);
        persons = new PersonDigests(key, "person"u8);
        households = new PersonDigests(key, "household"u8);
        (delivered, deliveredYear) = (settings.Delivered.DayNumber, settings.Delivered.Year);
    }

    /// <summary>Reads a block of whole rows.</summary>
    /// <param name="first">Whether it is the first of the file.</param>
    public RecordBatch Read(RowChunk chunk, bool first)
    {
        chunk.Decode(file);
        text = chunk.Buffer;
        var all = text.AsSpan(0, chunk.Length);
        batch = new RecordBatch(all.Count((byte)'\n') + 1);
        (row, line) = (0, chunk.FirstLine);
        var at = 0;
        while (at < all.Length)
        {
            rowStart = at;
            if (IsBlank(all[at..]))
            {
                at += all[at..].IndexOf((byte)'\n') is >= 0 and var feed ? feed + 1 : all.Length - at;
                line++;
                continue;
            }
            at = cutter.Cut(all, at);
            row++;
            if (at - rowStart > RowCutter.MostRowBytes)
            {
                throw RecordFaults.LongLine(file, line, RowCutter.MostRowBytes);
            }
            if (first && row == 1 && cutter.Count == 1)
            {
                throw OneField(all[rowStart..at]);
            }
            ReadRow(all);
            line += all[rowStart..at].Count((byte)'\n');
        }
        batch.Rows = row;
        return batch;
    }

    /// <summary>The first row says it all when the heading has another separator. Only what stands between is shown: the field may hold a person.</summary>
    private SourceFormatException OneField(ReadOnlySpan<byte> text)
    {
        var other = heading.Separator == ',' ? ';' : ',';
        var seen =
            text.Contains((byte)other) ? $"'{other}'"
            : text.Contains((byte)'\t') ? "tabs (\\t)"
            : "–";
        return RecordFaults.OtherSeparator(file, line, heading.Separator, seen);
    }

    private static bool IsBlank(ReadOnlySpan<byte> rest) =>
        rest[0] == '\n' || rest.StartsWith("\r\n"u8) || rest is [(byte)'\r'];

    /// <summary>Fills the next row of the batch, and counts it only when all of it could be read.</summary>
    private void ReadRow(ReadOnlySpan<byte> all)
    {
        if (cutter.BadQuote)
        {
            SetRowAside(SetAside.Quote);
            return;
        }
        if (cutter.Count != heading.FieldCount)
        {
            SetRowAside(SetAside.FieldCount);
            return;
        }
        var uses = batch.Uses;
        var i = uses.Count;
        var person = Field(all, RecordColumn.Person);
        if (person.IsEmpty)
        {
            SetRowAside(SetAside.NoPerson);
            return;
        }
        if (
            !ReadBirthYear(all, i)
            || !ReadPlace(all, i)
            || !ReadProduct(all, i)
            || !ReadDays(all, i)
            || !ReadAmounts(all, i)
        )
        {
            return;
        }
        uses.Person[i] = persons.Of(person);
        uses.Household[i] = households.Of(Field(all, RecordColumn.Household));
        ReadTokens(all, i);
        CheckOddities(all, i);
        batch.Synthetic |= Field(all, RecordColumn.Provider).StartsWith(SyntheticProvider);
        uses.Count++;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> all, RecordColumn column) =>
        cutter.Field(all, heading.FieldOf[(int)column]);

    private void SetRowAside(SetAside reason) => batch.Tallies.Add(reason, new RowPlace(file, row, line, "", ""));

    private bool SetFieldAside(ReadOnlySpan<byte> all, SetAside reason, RecordColumn column)
    {
        batch.Tallies.Add(reason, PlaceOf(all, column));
        return false;
    }

    private void Count(ReadOnlySpan<byte> all, Odd kind, RecordColumn column)
    {
        if (batch.Tallies.Keeps(kind))
        {
            batch.Tallies.Add(kind, PlaceOf(all, column));
        }
        else
        {
            batch.Tallies.Count(kind);
        }
    }

    private RowPlace PlaceOf(ReadOnlySpan<byte> all, RecordColumn column) =>
        new(file, row, line, RecordTokens.Columns[(int)column], Shown(Field(all, column)));

    /// <summary>The offending text, short and on one line.</summary>
    private static string Shown(ReadOnlySpan<byte> field)
    {
        var shown = new StringBuilder();
        foreach (var letter in Encoding.UTF8.GetString(field))
        {
            if (shown.Length == LongestShown)
            {
                return shown.Append('…').ToString();
            }
            shown.Append(char.IsControl(letter) ? ' ' : letter);
        }
        return shown.ToString();
    }
}
