using System.Collections.Immutable;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Running statistics of the cells of one area without their values: sum, sum of squares, extremes, and counts in
/// <see cref="ValueBins"/>. All whole numbers in bins that no cell chooses, so what comes first or is added up elsewhere
/// does not matter (law P4).
/// </summary>
/// <remarks>
/// A quantile lies in the bin of the exact one, between the least and the most: off by less than the width of that bin,
/// which is at most 1/128 of it, or one grain. Mean and deviation are exact. Zeros, which are many, are counted apart: a
/// cell that has known nothing else takes four bytes. Other counts take four bits until one passes 15, then eight, then
/// sixteen. Tests: SketchesTests. Not thread-safe.
/// </remarks>
/// <param name="grains">Per cell: bits below which values are not told apart. Cells are best filled in their order the first time.</param>
internal sealed partial class Sketches(ImmutableArray<byte> grains)
{
    /// <summary>Replicates whose counts fit in the widest that there are.</summary>
    public const int MostReplicates = 60_000;

    // Eight-byte words of a record. Zeros counts the bin of zero; Place tells where the other bins lie.
    private const int Sum = 0;
    private const int SquaresLow = 1;
    private const int SquaresHigh = 2;
    private const int Least = 3;
    private const int Most = 4;
    private const int Zeros = 5;
    private const int Place = 6;
    private const int Stride = 7;

    // Per cell: 1 + its record; or, without one, minus the zeros that it has seen.
    private readonly int[] heads = new int[grains.Length];
    private long[] words = [];
    private byte[] counts = [];
    private int records;
    private int used;

    /// <summary>Cells up to the last that has a record: what those take tells what the others will.</summary>
    private int reached;

    /// <summary>Cells of one grain.</summary>
    public Sketches(int cells, int grain)
        : this([.. Enumerable.Repeat((byte)grain, cells)]) { }

    public int Cells => grains.Length;

    /// <summary>Adds values of replicates.</summary>
    /// <param name="values">Best many at once.</param>
    /// <param name="zeros">How many more there are that are zero.</param>
    public void Add(int cell, ReadOnlySpan<long> values, int zeros = 0)
    {
        if (!values.ContainsAnyExcept(0L))
        {
            AddZeros(cell, values.Length + zeros);
            return;
        }
        var grain = grains[cell];
        var sums = ValueSums.Of(values);
        if (zeros > 0)
        {
            sums = sums with { Least = Math.Min(sums.Least, 0), Most = Math.Max(sums.Most, 0) };
        }
        Span<int> bins = stackalloc int[values.Length];
        ValueBins.Of(values, grain, bins);
        var (low, high) = (ValueBins.Of(sums.Least, grain), ValueBins.Of(sums.Most, grain));
        if (low <= 0 && high >= 0)
        {
            bins = ValueBins.OtherThanZero(bins, out low, out high);
        }
        var at = AddTo(cell, sums, values.Length - bins.Length + zeros);
        if (bins.Length == 0)
        {
            return;
        }
        var place = Hold(at, PackedCounts.Of(words[at + Place]), low, high, spare: true);
        for (var done = place.CountIn(counts, bins); done < bins.Length; done += place.CountIn(counts, bins[done..]))
        {
            place = Widen(at, place);
        }
    }

    /// <summary>Most cells of many measures: nothing happens there.</summary>
    public void AddZeros(int cell, int count)
    {
        ref var head = ref heads[cell];
        if (head <= 0)
        {
            head -= count;
            return;
        }
        var at = words.AsSpan((head - 1) * Stride, Stride);
        (at[Least], at[Most]) = (Math.Min(at[Least], 0), Math.Max(at[Most], 0));
        at[Zeros] += count;
    }

    /// <summary>Adds sums to the record of a cell, which is made when there is none.</summary>
    /// <returns>Where it begins.</returns>
    private int AddTo(int cell, in ValueSums sums, int zeros)
    {
        ref var head = ref heads[cell];
        var isNew = head <= 0;
        var zerosBefore = isNew ? -head : 0;
        if (isNew)
        {
            reached = Math.Max(reached, cell + 1);
            if (++records * Stride > words.Length)
            {
                var expected = (long)records * Cells / reached;
                Array.Resize(
                    ref words,
                    Stride * (int)Math.Min(Cells, Math.Min(expected, 4L * records) + (records / 8) + 4)
                );
            }
            head = records;
        }
        var from = (head - 1) * Stride;
        var at = words.AsSpan(from, Stride);
        if (isNew)
        {
            (at[Least], at[Most]) = zerosBefore > 0 ? (0, 0) : (long.MaxValue, long.MinValue);
        }
        unchecked
        {
            at[Sum] += sums.Sum;
            var squares = SquaresOf(at) + sums.Squares;
            (at[SquaresLow], at[SquaresHigh]) = ((long)(ulong)squares, (long)(ulong)(squares >> 64));
            (at[Least], at[Most]) = (Math.Min(at[Least], sums.Least), Math.Max(at[Most], sums.Most));
            at[Zeros] += zeros + zerosBefore;
        }
        return from;
    }

