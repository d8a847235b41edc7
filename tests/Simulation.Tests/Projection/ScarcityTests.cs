using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

public sealed class ScarcityTests
{
    /// <summary>Ten times the staff and places.</summary>
    private static Scenario Plenty(double inquiry) =>
        Scarce with
        {
            Staff = Scarce.Staff with { Reserve = new(9, 9, 9, "test", 1) },
            Space = Scarce.Space with { Reserve = new(9, 9, 9, "test", 1) },
            Access = Scarce.Access with { Inquiry = new(inquiry, inquiry, inquiry, "test", 1) },
        };

    private static readonly Scenario Free = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t") with
    {
        Capacity = CapacityChoice.Unlimited,
    };

    private static readonly Scenario Scarce = Free with
    {
        Capacity = new(Staff: true, Space: true, Money: false),
        Groups =
        [
            new("team", ["track-2"], AreaLevel.Wijk, Places: false, Intake: true, null, null),
            new("care", ["track-3"], AreaLevel.Gemeente, Places: true, Intake: false, null, null),
        ],
    };

    [Fact]
    public void Without_scarcity_nobody_waits()
    {
        var result = Run(Free, 16);
        foreach (var measure in (Measure[])[Measures.Waiting, Measures.WaitingOverNorm, Measures.BindingStaff])
        {
            Values(result, measure).ShouldAllBe(v => v == 0);
        }
    }

