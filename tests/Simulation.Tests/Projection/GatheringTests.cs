using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>From eight values at a time to the statistics of a run, each step against the plainest way to do it.</summary>
public sealed class GatheringTests
{
    private const int Lanes = 8;

    [Fact]
    public void Sums_squares_extremes_and_bins_of_many_are_those_of_each_at_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length <= 256; length++)
        {
            // Small and large ones by turns, so that every path is taken: 2³¹ splits the squares, 2⁵³ the bins.
            var values = Enumerable.Range(0, length).Select(_ => Wild(random, length)).ToArray();
            var sums = ValueSums.Of(values);
            sums.Sum.ShouldBe(values.Sum());
            sums.Squares.ShouldBe(values.Aggregate(UInt128.Zero, (all, v) => all + (UInt128)((Int128)v * v)));
            (sums.Least, sums.Most).ShouldBe(
                (values.DefaultIfEmpty(long.MaxValue).Min(), values.DefaultIfEmpty(long.MinValue).Max())
            );
            foreach (var grain in new[] { 0, 3, 10 })
            {
                var bins = new int[length];
                ValueBins.Of(values, grain, bins);
                bins.ShouldBe(values.Select(v => ValueBins.Of(v, grain)));
                var others = bins.Where(b => b != 0).ToArray();
                ValueBins.OtherThanZero(bins, out var low, out var high).ToArray().ShouldBe(others);
                (low, high).ShouldBe(
                    (others.DefaultIfEmpty(int.MaxValue).Min(), others.DefaultIfEmpty(int.MinValue).Max())
                );
            }
        }
    }

    [Fact]
    public void Packed_rows_come_back_as_they_were_block_by_block_without_the_zeros()
    {
        const int rows = 60;
        var random = new Random(2);
        var (packed, pending) = (new PackedRows(rows), new PendingBlocks(rows));
        var blocks = new List<(long[][] Rows, int Lanes)>();
        for (var block = 0; block < PendingBlocks.Most; block++)
        {
            var lanes = block == 2 ? 3 : Lanes;
            var made = Enumerable.Range(0, rows).Select(row => RowOf(random, row)).ToArray();
            packed.Clear();
            foreach (var row in made)
            {
                packed.Put(Vector512.Create<long>(row));
            }
            pending.Add(packed.Written, lanes);
            blocks.Add((made, lanes));
        }
        pending.Replicates.ShouldBe(((PendingBlocks.Most - 1) * Lanes) + 3);
        var values = new long[PendingBlocks.MostValues];
        for (var row = 0; row < rows; row++)
        {
            var expected = blocks
                .Where(b => b.Rows[row].Any(v => v != 0))
                .SelectMany(b => b.Rows[row].Take(b.Lanes))
                .ToArray();
            values[..pending.Take(values)].ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_sketch_holds_exactly_what_a_dictionary_counts(int grain)
    {
        const int cells = 40;
        var random = new Random(grain + 7);
        var sketches = new Sketches(cells, grain);
        var all = Enumerable.Range(0, cells).Select(_ => new List<long>()).ToArray();
        for (var round = 0; round < 30; round++)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                // Some cells are never other than zero; some begin so; some are narrow, some wide.
                var isZero = cell % 5 == 0 || (cell % 5 == 1 && round < 12);
                var values = Enumerable
                    .Range(0, random.Next(0, 65))
                    .Select(_ =>
                        isZero ? 0
                        : cell % 5 == 2 ? random.Next(4)
                        : random.NextInt64(-2_000_000, 9_000_000_000)
                    )
                    .ToArray();
                var zeros = random.Next(0, 20);
                sketches.Add(cell, values, zeros);
                all[cell].AddRange([.. values, .. new long[zeros]]);
            }
        }
        for (var cell = 0; cell < cells; cell++)
        {
            var written = new VarBytes();
            sketches.Write(cell, written);
            written.Written.ToArray().ShouldBe(Plainly(all[cell], grain), $"cell {cell}");
            var again = new Sketches(cells, grain);
            var reader = new VarReader(written.Written);
            again.Read(cell, ref reader).ShouldBe(all[cell].Count);
            var twice = new VarBytes();
            again.Write(cell, twice);
            twice.Written.SequenceEqual(written.Written).ShouldBeTrue($"cell {cell} read and written");
            again
                .Summarise(cell, all[cell].Count)
                .Quantiles.ShouldBe(sketches.Summarise(cell, all[cell].Count).Quantiles);
        }
    }

    [Fact]
    public void Kept_values_come_back_whatever_bytes_they_take_and_however_much_room_is_made()
    {
        long[] edges =
        [
            0,
            1,
            -1,
            short.MaxValue,
            short.MinValue,
            int.MaxValue,
            int.MinValue,
            long.MaxValue,
            long.MinValue,
        ];
        for (var most = 1; most <= edges.Length; most++)
        {
            const int cells = 3;
            var (kept, plain) = (new KeptValues(cells, 16), new long[cells, 24]);
            var random = new Random(most);
            for (var block = 0; block < 3; block++)
            {
                if (block == 2)
                {
                    kept.Grow(24);
                }
                for (var cell = 0; cell < cells; cell++)
                {
                    var eight = Enumerable.Range(0, Lanes).Select(_ => edges[random.Next(most)]).ToArray();
                    kept.Put(cell, block * Lanes, eight);
                    for (var lane = 0; lane < Lanes; lane++)
                    {
                        plain[cell, (block * Lanes) + lane] = eight[lane];
                    }
                }
            }
            for (var cell = 0; cell < cells; cell++)
            {
                var all = new long[24];
                kept.CopyTo(cell, all);
                all.ShouldBe(Enumerable.Range(0, 24).Select(i => plain[cell, i]));
            }
        }
    }

    [Fact]
    public void Zeros_count_also_where_a_cell_that_was_all_zero_is_read_into_another()
    {
        var (zeros, others) = (new Sketches(1, 0), new Sketches(1, 0));
        zeros.Add(0, [], 12);
        others.Add(0, [5, 6, 7, 8]);
        foreach (var (into, from) in new[] { (zeros, others), (others, zeros) })
        {
            var merged = new Sketches(1, 0);
            foreach (var one in new[] { into, from })
            {
                var bytes = new VarBytes();
                one.Write(0, bytes);
                var reader = new VarReader(bytes.Written);
                merged.Read(0, ref reader);
            }
            var summary = merged.Summarise(0, 16);
            (summary.Mean, summary.Quantiles[0], summary.Quantiles[^1]).ShouldBe((26.0 / 16, 0, 8));
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_a_run_holds_exactly_what_its_replicates_hold_one_by_one()
    {
        var inputs = SyntheticTown.Inputs();
        // One thread takes as many blocks together as there may be, then fewer, and a last one that is not full.
        const int replicates = (2 * PendingBlocks.Most * Lanes) + 3;
        var settings = new RunSettings(replicates, 11, KeepBuurten: true, Threads: 1, LaneChoice.Current);
        var run = MonteCarlo.Run(inputs, settings, null, default);
        var ones = Enumerable
            .Range(0, replicates)
            .Select(r => MonteCarlo.RunOne(inputs, settings, r, default))
            .ToArray();
        foreach (var level in run.Levels)
        {
            foreach (var measure in run.MeasureList)
            {
                var table = run.Table(level, measure);
                var expected = new List<byte[]>();
                for (var area = 0; area < table.AreaCount; area++)
                {
                    for (var year = 0; year < table.Years; year++)
                    {
                        for (var position = 0; position < table.KeptFrom; position++)
                        {
                            var at = (area, position, year: year + inputs.Scenario.FirstYear);
                            var values = ones.Select(o => o.At(level, measure, at.area, at.position, at.year)).ToList();
                            expected.Add(IsUnknown(inputs, level, area) ? [0] : Plainly(values, measure.Grain));
                        }
                    }
                }
                var written = new VarBytes();
                table.WriteTo(written);
                written.Written.SequenceEqual(InRuns(expected)).ShouldBeTrue($"{level} {measure.Name}");
            }
        }
    }

    private static bool IsUnknown(ProjectionInputs inputs, AreaLevel level, int area) =>
        inputs.Fit.Areas.AreasAt(level)[area].IsUnknown;

    /// <summary>Cells one after the other; those in a row that are alike and know nothing but zeros stand together.</summary>
    private static byte[] InRuns(List<byte[]> cells)
    {
        var into = new List<byte>();
        for (var (i, next) = (0, 0); i < cells.Count; i = next)
        {
            next = i + 1;
            int? zeros =
                cells[i] is [0] ? 0
                : cells[i] is [1, 0, 0, 0, 0, var few] ? few
                : null;
            if (zeros is null)
            {
                into.AddRange(cells[i]);
                continue;
            }
            while (next < cells.Count && cells[next].SequenceEqual(cells[i]))
            {
                next++;
            }
            var run = new VarBytes();
            run.Put(0UL);
            run.Put((ulong)zeros);
            run.Put((ulong)(next - i));
            into.AddRange(run.Written);
        }
        return [.. into];
    }

    /// <summary>A cell as it is to be written, from all of its values.</summary>
    private static byte[] Plainly(List<long> values, int grain)
    {
        var bins = new SortedDictionary<int, int>();
        foreach (var value in values)
        {
            var bin = ValueBins.Of(value, grain);
            bins[bin] = bins.GetValueOrDefault(bin) + 1;
        }
        bins.Remove(0, out var zeros);
        var into = new VarBytes();
        into.Put((ulong)(bins.Count + 1));
        into.PutSigned(values.Sum());
        into.Put(values.Aggregate(UInt128.Zero, (all, v) => all + (UInt128)((Int128)v * v)));
        into.PutSigned(values.Min());
        into.Put((ulong)(values.Max() - values.Min()));
        into.Put((ulong)zeros);
        var before = 0;
        foreach (var (bin, count) in bins)
        {
            into.PutSigned(bin - before);
            into.Put((ulong)count);
            before = bin;
        }
        return into.Written.ToArray();
    }

    private static long[] RowOf(Random random, int row) =>
        (row % 5) switch
        {
            0 => new long[Lanes],
            4 => [sbyte.MinValue, sbyte.MaxValue, .. Enumerable.Range(0, 6).Select(_ => (long)random.Next(3))],
            1 => [short.MinValue, short.MaxValue, .. Enumerable.Range(0, 6).Select(_ => (long)random.Next(3))],
            2 => [int.MinValue, int.MaxValue, .. Enumerable.Range(0, 6).Select(_ => (long)random.Next())],
            _ => [.. Enumerable.Range(0, Lanes).Select(_ => random.Next(2) * (random.NextInt64() - (1L << 62)))],
        };

    private static long Wild(Random random, int length) =>
        (length % 3) switch
        {
            0 => random.Next(-300, 3000),
            1 => random.NextInt64(-1L << 33, 1L << 33),
            _ => (random.NextInt64() - (1L << 62)) >> (7 + random.Next(50)),
        };
}