    /// <summary>How many zeros a cell knows that has known nothing else; −1 for others.</summary>
    public int OnlyZeros(int cell) => Math.Max(-1, -heads[cell]);

    /// <summary>How far a quantile of a cell may be off, in kept units; 0 means exact.</summary>
    public long ErrorOf(int cell) =>
        heads[cell] <= 0 ? 0 : BinCounts.ErrorOf(RecordOf(cell)[Least], RecordOf(cell)[Most], grains[cell]);

    /// <summary>Statistics of a cell that holds so many replicates.</summary>
    public Summary Summarise(int cell, int replicates)
    {
        var quantiles = new long[Summary.Levels.Length];
        var (mean, sd) = Summarise(cell, replicates, quantiles);
        return new(mean, sd, quantiles);
    }

    /// <summary>The same without an array of its own.</summary>
    /// <param name="quantiles">Overwritten.</param>
    public (double Mean, double Sd) Summarise(int cell, int replicates, Span<long> quantiles)
    {
        if (heads[cell] <= 0)
        {
            quantiles.Clear();
            return (0, 0);
        }
        var at = RecordOf(cell);
        var place = PackedCounts.Of(at[Place]);
        Span<ushort> held = stackalloc ushort[place.Length];
        place.CopyTo(counts, held);
        new BinCounts(grains[cell], at[Least], at[Most], at[Zeros], place.Lowest, held).Fill(replicates, quantiles);
        return Summary.Moments(at[Sum], (Int128)SquaresOf(at), replicates);
    }

    private Span<long> RecordOf(int cell) => words.AsSpan((heads[cell] - 1) * Stride, Stride);

    private static UInt128 SquaresOf(ReadOnlySpan<long> at) =>
        unchecked(new UInt128((ulong)at[SquaresHigh], (ulong)at[SquaresLow]));

    private PackedCounts Widen(int at, PackedCounts place) =>
        place.Width == PackedCounts.Widest
            ? throw new FormatException("more replicates than there can be")
            : Move(at, place, place with { Width = place.Width + 1 });

    /// <summary>Makes room for bins; with some to spare on the sides that grow, so that it seldom needs to grow again.</summary>
    /// <param name="at">Where the record begins.</param>
    private PackedCounts Hold(int at, in PackedCounts place, int low, int high, bool spare)
    {
        if (place.Length > 0 && low >= place.Lowest && high < place.End)
        {
            return place;
        }
        var isNew = place.Length == 0;
        var (from, to) = isNew ? (low, high) : (Math.Min(low, place.Lowest), Math.Max(high, place.End - 1));
        var more = spare ? (to - from) / 8 : 0;
        if (isNew || low < place.Lowest)
        {
            // Few measures go below zero, and where no value has none may ever.
            from = low > 0 ? Math.Max(1, low - more) : low - more;
        }
        if (isNew || high >= place.End)
        {
            to = high < 0 ? Math.Min(-1, high + more) : high + more;
        }
        // Counts of four bits keep their halves of a byte, so that they can be moved byte by byte.
        from -= isNew ? 0 : (place.Lowest - from) & 1;
        return Move(at, place, place with { Lowest = from, Length = to - from + 1 });
    }

    /// <summary>Gives a record new bins, with the counts of its old ones.</summary>
    private PackedCounts Move(int at, PackedCounts from, PackedCounts to)
    {
        if (counts.Length - used < to.Bytes)
        {
            Pack(to.Bytes);
            from = PackedCounts.Of(words[at + Place]);
        }
        to = to with { Offset = used };
        used += to.Bytes;
        var room = counts.AsSpan(to.Offset, to.Bytes);
        room.Clear();
        words[at + Place] = to.Packed;
        if (from.Length == 0)
        {
            return to;
        }
        if (from.Width == to.Width)
        {
            var old = counts.AsSpan(from.Offset, from.Bytes);
            old.CopyTo(room[(((from.Lowest - to.Lowest) << to.Width) >> 1)..]);
            return to;
        }
        Span<ushort> held = stackalloc ushort[from.Length];
        from.CopyTo(counts, held);
        for (var i = 0; i < held.Length; i++)
        {
            if (held[i] > 0)
            {
                to.Set(counts, from.Lowest + i - to.Lowest, held[i]);
            }
        }
        return to;
    }

    /// <summary>Moves all bins together into a larger array. Cells further on will want as much as those before.</summary>
    private void Pack(int more)
    {
        var live = more;
        for (var record = 0; record < records; record++)
        {
            live += PackedCounts.Of(words[(record * Stride) + Place]).Bytes;
        }
        var expected = Math.Min((long)live * Cells / reached, 2L * live);
        var target = new byte[Math.Min(Array.MaxLength, expected + (live / 12) + 64)];
        var at = 0;
        for (var record = 0; record < records; record++)
        {
            ref var word = ref words[(record * Stride) + Place];
            var place = PackedCounts.Of(word);
            counts.AsSpan(place.Offset, place.Bytes).CopyTo(target.AsSpan(at));
            word = (place with { Offset = at }).Packed;
            at += place.Bytes;
        }
        (counts, used) = (target, at);
    }
}
