using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Every measure at every position, of one area in one year of a block: rows of eight replicates, those for sketches apart
/// from those that are kept. Work room; one per thread and level, used again and again.
/// </summary>
/// <param name="factors">Shape [Measure, Position].</param>
/// <param name="keptFrom">Per measure, as <see cref="CellTable.KeptFrom"/>.</param>
internal sealed class AreaRows(
    ResultAxis axis,
    ImmutableArray<Measure> measures,
    ImmutableArray<double> factors,
    ImmutableArray<int> keptFrom
)
{
    private const int Lanes = Block8.Size;
    private const int TotalLength = BaseMeasures.Count * Lanes;
    private readonly long[] kept = new long[RowsKept(axis, measures, keptFrom) * Lanes];
    private readonly long[] waits = new long[axis.Count * WaitBins.Count * Lanes];
    private readonly ulong[] waitBins = new ulong[axis.Count];
    private int keptEnd;

    /// <summary>Longs in <see cref="AreaSums.Sums"/>.</summary>
    public int SumsLength => axis.Count * TotalLength;

    /// <summary>For sketches, measure by measure and position by position.</summary>
    public PackedRows Packed { get; } = new(keptFrom.Sum());

    /// <summary>For one block alone.</summary>
    public PendingBlocks Pending { get; } = new(keptFrom.Sum());

    /// <summary>Shape [Row, Lane]: what is kept, in the same order.</summary>
    public ReadOnlySpan<long> Kept => kept;

    /// <summary>Positions of a measure: residents have no product.</summary>
    public static int PositionsOf(ResultAxis axis, Measure measure) => measure == Measures.Population ? 1 : axis.Count;

    /// <summary>Works out all rows.</summary>
    public void Fill(in AreaSums sums)
    {
        Total(sums.Sums);
        var waited = Total(sums.Waits);
        Packed.Clear();
        keptEnd = 0;
        for (var m = 0; m < measures.Length; m++)
        {
            Fill(m, sums, waited);
        }
    }

    private void Fill(int m, in AreaSums sums, WaitCounts waited)
    {
        if (measures[m].Formula is not { } formula)
        {
            Put(0, keptFrom[m], Vector512.Create(sums.Population));
            return;
        }
        if (formula.Alone is { } row)
        {
            // Nearly all are such: a plain copy.
            ref var first = ref MemoryMarshal.GetReference(sums.Sums[..(axis.Count * TotalLength)]);
            for (var position = 0; position < axis.Count; position++)
            {
                var at = (position * TotalLength) + ((int)row * Lanes);
                Put(position, keptFrom[m], Vector512.LoadUnsafe(ref first, (nuint)at));
            }
            return;
        }
        for (var position = 0; position < axis.Count; position++)
        {
            var values = formula.QuantileOfWaits switch
            {
                0 => formula.Of(
                    sums.Sums.Slice(position * TotalLength, TotalLength),
                    factors[(m * axis.Count) + position]
                ),
                _ when waited.IsEmpty => Vector512<long>.Zero,
                var level => WaitBins.Quantiles(waited[position], level),
            };
            Put(position, keptFrom[m], values);
        }
    }

    private void Put(int position, int from, Vector512<long> values)
    {
        if (position < from)
        {
            Packed.Put(values);
            return;
        }
        values.CopyTo(kept, keptEnd);
        keptEnd += Lanes;
    }

    /// <summary>Sums over the products of each total.</summary>
    private void Total(Span<long> sums)
    {
        for (var position = axis.UsedCount; position < axis.Count; position++)
        {
            var total = sums.Slice(position * TotalLength, TotalLength);
            total.Clear();
            foreach (var slot in axis.Parts[position])
            {
                LongSums.Add(total, sums.Slice(slot * TotalLength, TotalLength));
            }
        }
    }

    private WaitCounts Total(WaitCounts products)
    {
        if (products.IsEmpty)
        {
            return default;
        }
        var all = new WaitCounts(waits, waitBins);
        all.Clear();
        for (var position = 0; position < axis.Count; position++)
        {
            foreach (var slot in axis.Parts[position])
            {
                all.AddTo(position, products, slot);
            }
        }
        return all;
    }

    private static int RowsKept(ResultAxis axis, ImmutableArray<Measure> measures, ImmutableArray<int> keptFrom) =>
        measures.Select((measure, m) => PositionsOf(axis, measure) - keptFrom[m]).Sum();
}
