namespace Populatie.Simulation.Projection;

/// <summary>
/// Running statistics of the cells of one area without their values: sum, sum of squares, extremes, and counts in
/// <see cref="ValueBins"/>. All whole numbers in bins that no cell chooses, so what comes first or is added up elsewhere
/// does not matter (law P4).
/// </summary>
/// <remarks>
/// A quantile lies in the bin of the exact one, between the least and the most: off by less than the width of that bin,
/// which is at most 1/128 of it, or one grain. Mean and deviation are exact. Zeros, which are many, are counted apart; other
/// counts take four bits until one passes 15, then eight, then sixteen. Tests: SketchesTests. Not thread-safe.
/// </remarks>
/// <param name="grain">Bits below which values are not told apart.</param>
internal sealed class Sketches(int cells, int grain)
{
    // Eight-byte words of a cell. Zeros counts the bin of zero; Place tells where the other bins lie.
    private const int Sum = 0;
    private const int SquaresLow = 1;
    private const int SquaresHigh = 2;
    private const int Least = 3;
    private const int Most = 4;
    private const int Zeros = 5;
    private const int Place = 6;
    private const int Stride = 7;

    private readonly long[] words = new long[(long)cells * Stride];
    private byte[] counts = [];
    private int used;
    private int filled;

    public int Cells => cells;

    /// <summary>Bytes taken up.</summary>
    public long Size => (words.LongLength * sizeof(long)) + counts.LongLength;

    /// <summary>Adds the values of at most eight replicates.</summary>
    public void Add(int cell, ReadOnlySpan<long> values)
    {
        var at = words.AsSpan(cell * Stride, Stride);
        if (!values.ContainsAnyExcept(0L))
        {
            AddZeros(at, values.Length);
            return;
        }
        Span<int> bins = stackalloc int[values.Length];
        var place = PackedCounts.Of(at[Place]);
        var (sum, zeros) = (at[Sum], at[Zeros]);
        var (least, most) = IsEmpty(at) ? (long.MaxValue, long.MinValue) : (at[Least], at[Most]);
        var squares = SquaresOf(at);
        var (low, high) = (int.MaxValue, int.MinValue);
        var others = 0;
        foreach (var value in values)
        {
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            var bin = ValueBins.Of(value, grain);
            squares = unchecked(squares + Square(value));
            if (bin == 0)
            {
                zeros++;
                continue;
            }
            bins[others++] = bin;
            low = Math.Min(low, bin);
            high = Math.Max(high, bin);
        }
        (at[Sum], at[Least], at[Most], at[Zeros]) = (sum, least, most, zeros);
        Put(at, squares);
        if (others > 0)
        {
            place = Hold(cell, place, low, high, spare: true);
            foreach (var bin in bins[..others])
            {
                place = Count(cell, place, bin, 1);
            }
        }
    }

    /// <summary>Most cells of most measures: nothing happens there.</summary>
    private static void AddZeros(Span<long> at, int count)
    {
        var isEmpty = IsEmpty(at);
        at[Least] = isEmpty ? 0 : Math.Min(at[Least], 0);
        at[Most] = isEmpty ? 0 : Math.Max(at[Most], 0);
        at[Zeros] += count;
    }

    public Summary Summarise(int cell, int replicates)
    {
        var at = words.AsSpan(cell * Stride, Stride);
        var quantiles = new long[Summary.Levels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = Quantile(at, Summary.RankOf(i, replicates));
        }
        return Summary.Of(at[Sum], (Int128)SquaresOf(at), replicates, quantiles);
    }

    /// <summary>How far a quantile of a cell may be off, in kept units; 0 means exact.</summary>
    public long ErrorOf(int cell)
    {
        var at = words.AsSpan(cell * Stride, Stride);
        // Bins widen away from zero: the widest is at one of the ends. Between two equal ends there is nothing to miss.
        var widest = Math.Max(
            ValueBins.WidthOf(ValueBins.Of(at[Least], grain), grain),
            ValueBins.WidthOf(ValueBins.Of(at[Most], grain), grain)
        );
        return Math.Min(widest - 1, at[Most] - at[Least]);
    }

    /// <summary>
    /// Writes a cell: 0 when it is empty; else 1 + how many bins hold anything, sums, extremes and zeros, and per bin its
    /// distance from the one before (the first: from zero) and its count.
    /// </summary>
    public void Write(int cell, VarBytes into)
    {
        var at = words.AsSpan(cell * Stride, Stride);
        var place = PackedCounts.Of(at[Place]);
        var held = 0;
        for (var i = 0; i < place.Length; i++)
        {
            held += place.Get(counts, i) > 0 ? 1 : 0;
        }
        if (held == 0 && at[Zeros] == 0)
        {
            into.Put(0UL);
            return;
        }
        into.Put((ulong)(held + 1));
        into.PutSigned(at[Sum]);
        into.Put(SquaresOf(at));
        into.PutSigned(at[Least]);
        into.Put(unchecked((ulong)(at[Most] - at[Least])));
        into.Put((ulong)at[Zeros]);
        var before = 0;
        for (var i = 0; i < place.Length; i++)
        {
            if (place.Get(counts, i) is > 0 and var count)
            {
                into.PutSigned(place.Lowest + i - before);
                into.Put((ulong)count);
                before = place.Lowest + i;
            }
        }
    }

