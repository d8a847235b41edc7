using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Tests.Statistics;

public sealed class SketchesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void Bins_are_ordered_and_at_most_one_grain_or_1_in_128_wide(int grain)
    {
        var random = new Random(grain);
        long[] edges = [0, 1, -1, 127, 128, 255, 256, 257, 511, 512, 1L << 40, (1L << 40) - 1, 1L << 55];
        var drawn = Enumerable.Range(0, 4000).Select(_ => random.NextInt64() >> (8 + random.Next(55)));
        var values = edges.Concat(drawn).SelectMany(v => new[] { v, -v }).Order().ToArray();
        var before = int.MinValue;
        foreach (var value in values)
        {
            var bin = ValueBins.Of(value, grain);
            var (from, width) = (ValueBins.From(bin, grain), ValueBins.WidthOf(bin, grain));
            if (bin < before || value < from || value >= from + width || ValueBins.Of(from, grain) != bin)
            {
                Assert.Fail($"{value} lies in bin {bin} from {from}, {width} wide, after bin {before}");
            }
            var bound = Math.Max(1L << grain, Math.Max(Math.Abs(from), Math.Abs(from + width - 1)) / 128.0);
            if (width > bound)
            {
                Assert.Fail($"the bin of {value} is {width} wide");
            }
            before = bin;
        }
    }

    [Theory]
    [InlineData(20, 0, 0, 1)]
    [InlineData(400, 0, 0, 2)]
    [InlineData(50_000, 0, 0, 3)]
    [InlineData(40_000_000, 0, 10, 4)]
    [InlineData(3_000_000, -9_000_000, 10, 5)]
    public void P11_a_quantile_is_within_its_bin_ordered_and_within_the_extremes(
        int scale,
        int shift,
        int grain,
        int seed
    )
    {
        var values = Bell(scale, shift, seed, 1000);
        var sketches = new Sketches(3, grain);
        for (var i = 0; i < values.Length; i += 8)
        {
            sketches.Add(1, values.AsSpan(i, 8));
        }
        var exact = Summary.Of(values);
        var sketch = sketches.Summarise(1, values.Length);
        sketch.Mean.ShouldBe(exact.Mean);
        sketch.Sd.ShouldBe(exact.Sd);
        sketch.Quantiles.ShouldBe(sketch.Quantiles.Order());
        for (var q = 0; q < Summary.Levels.Length; q++)
        {
            var (about, truth) = (sketch.Quantiles[q], exact.Quantiles[q]);
            var width = ValueBins.WidthOf(ValueBins.Of(truth, grain), grain);
            // The stated bound always; and, because values lie spread within a bin, half a bin of 1/64 with room to spare.
            Math.Abs(about - truth).ShouldBeLessThanOrEqualTo(Math.Min(width - 1, sketches.ErrorOf(1)));
            about.ShouldBeInRange(values.Min(), values.Max());
        }
    }

    [Fact]
    public void Counts_below_256_are_exact()
    {
        var values = Bell(60, 0, 6, 400);
        var sketches = new Sketches(1, 0);
        sketches.Add(0, values);
        sketches.Summarise(0, values.Length).Quantiles.ShouldBe(Summary.Of(values).Quantiles);
        sketches.ErrorOf(0).ShouldBe(0);
    }

    [Fact]
    public void P4_any_order_and_any_division_give_the_same_bytes()
    {
        Prop.ForAll(
                Gen.Choose(-3000, 3000).Select(v => (long)v * v * v).ArrayOf(64).ToArbitrary(),
                Gen.Choose(1, 7).ToArbitrary(),
                (values, cut) =>
                {
                    var blocks = values.Chunk(8).ToArray();
                    var straight = Of(blocks);
                    var reversed = Of(blocks.Reverse());
                    var merged = new Sketches(2, 3);
                    Read(merged, Written(Of(blocks.Skip(cut))));
                    Read(merged, Written(Of(blocks.Take(cut))));
                    return Written(reversed).AsSpan().SequenceEqual(Written(straight))
                        && Written(merged).AsSpan().SequenceEqual(Written(straight))
                        && merged.Summarise(1, 64).Quantiles.SequenceEqual(straight.Summarise(1, 64).Quantiles);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_equal_values_and_many_replicates_are_counted()
    {
        var sketches = new Sketches(1, 0);
        var block = new long[8];
        for (var i = 0; i < RunSettings.MostReplicates / 8; i++)
        {
            block[0] = i % 1000;
            sketches.Add(0, block);
        }
        var summary = sketches.Summarise(0, RunSettings.MostReplicates);
        summary.Quantiles[..4].ShouldBe([0, 0, 0, 0]);
        var again = new Sketches(1, 0);
        Read(again, Written(sketches)).ShouldBe(RunSettings.MostReplicates);
        again.Summarise(0, RunSettings.MostReplicates).Quantiles.ShouldBe(summary.Quantiles);
    }

    [Fact]
    public void Bytes_that_are_not_a_cell_are_refused()
    {
        var written = Written(
            Of([
                [1, 5, 9, 300],
            ])
        );
        for (var cut = 1; cut < written.Length; cut++)
        {
            var short_ = written[..cut];
            Should.Throw<FormatException>(() => Read(new Sketches(2, 3), short_), $"cut at {cut}");
        }
    }

    private static long[] Bell(int scale, int shift, int seed, int count)
    {
        var random = new Random(seed);
        // A bell shape, from sums of twelve uniforms.
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    shift + (long)(scale * (3 + ((Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6) / 3)))
                ),
        ];
    }

    private static Sketches Of(IEnumerable<long[]> blocks)
    {
        var sketches = new Sketches(2, 3);
        foreach (var block in blocks)
        {
            sketches.Add(0, block);
            sketches.Add(1, block);
        }
        return sketches;
    }

    private static byte[] Written(Sketches sketches)
    {
        var bytes = new VarBytes();
        sketches.Write(sketches.Cells - 1, bytes);
        return bytes.Written.ToArray();
    }

    private static int Read(Sketches into, byte[] bytes)
    {
        var reader = new VarReader(bytes);
        return into.Read(into.Cells - 1, ref reader);
    }
}
