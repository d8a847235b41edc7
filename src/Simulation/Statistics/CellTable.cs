using System.Collections.Immutable;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// One measure at one level: shape [Area, Axis, Year]. From an axis position on every replicate's value is kept (exact
/// quantiles, comparisons); before it only sketches are. Holds some replicates of a run, all in a row; tables of other
/// replicates can be added. Different areas may be added to at the same time.
/// </summary>
internal sealed class CellTable
{
    private const int Lanes = Block8.Size;
    private readonly int axis;
    private readonly int years;
    private readonly int keptFrom;
    private int replicates;

    // Per area and year, of all measures: that is how they come.
    private readonly Sketches[] sketches;
    private readonly int firstSketch;
    private readonly KeptValues[] kept;

    // In the place of sketches; null where there are.
    private readonly HeldBlocks? held;
    private readonly int numberAmongHeld;

    /// <summary>A table by itself.</summary>
    /// <param name="replicates">How many are held.</param>
    /// <param name="grain">As in <see cref="Sketches"/>.</param>
    public CellTable(int areas, int axis, int years, int keptFrom, int replicates, int grain)
        : this(
            areas,
            axis,
            years,
            keptFrom,
            replicates,
            SketchesOf(keptFrom > 0 ? areas * years : 0, keptFrom, grain),
            firstSketch: 0
        ) { }

    /// <param name="replicates">How many are held.</param>
    /// <param name="sketches">Shape [Area, Year]; shared with the tables of other measures.</param>
    /// <param name="firstSketch">Where the cells of this table begin in each.</param>
    public CellTable(int areas, int axis, int years, int keptFrom, int replicates, Sketches[] sketches, int firstSketch)
    {
        (this.axis, this.years, this.keptFrom, this.replicates) = (axis, years, keptFrom, replicates);
        (this.sketches, this.firstSketch) = (sketches, firstSketch);
        kept =
            keptFrom < axis
                ? [.. Enumerable.Range(0, areas).Select(_ => new KeptValues(years * (axis - keptFrom), replicates))]
                : [];
        AreaCount = areas;
    }

    /// <summary>A table of a few blocks: where no values are kept it holds their rows, and has no statistics.</summary>
    /// <param name="held">Shared with the tables of other measures.</param>
    /// <param name="number">Of this table among those.</param>
    public CellTable(int areas, int axis, int years, int keptFrom, int replicates, HeldBlocks held, int number)
        : this(areas, axis, years, keptFrom, replicates, [], firstSketch: 0)
    {
        (this.held, numberAmongHeld) = (held, number);
    }

    public int AreaCount { get; }

    /// <summary>Whether it has rows of blocks in the place of counts.</summary>
    public bool HoldsRows => held is not null;

    public int Axis => axis;

    public int Years => years;

    /// <summary>First axis position whose values are all kept; equal to <see cref="Axis"/> when none are.</summary>
    public int KeptFrom => keptFrom;

    /// <summary>Puts values of replicates in a cell where all are kept.</summary>
    /// <param name="first">Position of the first value among the replicates held.</param>
    public void Keep(int area, int position, int year, int first, ReadOnlySpan<long> values) =>
        kept[area].Put(KeptCell(position, year), first, values);

    /// <summary>Makes room for more replicates, after those that are held.</summary>
    public void Grow(int count)
    {
        replicates = count;
        foreach (var area in kept)
        {
            area.Grow(count);
        }
    }

    public Summary Summarise(int area, int position, int year) =>
        position >= keptFrom
            ? Summary.Of(Kept(area, position, year))
            : Sketched(area, year).Summarise(firstSketch + position, replicates);

    /// <summary>The same of a cell of which no values are kept, without an array of its own.</summary>
    /// <param name="quantiles">Overwritten.</param>
    /// <returns>False for a cell that knows nothing but zeros: all of its statistics are zero.</returns>
    public bool TrySummarise(
        int area,
        int position,
        int year,
        Span<long> quantiles,
        out (double Mean, double Sd) moments
    )
    {
        var (own, cell) = (Sketched(area, year), firstSketch + position);
        moments = own.OnlyZeros(cell) < 0 ? own.Summarise(cell, replicates, quantiles) : (0, 0);
        return own.OnlyZeros(cell) < 0;
    }

