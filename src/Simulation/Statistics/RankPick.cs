using System.Buffers;
using System.Numerics;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Values at some ranks, without putting all in order: a count in equal bins tells in which the ranks lie, and only those are
/// ordered. Tests: RankPickTests.
/// </summary>
internal static class RankPick
{
    private const int Bits = 9;

    /// <summary>As few as this are put in order at once.</summary>
    private const int Few = 48;

    /// <param name="least">Of the values.</param>
    /// <param name="most">Of the values.</param>
    /// <param name="ranks">Ascending, from 1.</param>
    /// <param name="picked">One per rank; overwritten.</param>
    public static void Of(ReadOnlySpan<long> values, long least, long most, ReadOnlySpan<int> ranks, Span<long> picked)
    {
        if (least == most)
        {
            picked.Fill(least);
            return;
        }
        if (values.Length <= Few)
        {
            Span<long> all = stackalloc long[values.Length];
            values.CopyTo(all);
            all.Sort();
            for (var i = 0; i < ranks.Length; i++)
            {
                picked[i] = all[ranks[i] - 1];
            }
            return;
        }
        unchecked
        {
            var range = (ulong)(most - least);
            var shift = Math.Max(0, BitOperations.Log2(range) + 1 - Bits);
            Span<int> counts = stackalloc int[1 << Bits];
            counts.Clear();
            foreach (var value in values)
            {
                counts[(int)((ulong)(value - least) >> shift)]++;
            }
            Pick(values, least, shift, counts, ranks, picked);
        }
    }

    private static void Pick(
        ReadOnlySpan<long> values,
        long least,
        int shift,
        Span<int> counts,
        ReadOnlySpan<int> ranks,
        Span<long> picked
    )
    {
        // Per rank: its bin, and how many values lie before that bin.
        Span<int> bins = stackalloc int[ranks.Length];
        Span<int> before = stackalloc int[ranks.Length];
        var (bin, passed) = (0, 0);
        for (var i = 0; i < ranks.Length; i++)
        {
            while (passed + counts[bin] < ranks[i])
            {
                passed += counts[bin++];
            }
            (bins[i], before[i]) = (bin, passed);
        }
        if (shift == 0)
        {
            for (var i = 0; i < ranks.Length; i++)
            {
                picked[i] = least + bins[i];
            }
            return;
        }
        // From here on a count tells where the next value of its bin goes; below zero for bins that are not wanted.
        Span<int> from = stackalloc int[ranks.Length];
        var room = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            from[i] = i > 0 && bins[i] == bins[i - 1] ? from[i - 1] : room;
            room = from[i] + counts[bins[i]];
        }
        counts.Fill(-1);
        for (var i = 0; i < ranks.Length; i++)
        {
            counts[bins[i]] = from[i];
        }
        var rented = ArrayPool<long>.Shared.Rent(room);
        foreach (var value in values)
        {
            ref var at = ref counts[unchecked((int)((ulong)(value - least) >> shift))];
            if (at >= 0)
            {
                rented[at++] = value;
            }
        }
        for (var i = 0; i < ranks.Length; i++)
        {
            if (i == 0 || bins[i] != bins[i - 1])
            {
                rented.AsSpan(from[i]..counts[bins[i]]).Sort();
            }
            picked[i] = rented[from[i] + ranks[i] - before[i] - 1];
        }
        ArrayPool<long>.Shared.Return(rented);
    }
}
