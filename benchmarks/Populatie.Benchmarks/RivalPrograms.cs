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
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        var output = OutputOf(start) ?? throw new InvalidOperationException($"{path} did not finish");
        return double.Parse(output.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>What a program says until it ends; null when it ends with a fault.</summary>
    /// <param name="start">With its output redirected; its complaints too, where nobody is to see them.</param>
    public static string? OutputOf(ProcessStartInfo start)
    {
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start");
        if (start.RedirectStandardError)
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
        }
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