    [Fact]
    public void Plenty_is_as_good_as_no_limit()
    {
        // Ten times the staff and places: only the order of draws may differ, and it does not.
        var (free, ample) = (Run(Free, 16), Run(Plenty(inquiry: 0), 16));
        foreach (var measure in (Measure[])[Measures.Starts, Measures.InCare, Measures.CostReal, Measures.Requests])
        {
            Values(ample, measure).ShouldBe(Values(free, measure), measure.Name);
        }
        Values(ample, Measures.Waiting).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void Where_the_records_tell_people_wait_for_each_product_as_long_as_they_did()
    {
        // Little's law: in the long run as many wait as begin in the mean wait, whichever way they came.
        var scenario = Plenty(inquiry: 0) with
        {
            Access = Scarce.Access with { Inquiry = null },
            Queue = Scarce.Queue with
            {
                DropOut = null,
                SafetyWmo = new(0, 0, 0, "test", 1),
                SafetyJeugd = new(0, 0, 0, "test", 1),
                Worsen = new(0, 0, 0, "test", 1),
            },
        };
        var products = SyntheticTown.Fit().Products;
        double[] weeks = [.. Enumerable.Range(0, products.ProductCount).Select(p => 2.5 + p)];
        double[] gaveUp = [.. Enumerable.Repeat(0.5, products.ProductCount)];
        var fit = SyntheticTown.Fit(new(weeks, gaveUp));
        var run = Town.Run(SyntheticTown.Inputs(scenario) with { Fit = fit }, 64);
        for (var p = 0; p < products.ProductCount; p++)
        {
            double Sum(Measure measure) =>
                Enumerable
                    .Range(2028, 3)
                    .Sum(year => run.Mean(AreaLevel.Gemeente, measure, 0, products.Codes[p], year));
            var (waiting, starts, dropped) = (Sum(Measures.Waiting), Sum(Measures.Starts), Sum(Measures.DroppedOut));
            var helped = Sum(Measures.HelpedInformally);
            var years = weeks[p] * 7 / 365.25;
            // Means of 64 futures of counts that are Poisson, or nearly.
            var expected = (starts + ((dropped + helped) / 2)) * years;
            waiting.ShouldBe(expected, 4.5 * Math.Sqrt(expected / 64), $"{p}");
            dropped.ShouldBe(waiting * gaveUp[p], 4.5 * Math.Sqrt(waiting * gaveUp[p] / 64), $"{p}");
        }
    }

    [Fact]
    public void P13_who_worsens_while_waiting_is_among_the_fitted_requests()
    {
        // Who waits for lighter care as long as ever asks for the heavier as often as ever, however readily people worsen.
        var products = SyntheticTown.Fit().Products;
        var fit = SyntheticTown.Fit(new([10, 0, 10, 0], [.. Enumerable.Repeat(1e-6, products.ProductCount)]));
        Town.ExpectedRequests(fit).CopyTo(fit.Observed, 0);
        var (steady, worsening) = (Requests(0), Requests(0.3));
        foreach (var product in (string[])["wmo-zwaar", "jeugd-zwaar"])
        {
            var (without, with) = (steady[product], worsening[product]);
            double[] off = [.. with.Zip(without, (a, b) => (double)(a - b))];
            var error = Math.Sqrt(off.Sum(d => Math.Pow(d - off.Average(), 2)) / off.Length / (off.Length - 1));
            // Lists fill up in the first year, and grow after it: to first order means within a hundredth.
            off.Average().ShouldBe(0, (4.5 * error) + (0.01 * without.Average()), product);
        }

        Dictionary<string, long[]> Requests(double worsen)
        {
            var scenario = Plenty(inquiry: 0) with
            {
                Access = Scarce.Access with { Inquiry = null },
                Queue = Scarce.Queue with { DropOut = null, Worsen = new(worsen, worsen, worsen, "test", 1) },
            };
            var run = Town.Run(SyntheticTown.Inputs(scenario) with { Fit = fit }, 128);
            var table = run.Table(AreaLevel.Gemeente, Measures.Requests);
            return Enumerable
                .Range(0, products.ProductCount)
                .ToDictionary(
                    p => products.Codes[p],
                    p =>
                        (long[])
                            [
                                .. Enumerable
                                    .Range(0, 128)
                                    .Select(r => Enumerable.Range(1, 4).Sum(y => table.Kept(0, p, y)[r])),
                            ],
                    StringComparer.Ordinal
                );
        }
    }

    [Fact]
    public void With_plenty_of_staff_people_wait_as_long_as_the_inquiry_takes()
    {
        var run = Run(Plenty(inquiry: 3), 16);
        Values(run, Measures.WaitP90).ShouldAllBe(v => v == 0 || v == 3 * WaitBins.PerWeek);
        Values(run, Measures.WaitP90).Max().ShouldBe(3 * WaitBins.PerWeek);
        Values(run, Measures.WaitMean).ShouldAllBe(v => v <= 3 * WaitBins.PerWeek);
        Values(run, Measures.WaitMean).Max().ShouldBe(3 * WaitBins.PerWeek);
        Values(run, Measures.Waiting).Sum().ShouldBeGreaterThan(0);
        Values(run, Measures.WaitingOverNorm).ShouldAllBe(v => v == 0);
        Values(run, Measures.BindingStaff).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void Scarcity_makes_people_wait_and_never_loses_one()
    {
        var (free, scarce) = (Run(Free, 16), Run(Half(), 16));
        Values(scarce, Measures.Waiting).Sum().ShouldBeGreaterThan(0);
        Values(scarce, Measures.BindingStaff).Sum().ShouldBeGreaterThan(0);
        Values(scarce, Measures.InCare).Sum().ShouldBeLessThan(Values(free, Measures.InCare).Sum());
    }

    [Fact]
    public void P2_every_request_is_somewhere()
    {
        // Requests = starts + out of scope + left the list + the change of those who wait; per buurt, product and replicate.
        var result = Run(Half(), 16);
        foreach (var level in result.Levels)
        {
            var (requests, starts) = (result.Table(level, Measures.Requests), result.Table(level, Measures.Starts));
            var waiting = result.Table(level, Measures.Waiting);
            var (dropped, helped) = (
                result.Table(level, Measures.DroppedOut),
                result.Table(level, Measures.HelpedInformally)
            );
            var (outside, worsened) = (
                result.Table(level, Measures.OutOfScope),
                result.Table(level, Measures.Worsened)
            );
            for (var area = 0; area < requests.AreaCount; area++)
            {
                for (var position = 0; position < requests.Axis; position++)
                {
                    for (var replicate = 0; replicate < 16; replicate++)
                    {
                        long before = 0;
                        for (var year = 0; year < requests.Years; year++)
                        {
                            long At(CellTable table) => table.Kept(area, position, year)[replicate];
                            var left = At(starts) + At(dropped) + At(helped) + At(outside) + At(worsened);
                            (At(requests) - left).ShouldBe(At(waiting) - before);
                            before = At(waiting);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_threads_and_width_change_no_byte_of_a_scarce_town()
    {
        string DigestOf(int threads, LaneWidth width) =>
            RunDigest.Of(
                MonteCarlo.Run(
                    SyntheticTown.Inputs(Half()),
                    Town.Settings(20, threads: threads, width: width),
                    null,
                    CancellationToken.None
                )
            );
        var expected = DigestOf(1, LaneWidth.Scalar);
        DigestOf(2, LaneWidth.Bits512).ShouldBe(expected);
        DigestOf(3, LaneWidth.Bits256).ShouldBe(expected);
        DigestOf(1, LaneWidth.Bits128).ShouldBe(expected);
    }

    [Fact]
    public void P7_G19_payment_never_passes_the_ceiling_in_any_replicate_and_a_cut_budget_makes_people_wait()
    {
        var cut = Scarce with
        {
            Capacity = new(Staff: false, Space: false, Money: true),
            Levers = [Lever(LeverKind.Budget, -0.5)],
        };
        var result = Run(cut, 16);
        var paid = result.Table(AreaLevel.Gemeente, Measures.PaymentReal);
        var budget = result.Table(AreaLevel.Gemeente, Measures.BudgetReal);
        for (var year = 0; year < paid.Years; year++)
        {
            for (var replicate = 0; replicate < 16; replicate++)
            {
                var one = paid.Kept(0, paid.Axis - 1, year)[replicate];
                one.ShouldBeInRange(1, budget.Kept(0, paid.Axis - 1, year)[replicate]);
            }
        }
        Values(result, Measures.BindingMoney).Sum().ShouldBeGreaterThan(0);
        Values(result, Measures.BindingStaff).Sum().ShouldBe(0);
    }

    [Fact]
    public void Pools_that_merge_on_the_way_lose_nobody()
    {
        var merged = Half() with { Levers = [Lever(LeverKind.Consolidation, 0, "gemeente")] };
        var (apart, together) = (Run(Half(), 16), Run(merged, 16));
        Values(together, Measures.Requests).Sum().ShouldBeGreaterThan(0);
        Values(together, Measures.Waiting).SequenceEqual(Values(apart, Measures.Waiting)).ShouldBeFalse();
    }

    private static Lever Lever(LeverKind kind, double effect, string? choice = null) =>
        new(kind, "all", [], 2027, 1, Ramp.Step, new(effect, effect, effect, "test", 1), Choice: choice);

    private static Scenario Half() =>
        Scarce with
        {
            Staff = Scarce.Staff with
            {
                Reserve = new(0, 0, 0, "test", 1),
                Fill = new(0.2, 0.2, 0.2, "test", 1),
                Establishment = new(-0.1, -0.1, -0.1, "test", 1),
            },
        };

    private static ProjectionResult Run(Scenario scenario, int replicates) =>
        Town.Run(SyntheticTown.Inputs(scenario), replicates);

    private static long[] Values(ProjectionResult result, Measure measure) =>
        result.Table(AreaLevel.Buurt, measure).AllKept.ToArray();
}
