using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Many rows in little memory: the texts that a row has as UTF-8, one behind the other in blocks, with persons and days as
/// numbers. About a hundred bytes each; a row is unpacked when it is looked at. Not thread-safe.
/// </summary>
internal sealed class PackedRows(ImmutableArray<RowKind> kinds)
{
    private const int BlockBytes = 1 << 20;
    private const byte WithdrawnBit = 0x40;
    private const byte OpenProductBit = 0x80;
    private const uint PersonDigest = 1u << 28;
    private const uint StartedDay = 1u << 29;
    private const uint EndedDay = 1u << 30;
    private const int HexDigits = 32;
    private static readonly int Columns = MappingKeys.Native.Length;

    private readonly List<byte[]> blocks = [];
    private readonly List<long> places = [];
    private readonly ArrayBufferWriter<byte> packed = new(1 << 10);
    private readonly Dictionary<int, string> days = [];
    private int used;

    public int Count => places.Count;

    public void Add(DraftRow row) => places.Add(Keep(row));

    /// <summary>Another row in the place of one; the old one keeps its memory.</summary>
    public void Replace(int ordinal, DraftRow row) => places[ordinal] = Keep(row);

    public RowKind KindOf(int ordinal) => kinds[PackedAt(ordinal)[0] & ~(WithdrawnBit | OpenProductBit)];

    /// <summary>The row as it was; changing it changes nothing here.</summary>
    public DraftRow Read(int ordinal)
    {
        var at = PackedAt(ordinal);
        var head = at[0];
        at = at[1..];
        var mask = (uint)TakeNumber(ref at);
        var origin = new RowOrigin(
            (int)TakeNumber(ref at),
            kinds[head & ~(WithdrawnBit | OpenProductBit)],
            TakeNumber(ref at),
            TakeNumber(ref at)
        );
        var fields = new string[Columns];
        for (var column = 0; column < Columns; column++)
        {
            fields[column] = (mask & (1u << column)) != 0 ? TakeText(ref at) : "";
        }
        var row = new DraftRow(origin)
        {
            Number = TakeTie(ref at, mask, 0),
            Moment = TakeTie(ref at, mask, 1),
            Reference = TakeTie(ref at, mask, 2),
            TakesBack = TakeTie(ref at, mask, 3),
            Withdrawn = (head & WithdrawnBit) != 0,
            OpenProduct = (head & OpenProductBit) != 0,
        };
        fields.CopyTo(row.Fields, 0);
        if ((mask & PersonDigest) != 0)
        {
            row[RecordColumn.Person] = BinaryPrimitives
                .ReadUInt128LittleEndian(at)
                .ToString("x32", CultureInfo.InvariantCulture);
            at = at[16..];
        }
        if ((mask & StartedDay) != 0)
        {
            row.Started = (int)TakeNumber(ref at);
            row[RecordColumn.Started] = TextOf(row.Started);
        }
        if ((mask & EndedDay) != 0)
        {
            row.Ended = (int)TakeNumber(ref at);
            row[RecordColumn.Ended] = TextOf(row.Ended);
        }
        return row;
    }

