using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;
using Xunit.Abstractions;

namespace Populatie.Analytics.Tests.Need;

/// <summary>Stays drawn one by one from a known chain of phases, censored and truncated as records are.</summary>
public sealed class StayTests(ITestOutputHelper output)
{
    private static readonly Assumption Catalogue = new(12, 6, 24, "test", 0.5);

    [Theory]
    [InlineData(1.5, 0, 0)]
    [InlineData(2, 1, 0.5)]
    [InlineData(0.01, 4, 1)]
    [InlineData(3, 2, 5.000001)]
    public void Survival_starts_at_one_falls_and_integrates_to_the_mean(double end1, double advance, double end2)
    {
        var stay = new StayModel(end1, advance, end2, 0);
        Coxian.Survival(stay, 0).ShouldBe(1, 1e-12);
        const double Step = 0.002;
        double area = 0;
        var before = 1.0;
        for (var t = Step; t < 80; t += Step)
        {
            var now = Coxian.Survival(stay, t);
            now.ShouldBeLessThanOrEqualTo(before + 1e-12);
            area += (before + now) / 2 * Step;
            before = now;
        }
        area.ShouldBe(stay.MeanYears, stay.MeanYears * 1e-5);
    }

    [Fact]
    public void Survival_has_no_jump_where_the_rates_meet()
    {
        var at = Coxian.Survival(new StayModel(1, 1, 2, 0), 1.5);
        Coxian.Survival(new StayModel(1, 1, 2 + 1e-7, 0), 1.5).ShouldBe(at, 1e-6);
        Coxian.Survival(new StayModel(1, 1, 2 - 1e-7, 0), 1.5).ShouldBe(at, 1e-6);
    }

    [Theory]
    [InlineData(1.2, 0.0, 0.0, 6)]
    [InlineData(2.0, 1.0, 0.4, 10)]
    [InlineData(0.2, 3.0, 1.0, 10)]
    public void Truth_is_recovered_from_censored_and_truncated_stays(
        double end1,
        double advance,
        double end2,
        int years
    )
    {
        var truth = new StayModel(end1, advance, end2, 0);
        var estimate = Simulate(new Random(7), truth, 4000, years);
        output.WriteLine($"{truth} mean {truth.MeanYears:0.000}: {estimate} mean {estimate.MeanYears:0.000}");
        var off = Math.Log(estimate.MeanYears / truth.MeanYears);
        Math.Abs(off).ShouldBeLessThan(4.5 * estimate.RelativeError);
        estimate.RelativeError.ShouldBeLessThan(0.2);
        foreach (var t in new[] { 0.25, 1, 2, 4 })
        {
            Coxian.Survival(estimate, t).ShouldBe(Coxian.Survival(truth, t), 0.03);
        }
    }

    [Fact]
    public void Few_ends_lean_on_the_catalogue()
    {
        var months = StayTable.MonthCount;
        var (ends, censored) = (new long[months], new long[months]);
        (ends[2], censored[1]) = (2, 3);
        var stay = Estimate(new(ends, censored, new long[months]));
        stay.Advance.ShouldBe(0);
        stay.MeanYears.ShouldBeInRange(0.5, 1.2);
        stay.RelativeError.ShouldBe(1 / Math.Sqrt(12), 1e-12);
    }

    [Fact]
    public void No_spell_gives_no_stay()
    {
        var none = new long[StayTable.MonthCount];
        StayEstimator.Estimate(new(none, none, none), Catalogue, FitAssumptionsReader.Embedded).ShouldBeNull();
    }

