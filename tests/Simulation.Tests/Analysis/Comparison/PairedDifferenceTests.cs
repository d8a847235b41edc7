using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Analysis.Comparison;

namespace Populatie.Simulation.Tests.Analysis.Comparison;

/// <summary>The arithmetic of pairs, against naive sums; and the promise of its intervals, on truths that are known.</summary>
public sealed class PairedDifferenceTests
{
    private const int Trials = 4000;

    /// <summary>0.95 is promised; half a point is for the truths below that are not normal, the rest is 4.5 σ of chance.</summary>
    private static readonly double Slack = 0.005 + (4.5 * Math.Sqrt(0.95 * 0.05 / Trials));

    [Fact]
    public void The_figures_are_those_of_the_differences() =>
        Prop.ForAll<int>(Naive).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(7, 9));

    private static void Naive(int seed)
    {
        var random = new Random(seed);
        var futures = random.Next(2, 60);
        long[] a =
        [
            .. Enumerable.Range(0, futures).Select(_ => random.NextInt64(-1_000_000_000_000, 1_000_000_000_000)),
        ];
        long[] b = [.. a.Select(v => v + random.Next(-5, 6))];
        var pair = PairedDifference.Of(a, b, 10);
        var off = a.Zip(b, (x, y) => (y - x) / 10.0).Order().ToArray();
        var mean = off.Average();
        var variance = off.Sum(v => (v - mean) * (v - mean)) / (futures - 1);
        pair.Mean.ShouldBe(mean, 1e-9);
        pair.Sd.ShouldBe(Math.Sqrt(variance), 1e-9);
        pair.Mcse.ShouldBe(Math.Sqrt(variance / futures), 1e-9);
        pair.P50.ShouldBe(off[((futures + 1) / 2) - 1], 1e-9);
        pair.P025.ShouldBe(off[(int)Math.Ceiling(0.025 * futures) - 1], 1e-9);
        pair.P95.ShouldBe(off[(int)Math.Ceiling(Math.Round(0.95 * futures, 9)) - 1], 1e-9);
        pair.Lower.ShouldBe(off.Count(v => v < 0) / (double)futures);
        pair.Higher.ShouldBe(off.Count(v => v > 0) / (double)futures);
        (pair.Lower + pair.Equal + pair.Higher).ShouldBe(1, 1e-12);
        (pair.MeanHigh95 - pair.MeanLow95).ShouldBeGreaterThanOrEqualTo(pair.MeanHigh90 - pair.MeanLow90);
    }

    [Fact]
    public void The_same_run_twice_differs_in_nothing()
    {
        long[] a = [5, 3, 9];
        var pair = PairedDifference.Of(a, a, 1);
        (pair.Mean, pair.Sd, pair.MeanLow95, pair.MeanHigh95).ShouldBe((0, 0, 0, 0));
        pair.Equal.ShouldBe(1);
        pair.VarianceFactor.ShouldBeNull();
    }

    [Fact]
    public void Swapping_the_runs_turns_everything_round()
    {
        long[] a = [5, 3, 9, 4, 8];
        long[] b = [6, 1, 9, 7, 9];
        var (one, other) = (PairedDifference.Of(a, b, 1), PairedDifference.Of(b, a, 1));
        other.Mean.ShouldBe(-one.Mean);
        other.MeanLow95.ShouldBe(-one.MeanHigh95);
        other.Lower.ShouldBe(one.Higher);
        other.VarianceFactor.ShouldBe(one.VarianceFactor);
    }

    [Theory]
    [InlineData(40, 0.9, false)]
    [InlineData(200, 0.99, false)]
    [InlineData(200, 0.6, true)]
    [Trait("Speed", "slow")]
    public void The_95_percent_interval_covers_the_true_difference(int futures, double shared, bool skewed)
    {
        // A has a mean of 1000; B is 37 more. What both share of their luck falls out of the difference, what is each one's
        // own stays. Skewed: own luck that is exponential, as costs are.
        const double difference = 37;
        var random = new Random(20260101);
        var covered = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (a, b) = (new long[futures], new long[futures]);
            for (var i = 0; i < futures; i++)
            {
                var luck = Normal(random);
                double Own() => skewed ? -Math.Log(1 - random.NextDouble()) - 1 : Normal(random);
                double Value(double mean) =>
                    mean + (100 * ((Math.Sqrt(shared) * luck) + (Math.Sqrt(1 - shared) * Own())));
                a[i] = (long)Math.Round(1000 * Value(1000));
                b[i] = (long)Math.Round(1000 * Value(1000 + difference));
            }
            var pair = PairedDifference.Of(a, b, 1000);
            covered += pair.MeanLow95 <= difference && difference <= pair.MeanHigh95 ? 1 : 0;
        }
        var share = covered / (double)Trials;
        share.ShouldBe(0.95, Slack);
        share.ShouldBeInRange(0.93, 0.97);
    }

    [Fact]
    public void One_future_or_futures_that_are_not_pairs_are_refused()
    {
        Should.Throw<ArgumentException>(() => PairedDifference.Of([1], [2], 1));
        Should.Throw<ArgumentException>(() => PairedDifference.Of([1, 2], [2, 3, 4], 1));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
