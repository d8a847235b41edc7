using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>Columns of words from a fixed set.</summary>
internal static class TokenFields
{
    /// <summary>Products: a field that is no product of the table is declined, an empty one too.</summary>
    public static void Products(in FieldColumn column, WordTable table, Span<short> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var found = table.Find(in fields, start, end);
                state[row] |= Declined(found < 0);
                target[row] = (short)Math.Max(found, 0);
            }
        }
    }

    /// <summary>Words with a value for an empty field; other words are declined.</summary>
    /// <typeparam name="T">An enumeration over a byte.</typeparam>
    public static void Words<T>(in FieldColumn column, WordTable table, T otherwise, Span<T> target, Span<byte> state)
        where T : unmanaged, Enum
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                if (end <= start)
                {
                    target[row] = otherwise;
                    continue;
                }
                var found = table.Find(in fields, start, end);
                state[row] |= Declined(found < 0);
                var value = (byte)Math.Max(found, 0);
                target[row] = Unsafe.As<byte, T>(ref value);
            }
        }
    }

    /// <summary>Tracks: empty, or that of the product as <c>3</c> or <c>track-3</c>; others are declined.</summary>
    public static void Tracks(
        in FieldColumn column,
        ReadOnlySpan<byte> trackOf,
        ReadOnlySpan<short> product,
        Span<byte> state
    )
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < product.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var length = end - start;
                var same = fields.At(end - 1) - '0' == trackOf[product[row]] & (length == 1 | length == 7);
                state[row] |= Declined(!same & length > 0);
            }
        }
    }

    /// <summary>Whether the provider is that of generated records.</summary>
    public static void Providers(in FieldColumn column, ReadOnlySpan<byte> synthetic, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < state.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                if (end > start)
                {
                    var padded = fields.IsPadded(start, end);
                    state[row] |= Declined(padded);
                    state[row] |= fields.Span(start, end).StartsWith(synthetic) ? RowState.Synthetic : (byte)0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Declined(bool declined) => declined ? RowState.Declined : (byte)0;
}
