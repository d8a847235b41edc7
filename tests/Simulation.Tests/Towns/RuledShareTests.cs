using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Tests.Capacity;
using Populatie.Simulation.Tests.Levers;
using Populatie.Simulation.Tests.Projection;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Tests.Towns;

public sealed class RuledShareTests
{
    private const int Lanes = 8;
    private const int PerBuurt = 3 * Lanes;

    /// <summary>Of each buurt of five, the first and the last of three cells are on the list.</summary>
    private static readonly int[] Cells =
    [
        .. Enumerable.Range(0, 10).Select(i => ((i / 2) * PerBuurt) + (i % 2 * 2 * Lanes)),
    ];

    [Fact]
    public void P10_every_rule_takes_the_same_total_and_from_no_cell_more_than_wait_there() =>
        Prop.ForAll<int>(seed => CheckTotals(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(11, 13));

    private static void CheckTotals(Random random)
    {
        var people = new float[5 * PerBuurt];
        foreach (var cell in Cells)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                people[cell + lane] = random.Next(random.Next(1, 30));
            }
        }
        double[] Drawn() => [.. Enumerable.Range(0, Lanes).Select(_ => random.NextDouble())];
        var (uniform, start) = (Drawn(), Drawn());
        double[] living = [.. Enumerable.Range(0, 5 * Lanes).Select(_ => (double)random.Next(500))];
        double[] count =
        [
            .. Enumerable
                .Range(0, Lanes)
                .Select(lane => (double)random.Next((int)Cells.Sum(cell => people[cell + lane]) + 1)),
        ];
        foreach (var rule in Enum.GetValues<AllocationRule>())
        {
            var (left, taken) = (people.ToArray(), new float[people.Length]);
            new RuledShare(Cells, PerBuurt).Take(rule, living, left, count, uniform, start, taken);
            for (var lane = 0; lane < Lanes; lane++)
            {
                Cells.Sum(cell => (double)taken[cell + lane]).ShouldBe(count[lane]);
                foreach (var cell in Cells)
                {
                    var (some, all) = (taken[cell + lane], people[cell + lane]);
                    (
                        some >= 0 && some <= all && some == Math.Floor(some) && left[cell + lane] == all - some
                    ).ShouldBeTrue($"{rule}: {some} of {all}");
                }
            }
        }
    }

    [Fact]
    public void Progressive_gives_more_to_where_more_wait_per_head_and_per_head_follows_residents()
    {
        // Two buurten of 100 residents where 80 and 20 wait; 40 may begin.
        int[] cells = [0, Lanes];
        float[] Taken(AllocationRule rule, double first, double second)
        {
            var (people, taken) = (new float[2 * Lanes], new float[2 * Lanes]);
            people.AsSpan(0, Lanes).Fill(80);
            people.AsSpan(Lanes, Lanes).Fill(20);
            double[] living = [.. Enumerable.Repeat(first, Lanes), .. Enumerable.Repeat(second, Lanes)];
            double[] half = [.. Enumerable.Repeat(0.5, Lanes)];
            new RuledShare(cells, Lanes).Take(rule, living, people, [.. half.Select(_ => 40.0)], half, half, taken);
            return [taken[0], taken[Lanes]];
        }
        Taken(AllocationRule.Need, 100, 100).ShouldBe([32, 8]);
        Taken(AllocationRule.Progressive, 100, 100).ShouldBe([38, 2]);
        Taken(AllocationRule.PerHead, 100, 300).ShouldBe([20, 20]);
        Taken(AllocationRule.PerHead, 300, 100).ShouldBe([30, 10]);
    }

    [Fact]
    public void P3_a_rule_moves_who_begins_and_the_rule_that_holds_already_moves_nobody()
    {
        var scarce = Providers.Scarce() with { Horizon = 2027, Staff = Short(Providers.Scarce().Staff) };
        var lever = LeverTown.Lever(LeverKind.Allocation, 0) with { Choice = "progressive" };
        var (plain, ruled) = (Run(scarce), Run(scarce with { Levers = [lever] }));
        var neutral = Run(scarce with { Levers = [lever with { Choice = "need" }] });
        Kept(neutral, AreaLevel.Buurt).SequenceEqual(Kept(plain, AreaLevel.Buurt)).ShouldBeTrue();
        Kept(ruled, AreaLevel.Buurt).SequenceEqual(Kept(plain, AreaLevel.Buurt)).ShouldBeFalse();
    }

    /// <summary>Less staff than the base year used: people have to wait.</summary>
    private static StaffChoice Short(StaffChoice staff) => staff with { Reserve = new(-0.3, -0.3, -0.3, "test", 1) };

    private static ProjectionResult Run(Scenario scenario) => Town.Run(SyntheticTown.Inputs(scenario), 8);

    private static ReadOnlySpan<long> Kept(ProjectionResult run, AreaLevel level) =>
        run.Table(level, Measures.Starts).AllKept;
}
