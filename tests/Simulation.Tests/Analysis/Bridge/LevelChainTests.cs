using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Simulation.Tests.Analysis.Bridge;

public sealed class LevelChainTests
{
    [Fact]
    public void Care_that_begins_from_nothing_is_put_down_to_the_first_link_that_was_nothing()
    {
        Parts([1000, 0, 0, 0], [1100, 50, 500, 9000]).ShouldBe([0, 9000, 0, 0]);
        Parts([1100, 50, 500, 9000], [1000, 0, 0, 0]).ShouldBe([0, -9000, 0, 0]);
    }

    [Fact]
    public void A_level_that_says_nothing_hands_its_link_to_the_next()
    {
        // No hours are kept of this care, but it costs: cost per client stands in the place of hours per client.
        var parts = Parts([1000, 50, 0, 9000], [1000, 50, 0, 18_000]);
        parts.ShouldBe([0, 0, 9000, 0], 1e-9);
    }

    [Fact]
    public void Nothing_that_stays_nothing_has_no_parts() =>
        Parts([1000, 0, 0, 0], [1100, 0, 0, 0]).ShouldBe([0, 0, 0, 0]);

    [Fact]
    public void Parts_sum_to_the_change_of_the_last_level()
    {
        var parts = Parts([1000, 50, 700, 9000], [1300, 44, 650, 12_345]);
        parts.Sum().ShouldBe(3345, 1e-9);
        parts[0].ShouldBeGreaterThan(0);
        parts[1].ShouldBeLessThan(0, "fewer clients per resident");
    }

    [Fact]
    public void Cents_that_are_left_go_to_the_largest_remainders_and_of_equals_to_the_first()
    {
        CentAllotment.Allot([1.6, 2.3, 3.1], 7).ShouldBe([2, 2, 3]);
        CentAllotment.Allot([0.5, 0.5, 0.5, 0.5], 2).ShouldBe([1, 1, 0, 0]);
        CentAllotment.Allot([-1.2, 1.2], 0).ShouldBe([-1, 1]);
        CentAllotment.Allot([1, 1], 1).Sum().ShouldBe(1);
        CentAllotment.Allot([1, 1], 5).Sum().ShouldBe(5);
    }

    private static double[] Parts(double[] begin, double[] end)
    {
        var parts = new double[begin.Length];
        LevelChain.Add(begin, end, parts);
        return parts;
    }
}
