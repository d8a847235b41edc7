using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

public sealed class LawTests
{
    private const string Plain = """
        name: law
        base: {year: 2025}
        horizon: 2029
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        take-up: 90%
        """;

    private const string Neutral = """

        levers:
          - {lever: take-up, for: Wmo, start: 2026, ramp-years: 3, effect: 0%}
          - {lever: need-growth, areas: [WK000102], start: 2027, ramp: step, effect: 0%}
        """;

    private const string OneWijk = """

        levers:
          - {lever: need-growth, areas: [WK000102], start: 2027, effect: 30%}
          - {lever: take-up, for: jeugd-licht, areas: [WK000102], start: 2026, effect: -20%}
        """;

    [Fact]
    public void P3_a_neutral_lever_gives_the_base_run_bit_for_bit()
    {
        var (plain, neutral) = (Run(Plain), Run(Plain + Neutral));
        foreach (var level in plain.Levels)
        {
            foreach (var measure in plain.MeasureList)
            {
                neutral.Table(level, measure).AllKept.SequenceEqual(plain.Table(level, measure).AllKept).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void P3_a_lever_in_one_wijk_changes_nothing_in_another()
    {
        var (plain, lever) = (Run(Plain), Run(Plain + OneWijk));
        Wijk(lever, Measures.Requests, 0).SequenceEqual(Wijk(plain, Measures.Requests, 0)).ShouldBeTrue();
        Wijk(lever, Measures.CostReal, 0).SequenceEqual(Wijk(plain, Measures.CostReal, 0)).ShouldBeTrue();
        Wijk(lever, Measures.Requests, 1).SequenceEqual(Wijk(plain, Measures.Requests, 1)).ShouldBeFalse();
    }

    [Fact]
    public void P4_threads_width_and_order_of_work_change_no_byte()
    {
        string DigestOf(int threads, LaneWidth width, Comparison<int>? order) =>
            RunDigest.Of(
                MonteCarlo.Run(
                    SyntheticTown.Inputs(),
                    Town.Settings(28, threads: threads, width: width),
                    order,
                    null,
                    CancellationToken.None
                )
            );
        var expected = DigestOf(1, LaneWidth.Scalar, null);
        foreach (var width in Enum.GetValues<LaneWidth>().Where(w => w != LaneWidth.Scalar))
        {
            DigestOf(2, width, null).ShouldBe(expected, $"{width}");
        }
        DigestOf(4, LaneWidth.Scalar, null).ShouldBe(expected, "4 threads");
        DigestOf(2, LaneWidth.Bits512, (a, b) => b.CompareTo(a)).ShouldBe(expected, "buurten in reverse");
    }

    [Fact]
    public void P4_a_replicate_does_not_depend_on_how_many_there_are()
    {
        var (few, many) = (Run(Plain, 9), Run(Plain, 19));
        var (short_, long_) = (
            few.Table(AreaLevel.Wijk, Measures.Clients),
            many.Table(AreaLevel.Wijk, Measures.Clients)
        );
        for (var position = 0; position < short_.Axis; position++)
        {
            long_.Kept(1, position, 3)[..9].SequenceEqual(short_.Kept(1, position, 3)).ShouldBeTrue();
        }
    }

    [Fact]
    public void P11_quantiles_are_ordered_and_the_mean_lies_between_the_extremes()
    {
        var result = Run(Plain, 100);
        foreach (var level in result.Levels)
        {
            foreach (var measure in result.MeasureList)
            {
                var table = result.Table(level, measure);
                for (var position = 0; position < table.Axis; position++)
                {
                    var summary = table.Summarise(0, position, 2);
                    summary.Quantiles.SequenceEqual(summary.Quantiles.Order()).ShouldBeTrue($"{level} {measure.Name}");
                    if (position >= table.KeptFrom)
                    {
                        var kept = table.Kept(0, position, 2).ToArray();
                        summary.Mean.ShouldBeInRange(kept.Min(), kept.Max());
                    }
                }
            }
        }
    }

    [Fact]
    public void P11_the_standard_error_falls_with_the_root_of_the_replicates()
    {
        var (_, coarse) = Town.Total(Run(Plain, 96), Measures.Requests, 2028);
        var (_, fine) = Town.Total(Run(Plain, 864), Measures.Requests, 2028);
        // A standard deviation from 96 draws is known within 4.5 / √(2·96) = 32%.
        (coarse / fine).ShouldBeInRange(3 * 0.66, 3 * 1.34);
    }

    [Fact]
    public void P13_simulated_requests_equal_fitted_requests_in_the_mean()
    {
        var town = SyntheticTown.Inputs(
            ScenarioReader.Parse(Plain.Replace("90%", "100%", StringComparison.Ordinal), "t")
        );
        var fit = town.Fit;
        var p = fit.Products.ProductCount;
        var plainEnds = Enumerable.Range(0, p * 4).Select(i => i % 4 == 0 ? 1.0 : 0).ToArray();
        var inputs = town with { Fit = Without(fit, plainEnds) };
        var expected = 0.0;
        var people = SyntheticTown.Residents();
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            for (var cell = 0; cell < 212; cell++)
            {
                var (sex, band) = (cell / 106, fit.Bands.OfAge(cell % 106));
                for (var product = 0; product < p; product++)
                {
                    expected +=
                        people.OfBuurt(buurt)[cell]
                        * fit.RequestRate[(((product * fit.Bands.Count) + band) * 2) + sex]
                        * fit.RiskShape[(buurt * p) + product]
                        / fit.RiskRate[(buurt * p) + product];
                }
            }
        }
        var (mean, error) = Town.Total(Town.Run(inputs, 800), Measures.Requests, 2026);
        Math.Abs(mean - expected).ShouldBeLessThan(4.5 * error);
    }

    [Fact]
    public void What_is_open_is_what_was_open_plus_starts_minus_ends_everywhere()
    {
        var result = Run(Plain, 16);
        foreach (var level in result.Levels)
        {
            var (open, starts, ends) = (Of(Measures.InCare), Of(Measures.Starts), Of(Measures.Ends));
            var requests = Of(Measures.Requests);
            CellTable Of(Measure measure) => result.Table(level, measure);
            for (var area = 0; area < open.AreaCount; area++)
            {
                for (var position = 0; position < open.Axis; position++)
                {
                    for (var year = 1; year < open.Years; year++)
                    {
                        for (var r = 0; r < 16; r++)
                        {
                            var before = open.Kept(area, position, year - 1)[r];
                            var begun = starts.Kept(area, position, year)[r];
                            var over = ends.Kept(area, position, year)[r];
                            open.Kept(area, position, year)[r].ShouldBe(before + begun - over);
                            requests.Kept(area, position, year)[r].ShouldBe(begun);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Children_add_up_to_their_parent()
    {
        var result = Run(Plain, 16);
        foreach (var measure in new[] { Measures.Requests, Measures.InCare, Measures.Hours, Measures.CostNominal })
        {
            var (city, wijken) = (result.Table(AreaLevel.Gemeente, measure), result.Table(AreaLevel.Wijk, measure));
            for (var position = 0; position < city.Axis; position++)
            {
                for (var r = 0; r < 16; r++)
                {
                    (wijken.Kept(0, position, 2)[r] + wijken.Kept(1, position, 2)[r]).ShouldBe(
                        city.Kept(0, position, 2)[r]
                    );
                }
            }
        }
    }

    [Fact]
    public void A1_persons_of_buurten_sum_to_their_wijk_in_the_mean_however_few_they_are()
    {
        // Here spells of all areas have the same persons behind them, so that nothing but whole persons stands between the sums.
        const int replicates = 400;
        var result = Run(Plain, replicates);
        foreach (var measure in (Measure[])[Measures.Clients, Measures.UnmetForegone, Measures.Unmet])
        {
            var (buurten, wijken) = (result.Table(AreaLevel.Buurt, measure), result.Table(AreaLevel.Wijk, measure));
            for (var position = 0; position < wijken.Axis; position++)
            {
                var (parts, whole) = (0.0, 0.0);
                for (var area = 0; area < wijken.AreaCount; area++)
                {
                    whole += wijken.Summarise(area, position, 2).Mean;
                }
                for (var area = 0; area < buurten.AreaCount; area++)
                {
                    parts += buurten.Summarise(area, position, 2).Mean;
                }
                // Each part of each is at most one up or down, as often as is fair: a standard deviation of at most a half.
                var terms = (buurten.AreaCount + wijken.AreaCount) * 4;
                var error = 0.5 * Math.Sqrt((double)terms / replicates);
                Math.Abs(parts - whole).ShouldBeLessThan(4.5 * error, $"{measure.Name} at {position}: {whole}");
            }
        }
    }

    private static Analytics.Need.Fit Without(Analytics.Need.Fit fit, double[] ends) =>
        new()
        {
            Areas = fit.Areas,
            Products = fit.Products,
            Bands = fit.Bands,
            Reference = fit.Reference,
            FirstYear = fit.FirstYear,
            LastYear = fit.LastYear,
            RequestRate = fit.RequestRate,
            RequestCount = fit.RequestCount,
            PersonYears = fit.PersonYears,
            Completeness = fit.Completeness,
            StepShare = fit.StepShare,
            RiskShape = fit.RiskShape,
            RiskRate = fit.RiskRate,
            Alpha = fit.Alpha,
            Stays = fit.Stays,
            EndReason = ends,
            StepTo = fit.StepTo,
            ReturnRate = new double[fit.ReturnRate.Length],
            OpenAtEnd = fit.OpenAtEnd,
            EndedInLastYear = fit.EndedInLastYear,
            ClientsPerSpell = fit.ClientsPerSpell,
            MinutesPerDay = fit.MinutesPerDay,
            CentsPerDay = fit.CentsPerDay,
            CostBasis = fit.CostBasis,
            RateVolatility = fit.RateVolatility,
            Expected = fit.Expected,
            Observed = fit.Observed,
            Basis = fit.Basis,
            Inputs = fit.Inputs,
        };

    private static long[] Wijk(ProjectionResult result, Measure measure, int wijk)
    {
        var table = result.Table(AreaLevel.Wijk, measure);
        return
        [
            .. Enumerable
                .Range(0, table.Axis)
                .SelectMany(p => Enumerable.Range(0, table.Years).SelectMany(y => table.Kept(wijk, p, y).ToArray())),
        ];
    }

    private static ProjectionResult Run(string scenario, int replicates = 16) =>
        Town.Run(SyntheticTown.Inputs(ScenarioReader.Parse(scenario, "law.yaml")), replicates);
}
