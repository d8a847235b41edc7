using System.Runtime.Intrinsics;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Who is in care within a step, and what they take.</summary>
public sealed class OccupancyTests
{
    private const int Weeks = 13;
    private const double Sigmas = 4.5;

    [Fact]
    public void People_in_care_are_whole_and_right_on_average()
    {
        // 20 in care of whom 5 end; 4 more start in the first week and 3 in the fifth, with a chance of 3% to end in a week.
        const int steps = 3000;
        const double survival = 0.97;
        var plan = Lists.Single(Weeks);
        var (occupancy, inputs) = (new StepOccupancy(plan), new QueueInputs(plan));
        Array.Fill(inputs.Open, 20);
        Array.Fill(inputs.Ends, 5);
        Array.Fill(inputs.Survival, survival);
        var (sums, people) = (new double[Weeks], new double[Lists.Lanes]);
        for (var step = 0u; step < steps; step++)
        {
            occupancy.Begin(new(Lists.Draws, 0, step));
            for (var week = 0; week < Weeks; week++)
            {
                occupancy.Count(inputs, 0, week).CopyTo(people);
                sums[week] += people.Sum();
                if (people.Any(p => p != Math.Floor(p)) || (week == Weeks - 1 && people.Any(p => p > 22)))
                {
                    Assert.Fail($"{string.Join(' ', people)} in week {week}");
                }
                if (week is 0 or 4)
                {
                    occupancy.Enter(0, Vector512.Create(week == 0 ? 4.0 : 3));
                }
            }
        }
        for (var week = 0; week < Weeks; week++)
        {
            var expected = 20 - (5.0 * (week + 1) / Weeks) + (4 * Staying(week)) + (3 * Staying(week - 4));
            // Two cuts, each of which moves a whole number by at most one.
            (sums[week] / (steps * Lists.Lanes)).ShouldBe(expected, Sigmas * Math.Sqrt(0.5 / (steps * Lists.Lanes)));
        }

        static double Staying(int weeks) => weeks <= 0 ? 0 : Math.Pow(survival, weeks) * (1 + survival) / 2;
    }

    [Fact]
    public void Minutes_used_are_those_of_people_in_care_and_of_decisions()
    {
        var plan = new QueuePlan([new("team", 0, false, true)], [new(0, 0, -1), new(0, 0, 0)], Weeks);
        var (board, inputs) = (new QueueBoard(plan), new QueueInputs(plan));
        QueueInputs.Of(inputs.Open, 0).Fill(10);
        QueueInputs.Of(inputs.MinutesEach, 0).Fill(30);
        QueueInputs.Of(inputs.MinutesEach, 1).Fill(45);
        QueueInputs.Of(inputs.Arrivals, 1).Fill(7);
        QueueInputs.Of(inputs.Minutes, 0).Fill(10 * 30);
        board.Step(inputs, Lists.Draws, 0, 0);
        // The team has its hands full: no decision, no start.
        board.Outputs.MinutesUsed.ShouldAllBe(m => m == Weeks * 300);
        board.Outputs.Waiting.ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7]);

        QueueInputs.Of(inputs.Arrivals, 1).Clear();
        QueueInputs.Of(inputs.Minutes, 0).Fill(344);
        board.Step(inputs, Lists.Draws, 0, 1);
        board.Outputs.MinutesUsed.ShouldAllBe(m => m == Weeks * 300);

        // Room for one decision or one start a week: all seven are decided on first, then six of them start.
        QueueInputs.Of(inputs.Minutes, 0).Fill(346);
        board.Step(inputs, Lists.Draws, 0, 2);
        QueueInputs.Of(board.Outputs.Started, 1).ToArray().ShouldAllBe(s => s == 7);
        QueueInputs.Of(board.Outputs.Started, 0).ToArray().ShouldAllBe(s => s == 1);
        board.Outputs.MinutesUsed.ShouldAllBe(m => m == (Weeks * 300) + (7 * 45) + (6 * 30));
    }
}
