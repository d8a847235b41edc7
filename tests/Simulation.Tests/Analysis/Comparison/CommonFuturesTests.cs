using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Xunit.Abstractions;

namespace Populatie.Simulation.Tests.Analysis.Comparison;

/// <summary>Two shipped scenarios on the small town: what the same futures are worth, and whether intervals hold.</summary>
public sealed class CommonFuturesTests(ITestOutputHelper output)
{
    private const int Year = 2031;

    /// <summary>
    /// One lever apart. Of consolidation the cost is left out: in a town of some thousands the chance of single stays, which two
    /// scenarios share less well than their requests, is most of it. Of prevention the cost is left out, because there the euros of the lever itself are
    /// what is drawn, in one of the two only.
    /// </summary>
    [Theory]
    [InlineData("consolidatie-2027", "requests,waiting,unmet,fte_needed")]
    [InlineData("preventie-eerst", "requests,clients,waiting,unmet,hours,fte_needed")]
    [Trait("Speed", "slow")]
    public void The_same_futures_narrow_the_interval_three_times_at_least(string scenario, string measures)
    {
        const int futures = 200;
        var (a, b, own) = (Run("basis-2040", futures, 1), Run(scenario, futures, 1), Run(scenario, futures, 2));
        foreach (var measure in measures.Split(',').Select(name => Measures.Find(name)!))
        {
            var paired = PairedDifference.Of(Values(a, measure), Values(b, measure), measure.Scale);
            var apart = PairedDifference.Of(Values(a, measure), Values(own, measure), measure.Scale);
            var narrower = (apart.MeanHigh95 - apart.MeanLow95) / (paired.MeanHigh95 - paired.MeanLow95);
            output.WriteLine(
                FormattableString.Invariant(
                    $"{scenario} {measure.Name}: {narrower:F1} times, factor {paired.VarianceFactor:F0}"
                )
            );
            narrower.ShouldBeGreaterThan(3, $"{scenario} {measure.Name}");
            // The factor foretells it: the root of it is how much narrower, to within the chance of two variances.
            narrower.ShouldBe(Math.Sqrt(paired.VarianceFactor!.Value), narrower * 4.5 * Math.Sqrt(2.0 / futures));
        }
    }

    /// <summary>
    /// Two scenarios of the town, many futures. Cut into comparisons of forty futures each, their 95% intervals hold the
    /// difference that all futures together give, as often as they say.
    /// </summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Intervals_of_the_town_hold_the_difference_of_many_futures()
    {
        const int each = 40;
        const int comparisons = 60;
        var scenario = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t");
        var (a, b) = (
            Run(SyntheticTown.Inputs(scenario with { Levers = [] }), each * comparisons, 1),
            Run(SyntheticTown.Inputs(scenario), each * comparisons, 1)
        );
        foreach (var measure in new[] { Measures.Clients, Measures.CostReal })
        {
            var (valuesA, valuesB) = (ValuesIn(a, measure, 2030), ValuesIn(b, measure, 2030));
            var all = PairedDifference.Of(valuesA, valuesB, measure.Scale);
            var covered = Enumerable
                .Range(0, comparisons)
                .Select(i =>
                    PairedDifference.Of(valuesA.AsSpan(i * each, each), valuesB.AsSpan(i * each, each), measure.Scale)
                )
                .Count(pair => pair.MeanLow95 <= all.Mean && all.Mean <= pair.MeanHigh95);
            all.Mean.ShouldBeGreaterThan(4.5 * all.Mcse, "the lever does something");
            (covered / (double)comparisons).ShouldBe(0.95, 4.5 * Math.Sqrt(0.95 * 0.05 / comparisons), measure.Name);
        }
    }

    private static ProjectionResult Run(string scenario, int futures, ulong seed) =>
        Run(ShippedTown.Inputs(scenario), futures, seed);

    private static ProjectionResult Run(ProjectionInputs inputs, int futures, ulong seed)
    {
        var settings = new RunSettings(futures, seed, KeepBuurten: false, Threads: 1, LaneChoice.Current);
        return MonteCarlo.Run(inputs, settings, progress: null, CancellationToken.None);
    }

    private static long[] Values(ProjectionResult run, Measure measure) => ValuesIn(run, measure, Year);

    private static long[] ValuesIn(ProjectionResult run, Measure measure, int year)
    {
        var table = run.Table(AreaLevel.Gemeente, measure);
        return [.. table.Kept(0, table.Axis - 1, year - run.Inputs.Scenario.FirstYear)];
    }
}