    /// <summary>Adds a cell that was written elsewhere.</summary>
    /// <returns>How many values it held.</returns>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public int Read(int cell, ref VarReader from)
    {
        var held = from.TakeCount() - 1;
        if (held < 0)
        {
            return 0;
        }
        var at = words.AsSpan(cell * Stride, Stride);
        var (sum, squares, least) = (from.TakeSigned(), from.TakeWide(), from.TakeSigned());
        var most = unchecked(least + (long)from.Take());
        var zeros = from.TakeCount();
        var isEmpty = IsEmpty(at);
        at[Least] = isEmpty ? least : Math.Min(at[Least], least);
        at[Most] = isEmpty ? most : Math.Max(at[Most], most);
        at[Sum] += sum;
        at[Zeros] += zeros;
        Put(at, unchecked(SquaresOf(at) + squares));
        var (lowest, highest) = (ValueBins.Of(least, grain), ValueBins.Of(most, grain));
        var place = PackedCounts.Of(at[Place]);
        var all = zeros;
        long bin = 0;
        for (var i = 0; i < held; i++)
        {
            bin += from.TakeSigned();
            var count = from.TakeCount();
            if (bin < lowest || bin > highest || bin == 0 || count > RunSettings.MostReplicates)
            {
                throw new FormatException("counts outside the extremes");
            }
            // Room at once for all that is to come: most cells are read into one that has it already.
            place = Hold(cell, place, (int)bin, lowest > 0 || bin > 0 ? Math.Max((int)bin, highest) : -1, spare: false);
            place = Count(cell, place, (int)bin, count);
            all += count;
        }
        return all;
    }

    private static bool IsEmpty(ReadOnlySpan<long> at) => at[Zeros] == 0 && PackedCounts.Of(at[Place]).Length == 0;

    private static UInt128 SquaresOf(ReadOnlySpan<long> at) =>
        unchecked(new UInt128((ulong)at[SquaresHigh], (ulong)at[SquaresLow]));

    private static void Put(Span<long> at, UInt128 squares)
    {
        unchecked
        {
            (at[SquaresLow], at[SquaresHigh]) = ((long)(ulong)squares, (long)(ulong)(squares >> 64));
        }
    }

    private static UInt128 Square(long value)
    {
        var magnitude = (ulong)Math.Abs(value);
        var high = Math.BigMul(magnitude, magnitude, out var low);
        return new UInt128(high, low);
    }

    private long Quantile(ReadOnlySpan<long> at, int rank)
    {
        var place = PackedCounts.Of(at[Place]);
        long before = 0;
        var zerosPast = at[Zeros] == 0;
        for (var i = 0; i <= place.Length; i++)
        {
            if (!zerosPast && (i == place.Length || place.Lowest + i >= 0))
            {
                zerosPast = true;
                if (before + at[Zeros] >= rank)
                {
                    return Within(at, 0, (rank - before - 0.5) / at[Zeros]);
                }
                before += at[Zeros];
            }
            var count = i == place.Length ? 0 : place.Get(counts, i);
            if (count > 0 && before + count >= rank)
            {
                return Within(at, place.Lowest + i, (rank - before - 0.5) / count);
            }
            before += count;
        }
        return at[Most];
    }

    private long Within(ReadOnlySpan<long> at, int bin, double share)
    {
        var from = Math.Max(at[Least], ValueBins.From(bin, grain));
        var to = Math.Min(at[Most], ValueBins.From(bin + 1, grain) - 1);
        return from + (long)Math.Floor(((to - from) * share) + 0.5);
    }

    private PackedCounts Count(int cell, PackedCounts place, int bin, int more)
    {
        var i = bin - place.Lowest;
        var count = place.Get(counts, i) + more;
        while (count > place.Most)
        {
            if (place.Width == PackedCounts.Widest)
            {
                throw new FormatException("more replicates than there can be");
            }
            place = Move(cell, place, place with { Width = place.Width + 1 });
        }
        place.Set(counts, i, count);
        return place;
    }

    /// <summary>Makes room for bins; with some to spare on the sides that grow, so that it seldom needs to grow again.</summary>
    private PackedCounts Hold(int cell, in PackedCounts place, int low, int high, bool spare)
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
        return Move(cell, place, place with { Lowest = from, Length = to - from + 1 });
    }

    /// <summary>Gives a cell new bins, with the counts of its old ones.</summary>
    private PackedCounts Move(int cell, PackedCounts from, PackedCounts to)
    {
        if (counts.Length - used < to.Bytes)
        {
            Pack(to.Bytes);
            from = PackedCounts.Of(words[(cell * Stride) + Place]);
        }
        filled += from.Length == 0 ? 1 : 0;
        to = to with { Offset = used };
        used += to.Bytes;
        counts.AsSpan(to.Offset, to.Bytes).Clear();
        for (var i = 0; i < from.Length; i++)
        {
            if (from.Get(counts, i) is > 0 and var count)
            {
                to.Set(counts, from.Lowest + i - to.Lowest, count);
            }
        }
        words[(cell * Stride) + Place] = to.Packed;
        return to;
    }

    /// <summary>Moves all bins together into a larger array. Cells that are still empty will want as much as the others.</summary>
    private void Pack(int more)
    {
        var live = more;
        for (var cell = 0; cell < cells; cell++)
        {
            live += PackedCounts.Of(words[(cell * Stride) + Place]).Bytes;
        }
        var expected = (long)live * cells / Math.Max(1, filled);
        var target = new byte[Math.Min(Array.MaxLength, Math.Min(expected, 2L * live) + (live / 12) + 64)];
        var at = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            ref var word = ref words[(cell * Stride) + Place];
            var place = PackedCounts.Of(word);
            counts.AsSpan(place.Offset, place.Bytes).CopyTo(target.AsSpan(at));
            word = (place with { Offset = at }).Packed;
            at += place.Bytes;
        }
        (counts, used) = (target, at);
    }
}