    private long Keep(DraftRow row)
    {
        Pack(row);
        var bytes = packed.WrittenSpan;
        if (blocks.Count == 0 || blocks[^1].Length - used < bytes.Length)
        {
            blocks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(BlockBytes, bytes.Length)));
            used = 0;
        }
        bytes.CopyTo(blocks[^1].AsSpan(used));
        var place = ((long)(blocks.Count - 1) << 32) | (uint)used;
        used += bytes.Length;
        return place;
    }

    private ReadOnlySpan<byte> PackedAt(int ordinal) =>
        blocks[(int)(places[ordinal] >> 32)].AsSpan((int)(places[ordinal] & uint.MaxValue));

    private void Pack(DraftRow row)
    {
        packed.ResetWrittenCount();
        var person = row[RecordColumn.Person];
        var hasDigest = IsDigest(person, out var digest);
        var started = row.Started != DraftRow.Unknown && IsText(row[RecordColumn.Started], row.Started);
        var ended = row.Ended != DraftRow.Unknown && IsText(row[RecordColumn.Ended], row.Ended);
        var ties = (ReadOnlySpan<string?>)[row.Number, row.Moment, row.Reference, row.TakesBack];
        var mask = (hasDigest ? PersonDigest : 0) | (started ? StartedDay : 0) | (ended ? EndedDay : 0);
        for (var column = 0; column < Columns; column++)
        {
            var apart = (RecordColumn)column switch
            {
                RecordColumn.Person => hasDigest,
                RecordColumn.Started => started,
                RecordColumn.Ended => ended,
                _ => false,
            };
            mask |= !apart && row.Fields[column].Length > 0 ? 1u << column : 0;
        }
        for (var tie = 0; tie < ties.Length; tie++)
        {
            mask |= ties[tie] is null ? 0 : 1u << (Columns + tie);
        }
        Put(KindAndMarks(row));
        PutNumber(mask);
        PutNumber(row.Origin.File);
        PutNumber(row.Origin.Row);
        PutNumber(row.Origin.Line);
        for (var column = 0; column < Columns; column++)
        {
            if ((mask & (1u << column)) != 0)
            {
                PutText(row.Fields[column]);
            }
        }
        foreach (var tie in ties)
        {
            if (tie is not null)
            {
                PutText(tie);
            }
        }
        if (hasDigest)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(packed.GetSpan(16), digest);
            packed.Advance(16);
        }
        if (started)
        {
            PutNumber(row.Started);
        }
        if (ended)
        {
            PutNumber(row.Ended);
        }
    }

    private byte KindAndMarks(DraftRow row)
    {
        var kind = 0;
        while (!ReferenceEquals(kinds[kind], row.Origin.Kind))
        {
            kind++;
        }
        return (byte)(kind | (row.Withdrawn ? WithdrawnBit : 0) | (row.OpenProduct ? OpenProductBit : 0));
    }

    private static bool IsDigest(string text, out UInt128 digest)
    {
        digest = 0;
        return text.Length == HexDigits
            && text.AsSpan().IndexOfAnyInRange('A', 'Z') < 0
            && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out digest);
    }

    private bool IsText(string text, int day) => string.Equals(text, TextOf(day), StringComparison.Ordinal);

    private string TextOf(int day)
    {
        if (!days.TryGetValue(day, out var text))
        {
            text = DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            days.Add(day, text);
        }
        return text;
    }

    private void Put(byte value)
    {
        packed.GetSpan(1)[0] = value;
        packed.Advance(1);
    }

    /// <summary>Seven bits at a time, the lowest first.</summary>
    private void PutNumber(long value)
    {
        var rest = (ulong)value;
        while (rest > 0x7F)
        {
            Put((byte)((rest & 0x7F) | 0x80));
            rest >>= 7;
        }
        Put((byte)rest);
    }

    private void PutText(string text)
    {
        PutNumber(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, packed);
    }

    private static long TakeNumber(ref ReadOnlySpan<byte> from)
    {
        var (value, shift, at) = (0UL, 0, 0);
        while (from[at] > 0x7F)
        {
            value |= (ulong)(from[at++] & 0x7F) << shift;
            shift += 7;
        }
        value |= (ulong)from[at++] << shift;
        from = from[at..];
        return (long)value;
    }

    private static string TakeText(ref ReadOnlySpan<byte> from)
    {
        var length = (int)TakeNumber(ref from);
        var text = Encoding.UTF8.GetString(from[..length]);
        from = from[length..];
        return text;
    }

    private static string? TakeTie(ref ReadOnlySpan<byte> from, uint mask, int tie) =>
        (mask & (1u << (Columns + tie))) != 0 ? TakeText(ref from) : null;
}
