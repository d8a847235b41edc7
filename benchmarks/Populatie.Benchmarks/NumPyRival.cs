using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Populatie.Benchmarks;

/// <summary>
/// The same step in NumPy, on whole arrays of cells × replicates: bare in <c>benchmarks/rivals/numpy_step.py</c>, with waiting
/// lists, staff, places and money in <c>numpy_model.py</c>.
/// </summary>
internal static class NumPyRival
{
    /// <summary>Debian's own, which is where <c>./bench.sh setup numpy</c> puts the package.</summary>
    private const string Python = "/usr/bin/python3";
    private const int Replicates = 64;

    /// <summary>Fewer: what it keeps of waiting lists must fit its caches.</summary>
    private const int TownReplicates = 16;

    private static readonly Lazy<bool> Installed = new(() => Run("-c", "import numpy") is not null);

    public static bool IsInstalled => Installed.Value;

    /// <summary>Million cell-steps per processor second. Three rounds: each is a program of its own that takes a second.</summary>
    public static Clocked Clocked(int steps) =>
        Benchmarks.Clocked.Reading(() => Steps(steps).Rate) with
        {
            MostRounds = 3,
        };

    /// <summary>Mean number in care, and million cell-steps per processor second.</summary>
    public static (double InCare, double Rate) Steps(int steps)
    {
        var file = Path.GetFullPath("artifacts/bench/chances.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<double>(BuurtBoard.Chances()));
        var said = Numbers("numpy_step.py", Text(BuurtBoard.Cells), Text(Replicates), Text(steps), file);
        return (said[0], said[1]);
    }

    /// <summary>
    /// All quarters of a town: people in care and waiting after two years and at the end, on average, and million cell-steps per
    /// processor second.
    /// </summary>
    public static (TownPeople AfterTwoYears, TownPeople AtEnd, double Rate) Of(Town town)
    {
        var name = Path.GetFullPath("artifacts/bench/town");
        var steps = town.Inputs.Scenario.YearCount * town.Inputs.Scenario.StepsPerYear;
        TownFile.Write(town.Inputs, Town.Seed, steps, name);
        var said = Numbers("numpy_model.py", name, Text(TownReplicates), Text(steps));
        return (new(said[0], said[1]), new(said[2], said[3]), said[4]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a program prints: numbers between blanks and line ends.</summary>
    private static double[] Numbers(string script, params string[] arguments) =>
        Run([$"benchmarks/rivals/{script}", .. arguments]) is { } printed
            ?
            [
                .. printed
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(n => double.Parse(n, CultureInfo.InvariantCulture)),
            ]
            : throw new InvalidOperationException("NumPy did not finish");

    private static string? Run(params string[] arguments)
    {
        if (!File.Exists(Python))
        {
            return null;
        }
        var start = new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return RivalPrograms.OutputOf(start);
    }
}
