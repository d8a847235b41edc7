using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Capacity;

public sealed class AllocationTests
{
    private static readonly AllocationRule[] Rules = Enum.GetValues<AllocationRule>();

    [Fact]
    public void P10_every_rule_shares_the_same_total_and_nobody_gets_more_than_there_are_candidates()
    {
        var towns =
            from areas in Gen.Choose(1, 12)
            from candidates in Gen.Choose(0, 9).Select(c => (double)c).ArrayOf(areas)
            from residents in Gen.Choose(0, 4000).Select(r => (double)r).ArrayOf(areas)
            from total in Gen.Choose(0, 60)
            from start in Gen.Choose(0, 999)
            select (candidates, residents, total, start / 1000.0);
        Prop.ForAll(
                towns.ToArbitrary(),
                town =>
                {
                    var (candidates, residents, total, start) = town;
                    foreach (var rule in Rules)
                    {
                        var weights = new double[candidates.Length];
                        var shares = new double[candidates.Length];
                        Allocation.Weigh(rule, candidates, residents, weights);
                        var shared = Allocation.Share(total, candidates, weights, start, shares);
                        var right =
                            shared == Math.Min(total, candidates.Sum())
                            && shares.Sum() == shared
                            && shares.Zip(candidates).All(s => s.First >= 0 && s.First <= s.Second)
                            && shares.All(s => s == Math.Floor(s));
                        if (!right)
                        {
                            return false;
                        }
                    }
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(7, 9));
    }

    [Fact]
    public void Over_all_starting_points_the_mean_is_the_exact_share()
    {
        double[] candidates = [7, 2, 9, 0, 30];
        double[] weights = [1, 5, 2, 8, 2];
        const int starts = 4000;
        var mean = new double[5];
        var shares = new double[5];
        for (var i = 0; i < starts; i++)
        {
            Allocation.Share(17, candidates, weights, (i + 0.5) / starts, shares);
            for (var a = 0; a < 5; a++)
            {
                mean[a] += shares[a] / starts;
            }
        }

        // By hand: area 1 is full at 2, so 15 are left for weights 1, 2 and 2; area 3 has nobody.
        double[] exact = [3, 2, 6, 0, 6];
        for (var a = 0; a < 5; a++)
        {
            mean[a].ShouldBe(exact[a], 1e-3);
        }
    }

    [Fact]
    public void Progressive_gives_more_where_more_wait_per_head()
    {
        double[] candidates = [40, 40];
        double[] residents = [1000, 4000];
        Share(AllocationRule.Need, candidates, residents).ShouldBe([10, 10]);
        Share(AllocationRule.PerHead, candidates, residents).ShouldBe([4, 16]);
        Share(AllocationRule.Progressive, candidates, residents).ShouldBe([16, 4]);
    }

    private static double[] Share(AllocationRule rule, double[] candidates, double[] residents)
    {
        var weights = new double[candidates.Length];
        var shares = new double[candidates.Length];
        Allocation.Weigh(rule, candidates, residents, weights);
        Allocation.Share(20, candidates, weights, 0.5, shares);
        return shares;
    }
}
