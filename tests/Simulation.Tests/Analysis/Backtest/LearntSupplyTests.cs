using Populatie.Analytics.Need;
using Populatie.Analytics.Sources.Synthesis;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>What a fit learns of waits, of who gives up and of hours, against the truth of a generated town.</summary>
[Trait("Speed", "slow")]
public sealed class LearntSupplyTests
{
    private const double WeeksPerYear = 365.25 / 7;

    private static readonly Lazy<Fit> Learnt = new(() =>
    {
        var (cube, population) = GeneratedTown.Make(TownTruth.Stable, seed: 11);
        return FitEstimator.Estimate(cube, population, new() { WindowYears = 5 });
    });

    [Theory]
    [InlineData("wmo-huishouden")]
    [InlineData("wmo-begeleiding")]
    [InlineData("jeugd-ambulant")]
    [InlineData("jeugd-ggz")]
    public void Waits_and_who_gives_up_are_those_of_the_truth(string code)
    {
        var fit = Learnt.Value;
        var product = fit.Products.Codes.IndexOf(code);
        var truth = TruthFile.Embedded.Products.Single(p => string.Equals(p.Code, code, StringComparison.Ordinal));
        var requests = 0.0;
        for (var at = product; at < fit.Observed.Length; at += fit.Products.ProductCount)
        {
            requests += 5 * fit.Observed[at];
        }
        requests.ShouldBeGreaterThan(50);

        // Waits are the sum of two exponentials, and half a day; ten starts of three weeks are believed beside them.
        var mean = truth.WaitWeeks.Value + (0.5 / 7);
        var belief = 10 / requests * Math.Abs(mean - 3);
        fit.Waits!.Weeks[product].ShouldBe(mean, belief + (4.5 * mean / Math.Sqrt(2 * requests)));

        var share = fit.Waits.GaveUp[product] * fit.Waits.Weeks[product] / WeeksPerYear;
        var drops = truth.DropsWhileWaiting.Value;
        share.ShouldBe(drops, (0.1 * drops) + (4.5 * Math.Sqrt(drops / requests)));
    }

    [Fact]
    public void Hours_of_a_town_that_stays_as_it_is_hardly_grow()
    {
        var hours = Learnt.Value.Hours!;
        hours.Changes.ShouldBe(5);
        hours.Growth.ShouldBe(0, 4.5 * hours.Error);
        hours.Error.ShouldBeLessThan(0.01);
    }
}
