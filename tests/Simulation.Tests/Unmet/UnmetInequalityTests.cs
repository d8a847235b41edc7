using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Sources.Maps;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Tests.Unmet;

public sealed class UnmetInequalityTests
{
    /// <summary>
    /// Deaths before the age of five in India, 1982–92, by quintile of wealth from poorest to richest: the worked example of
    /// O'Donnell et al. (World Bank, 2008), chapter 8, whose index is −0.1694.
    /// </summary>
    [Fact]
    public void The_concentration_index_is_that_of_the_textbook()
    {
        double[] births = [29_939, 28_776, 26_528, 24_689, 19_739];
        double[] perThousand = [154.7, 152.9, 119.5, 86.9, 54.3];
        double[] deaths = [.. births.Zip(perThousand, (b, rate) => b * rate / 1000)];
        var found = UnmetInequality.Of([5, 4, 3, 2, 1], births, deaths)!;
        found.Index.ShouldBe(-0.1694, 0.00005);
        // The order in which areas are given does not matter.
        var shuffled = UnmetInequality.Of(
            [2, 5, 1, 4, 3],
            [births[3], births[0], births[4], births[1], births[2]],
            [deaths[3], deaths[0], deaths[4], deaths[1], deaths[2]]
        )!;
        shuffled.Index.ShouldBe(found.Index, 1e-12);
    }

    /// <summary>Against the convenient covariance: C = 2·cov(h, r) ÷ μ with r the fractional rank.</summary>
    [Fact]
    public void The_index_is_twice_the_covariance_of_need_and_rank_over_the_mean()
    {
        double[] vulnerability = [9, 7, 5, 3, 2, 1];
        double[] residents = [10, 30, 20, 5, 25, 10];
        double[] unmet = [4, 6, 1, 2, 2, 0.5];
        var (people, needs) = (residents.Sum(), unmet.Sum());
        var (covariance, before) = (0.0, 0.0);
        for (var i = 0; i < residents.Length; i++)
        {
            var rank = (before + (residents[i] / 2)) / people;
            covariance += residents[i] / people * ((unmet[i] / residents[i]) - (needs / people)) * (rank - 0.5);
            before += residents[i];
        }
        UnmetInequality.Of(vulnerability, residents, unmet)!.Index.ShouldBe(2 * covariance / (needs / people), 1e-12);
    }

    [Fact]
    public void Even_need_gives_index_0_and_ratio_1()
    {
        var even = UnmetInequality.Of([3, 2, 2, 1], [10, 20, 30, 40], [1, 2, 3, 4])!;
        even.Index.ShouldBe(0, 1e-15);
        even.Ratio!.Value.ShouldBe(1, 1e-12);
        even.MostVulnerable.ShouldBe(0.1, 1e-15);
    }

    [Fact]
    public void Quintiles_are_of_residents_and_cut_through_areas()
    {
        // The most vulnerable 20 of 100 residents: all 10 of the first area and half of the next.
        var found = UnmetInequality.Of([3, 2, 1], [10, 20, 70], [5, 4, 7])!;
        found.MostVulnerable.ShouldBe((5 + 2) / 20.0, 1e-12);
        found.LeastVulnerable.ShouldBe(0.1, 1e-12);
        found.Ratio!.Value.ShouldBe(3.5, 1e-9);
        UnmetInequality.Of([2, 1], [50, 50], [3, 0])!.Ratio.ShouldBeNull();
        UnmetInequality.Of([2, 1], [50, 50], [50, 0])!.Index.ShouldBe(-0.5, 1e-15);
    }

    [Fact]
    public void Nobody_or_nothing_unmet_has_no_inequality()
    {
        UnmetInequality.Of([1, 2], [0, 0], [0, 0]).ShouldBeNull();
        UnmetInequality.Of([1, 2], [5, 5], [0, 0]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => UnmetInequality.Of([1], [1, 2], [1, 2]));
    }

    [Fact]
    public void Vulnerability_is_told_where_features_are_known()
    {
        var utrecht = UnmetInequality.VulnerabilityOf(EmbeddedUtrecht.Areas().Index, UnmetSettings.Embedded)!;
        utrecht.Length.ShouldBe(111);
        utrecht.ShouldAllBe(v => v > 0 && v < 1);
        var town = Simulation.Projection.SyntheticTown.Fit().Areas;
        UnmetInequality.VulnerabilityOf(town, UnmetSettings.Embedded).ShouldBeNull();
    }
}
