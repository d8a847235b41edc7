using System.Diagnostics;
using System.Globalization;

namespace Populatie.Benchmarks;

/// <summary>Rivals that are programs of their own: <c>./bench.sh setup</c> puts them into <c>artifacts/rivals</c>.</summary>
internal static class RivalPrograms
{
    public const string Folder = "artifacts/rivals";

    /// <summary>The program's path, or null where it is not installed.</summary>
    public static string? Find(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, name));
        return File.Exists(path) ? path : null;
    }

    /// <summary>Runs a program that times itself; its last line is the figure.</summary>
    public static double Figure(string path, params string[] arguments)
    {
        using var process =
            Process.Start(
                new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
            ) ?? throw new InvalidOperationException($"{path} does not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{path} ended with {process.ExitCode}");
    }
}
