using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Where fields and lines end: one pass over a block of text that finds every separator and line feed, 64 bytes at a time.
/// Knows nothing of quotes, beyond whether there are any. Not thread-safe; allocates only when a block is larger than all
/// before it.
/// </summary>
internal sealed class FieldMarks
{
    private const int Step = 64;
    private int[] marks = [-1];
    private int[] feeds = [];

    /// <summary>
    /// Offsets of separators and line feeds, ascending, from index 1 on; index 0 holds −1, as if a line ended just before
    /// the text. The end of a text without a last line feed counts as one.
    /// </summary>
    public ReadOnlySpan<int> Marks => marks.AsSpan(0, Count + 1);

    /// <summary>Indices in <see cref="Marks"/> of the line feeds.</summary>
    public ReadOnlySpan<int> Feeds => feeds.AsSpan(0, FeedCount);

    public int Count { get; private set; }

    public int FeedCount { get; private set; }

    public bool HasQuotes { get; private set; }

    /// <summary>The marks with room after them for as many more as the caller asked for.</summary>
    public Span<int> Writable => marks;

    /// <summary>Finds the marks of a text.</summary>
    /// <param name="text">Followed by at least 64 readable bytes, none of them a separator, line feed or quote.</param>
    /// <param name="extra">Room to leave after the marks.</param>
    public void Find(ReadOnlySpan<byte> text, byte separator, int extra, LaneWidth width)
    {
        switch (width)
        {
            case LaneWidth.Scalar:
                Run<ScalarTextLanes>(text, separator, extra);
                break;
            case LaneWidth.Bits128:
                Run<TextLanes128>(text, separator, extra);
                break;
            case LaneWidth.Bits256:
                Run<TextLanes256>(text, separator, extra);
                break;
            default:
                Run<TextLanes512>(text, separator, extra);
                break;
        }
    }

    private void Run<TText>(ReadOnlySpan<byte> text, byte separator, int extra)
        where TText : struct, ITextLanes<TText>
    {
        var (count, feedCount, quotes) = (1, 0, 0UL);
        for (var at = 0; at < text.Length; at += Step)
        {
            // A step finds at most 64 marks, and writes up to sixteen at a time.
            Grow(ref marks, count, Step + 16 + extra);
            Grow(ref feeds, feedCount, Step + 1);
            ref var source = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            var block = TText.Load(ref source);
            quotes |= block.Matches((byte)'"');
            var feed = block.Matches((byte)'\n');
            var all = feed | block.Matches(separator);
            while (feed != 0)
            {
                var bit = BitOperations.TrailingZeroCount(feed);
                feeds[feedCount++] = count + BitOperations.PopCount(all & ((1UL << bit) - 1));
                feed = unchecked(feed & (feed - 1));
            }
            var found = BitOperations.PopCount(all);
            ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(marks), count);
            if (typeof(TText) == typeof(TextLanes512) && Avx512Vbmi2.IsSupported)
            {
                Compress(ref target, ref source, separator, found, at);
            }
            else
            {
                Write(ref target, all, found, at);
            }
            count += found;
        }
        if (text.IsEmpty || text[^1] != '\n')
        {
            Grow(ref feeds, feedCount, 1);
            Grow(ref marks, count, 1 + extra);
            feeds[feedCount++] = count;
            marks[count++] = text.Length;
        }
        marks[0] = -1;
        (Count, FeedCount, HasQuotes) = (count - 1, feedCount, quotes != 0);
    }

    /// <summary>Writes the offsets of set bits, eight at a time: what is written too many is overwritten by what follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref int target, ulong bits, int left, int at)
    {
        while (left > 0)
        {
            for (var i = 0; i < 8; i++)
            {
                Unsafe.Add(ref target, i) = at + BitOperations.TrailingZeroCount(bits);
                bits = unchecked(bits & (bits - 1));
            }
            target = ref Unsafe.Add(ref target, 8);
            left -= 8;
        }
    }

    /// <summary>As <see cref="Write"/>, sixteen at a time: the offsets 0 … 63 with those left out that hold something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compress(ref int target, ref byte source, byte separator, int left, int at)
    {
        var block = Vector512.LoadUnsafe(in source);
        var isMark =
            Vector512.Equals(block, Vector512.Create(separator))
            | Vector512.Equals(block, Vector512.Create((byte)'\n'));
        var offsets = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isMark, Vector512<byte>.Indices);
        var start = Vector512.Create(at);
        (start + Avx512F.ConvertToVector512Int32(offsets.GetLower().GetLower())).StoreUnsafe(ref target);
        if (left > 16)
        {
            // Rows of many short fields.
            (start + Avx512F.ConvertToVector512Int32(offsets.GetLower().GetUpper())).StoreUnsafe(ref target, 16);
            (start + Avx512F.ConvertToVector512Int32(offsets.GetUpper().GetLower())).StoreUnsafe(ref target, 32);
            (start + Avx512F.ConvertToVector512Int32(offsets.GetUpper().GetUpper())).StoreUnsafe(ref target, 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Grow(ref int[] values, int used, int more)
    {
        if (values.Length < used + more)
        {
            Array.Resize(ref values, (2 * used) + more + 1024);
        }
    }
}
