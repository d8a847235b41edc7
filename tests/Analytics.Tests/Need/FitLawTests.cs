using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Need;

/// <summary>The laws of need (model §3), on cities put together by hand and at random.</summary>
public sealed class FitLawTests
{
    private const double Close = 1e-9;

    [Fact]
    public void N1_infinite_alpha_gives_one_and_alpha_to_zero_gives_observed_over_expected()
    {
        var (shape, rate) = RelativeRisk.Posterior(7, 3.5, double.PositiveInfinity);
        (shape / rate).ShouldBe(1);
        (shape, rate) = RelativeRisk.Posterior(7, 3.5, 1e-12);
        (shape / rate).ShouldBe(2, Close);
        (shape, rate) = RelativeRisk.Posterior(0, 3.5, 1e-12);
        (shape / rate).ShouldBe(0, Close);
    }

    [Fact]
    public void N1_buurten_without_over_dispersion_get_infinite_alpha_and_a_risk_of_one()
    {
        double[] expected = [10, 20, 30, 40];
        RelativeRisk.EstimateAlpha(expected, expected).ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(RateReference.City, 1)]
    [InlineData(RateReference.City, 2)]
    [InlineData(RateReference.City, 3)]
    public void N2_expected_over_the_city_equals_observed_onbekend_included(RateReference reference, int seed)
    {
        var world = RandomCity(seed, unknown: true);
        var fit = Estimate(world, reference);
        for (var product = 0; product < 3; product++)
        {
            var all = AllNewRequests(world, product);
            Sum(fit.Expected, product, 3).ShouldBe(all, all * Close);
            Sum(fit.Observed, product, 3).ShouldBe(all, all * Close);
        }
    }

    [Fact]
    public void N3_a_buurt_without_people_gets_the_prior_and_nothing_is_NaN()
    {
        var world = RandomCity(4, unknown: true, people: buurt => buurt == 0 ? 0 : 10 + buurt);
        var fit = Estimate(world, RateReference.City);
        (fit.RiskShape[1] / fit.RiskRate[1]).ShouldBeGreaterThan(0);
        foreach (
            var table in new[]
            {
                fit.RequestRate,
                fit.RiskShape,
                fit.RiskRate,
                fit.Expected,
                fit.Observed,
                fit.RateVolatility,
                fit.ClientsPerSpell,
            }
        )
        {
            table.ShouldAllBe(v => double.IsFinite(v));
        }
        var (shape, rate) = RelativeRisk.Posterior(0, 0, 5);
        (shape, rate).ShouldBe((5, 5));
    }

    [Fact]
    public void N3_a_product_that_nobody_asked_for_has_no_stay_and_a_risk_of_one()
    {
        var world = new SmallWorld(2, 2, 3, 2020, 2024).WithPeople(_ => 10);
        var fit = Estimate(world, RateReference.City);
        fit.Stays.ShouldAllBe(s => s == null);
        fit.Alpha.ShouldAllBe(a => double.IsPositiveInfinity(a));
        for (var i = 0; i < fit.RiskShape.Length; i++)
        {
            (fit.RiskShape[i] / fit.RiskRate[i]).ShouldBe(1);
        }
    }

    [Fact]
    public void Peers_leave_the_own_wijk_out()
    {
        // Wijk 0 asks twice as often as wijk 1: against its peers each looks further from the middle than against the city.
        var world = new SmallWorld(2, 1, 1, 2022, 2024).WithPeople(_ => 100);
        foreach (var year in new[] { 2022, 2023, 2024 })
        {
            world.Add("requests", 0, year, 0, 4, Sex.V, 400).Add("requests", 1, year, 0, 4, Sex.V, 200);
        }
        var fit = Estimate(world, RateReference.Peers);
        fit.Expected[0].ShouldBe(200, 1e-6);
        fit.Expected[1].ShouldBe(400, 1e-6);
        // θ applies to the rates of the city, whatever the reference: rate × people × θ is near what was seen.
        var cells = fit.Bands.Count * 2;
        var byRates = Enumerable.Range(0, cells).Sum(c => fit.RequestRate[c] * fit.PersonYears[c]);
        byRates.ShouldBe(300, 1e-6);
        (byRates * fit.RiskShape[0] / fit.RiskRate[0]).ShouldBe(400, 5);
    }

    [Fact]
    public void National_without_a_table_is_refused_with_the_option_to_add()
    {
        var world = RandomCity(5, unknown: false);
        Should.Throw<UsageException>(() => Estimate(world, RateReference.National)).Message.ShouldContain("--national");
    }

