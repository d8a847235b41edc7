using Populatie.Analytics.Randomness;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Tests.Towns;

public sealed class WaitLegsTests
{
    private const int Lanes = Block8.Size;

    [Fact]
    public void An_inquiry_that_takes_as_long_for_all_is_added_to_every_wait()
    {
        var both = Join(Row((3, 40)), direct: 0, Row((0, 30), (2, 7), (30, 3)));
        both.ShouldBe(Row((3, 30), (5, 7), (33, 3)));
    }

    [Fact]
    public void Who_came_without_a_decision_has_waited_for_the_start_alone()
    {
        var both = Join(Row((4, 10)), direct: 30, Row((0, 40), (6, 8)));
        both.ShouldBe(Row((0, 30), (4, 10), (6, 6), (10, 2)));
    }

    [Fact]
    public void Where_nobody_was_decided_on_everyone_has_waited_for_the_start_alone()
    {
        var random = new Random(6);
        for (var i = 0; i < 50; i++)
        {
            var second = Some(random, 90);
            Join(Row(), direct: random.Next(50), second).ShouldBe(second);
        }
    }

    [Fact]
    public void When_nobody_came_only_the_wait_for_the_start_is_known() =>
        Join(Row(), direct: 0, Row((1, 5), (20, 2))).ShouldBe(Row((1, 5), (20, 2)));

    [Fact]
    public void Whoever_began_is_counted_once_and_the_mean_is_that_of_both_waits()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var first = Some(random, 12);
            var second = Some(random, 12);
            var direct = random.Next(50);
            var both = Join(first, direct, second);
            both.Sum().ShouldBe(second.Sum());
            both.ShouldAllBe(b => b >= 0 && b == Math.Floor(b));
            var people = second.Sum();
            if (people > 0)
            {
                var came = first.Sum() + direct;
                var mean = (Weeks(second) / people) + (came > 0 ? Weeks(first) / came : 0);
                // Each of the running totals is off by half a person at most.
                (Weeks(both) / people).ShouldBe(mean, 0.5 * 24 / people);
            }
        }
    }

    private static double Weeks(double[] bins) => bins.Select((people, bin) => people * WaitBins.From(bin)).Sum();

    private static double[] Some(Random random, int weeks) =>
        Row([.. Enumerable.Range(0, weeks).Select(w => (w, random.Next(3) == 0 ? random.Next(40) : 0))]);

    /// <summary>People by whole weeks waited, in the bins.</summary>
    private static double[] Row(params (int Weeks, int People)[] waits)
    {
        var bins = new double[WaitBins.Count];
        foreach (var (weeks, people) in waits)
        {
            bins[WaitBins.Of(weeks)] += people;
        }
        return bins;
    }

    /// <summary>The same people in all lanes; what comes of one is what comes of each.</summary>
    private static double[] Join(double[] first, int direct, double[] second)
    {
        var both = new double[WaitBins.Count * Lanes];
        double[] came = [.. Enumerable.Repeat((double)direct, Lanes)];
        new WaitLegs().Join(Wide(first), came, Wide(second), both);
        for (var lane = 1; lane < Lanes; lane++)
        {
            Lane(both, lane).ShouldBe(Lane(both, 0));
        }
        return Lane(both, 0);
    }

    private static double[] Wide(double[] bins) => [.. bins.SelectMany(b => Enumerable.Repeat(b, Lanes))];

    private static double[] Lane(double[] wide, int lane) => [.. wide.Where((_, i) => i % Lanes == lane)];
}
