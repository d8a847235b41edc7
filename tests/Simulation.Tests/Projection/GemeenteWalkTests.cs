using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Tests.Projection;

public sealed class GemeenteWalkTests
{
    private const double Spread = 0.05;
    private const int Blocks = 200;

    [Fact]
    public void Wijken_of_a_gemeente_share_its_shocks_which_spread_as_told_and_leave_the_mean_alone()
    {
        var town = SyntheticTown.Inputs();
        var wijken = town.Fit.Areas.WijkCount;
        double[] none = new double[RequestDynamics.Acts * wijken];
        var dynamics = town.Fit.Dynamics! with
        {
            WijkOffset = none,
            WijkOffsetError = none,
            WijkVolatility = none,
            WijkMoment = none,
            GemeenteVolatility = [Spread, 2 * Spread],
        };
        var plan = new ProjectionPlan(town with { Fit = SyntheticTown.Fit(dynamics: dynamics) });
        var years = town.Scenario.YearCount;
        foreach (var (act, spread) in new[] { (0, Spread), (1, 2 * Spread) })
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            for (var block = 0; block < Blocks; block++)
            {
                var draws = BlockDraws.For(LaneWidth.Scalar, 1, block * Block8.Size);
                var levels = new RequestWalks(plan.Inputs, plan.Cells, new OwnParameters(draws, true)).Wijken();
                for (var lane = 0; lane < Block8.Size; lane++)
                {
                    double Of(int wijk, int year) =>
                        levels[(((((act * wijken) + wijk) * years) + year) * Block8.Size) + lane];
                    for (var wijk = 1; wijk < wijken; wijk++)
                    {
                        Of(wijk, 2).ShouldBe(Of(0, 2));
                    }
                    (sum, squares, count) = (sum + Of(0, 0), squares + (Of(0, 0) * Of(0, 0)), count + 1);
                }
            }
            var mean = sum / count;
            mean.ShouldBe(1, 4.5 * spread / Math.Sqrt(count));
            Math.Sqrt((squares / count) - (mean * mean)).ShouldBe(spread, 4.5 * spread / Math.Sqrt(2.0 * count));
        }
    }
}
