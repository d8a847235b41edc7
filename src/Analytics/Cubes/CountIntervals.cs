using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Distinct clients as published tables give them: one interval per level, area, period, product or total, and age band or
/// all ages. Figures of a level are those of its own rows, never sums of the level below: rounding and suppression do not
/// add up. A place or year of which nothing is known has no row. Immutable; thread-safe.
/// </summary>
public sealed class CountIntervals
{
    /// <summary>Stands for the age band in rows that hold all ages.</summary>
    public const int AllAges = 31;

    private readonly ulong[] keys;
    private readonly long[] lows;
    private readonly long[] values;
    private readonly long[] highs;
    private readonly byte[] bases;

    /// <param name="keys">Ascending strictly; made by <see cref="Key"/>.</param>
    public CountIntervals(ulong[] keys, long[] lows, long[] values, long[] highs, byte[] bases)
    {
        var lengths = new[] { lows.Length, values.Length, highs.Length, bases.Length };
        if (lengths.Any(l => l != keys.Length))
        {
            throw new ArgumentException("one column per part of an interval, each as long as the keys", nameof(keys));
        }
        for (var i = 0; i < keys.Length; i++)
        {
            if ((i > 0 && keys[i] <= keys[i - 1]) || lows[i] > values[i] || values[i] > highs[i])
            {
                throw new ArgumentException("keys ascend strictly, and low ≤ value ≤ high", nameof(keys));
            }
        }
        (this.keys, this.lows, this.values, this.highs, this.bases) = (keys, lows, values, highs, bases);
    }

    public int Count => keys.Length;

    public ReadOnlySpan<ulong> Keys => keys;

    public ReadOnlySpan<long> Lows => lows;

    public ReadOnlySpan<long> Values => values;

    public ReadOnlySpan<long> Highs => highs;

    public ReadOnlySpan<byte> Bases => bases;

    /// <summary>Bits, high to low: level 4 · area 20 · period 16 · product 8 · band 5.</summary>
    /// <param name="level">Gemeente or wijk.</param>
    /// <param name="area">Ordinal in <see cref="AreaIndex.AreasAt"/>.</param>
    /// <param name="band">Ordinal of the age band, or <see cref="AllAges"/>.</param>
    public static ulong Key(AreaLevel level, int area, int period, int product, int band) =>
        ((ulong)level << 49)
        | ((ulong)(uint)area << 29)
        | ((ulong)(uint)period << 13)
        | ((ulong)(uint)product << 5)
        | (uint)band;

    /// <summary>From rows in any order.</summary>
    public static CountIntervals From(IReadOnlyDictionary<ulong, CountInterval> rows)
    {
        var ordered = rows.OrderBy(r => r.Key).ToArray();
        return new(
            [.. ordered.Select(r => r.Key)],
            [.. ordered.Select(r => r.Value.Low)],
            [.. ordered.Select(r => r.Value.Value)],
            [.. ordered.Select(r => r.Value.High)],
            [.. ordered.Select(r => (byte)r.Value.Basis)]
        );
    }

    /// <returns>Null where nothing is known.</returns>
    public CountInterval? Find(AreaLevel level, int area, int period, int product, int band = AllAges)
    {
        var row = Array.BinarySearch(keys, Key(level, area, period, product, band));
        return row < 0 ? null : new(lows[row], values[row], highs[row], (Basis)bases[row]);
    }

    /// <summary>
    /// At the level of buurten too: the one leaf of a wijk is the wijk itself, and what no wijk holds is the child
    /// <c>onbekend</c> of the gemeente.
    /// </summary>
    public CountInterval? FindAt(AreaIndex areas, AreaLevel level, int area, int period, int product)
    {
        if (level != AreaLevel.Buurt)
        {
            return Find(level, area, period, product);
        }
        var isUnknownOfWijk = area >= areas.BuurtCount && area < areas.BuurtCount + areas.WijkCount;
        return isUnknownOfWijk ? null : Find(AreaLevel.Wijk, areas.OfLeaf(AreaLevel.Wijk)[area], period, product);
    }

    /// <summary>Whether any row is about the product or total.</summary>
    public bool Holds(int product)
    {
        foreach (var key in keys)
        {
            if ((int)((key >> 5) & 0xFF) == product)
            {
                return true;
            }
        }
        return false;
    }
}
