using System.Diagnostics;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>The program as a user runs it: a process of its own, with its streams and its exit code.</summary>
internal static class PopulatieProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal sealed record Outcome(int Exit, string Output, string Errors)
    {
        /// <summary>The last line of stdout: where commands that make something print its id.</summary>
        public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();

        public Outcome ShouldSucceed()
        {
            Exit.ShouldBe(0, Errors);
            return this;
        }
    }

    public static Outcome Run(params string[] arguments) =>
        RunWith(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    public static Outcome RunWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunFrom(AppContext.BaseDirectory, environment, arguments);

    /// <summary>Runs the program that lies in a folder.</summary>
    public static Outcome RunFrom(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        using var process = Start(folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit(Patience).ShouldBeTrue("the program did not end");
        return new(process.ExitCode, output.Result, errors.Result);
    }

    public static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments) =>
        Start(AppContext.BaseDirectory, environment, arguments);

    private static Process Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "populatie"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
