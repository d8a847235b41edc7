using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Tests.Figures;

public sealed class MeasureFormulaTests
{
    private const int Lanes = 8;

    [Fact]
    public void A_ratio_is_of_sums_rounded_half_up_and_zero_over_nothing()
    {
        var totals = new long[BaseMeasures.Count * Lanes];
        long[] above = [10, 1, 5, 7, 0, -1, 3, long.MaxValue / 50];
        long[] below = [4, 3, 0, 2, 9, 2, 2000, 4];
        above.CopyTo(totals, (int)BaseMeasure.Requests * Lanes);
        below.CopyTo(totals, (int)BaseMeasure.Starts * Lanes);
        var values = new long[Lanes];
        MeasureFormula
            .Ratio(BaseMeasure.Requests, BaseMeasure.Starts, 100)
            .Of(Table(totals), 0, 1, 0, default)
            .CopyTo(values);
        values.ShouldBe([250, 33, 0, 350, 0, -50, 0, (long)((Int128)(long.MaxValue / 50) * 100 / 4)], "hundredths");
    }

    [Fact]
    public void A_ratio_of_eight_at_once_is_the_ratio_of_each()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 2000; trial++)
        {
            var (above, below) = (Some(random, 41), Some(random, 41));
            // Next to a whole number or a half, where rounding shows.
            for (var lane = 0; lane < Lanes; lane += 2)
            {
                below[lane] = 1 + (below[lane] >> 20);
                above[lane] = (random.NextInt64(1 << 20) * below[lane]) + (below[lane] / 2) + random.Next(-1, 2);
            }
            var totals = new long[BaseMeasures.Count * Lanes];
            above.CopyTo(totals, (int)BaseMeasure.DoubleWeeksWaited * Lanes);
            below.CopyTo(totals, (int)BaseMeasure.Starts * Lanes);
            var values = new long[Lanes];
            Measures.WaitMean.Formula!.Of(Table(totals), 0, 1, 0, default).CopyTo(values);
            var exact = above.Zip(below, (a, b) => b == 0 ? 0 : (long)((((Int128)a * 1000) + b) / (2 * (Int128)b)));
            values.ShouldBe(exact);
        }
    }

    private static long[] Some(Random random, int bits) =>
        [.. Enumerable.Range(0, Lanes).Select(_ => random.NextInt64(1L << bits) >> random.Next(bits))];

    [Fact]
    public void Sums_differences_and_factors_are_taken_lane_by_lane()
    {
        var totals = new long[BaseMeasures.Count * Lanes];
        for (var i = 0; i < totals.Length; i++)
        {
            totals[i] = (i * 37) % 101;
        }
        long Row(BaseMeasure measure, int lane) => totals[((int)measure * Lanes) + lane];
        var (sum, gap) = (new long[Lanes], new long[Lanes]);
        MeasureFormula
            .Sum(BaseMeasure.Need, BaseMeasure.Ends)
            .Times((_, _) => [])
            .Of(Table(totals), 0, 0.25, 0, new(BlockDraws.For(LaneWidth.Scalar, 1, 0), AreaLevel.Wijk, 3, 2))
            .CopyTo(sum);
        MeasureFormula
            .Difference(BaseMeasure.CostReal, BaseMeasure.BudgetReal)
            .Of(Table(totals), 0, 1, 0, default)
            .CopyTo(gap);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var together = Row(BaseMeasure.Need, lane) + Row(BaseMeasure.Ends, lane);
            Math.Abs(sum[lane] - (0.25 * together)).ShouldBeLessThan(1);
            gap[lane].ShouldBe(Row(BaseMeasure.CostReal, lane) - Row(BaseMeasure.BudgetReal, lane));
        }
    }

    [Fact]
    public void A_quantile_of_waits_is_the_exact_week_below_26_and_within_its_bin_above()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 40; trial++)
        {
            var longest = 1 + (trial * 3);
            var weeks = Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.Next(longest)).Order().ToArray();
            var (bins, used) = (new long[WaitBins.Count * Lanes], new ulong[1]);
            foreach (var week in weeks)
            {
                bins[(WaitBins.Of(week) * Lanes) + 3]++;
                used[0] |= 1UL << WaitBins.Of(week);
            }
            var values = WaitBins.Quantiles(new(bins, used, WaitBins.Count), 90);
            var exact = weeks[(((90 * weeks.Length) + 99) / 100) - 1];
            var bin = WaitBins.Of(exact);
            values[3]
                .ShouldBeInRange(
                    WaitBins.From(bin) * 1000,
                    exact < 26 ? exact * 1000 : (WaitBins.From(bin) + 3) * 1000
                );
            values[2].ShouldBe(0, "nobody started there");
        }
    }

    [Fact]
    public void Every_week_lies_in_the_bin_that_begins_at_or_before_it()
    {
        for (var week = 0; week < 200; week++)
        {
            var bin = WaitBins.Of(week);
            WaitBins.From(bin).ShouldBeLessThanOrEqualTo(week);
            (bin == WaitBins.Count - 1 || WaitBins.From(bin + 1) > week).ShouldBeTrue();
        }
    }

    private static SparseRows Table(long[] rows) => new(rows, new ulong[] { ulong.MaxValue }, BaseMeasures.Count);
}
