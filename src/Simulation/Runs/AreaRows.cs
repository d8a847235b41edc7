using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Every measure at every position, of one area in one year of a block: rows of eight replicates, those for sketches apart
/// from those that are kept. Work room; one per thread and level, used again and again.
/// </summary>
/// <param name="factors">Per measure: shape [Area, Position]; empty where all are 1.</param>
/// <param name="keptFrom">Per measure, as <see cref="CellTable.KeptFrom"/>.</param>
internal sealed class AreaRows(
    ResultAxis axis,
    ImmutableArray<Measure> measures,
    ImmutableArray<double[]> factors,
    ImmutableArray<int> keptFrom
)
{
    private const int Lanes = Block8.Size;
    private readonly long[] kept = new long[RowsKept(axis, measures, keptFrom) * Lanes];
    private readonly RowTables waits = new(axis.Count, WaitBins.Count);
    private int keptEnd;

    /// <summary>For sketches, measure by measure and position by position.</summary>
    public PackedRows Packed { get; } = new(keptFrom.Sum());

    /// <summary>Shape [Row, Lane]: what is kept, in the same order.</summary>
    public ReadOnlySpan<long> Kept => kept;

    /// <summary>Positions of a measure: residents have no product.</summary>
    public static int PositionsOf(ResultAxis axis, Measure measure) => measure == Measures.Population ? 1 : axis.Count;

    /// <summary>Works out all rows.</summary>
    /// <param name="sums">Its totals are overwritten.</param>
    /// <param name="persons">Of the area and year.</param>
    public void Fill(int area, in AreaSums sums, PersonDraws persons)
    {
        Total(sums.Sums);
        var waited = WaitsOf(sums.Waits);
        Packed.Clear();
        keptEnd = 0;
        for (var m = 0; m < measures.Length; m++)
        {
            Fill(m, area, sums, waited, persons);
        }
    }

    private void Fill(int m, int area, in AreaSums sums, SparseRows waited, PersonDraws persons)
    {
        if (measures[m].Formula is not { } formula)
        {
            Put(0, keptFrom[m], Vector512.Create(sums.Population));
        }
        else if (formula.Alone is { } row)
        {
            // Nearly all are such: a plain copy, and most of it zero.
            for (var position = 0; position < axis.Count; position++)
            {
                if (position < keptFrom[m] && !sums.Sums.IsUsed(position, (int)row))
                {
                    Packed.PutZeros();
                    continue;
                }
                Put(position, keptFrom[m], sums.Sums[position, (int)row]);
            }
        }
        else
        {
            var own = factors[m].Length == 0 ? default : factors[m].AsSpan(area * axis.Count, axis.Count);
            for (var position = 0; position < axis.Count; position++)
            {
                var values = formula.QuantileOfWaits switch
                {
                    0 => formula.Of(
                        sums.Sums,
                        position,
                        own.IsEmpty ? 1 : own[position],
                        axis.Ordinals[position],
                        persons
                    ),
                    _ when waited.IsEmpty => Vector512<long>.Zero,
                    var level => WaitBins.Quantiles(waited.Slice(position, 1), level),
                };
                Put(position, keptFrom[m], values);
            }
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
    private void Total(SparseRows sums)
    {
        sums.Slice(axis.UsedCount, axis.Count - axis.UsedCount).Clear();
        for (var position = axis.UsedCount; position < axis.Count; position++)
        {
            foreach (var addend in axis.Addends[position])
            {
                sums.AddTo(position, sums, addend);
            }
        }
    }

    /// <summary>Waits of products and totals.</summary>
    private SparseRows WaitsOf(SparseRows products)
    {
        if (products.IsEmpty)
        {
            return default;
        }
        var all = waits.Rows;
        all.Clear();
        all.Add(products);
        Total(all);
        return all;
    }

    private static int RowsKept(ResultAxis axis, ImmutableArray<Measure> measures, ImmutableArray<int> keptFrom) =>
        measures.Select((measure, m) => PositionsOf(axis, measure) - keptFrom[m]).Sum();
}
