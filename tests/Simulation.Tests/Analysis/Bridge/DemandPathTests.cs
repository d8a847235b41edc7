using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Tests.Analysis.Bridge;

public sealed class DemandPathTests
{
    private static readonly Analytics.Need.Fit Fit = SyntheticTown.Fit();

    [Fact]
    public void The_same_people_ask_for_the_same()
    {
        var path = Path(_ => 5, _ => 5);
        path.PerResident([0, 3], Cost, 2025, 2040).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void More_people_of_the_same_ages_ask_for_more_but_not_per_resident()
    {
        var path = Path(_ => 5, _ => 8);
        path.Residents([0], 2040).ShouldBe(1.6 * path.Residents([0], 2025), 1e-9);
        path.Requests([0], 0, 2040).ShouldBe(1.6 * path.Requests([0], 0, 2025), 1e-9);
        path.PerResident([0, 1], Cost, 2025, 2040).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Expected_requests_are_rate_times_risk_times_residents()
    {
        var (bands, products) = (Fit.Bands.Count, Fit.Products.ProductCount);
        var path = Path(cell => 1 + (cell % 7), _ => 5);
        var naive = 0.0;
        for (var sex = 0; sex < 2; sex++)
        {
            for (var band = 0; band < bands; band++)
            {
                var cell = (((2 * 2) + sex) * bands) + band;
                naive += Fit.RequestRate[(((1 * bands) + band) * 2) + sex] * (1 + (cell % 7));
            }
        }
        var risk = Fit.RiskShape[(2 * products) + 1] / Fit.RiskRate[(2 * products) + 1];
        path.Requests([2], 1, 2025).ShouldBe(naive * risk, 1e-12);
    }

    [Fact]
    public void Older_people_cost_more_per_resident_where_rates_rise_with_age()
    {
        // As many people, all of them in the oldest band.
        var bands = Fit.Bands.Count;
        var path = Path(_ => 1, cell => cell % bands == bands - 1 ? bands : 0);
        path.PerResident([0], [100, 0, 0, 0], 2025, 2040).ShouldBeGreaterThan(1.5);
        path.PerResident([0], [0, 0, 0, 0], 2025, 2040).ShouldBe(1, "nothing that costs, nothing that grows");
    }

    private static readonly double[] Cost = [100, 50, 30, 20];

    private static DemandPath Path(Func<int, double> before, Func<int, double> after)
    {
        var cells = Fit.Areas.BuurtCount * 2 * Fit.Bands.Count;
        double[] Of(Func<int, double> persons) => [.. Enumerable.Range(0, cells).Select(persons)];
        return new(Fit, new Dictionary<int, double[]> { [2025] = Of(before), [2040] = Of(after) });
    }
}