    /// <summary>Coverage of the 90% interval of the mean stay over many small products.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Intervals_of_the_mean_stay_cover_the_truth()
    {
        const int Seeds = 120;
        foreach (var truth in new StayModel[] { new(1.2, 0, 0, 0), new(2, 1, 0.6, 0) })
        {
            var inside = 0;
            for (var seed = 0; seed < Seeds; seed++)
            {
                var estimate = Simulate(new Random(100 + seed), truth, 500, 8);
                var off = Math.Log(estimate.MeanYears / truth.MeanYears);
                inside += Math.Abs(off) <= 1.645 * estimate.RelativeError ? 1 : 0;
            }
            var share = (double)inside / Seeds;
            output.WriteLine($"{truth}: {100 * share:0.0}% of {Seeds}");
            // 4.5 standard errors of a share of 0.9 over this many seeds.
            share.ShouldBe(0.9, 4.5 * Math.Sqrt(0.09 / Seeds));
        }
    }

    [Fact]
    public void Rows_of_reasons_and_of_steps_sum_to_one()
    {
        var world = new SmallWorld(1, 1, 3, 2022, 2024).WithPeople(_ => 10);
        world
            .AddEnds(0, 3, Outcome.Recovered, 50)
            .AddEnds(0, 3, Outcome.StepUp, 20)
            .AddEnds(0, 4, Outcome.StepDown, 10);
        world.AddEnds(0, 9, Outcome.Wlz, 5).AddEnds(0, 9, Outcome.Died, 7).AddEnds(0, 9, Outcome.TurnedEighteen, 8);
        world.FollowedBy[1] = 12;
        world.FollowedBy[2] = 6;
        (world.EndedForReturn[0], world.Returned[0]) = (60, 15);
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
        // 30 steps, 18 of them led somewhere; the rest end like any other. Death and ageing are in no row.
        double[] row = [.. fit.EndReason.Take(4)];
        row.Sum().ShouldBe(1, 1e-12);
        row[1].ShouldBe(20 * 0.6 / 85, 1e-12);
        row[2].ShouldBe(10 * 0.6 / 85, 1e-12);
        row[3].ShouldBe(5.0 / 85, 1e-12);
        fit.StepTo.Take(3).Sum().ShouldBe(1, 1e-12);
        fit.StepTo.Skip(3).ShouldAllBe(v => v == 0);
        fit.EndReason.Chunk(4).ShouldAllBe(r => Math.Abs(r.Sum() - 1) < 1e-12);
        // 60 watched, of whom 62/80 ended plainly: 15 returns among 46.5.
        fit.ReturnRate[0].ShouldBe(-Math.Log(1 - (15 / (60 * 62 / 80.0))), 1e-9);
    }

    private static StayModel Simulate(Random random, StayModel truth, int spells, int years)
    {
        var months = StayTable.MonthCount;
        var (ends, censored, late) = (new long[months], new long[months], new long[months]);
        for (var i = 0; i < spells; i++)
        {
            // Starts are spread over the years of the data and as many before; one that is over by then is never seen.
            var start = ((random.NextDouble() * 2) - 1) * years;
            var length = Draw(random, truth);
            if (start + length < 0)
            {
                continue;
            }
            if (start < 0)
            {
                late[Month(-start)]++;
            }
            if (start + length > years)
            {
                censored[Month(years - start)]++;
            }
            else
            {
                ends[Month(length)]++;
            }
        }
        return Estimate(new(ends, censored, late));
    }

    private static StayModel Estimate(StayCounts counts) =>
        StayEstimator.Estimate(counts, Catalogue, FitAssumptionsReader.Embedded)!;

    /// <summary>Month of the last day: the records count from the first day to the last, which is a day in care too.</summary>
    private static int Month(double years) =>
        Math.Clamp((int)((years - (1 / 365.25)) * 12), 0, StayTable.MonthCount - 1);

    private static double Draw(Random random, StayModel stay)
    {
        var leave = stay.End1 + stay.Advance;
        var first = -Math.Log(1 - random.NextDouble()) / leave;
        return random.NextDouble() * leave < stay.Advance
            ? first - (Math.Log(1 - random.NextDouble()) / stay.End2)
            : first;
    }
}
