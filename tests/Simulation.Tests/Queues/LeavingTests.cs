using System.Runtime.Intrinsics;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Who leaves a list unserved: how many, why, and of which weeks.</summary>
public sealed class LeavingTests
{
    [Fact]
    public void Of_those_who_wait_each_gives_up_is_helped_or_worsens_by_its_chance()
    {
        const int steps = 150;
        const double trials = steps * 1000.0 * Lists.Lanes;
        var board = new QueueBoard(Lists.Single());
        var inputs = new QueueInputs(board.Plan);
        Array.Fill(inputs.Places, 0);
        Array.Fill(inputs.DropOut, 0.1);
        Array.Fill(inputs.Helped, 0.4);
        Array.Fill(inputs.Worsen, 0.2);
        var thousand = Enumerable.Repeat(1000.0, Lists.Lanes).ToArray();
        var (dropped, helped, worsened) = (0.0, 0.0, 0.0);
        for (var step = 0u; step < steps; step++)
        {
            board.Clear();
            board.Seed(0, thousand, 10);
            board.Step(inputs, Lists.Draws, 0, step);
            dropped += board.Outputs.Dropped.Sum();
            helped += board.Outputs.HelpedInformally.Sum();
            worsened += board.Outputs.Worsened.Sum();
        }
        Near(dropped, 0.1 * 0.6);
        Near(helped, 0.1 * 0.4);
        Near(worsened, 0.9 * 0.2);

        void Near(double count, double chance) =>
            count.ShouldBe(trials * chance, 4.5 * Math.Sqrt(trials * chance * (1 - chance)));
    }

    [Fact]
    public void Who_leaves_comes_from_all_weeks_alike()
    {
        var cells = new WaitingCells(2);
        for (var week = 300; week < 320; week++)
        {
            cells.Add(1, 0, 3, week, 10);
        }
        cells.TakeSample(1, 0, InLane(3, 60), InLane(3, 0.7));
        for (var week = 300; week < 320; week++)
        {
            cells.CountOf(1, 0, 3, week).ShouldBe(7);
        }
        cells.TakeSample(1, 0, InLane(3, 140), InLane(3, 0.2));
        cells.Count(1, 3).ShouldBe(0);
        cells.IsAny(1).ShouldBeFalse();
    }

    [Fact]
    public void Who_leaves_in_one_replicate_is_who_would_by_itself()
    {
        // Lists of any age, some older than the ring holds of another, against one row of people at a time.
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var cells = new WaitingCells(1);
            var rows = new SortedDictionary<int, int>[Lists.Lanes];
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                rows[lane] = [];
                var (first, last) = (1000 - random.Next(400), 1000 - random.Next(40));
                for (var week = Math.Max(first, last - WaitingCells.Weeks + 1); week <= last; week++)
                {
                    if (random.Next(3) == 0)
                    {
                        rows[lane][week] = random.Next(1, 9);
                        cells.Add(0, 1, lane, week, rows[lane][week]);
                    }
                }
            }
            var (some, starts) = (new double[Lists.Lanes], new double[Lists.Lanes]);
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                some[lane] = random.Next(4) == 0 ? 0 : random.Next(0, rows[lane].Values.Sum() + 1);
                starts[lane] = random.NextDouble();
                var row = new SystematicSample(rows[lane].Values.Sum(), (long)some[lane], starts[lane]);
                foreach (var week in rows[lane].Keys.ToArray())
                {
                    rows[lane][week] -= (int)row.Take(rows[lane][week]);
                }
            }
            cells.TakeSample(0, 1, Vector512.Create<double>(some), Vector512.Create<double>(starts));
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                cells.Count(0, 1, lane).ShouldBe(rows[lane].Values.Sum());
                foreach (var (week, people) in rows[lane].Where(r => r.Value > 0))
                {
                    cells.CountOf(0, 1, lane, week).ShouldBe(people);
                }
                var oldest = rows[lane].Where(r => r.Value > 0).Select(r => (double)r.Key);
                cells.Oldest(0, 1)[lane].ShouldBe(oldest.Append(double.PositiveInfinity).First());
            }
        }
    }

    private static Vector512<double> InLane(int lane, double value) =>
        Vector512.WithElement(Vector512<double>.Zero, lane, value);

    [Fact]
    public void The_longest_waiting_week_is_known_after_its_last_person_has_left()
    {
        var cells = new WaitingCells(1);
        cells.Add(0, 1, 0, 300, 1);
        cells.Add(0, 1, 0, 303, 5);
        cells.TakeOldest(0, 1, Vector512.CreateScalar(1.0));
        (cells.OldestWeek(0, 1, 0), cells.Front(0, 1)[0]).ShouldBe((303, 5));
        cells.CountBefore(0, 1, 0, 303.5).ShouldBe(5);
        cells.CountBefore(0, 1, 0, 303).ShouldBe(0);
    }
}
