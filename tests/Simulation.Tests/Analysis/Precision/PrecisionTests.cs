using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Analysis.Precision;

public sealed class PrecisionTests
{
    private const int Most = 1_000;

    [Theory]
    [InlineData("cost 2029 1%", "cost_real", "all", 2029, 0.01, true)]
    [InlineData("kosten Wmo 2029 1,5%", "cost_real", "Wmo", 2029, 0.015, true)]
    [InlineData("cost 2029 EUR 2 mln", "cost_real", "all", 2029, 200_000_000, false)]
    [InlineData("waiting 2030 5%", "waiting", "all", 2030, 0.05, true)]
    [InlineData("unmet 2027 50", "unmet", "all", 2027, 50, false)]
    [InlineData("cost_nominal track-2 2030 0.5%", "cost_nominal", "track-2", 2030, 0.005, true)]
    public void A_target_is_read_as_it_is_said(
        string text,
        string measure,
        string product,
        int year,
        double tolerance,
        bool isShare
    )
    {
        var target = PrecisionTarget.Parse(text);
        (target.Measure.Name, target.Product, target.Year, target.IsShare).ShouldBe((measure, product, year, isShare));
        target.Tolerance.ShouldBe(tolerance, 1e-12);
    }

    [Theory]
    [InlineData("", "write a measure, a year and how well")]
    [InlineData("cost 1%", "write a measure, a year and how well")]
    [InlineData("cost 2035", "write a measure, a year and how well")]
    [InlineData("onzin 2035 1%", "no measure onzin")]
    [InlineData("need 2035 1%", "no measure need that is kept per future")]
    [InlineData("cost 2035 1", "'1' is no share or amount")]
    [InlineData("cost 2035 0%", "'0%' is no share")]
    [InlineData("waiting 2035 EUR 5", "'EUR 5' is no share or number")]
    public void What_cannot_be_read_is_told_with_an_example(string text, string told)
    {
        var fault = Should.Throw<UsageException>(() => PrecisionTarget.Parse(text));
        fault.Text.English.ShouldContain(told);
        fault.Text.English.ShouldContain("for example \"cost 2035 1%\"");
    }

    [Theory]
    [InlineData("cost 2050 1%", "2050")]
    [InlineData("cost wmo-licht 2030 1%", "wmo-licht")]
    [InlineData("payment_real 2030 1%", "payment_real")]
    [InlineData("population Wmo 2030 1%", "population of Wmo")]
    public void What_a_run_does_not_have_is_refused(string text, string told) =>
        Should
            .Throw<UsageException>(() => PrecisionTarget.Parse(text).Check(SyntheticTown.Inputs()))
            .Text.English.ShouldContain(told);

