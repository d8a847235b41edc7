namespace Populatie.Simulation.Statistics;

/// <summary>How cells are written, and added to others.</summary>
internal sealed partial class Sketches
{
    /// <summary>
    /// Writes a cell: 0 when it is empty; else 1 + how many bins hold anything, sums, extremes and zeros, and per bin its
    /// distance from the one before (the first: from zero) and its count.
    /// </summary>
    public void Write(int cell, VarBytes into)
    {
        if (heads[cell] <= 0)
        {
            WriteZeros(-heads[cell], into);
            return;
        }
        var at = RecordOf(cell);
        var place = PackedCounts.Of(at[Place]);
        var bins = 0;
        for (var i = place.NextHeld(counts, 0); i < place.Length; i = place.NextHeld(counts, i + 1))
        {
            bins++;
        }
        into.Put((ulong)(bins + 1));
        into.PutSigned(at[Sum]);
        into.Put(SquaresOf(at));
        into.PutSigned(at[Least]);
        into.Put(unchecked((ulong)(at[Most] - at[Least])));
        into.Put((ulong)at[Zeros]);
        var before = 0;
        for (var i = place.NextHeld(counts, 0); i < place.Length; i = place.NextHeld(counts, i + 1))
        {
            into.PutSigned(place.Lowest + i - before);
            into.Put((ulong)place.Get(counts, i));
            before = place.Lowest + i;
        }
    }

    /// <summary>A cell that has known nothing but zeros.</summary>
    private static void WriteZeros(int zeros, VarBytes into)
    {
        if (zeros == 0)
        {
            into.Put(0UL);
            return;
        }
        into.Put(1UL);
        // Sum, squares and extremes.
        into.Put(0UL);
        into.Put(0UL);
        into.Put(0UL);
        into.Put(0UL);
        into.Put((ulong)zeros);
    }

    /// <summary>Adds a cell that was written elsewhere.</summary>
    /// <returns>How many values it held.</returns>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public int Read(int cell, ref VarReader from)
    {
        var written = WrittenCell.Take(ref from);
        if (written.IsEmpty)
        {
            return 0;
        }
        var (sums, zeros) = (written.Sums, written.Zeros);
        if (written.IsZero)
        {
            AddZeros(cell, zeros);
            return zeros;
        }
        var at = AddTo(cell, sums, zeros);
        var ends = written.Ends(grains[cell]);
        var place = PackedCounts.Of(words[at + Place]);
        var all = zeros;
        long bin = 0;
        for (var i = 0; i < written.Bins; i++)
        {
            var count = WrittenCell.TakeBin(ref from, ref bin, ends);
            // Room at once for all that is to come: most cells are read into one that has it already.
            place = Hold(
                at,
                place,
                (int)bin,
                ends.Lowest > 0 || bin > 0 ? Math.Max((int)bin, ends.Highest) : -1,
                spare: false
            );
            place = Count(at, place, (int)bin, count);
            all += count;
        }
        return all;
    }

    private PackedCounts Count(int at, PackedCounts place, int bin, int more)
    {
        var i = bin - place.Lowest;
        var count = place.Get(counts, i) + more;
        while (count > place.Most)
        {
            place = Widen(at, place);
        }
        place.Set(counts, i, count);
        return place;
    }
}
