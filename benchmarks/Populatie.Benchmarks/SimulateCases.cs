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
            MathNet on one cell after another. `Utrecht` is all of it, without scarcity and with waiting lists for staff, places and money:
            *steps* with demography and parameters, *whole* with results and quantiles of every area too, each for
            {UtrechtModel.Replicates} futures from an empty start on one thread. `NumPy with lists` is NumPy's version of those steps, weekly
            lists and all, without demography and parameters; the bench ends when after two years it has other people
            in care or waiting than ours. `{Futures} futures by wijk` is what a slider of the page waits for until all its futures are
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
            Rival[] rivals = [new("NumPy bare step", numPy)];
            if (scarce)
            {
                Compare(model);
                rivals = [new("NumPy with lists", numPy is null ? null : NumPyRival.ClockedTown(model)), .. rivals];
            }
            var name = scarce ? "Utrecht, everything scarce" : "Utrecht";
            yield return new($"{name}: steps", "M/s", Clocked.Processor(model.Steps()), rivals);
            yield return new($"{name}: whole", "M/s", Clocked.Processor(model.Run), rivals);
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

    /// <summary>Ends the bench when NumPy's town goes elsewhere than ours within two years.</summary>
    private static void Compare(UtrechtModel model)
    {
        var (inCare, waiting) = model.AfterTwoYears();
        Console.Error.WriteLine($"Utrecht after two years: {inCare:F0} spells, {waiting:F0} people waiting");
        if (NumPyRival.IsInstalled)
        {
            var (theirs, theyWait, _) = NumPyRival.Town(model);
            Console.Error.WriteLine($"NumPy: {theirs:F0} and {theyWait:F0}");
            if (Math.Abs(theirs - inCare) > 0.1 * inCare || Math.Abs(theyWait - waiting) > 0.25 * waiting)
            {
                throw new InvalidOperationException("NumPy simulates another town");
            }
        }
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
