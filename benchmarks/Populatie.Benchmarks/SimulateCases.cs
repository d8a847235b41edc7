using System.Diagnostics;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;

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
            with everything in it: requests, stays in two phases, ends and their reasons, the pool of those who may come back,
            and entry. `cell step` is that alone, for {BuurtBoard.Cells} cells with a handful of people each, at every width;
            its rivals do the same draws on the same numbers without addresses, so that their runs cannot be paired or repeated
            in parts. NumPy works on whole arrays of {BuurtBoard.Cells} cells × 64 replicates, MathNet on one cell after
            another. The limit is the generator: the addresses of a step in which everything happens.

            `Utrecht as shipped` is what `populatie demo` makes under the base scenario, with waiting lists for staff, places
            and money. The made-up Utrechts bound it: one without scarcity, one where capacity is half of what is asked for,
            so that lists grow without end. *Steps* are all quarters of {Block8.Size} futures whose parameters and residents
            are there already; *whole* is with those, results and quantiles of every area too, from an empty start on one
            thread. `NumPy with lists` is NumPy's version of those steps, weekly lists and all, over as many quarters; the
            bench ends when after two years it has other people in care or waiting than ours. `NumPy bare step` is that of
            `cell step`, which has no lists.

            `{Futures} futures by wijk` is what a slider of the page waits for until all its futures are there (the first
            sixteen are there in a sixth of that): wall seconds on two threads; its rival is the same by buurt.
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
        var towns = Towns().ToArray();
        foreach (var (name, inputsAt) in towns)
        {
            var inputs = inputsAt(ProjectionGrain.Buurt);
            var town = new Town(inputs);
            Console.Error.WriteLine(
                $"{name}: {town.CellSteps} cell-steps in {Block8.Size} replicates, as one item of work"
            );
            Rival[] rivals = [new("NumPy bare step", numPy)];
            if (!inputs.Scenario.Capacity.IsUnlimited)
            {
                rivals = [new("NumPy with lists", Compare(name, town)), .. rivals];
            }
            yield return new($"{name}: steps", "M/s", Clocked.Processor(town.Steps()), rivals);
            yield return new($"{name}: whole", "M/s", Clocked.Processor(town.Run), rivals);
        }
        foreach (var (name, inputsAt) in towns)
        {
            var slow = Answer(inputsAt(ProjectionGrain.Buurt)) with { MostRounds = 1 };
            var quick = Answer(inputsAt(ProjectionGrain.Wijk));
            yield return new($"{name}: {Futures} futures by wijk", "s", quick, new Rival("by buurt", slow))
            {
                LowerIsBetter = true,
            };
        }
    }

    /// <summary>Utrecht as it is, without any limit, and with hardly anything of anything.</summary>
    private static IEnumerable<(string Name, Func<ProjectionGrain, ProjectionInputs> Inputs)> Towns()
    {
        ShippedUtrecht.Prepare();
        yield return ("Utrecht as shipped", ShippedUtrecht.Inputs);
        yield return ("made up, nothing scarce", grain => MadeUpUtrecht.Inputs(scarce: false, grain));
        yield return ("made up, everything scarce", grain => MadeUpUtrecht.Inputs(scarce: true, grain));
    }

    /// <summary>Wall seconds of a run as a page asks for it.</summary>
    private static Clocked Answer(ProjectionInputs inputs)
    {
        var town = new Town(inputs, Futures, threads: 2);
        return Clocked.Reading(() =>
        {
            var clock = Stopwatch.StartNew();
            _ = town.Run();
            return clock.Elapsed.TotalSeconds;
        });
    }

    /// <summary>
    /// Ends the bench when NumPy's town goes elsewhere than ours within two years. Later they differ: NumPy's people grow no
    /// older and keep the first year's chances.
    /// </summary>
    /// <returns>What NumPy took for it, which is half a minute; null where there is no NumPy.</returns>
    private static Clocked? Compare(string name, Town town)
    {
        var (soon, atEnd) = town.People();
        Console.Error.WriteLine(
            $"{name}: {soon.InCare:F0} in care and {soon.Waiting:F0} waiting after two years, {atEnd.InCare:F0} and {atEnd.Waiting:F0} at the end"
        );
        if (!NumPyRival.IsInstalled)
        {
            return null;
        }
        var (theirs, theirEnd, rate) = NumPyRival.Of(town);
        Console.Error.WriteLine(
            $"NumPy: {theirs.InCare:F0} and {theirs.Waiting:F0}, then {theirEnd.InCare:F0} and {theirEnd.Waiting:F0}"
        );
        if (
            Math.Abs(theirs.InCare - soon.InCare) > 0.1 * soon.InCare
            || Math.Abs(theirs.Waiting - soon.Waiting) > 0.25 * soon.Waiting
        )
        {
            throw new InvalidOperationException("NumPy simulates another town");
        }
        return Clocked.Reading(() => rate) with { MostRounds = 1 };
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
