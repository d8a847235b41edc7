using System.Collections.Immutable;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Steps;

/// <summary>
/// 1 January: part of an age band has grown into the next. First is drawn who, then they move, so that nobody moves twice.
/// One instance per thread.
/// </summary>
/// <param name="codes">Address of each cell within a buurt.</param>
/// <param name="lawOf">Which law each cell follows; the bands of a product lie side by side, the youngest first.</param>
internal sealed class Ageing(ReadOnlyMemory<uint> codes, ImmutableArray<int> lawOf)
{
    private const int Lanes = Block8.Size;
    private readonly CellRows rows = new(codes);
    private readonly int[] lawAt = new int[CellRows.Most];
    private readonly Memory<double> buffers = LineAligned.Memory<double>(8 * CellRows.Room);
    private readonly double[] from1 = new double[codes.Length * Lanes];
    private readonly double[] from2 = new double[codes.Length * Lanes];
    private readonly double[] fromPool = new double[codes.Length * Lanes];

    /// <summary>Draws who has grown out of the band: of phase 1 by the first uniform, then of the pool; of phase 2 by the second.</summary>
    /// <param name="year">Ordinal of the year.</param>
    /// <param name="laws">Shape [Law, <see cref="ChanceLaw.Width"/>]: the share of a band that outgrows it.</param>
    /// <param name="open1">Shape [Cell, 8].</param>
    /// <param name="open2">Shape [Cell, 8].</param>
    /// <param name="pool">Shape [Cell, 8].</param>
    public void Draw(
        in BuurtStep at,
        uint year,
        ReadOnlySpan<double> laws,
        ReadOnlySpan<float> open1,
        ReadOnlySpan<float> open2,
        ReadOnlySpan<float> pool
    )
    {
        from1.AsSpan().Clear();
        from2.AsSpan().Clear();
        fromPool.AsSpan().Clear();
        rows.Find(at.Order, open1, open2, pool);
        while (rows.Next(at.Buurt))
        {
            at.Draws.UniformRows(rows.Addresses, year, (uint)Purpose.AgeingOpen, Buffer(0), Buffer(1));
            for (var row = 0; row < rows.Cells.Length; row++)
            {
                lawAt[row] = lawOf[rows.Cells[row]];
            }
            var u = Buffer(0);
            var v = Buffer(1);
            var a = Buffer(2);
            var b = Buffer(3);
            var c = Buffer(4);
            var people = Buffer(7);
            rows.Gather(open1, people);
            if (Out(at, laws, u, people, a, u))
            {
                at.Draws.UniformRows(rows.Addresses, year, (uint)Purpose.AgeingPool, Buffer(5), Buffer(6));
                CellStep.Renew(u, Buffer(5), rows.Length);
            }
            rows.Gather(open2, people);
            Out(at, laws, v, people, b, []);
            rows.Gather(pool, people);
            Out(at, laws, u, people, c, []);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                a.Slice(row * Lanes, Lanes).CopyTo(from1.AsSpan(cell));
                b.Slice(row * Lanes, Lanes).CopyTo(from2.AsSpan(cell));
                c.Slice(row * Lanes, Lanes).CopyTo(fromPool.AsSpan(cell));
            }
        }
    }

    /// <summary>Moves those who were drawn to the same phase of the next band; where the product does not serve it, they are done.</summary>
    /// <param name="cells">The rows of one product.</param>
    /// <param name="done">Shape [8]: who was in care and has no next band is added. Of the pool they are forgotten.</param>
    public void Move(Range cells, Span<float> open1, Span<float> open2, Span<float> pool, Span<double> done)
    {
        var (first, length) = cells.GetOffsetAndLength(open1.Length);
        for (var cell = first; cell < first + length; cell += Lanes)
        {
            var own1 = LaneSums.Load(from1.AsSpan(cell));
            var own2 = LaneSums.Load(from2.AsSpan(cell));
            var recent = LaneSums.Load(fromPool.AsSpan(cell));
            Counts.Add(open1[cell..], -own1);
            Counts.Add(open2[cell..], -own2);
            Counts.Add(pool[cell..], -recent);
            if (cell + Lanes == first + length)
            {
                LaneSums.Add(done, own1 + own2);
                continue;
            }
            Counts.Add(open1[(cell + Lanes)..], own1);
            Counts.Add(open2[(cell + Lanes)..], own2);
            Counts.Add(pool[(cell + Lanes)..], recent);
        }
    }

    private bool Out(
        in BuurtStep at,
        ReadOnlySpan<double> laws,
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> trials,
        Span<double> count,
        Span<double> rest
    ) =>
        at.Draws.BinomialRows(
            uniform,
            trials,
            [],
            laws,
            lawAt.AsSpan(0, rows.Cells.Length),
            ChanceLaw.Width,
            count[..rows.Length],
            rest
        );

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * CellRows.Room, CellRows.Room);
}
