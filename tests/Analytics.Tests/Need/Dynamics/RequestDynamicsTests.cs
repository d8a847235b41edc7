using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Need.Dynamics;

/// <summary>What a fit learns of a town that grows steadily, and of one wijk that does not go along.</summary>
public sealed class RequestDynamicsTests
{
    private const int Years = 12;
    private const double Growth = 0.04;

    /// <summary>Where the wijk stands that goes its own way.</summary>
    private static readonly int[] Steps = [0, 1, 2, 1];

    [Fact]
    public void Steady_growth_is_found_and_the_level_is_that_of_the_end_of_the_window()
    {
        var fit = FitEstimator.Estimate(Town(1).Cube(), Town(1).Population(), new FitSettings());
        var dynamics = fit.Dynamics!;
        dynamics.Seen[(int)Act.Wmo].ShouldBe(Years - 2, "the first year of a cube is left out");
        // Beliefs about 0 hold it back a little.
        (dynamics.Trend[(int)Act.Wmo] + dynamics.OwnTrend[0]).ShouldBeInRange(0.6 * Growth, 1.05 * Growth);
        // The window holds three years: its mean lies one year before its end.
        dynamics.Level[0].ShouldBe(Growth, 0.01);
        dynamics.CityVolatility[(int)Act.Wmo].ShouldBeLessThan(0.015);
        dynamics.WijkOffset.ShouldAllBe(o => Math.Abs(o) < 0.005);
    }

    /// <summary>Use(t) = inertia × use(t − 1) + (1 − inertia) × requests(t), back and forth.</summary>
    [Theory]
    [InlineData(0.86)]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public void Requests_that_follow_use_bring_it_about(double inertia)
    {
        double[] use = [1, 1.04, 1.01, 1.01, 0.95, 1.1];
        var clients = 1.0;
        for (var year = 1; year < use.Length; year++)
        {
            var requests = Populatie.Analytics.Need.Dynamics.RequestDynamics.RequestsFor(
                use[year],
                use[year - 1],
                inertia
            );
            requests.ShouldBeGreaterThan(0);
            clients = (inertia * clients) + ((1 - inertia) * requests);
            clients.ShouldBe(use[year], 1e-12);
        }
        // No fewer than none ask, however much use should fall.
        Populatie.Analytics.Need.Dynamics.RequestDynamics.RequestsFor(0.5, 1, 0.86).ShouldBe(0);
    }

    /// <summary>Few requests a year, the same everywhere and always: no level is found on average where there is none.</summary>
    [Fact]
    public void Small_counts_do_not_lift_levels()
    {
        const int Towns = 150;
        const int PerYear = 25;
        var random = new Random(20261122);
        var (levels, offsets, squares) = (0.0, 0.0, 0.0);
        for (var town = 0; town < Towns; town++)
        {
            var world = new SmallWorld(4, 1, 1, 2014, 2021).WithPeople(_ => 50);
            for (var cell = 0; cell < 4 * 8; cell++)
            {
                var requests = MathNet.Numerics.Distributions.Poisson.Sample(random, PerYear);
                world.Add("requests", cell % 4, 2014 + (cell / 4), 0, 4, Sex.V, requests);
            }
            var found = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings()).Dynamics!;
            var mean = found.WijkOffset.Where((_, i) => i % 2 == (int)Act.Wmo).Average();
            (levels, offsets) = (levels + found.Level[0], offsets + mean);
            squares += found.Level[0] * found.Level[0];
        }
        // With ln(count) and 1 ÷ count they would lie near 1 ÷ (2 × count): 0.5% for the town and 2% for a wijk.
        (levels / Towns).ShouldBe(0, 4.5 * Math.Sqrt(squares / Towns / Towns));
        (offsets / Towns).ShouldBe(0, 0.006);
    }

    [Fact]
    public void A_wijk_that_went_its_own_way_widens_all()
    {
        var (calm, moved) = (Fitted(1), Fitted(1.4));
        var at = (2 * Populatie.Analytics.Need.Dynamics.RequestDynamics.Acts) + (int)Act.Wmo;
        moved.Dynamics!.WijkVolatility[at].ShouldBeGreaterThan(1.2 * calm.Dynamics!.WijkVolatility[at]);
    }

    [Fact]
    public void Clients_per_spell_differ_by_area_and_small_ones_lean_on_the_city()
    {
        var world = Town(1);
        for (var leaf = 0; leaf < 4; leaf++)
        {
            var (spells, clients) = leaf == 3 ? (5, 5) : (1000, leaf == 0 ? 700 : 900);
            world.Add("open", leaf, world.LastYear, 0, 4, Sex.V, spells).AddClients(leaf, world.LastYear, 0, clients);
        }
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new() { WindowYears = 1 });
        var ratio = fit.ClientsPerSpellAt(AreaLevel.Wijk);
        var width = fit.Products.Count;
        var city = fit.ClientsPerSpell[0];
        ratio[0].ShouldBe((700 + (50 * city)) / 1050, 1e-9);
        ratio[3 * width].ShouldBe((5 + (50 * city)) / 55, 1e-9);
    }

    private static Fit Fitted(double factor) =>
        FitEstimator.Estimate(Town(factor).Cube(), Town(factor).Population(), new FitSettings());

    /// <summary>Four wijken of one buurt; the third asks so many times more, or less, from each third year on.</summary>
    private static SmallWorld Town(double factor)
    {
        var world = new SmallWorld(4, 1, 1, 2014, 2013 + Years).WithPeople(_ => 50);
        for (var year = 0; year < Years; year++)
        {
            for (var wijk = 0; wijk < 4; wijk++)
            {
                var own = wijk == 2 ? Math.Pow(factor, Steps[year / 3]) : 1;
                var requests = (long)Math.Round(2000 * own * Math.Exp(Growth * year));
                world.Add("requests", wijk, 2014 + year, 0, 4, Sex.V, requests);
            }
        }
        return world;
    }
}