    /// <summary>Values of the first replicates of a cell where all are kept.</summary>
    /// <param name="values">One per replicate; overwritten.</param>
    public void CopyKept(int area, int position, int year, Span<long> values) =>
        kept[area].CopyTo(KeptCell(position, year), values);

    /// <summary>Values of all replicates held, in their order: a copy.</summary>
    public ReadOnlySpan<long> Kept(int area, int position, int year)
    {
        var values = new long[replicates];
        kept[area].CopyTo(KeptCell(position, year), values);
        return values;
    }

    /// <summary>The value of one replicate, by its position among those held.</summary>
    public long KeptAt(int area, int position, int year, int replicate)
    {
        Span<long> value = stackalloc long[1];
        kept[area].CopyTo(KeptCell(position, year), replicate, value);
        return value[0];
    }

    /// <summary>Shape [Area, Axis from <see cref="KeptFrom"/>, Year, Replicate]: a copy.</summary>
    public ReadOnlySpan<long> AllKept => FirstKept(replicates);

    /// <summary>The same of the first replicates only.</summary>
    public ReadOnlySpan<long> FirstKept(int count) => FirstKept(count, keptFrom);

    /// <summary>The same from a later position on.</summary>
    /// <param name="from">Not before <see cref="KeptFrom"/>.</param>
    public ReadOnlySpan<long> FirstKept(int count, int from)
    {
        var all = new long[(long)AreaCount * (axis - from) * years * count];
        var at = 0;
        foreach (var area in kept)
        {
            for (var position = from; position < axis; position++)
            {
                for (var year = 0; year < years; year++, at += count)
                {
                    area.CopyTo(KeptCell(position, year), all.AsSpan(at, count));
                }
            }
        }
        return all;
    }

    /// <summary>The same of the first replicates into a column.</summary>
    public void KeptTo(NumberColumn column, int count)
    {
        var values = new long[count];
        column.Begin(checked(AreaCount * (axis - keptFrom) * years * count));
        var at = 0;
        foreach (var area in kept)
        {
            for (var position = keptFrom; position < axis; position++)
            {
                for (var year = 0; year < years; year++, at += count)
                {
                    area.CopyTo(KeptCell(position, year), values);
                    var (least, most) = area.Bounds;
                    column.Put(at, values, least, most);
                }
            }
        }
    }

    /// <summary>How far a quantile of a cell may be off, in kept units; 0 where it is exact.</summary>
    public long ErrorOf(int area, int position, int year) =>
        position >= keptFrom ? 0 : Sketched(area, year).ErrorOf(firstSketch + position);

    /// <summary>
    /// Writes all sketches, one after the other, as <see cref="CellCursor"/> reads them. Shape [Area, Year, Axis before
    /// <see cref="KeptFrom"/>].
    /// </summary>
    public void WriteTo(VarBytes bytes)
    {
        var (zeros, run) = (-1, 0);
        foreach (var ofYear in sketches)
        {
            for (var position = 0; position < keptFrom; position++)
            {
                var only = ofYear.OnlyZeros(firstSketch + position);
                if (only >= 0 && only == zeros)
                {
                    run++;
                    continue;
                }
                CellCursor.WriteRun(zeros, run, bytes);
                (zeros, run) = (only, only < 0 ? 0 : 1);
                if (only < 0)
                {
                    ofYear.Write(firstSketch + position, bytes);
                }
            }
        }
        CellCursor.WriteRun(zeros, run, bytes);
    }

    /// <summary>Writes the rows of one block, as <see cref="RowCursor"/> reads them, in the same shape.</summary>
    public void RowsTo(VarBytes bytes, int block) => held!.WriteTo(block, numberAmongHeld, bytes);

