using System.Diagnostics;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Grain;

namespace Populatie.Benchmarks;

/// <summary>Cell-steps per second on one core: the step by itself at every width, and Utrecht's whole model.</summary>
internal static class SimulateCases
{
    private const int NumPySteps = 60;
    private const int Futures = 100;

    public static Bench Bench { get; } =
        new(
            "simulate",
            $"""
            Millions of cell-steps per processor second. A cell-step is one buurt × product × age band × quarter × replicate
            with everything in it: requests, stays in two phases, ends and their reasons, the pool of those
            who may come back, and entry. `cell step` is that alone, for {BuurtBoard.Cells} cells with a handful of people
            each, at every width; its rivals do the same draws on the same numbers without addresses, so that their runs
            cannot be paired or repeated in parts. NumPy works on whole arrays of {BuurtBoard.Cells} cells × 64 replicates,
            MathNet on one cell after another. `Utrecht` is the whole program: demography, parameters, tallies and quantiles
            around those steps on one thread, without scarcity and with waiting lists for staff, places and money; its rival
            is NumPy's bare step. `{Futures} futures by wijk` is what a slider of the page waits for until all its futures are
            there (the first sixteen are there in a sixth of that): wall seconds on two threads; its rival is the same by buurt. The limit
            is the generator: the addresses of a step in which everything happens.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        var numPy = NumPyRival.IsInstalled ? NumPyRival.Clocked(NumPySteps) : null;
        Compare();
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var board = new BuurtBoard(width);
            var mathNet = new MathNetStep();
            Rival[] rivals =
                width == LaneChoice.Current
                    ? [new("NumPy", numPy), new("MathNet", Clocked.Processor(mathNet.Advance))]
                    : [new("NumPy", numPy)];
            yield return new($"cell step {width}", "M/s", Clocked.Processor(board.Advance), rivals)
            {
                Limit = Clocked.Processor(board.Addresses),
            };
        }
        foreach (var scarce in new[] { false, true })
        {
            var model = new UtrechtModel(scarce);
            Console.Error.WriteLine(
                $"Utrecht: {model.CellSteps} cell-steps in {UtrechtModel.Replicates} replicates, as one item of work"
            );
            yield return new(
                scarce ? "Utrecht, everything scarce" : "Utrecht",
                "M/s",
                Clocked.Processor(model.Run),
                new Rival("NumPy bare step", numPy)
            );
        }
        foreach (var scarce in new[] { false, true })
        {
            var slow = Answer(scarce, ProjectionGrain.Buurt) with { MostRounds = 1 };
            yield return new(
                $"{Futures} futures by wijk" + (scarce ? ", everything scarce" : ""),
                "s",
                Answer(scarce, ProjectionGrain.Wijk),
                new Rival("by buurt", slow)
            )
            {
                LowerIsBetter = true,
            };
        }
    }

    /// <summary>Wall seconds of a run as a page asks for it.</summary>
    private static Clocked Answer(bool scarce, ProjectionGrain grain)
    {
        var model = new UtrechtModel(scarce, grain, Futures, threads: 2);
        return Clocked.Reading(() =>
        {
            var clock = Stopwatch.StartNew();
            _ = model.Run();
            return clock.Elapsed.TotalSeconds;
        });
    }

    /// <summary>Ends the bench when NumPy's people are others than ours.</summary>
    private static void Compare()
    {
        var board = new BuurtBoard(LaneChoice.Current);
        var ours = 0.0;
        const int steps = 200;
        for (var step = 0; step < steps; step++)
        {
            _ = board.Advance();
            ours += board.InCare / steps;
        }
        Console.Error.WriteLine($"{BuurtBoard.Cells} cells, {ours:F3} people in care each");
        if (NumPyRival.IsInstalled)
        {
            var (theirs, _) = NumPyRival.Steps(2 * NumPySteps);
            Console.Error.WriteLine($"NumPy: {theirs:F3}");
            if (Math.Abs(theirs - ours) > 0.05 * ours)
            {
                throw new InvalidOperationException("NumPy simulates something else");
            }
        }
    }
}
