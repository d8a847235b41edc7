using Populatie.Analytics.Published;

namespace Populatie.Analytics.Tests.Published;

public sealed class FeasibilityTests
{
    /// <summary>Oracle: every combination of whole numbers tried. One sum: the bounds are the tightest there are.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_sum_is_narrowed_to_exactly_what_is_possible(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (lows, highs) = (new long[4], new long[4]);
            var problem = new Feasibility();
            for (var i = 0; i < 4; i++)
            {
                lows[i] = random.Next(0, 6);
                highs[i] = lows[i] + random.Next(0, 6);
                problem.Add(lows[i], highs[i]);
            }
            problem.IsSum(3, [0, 1, 2]);
            var solutions = Combinations(lows, highs).Where(x => x[0] + x[1] + x[2] == x[3]).ToList();
            problem.Narrow().Count.ShouldBe(solutions.Count == 0 ? 1 : 0);
            for (var i = 0; i < 4; i++)
            {
                var expected =
                    solutions.Count == 0 ? (lows[i], highs[i]) : (solutions.Min(s => s[i]), solutions.Max(s => s[i]));
                (problem.Low(i), problem.High(i)).ShouldBe(expected);
            }
        }
    }

    /// <summary>Two regions × two age groups with totals both ways: no solution is ever lost.</summary>
    [Fact]
    public void Crossing_sums_never_lose_a_solution()
    {
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var truth = Enumerable.Range(0, 4).Select(_ => (long)random.Next(0, 30)).ToArray();
            long[] all = [.. truth, truth[0] + truth[1], truth[2] + truth[3], truth[0] + truth[2], truth[1] + truth[3]];
            var problem = new Feasibility();
            foreach (var value in all)
            {
                var hidden = random.Next(3) == 0;
                problem.Add(hidden ? 0 : Math.Max(0, value - 2), hidden ? Feasibility.Unbounded : value + 2);
            }
            problem.IsSum(4, [0, 1]);
            problem.IsSum(5, [2, 3]);
            problem.IsSum(6, [0, 2]);
            problem.IsSum(7, [1, 3]);
            problem.Narrow().ShouldBeEmpty();
            for (var i = 0; i < all.Length; i++)
            {
                all[i].ShouldBeInRange(problem.Low(i), problem.High(i));
            }
        }
    }

    [Fact]
    public void What_no_wijk_holds_is_the_gemeente_less_its_wijken()
    {
        var problem = new Feasibility();
        var (gemeente, a, b) = (problem.Add(98, 102), problem.Add(38, 42), problem.Add(48, 52));
        var unknown = problem.Add(0, Feasibility.Unbounded);
        problem.IsSum(gemeente, [a, b, unknown]);
        problem.Narrow().ShouldBeEmpty();
        (problem.Low(unknown), problem.High(unknown)).ShouldBe((4L, 16L));
    }

    private static IEnumerable<long[]> Combinations(long[] lows, long[] highs)
    {
        for (var a = lows[0]; a <= highs[0]; a++)
        {
            for (var b = lows[1]; b <= highs[1]; b++)
            {
                for (var c = lows[2]; c <= highs[2]; c++)
                {
                    for (var d = lows[3]; d <= highs[3]; d++)
                    {
                        yield return [a, b, c, d];
                    }
                }
            }
        }
    }
}