    /// <summary>Adds one of the same replicates, of which more is kept.</summary>
    /// <param name="count">How many of them are there, from the first on.</param>
    public void AddLess(CellTable other, int count)
    {
        var values = new long[count];
        for (var area = 0; area < AreaCount; area++)
        {
            for (var year = 0; year < years; year++)
            {
                for (var position = 0; position < axis; position++)
                {
                    if (position < other.keptFrom)
                    {
                        var bytes = new VarBytes();
                        other.Sketched(area, year).Write(other.firstSketch + position, bytes);
                        var reader = new VarReader(bytes.Written);
                        Sketched(area, year).Read(firstSketch + position, ref reader);
                        continue;
                    }
                    other.kept[area].CopyTo(other.KeptCell(position, year), 0, values);
                    if (position < keptFrom)
                    {
                        Sketched(area, year).Add(firstSketch + position, values);
                    }
                    else
                    {
                        kept[area].Put(KeptCell(position, year), 0, values);
                    }
                }
            }
        }
    }

    /// <summary>Adds a table of the same shape that holds other replicates.</summary>
    /// <param name="first">Position of its first replicate among those held here.</param>
    /// <param name="count">How many it holds.</param>
    /// <param name="written">What its <see cref="WriteTo"/> wrote.</param>
    /// <param name="values">Its <see cref="AllKept"/>.</param>
    /// <exception cref="FormatException">It has another shape, or is not whole.</exception>
    public void Add(int first, int count, ReadOnlyMemory<byte> written, ReadOnlySpan<long> values)
    {
        if (HoldsRows)
        {
            throw new FormatException("counts where rows are held");
        }
        AddKept(first, count, values);
        var cursor = new CellCursor(written, count, sketches.Length * keptFrom);
        foreach (var ofYear in sketches)
        {
            for (var position = 0; position < keptFrom; position++)
            {
                cursor.AddTo(ofYear, firstSketch + position);
            }
        }
        cursor.CheckEnd();
    }

    /// <summary>The same of a table that holds rows.</summary>
    /// <param name="blocks">Its rows, block by block.</param>
    /// <exception cref="FormatException">It has another shape, or is not whole.</exception>
    public void Add(int first, int count, IReadOnlyList<ReadOnlyMemory<byte>> blocks, ReadOnlySpan<long> values)
    {
        AddKept(first, count, values);
        var cells = AreaCount * years * keptFrom;
        for (var block = 0; block < blocks.Count; block++)
        {
            if (held is not null)
            {
                held.Put((first / Lanes) + block, numberAmongHeld, blocks[block]);
                continue;
            }
            var cursor = new RowCursor(blocks[block], Math.Min(Lanes, count - (block * Lanes)), cells);
            foreach (var ofYear in sketches)
            {
                for (var position = 0; position < keptFrom; position++)
                {
                    cursor.AddTo(ofYear, firstSketch + position);
                }
            }
        }
    }

    private void AddKept(int first, int count, ReadOnlySpan<long> values)
    {
        if (values.Length != (long)kept.Length * (axis - keptFrom) * years * count || first + count > replicates)
        {
            throw new FormatException("values of another shape");
        }
        var at = 0;
        foreach (var area in kept)
        {
            for (var position = keptFrom; position < axis; position++)
            {
                for (var year = 0; year < years; year++, at += count)
                {
                    area.Put(KeptCell(position, year), first, values.Slice(at, count));
                }
            }
        }
    }

    private static Sketches[] SketchesOf(int count, int cells, int grain)
    {
        ImmutableArray<byte> grains = [.. Enumerable.Repeat((byte)grain, cells)];
        return [.. Enumerable.Range(0, count).Select(_ => new Sketches(grains))];
    }

    private Sketches Sketched(int area, int year) => sketches[(area * years) + year];

    private int KeptCell(int position, int year) => (year * (axis - keptFrom)) + position - keptFrom;
}
