using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// A fixed set of words of at most 24 bytes, found by three loads and one probe: a multiplier is sought for which no two of
/// them fall into one slot. Only as they are written; other spellings are for <see cref="CodeTable{T}"/>. Immutable.
/// </summary>
internal sealed class WordTable
{
    private const int Longest = 24;
    private readonly Entry[] slots;
    private readonly ulong multiplier;
    private readonly int shift;

    /// <param name="words">Each with a value of at least 0. Longer ones are left out: they are declined.</param>
    public WordTable(IEnumerable<KeyValuePair<string, int>> words)
    {
        var entries = words
            .Select(w => (Bytes: Encoding.UTF8.GetBytes(w.Key), w.Value))
            .Where(w => w.Bytes.Length is > 0 and <= Longest)
            .Select(w => Entry.Of(w.Bytes, w.Value))
            .ToList();
        // Twice the birthday bound would be generous; a few hundred words need a few thousand slots at most.
        for (var bits = BitOperations.Log2((uint)entries.Count + 1) + 2; ; bits++)
        {
            for (var attempt = 1; attempt <= 200; attempt++)
            {
                (multiplier, shift) = (unchecked((ulong)attempt * 0x9E37_79B9_7F4A_7C15) | 1, 64 - bits);
                if (TryPlace(entries, 1 << bits) is { } placed)
                {
                    slots = placed;
                    return;
                }
            }
        }
    }

    /// <summary>Value of a word, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(in FieldColumn column, int start, int end)
    {
        var length = unchecked(end - start);
        var a = First(column.WordAt(start), length);
        // Most columns have only short words, or only long ones: this is not often guessed wrong.
        var (b, c) =
            length <= 8
                ? (0, 0)
                : (First(column.WordAt(start + 8), length - 8), First(column.WordAt(start + 16), length - 16));
        ref var slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), SlotOf(a, b, c));
        return ((slot.A ^ a) | (slot.B ^ b) | (slot.C ^ c)) == 0 & slot.Length == length ? slot.Value : -1;
    }

    /// <summary>The first bytes of a word: eight at most, none when there are fewer than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong First(ulong word, int bytes)
    {
        bytes = Math.Max(bytes, 0);
        if (Bmi2.X64.IsSupported)
        {
            // Right up to 31 bytes; longer fields differ in length from every word.
            return Bmi2.X64.ZeroHighBits(word, unchecked((ulong)(8 * bytes)));
        }
        // Shifted in two halves, because a shift by 64 bits would shift by nothing.
        var half = 32 - (4 * Math.Min(bytes, 8));
        return word & (ulong.MaxValue >> half >> half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong a, ulong b, ulong c) =>
        (int)(unchecked((a ^ BitOperations.RotateLeft(b, 23) ^ BitOperations.RotateLeft(c, 41)) * multiplier) >> shift);

    private Entry[]? TryPlace(List<Entry> entries, int size)
    {
        var placed = new Entry[size];
        placed.AsSpan().Fill(new Entry(0, 0, 0, -1, -1));
        foreach (var entry in entries)
        {
            ref var slot = ref placed[SlotOf(entry.A, entry.B, entry.C)];
            if (slot.Value >= 0)
            {
                return null;
            }
            slot = entry;
        }
        return placed;
    }

    private readonly record struct Entry(ulong A, ulong B, ulong C, int Length, int Value)
    {
        public static Entry Of(byte[] word, int value)
        {
            Span<byte> padded = stackalloc byte[Longest];
            padded.Clear();
            word.CopyTo(padded);
            var words = MemoryMarshal.Cast<byte, ulong>(padded);
            return new(words[0], words[1], words[2], word.Length, value);
        }
    }
}