    [Fact]
    public void The_grid_has_four_steps_to_each_doubling_and_ends_with_the_most()
    {
        ReplicateGrid.Counts(300).ShouldBe([40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 300]);
        ReplicateGrid.Counts(40).ShouldBe([40]);
        ReplicateGrid.Counts(12).ShouldBe([12]);
        ReplicateGrid.Counts(RunSettings.MostReplicates).SkipLast(1).ShouldAllBe(c => c % 8 == 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Speed", "slow")]
    public void P4_a_run_to_a_precision_is_the_run_of_as_many_replicates(int threads)
    {
        var inputs = SyntheticTown.Inputs();
        var loose = PrecisionTarget.Parse("cost 2030 1%");
        // The first number of the grid, and one that takes several rounds.
        var first = Run(inputs, loose with { Tolerance = 1 }, threads);
        first.Part.Settings.Replicates.ShouldBe(40);
        var tight = loose with { Tolerance = 0.6 * first.Reading.AsIn(loose) };
        var (part, reading) = Run(inputs, tight, threads);
        part.Settings.Replicates.ShouldBeInRange(64, 224);
        reading.Meets(tight).ShouldBeTrue();
        var plain = MonteCarlo.Run(inputs, Settings(part.Settings.Replicates, 1), null, CancellationToken.None);
        part.Card.Id.ShouldBe(plain.Card.Id);
        RunDigest.Of(part.ToResult()).ShouldBe(RunDigest.Of(plain));
        // It stopped at the first number of the grid that would do.
        var before = ReplicateGrid.Counts(Most).Last(c => c < part.Settings.Replicates);
        var shorter = Run(inputs, tight with { Tolerance = 1e-9 }, 1, before);
        shorter.Reading.Meets(tight).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Speed", "slow")]
    public void A_longer_round_goes_on_from_the_futures_that_there_are(int threads)
    {
        const int most = 96;
        var target = PrecisionTarget.Parse("cost 2030 0.001%");
        var watch = new Counting();
        var starts = new List<int>();
        var begun = PrecisionRun.Begin(SyntheticTown.Inputs(), Settings(most, threads), most);
        var (part, _) = PrecisionRun.Run(
            begun,
            target,
            most,
            watch,
            (next, _) => starts.Add(next.Replicates.Count),
            CancellationToken.None,
            CancellationToken.None
        );
        part.Settings.Replicates.ShouldBe(most);
        // Each round begins with all that the one before it finished, and no block of eight is made twice.
        starts.ShouldBe(ReplicateGrid.Counts(most).SkipLast(1));
        watch.Asked.ShouldBeInRange(most / (8 * PendingBlocks.Most), most / 8, "a thread takes some blocks at once");
    }

    [Fact]
    public void It_ends_at_the_most_and_says_what_would_be_needed()
    {
        var target = PrecisionTarget.Parse("cost 2030 0.01%");
        var (part, reading) = Run(SyntheticTown.Inputs(), target, 1, most: 100);
        part.Settings.Replicates.ShouldBe(100);
        reading.Meets(target).ShouldBeFalse();
        reading.Needed(target).ShouldBe(100 * Math.Pow(reading.Error / reading.Mean / 0.0001, 2), 1);
    }

    [Fact]
    public void A_mean_that_is_the_same_in_every_future_is_known_at_once()
    {
        var nobody = PrecisionReading.Of([0, 0, 0, 0], 1);
        nobody.Meets(PrecisionTarget.Parse("waiting 2030 1%")).ShouldBeTrue();
        var around = PrecisionReading.Of([-1, 1, -1, 1], 1);
        around.Meets(PrecisionTarget.Parse("gap 2030 50%")).ShouldBeFalse("no share of a mean of nothing");
        PrecisionReading.Of([5], 1).Meets(PrecisionTarget.Parse("cost 2030 50%")).ShouldBeFalse();
    }

    [Fact]
    public void The_standard_error_is_that_of_the_values()
    {
        long[] values = [103, 95, 120, 99, 88];
        var mean = values.Average();
        var sd = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / 4);
        var reading = PrecisionReading.Of(values, 10);
        reading.Mean.ShouldBe(mean / 10, 1e-12);
        reading.Error.ShouldBe(sd / Math.Sqrt(5) / 10, 1e-12);
    }

    /// <summary>
    /// What looking does: futures are drawn until the standard error is a hundredth of the mean. The 95% interval then
    /// still holds the true mean 93–97% of the time, the mean is not pulled to a side, and hardly more is made than needed.
    /// </summary>
    [Theory]
    [InlineData(0.15, false)]
    [InlineData(0.25, true)]
    [Trait("Speed", "slow")]
    public void Stopping_when_it_is_good_enough_keeps_the_interval_honest(double spread, bool skewed)
    {
        const int trials = 2_000;
        const double truth = 1e6;
        var target = PrecisionTarget.Parse("cost 2030 1%");
        var random = new Random(20260102);
        var (covered, futures, off) = (0, 0.0, 0.0);
        var values = new long[4_000];
        for (var trial = 0; trial < trials; trial++)
        {
            var (made, reading) = (0, PrecisionReading.Of([0], 1));
            foreach (var count in ReplicateGrid.Counts(values.Length))
            {
                for (; made < count; made++)
                {
                    var own = skewed ? -Math.Log(1 - random.NextDouble()) - 1 : Normal(random);
                    values[made] = (long)Math.Round(truth * (1 + (spread * own)));
                }
                reading = PrecisionReading.Of(values.AsSpan(0, made), 1);
                if (reading.Meets(target))
                {
                    break;
                }
            }
            var reach = Analytics.Numerics.FixedMath.StudentQuantile(0.975, made - 1) * reading.Error;
            covered += Math.Abs(reading.Mean - truth) <= reach ? 1 : 0;
            futures += (double)made / trials;
            off += (reading.Mean - truth) / truth / trials;
        }
        (covered / (double)trials).ShouldBeInRange(0.93 - Chance(trials), 0.97 + Chance(trials));
        Math.Abs(off).ShouldBeLessThan(0.001, "a tenth of the standard error that was asked");
        futures.ShouldBeInRange(0.9 * spread * spread / 1e-4, 1.3 * spread * spread / 1e-4);
    }

    private static double Chance(int trials) => 4.5 * Math.Sqrt(0.95 * 0.05 / trials) / 2;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static (ProjectionPart Part, PrecisionReading Reading) Run(
        ProjectionInputs inputs,
        PrecisionTarget target,
        int threads,
        int most = Most
    )
    {
        var begun = PrecisionRun.Begin(inputs, Settings(most, threads), most);
        return PrecisionRun.Run(begun, target, most, null, null, CancellationToken.None, CancellationToken.None);
    }

    private static RunSettings Settings(int replicates, int threads) =>
        new(replicates, Seed: 3, KeepBuurten: true, threads, LaneChoice.Current);

    /// <summary>Counts blocks: it is asked once after each.</summary>
    private sealed class Counting : IRunWatch
    {
        private int asked;

        public int Asked => asked;

        public void Told(in RunProgress progress) { }

        public bool WantsToKeep()
        {
            Interlocked.Increment(ref asked);
            return false;
        }

        public void Keep(ProjectionPart part) { }
    }
}
