using Populatie.Analytics.Need;
using Populatie.Simulation.Tests.Levers;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Tests.Unmet;

public sealed class HeldShareTests
{
    /// <summary>One exponential phase forgets how long it lasted: those beyond T are the share that has not ended by T.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.9)]
    public void One_phase_forgets(double timing) =>
        HeldShare.LongerThan(new StayModel(1.3, 0, 0, 0), timing).ShouldBe(1 - timing, 1e-12);

    /// <summary>Against the stay simulated in small steps: ended by T, and the rest of the stock beyond it.</summary>
    [Theory]
    [InlineData(0.8, 0.4, 0.3, 0.75)]
    [InlineData(2.0, 0.2, 0.7, 0.5)]
    [InlineData(0.5, 0.5, 1.0, 0.9)]
    public void Two_phases_as_by_small_steps(double end1, double advance, double end2, double timing)
    {
        const double step = 1e-4;
        var (first, second, all, beyond) = (1.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < 1_000_000; i++)
        {
            var alive = first + second;
            all += alive * step;
            beyond += alive <= 1 - timing ? alive * step : 0;
            (first, second) = (
                first * (1 - ((end1 + advance) * step)),
                (second * (1 - (end2 * step))) + (first * advance * step)
            );
        }
        HeldShare.LongerThan(new StayModel(end1, advance, end2, 0), timing).ShouldBe(beyond / all, 1e-3);
    }

    [Fact]
    public void Only_basiszorg_refers_and_only_to_aanvullende_zorg()
    {
        var fit = LeverTown.Fit;
        // A fifth of its ends are steps up, and all of its steps lead to jeugd-zwaar.
        HeldShare.Referred(fit, LeverTown.JeugdLicht).ShouldBe(0.2);
        HeldShare.Referred(fit, LeverTown.Wonen).ShouldBe(0);
        HeldShare.Referred(fit, LeverTown.Sociaal).ShouldBe(0);
        var town = Simulation.Projection.SyntheticTown.Fit();
        HeldShare.Referred(town, 0).ShouldBe(0.05);
    }
}
