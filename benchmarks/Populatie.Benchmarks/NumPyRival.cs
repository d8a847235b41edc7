using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Populatie.Benchmarks;

/// <summary>The same step in NumPy: <c>benchmarks/rivals/numpy_step.py</c>, on whole arrays of cells × replicates.</summary>
internal static class NumPyRival
{
    /// <summary>Debian's own, which is where <c>./bench.sh setup numpy</c> puts the package.</summary>
    private const string Python = "/usr/bin/python3";
    private const int Replicates = 64;

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
        string[] numbers =
        [
            .. new[] { BuurtBoard.Cells, Replicates, steps }.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        ];
        var lines =
            Run(["benchmarks/rivals/numpy_step.py", .. numbers, file])?.Trim().Split('\n')
            ?? throw new InvalidOperationException("NumPy did not finish");
        return (
            double.Parse(lines[0], CultureInfo.InvariantCulture),
            double.Parse(lines[1], CultureInfo.InvariantCulture)
        );
    }

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