    [Fact]
    public void Property_counts_and_people_scaled_alike_keep_the_rates()
    {
        var one = Estimate(RandomCity(6, unknown: true, scale: 1), RateReference.City);
        var four = Estimate(RandomCity(6, unknown: true, scale: 4), RateReference.City);
        for (var i = 0; i < one.RequestRate.Length; i++)
        {
            four.RequestRate[i].ShouldBe(one.RequestRate[i], Close);
        }
        for (var i = 0; i < one.Expected.Length; i++)
        {
            four.Expected[i].ShouldBe(4 * one.Expected[i], (one.Expected[i] * Close) + Close);
        }
    }

    [Fact]
    public void Property_posterior_mean_lies_between_one_and_observed_over_expected()
    {
        var gen =
            from y in Gen.Choose(0, 500)
            from e in Gen.Choose(1, 500)
            from logAlpha in Gen.Choose(-30, 60)
            select (y, e, Math.Exp(logAlpha / 10.0));
        Prop.ForAll(
                gen.ToArbitrary(),
                x =>
                {
                    var (shape, rate) = RelativeRisk.Posterior(x.y, x.e, x.Item3);
                    var mean = shape / rate;
                    var raw = (double)x.y / x.e;
                    var (low, high) = RelativeRisk.Interval(shape, rate, 0.9);
                    return mean >= Math.Min(1, raw) - Close && mean <= Math.Max(1, raw) + Close && low < high;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20261121, 1));
    }

    [Fact]
    public void Stocks_of_unknown_place_are_spread_and_totals_are_kept()
    {
        var world = RandomCity(7, unknown: true);
        long open = 0;
        for (var leaf = 0; leaf < world.Areas.LeafCount; leaf++)
        {
            for (var product = 0; product < 3; product++)
            {
                var value = ((leaf * 7) + (product * 3)) % 11;
                world.Add("open", leaf, 2024, product, 4, Sex.V, value);
                open += value;
            }
        }
        var fit = Estimate(world, RateReference.City);
        fit.OpenAtEnd.Sum().ShouldBe((int)open);
        // The onbekend child of wijk 0 goes to buurten of wijk 0 only.
        var onlyUnknown = new SmallWorld(2, 2, 1, 2022, 2024).WithPeople(_ => 10);
        onlyUnknown.Add("open", onlyUnknown.Areas.BuurtCount, 2024, 0, 4, Sex.V, 5);
        var spread = Estimate(onlyUnknown, RateReference.City).OpenAtEnd;
        var bands = onlyUnknown.Bands.Count;
        (spread[4], spread[bands + 4], spread[(2 * bands) + 4]).ShouldBe((3, 2, 0));
    }

    [Fact]
    public void Expected_minus_observed_lies_in_its_interval_and_adds_up_to_zero_over_the_city()
    {
        var fit = Estimate(RandomCity(8, unknown: true), RateReference.City);
        var most = FitFigures.MostExpectedMinusObserved(fit, "all", 1000);
        most.Count.ShouldBe(fit.Areas.BuurtCount);
        most.Sum(m => m.Difference.Value).ShouldBe(0, 1e-6);
        most.ShouldAllBe(m => m.Difference.Low < m.Difference.Value && m.Difference.Value < m.Difference.High);
        most.Select(m => m.Difference.Value).ShouldBeInOrder(SortDirection.Descending);
    }

    private static Fit Estimate(SmallWorld world, RateReference reference) =>
        FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings { Reference = reference });

    private static double Sum(double[] table, int product, int products) =>
        table.Where((_, i) => i % products == product).Sum();

    private static double AllNewRequests(SmallWorld world, int product)
    {
        var cube = world.Cube();
        double all = 0;
        for (var row = 0; row < cube.Flows.Count; row++)
        {
            var key = cube.Flows.KeyAt(row);
            if (key.Product == product && world.Periods[key.Period].Year >= 2022)
            {
                all += cube.Flows.Column("requests")[row] - cube.Flows.Column("returns")[row];
            }
        }
        return all / 3;
    }

    /// <summary>Requests of every age, sex and place, sex O and onbekend among them.</summary>
    private static SmallWorld RandomCity(int seed, bool unknown, Func<int, int>? people = null, int scale = 1)
    {
        var random = new Random(seed);
        var world = new SmallWorld(3, 4, 3, 2020, 2024).WithPeople(b => scale * (people?.Invoke(b) ?? (10 + b)));
        var leaves = unknown ? world.Areas.LeafCount : world.Areas.BuurtCount;
        for (var year = 2020; year <= 2024; year++)
        {
            for (var leaf = 0; leaf < leaves; leaf++)
            {
                for (var product = 0; product < 3; product++)
                {
                    for (var band = 0; band < world.Bands.Count; band++)
                    {
                        var sex = (Sex)random.Next(3);
                        var requests = random.Next(6);
                        world.Add("requests", leaf, year, product, band, sex, scale * requests);
                        world.Add("returns", leaf, year, product, band, sex, scale * random.Next(requests + 1));
                    }
                }
            }
        }
        return world;
    }
}
