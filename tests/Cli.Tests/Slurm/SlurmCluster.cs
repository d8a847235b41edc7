using System.Diagnostics;
using Populatie.Cli.Tests.Architecture;

namespace Populatie.Cli.Tests.Slurm;

/// <summary>A real slurmctld with two slurmd on loopback, for as long as the tests that share it.</summary>
public sealed class SlurmCluster : IDisposable
{
    private static readonly string Script = Path.Combine(RepositoryFiles.Root, "tests", "slurm.sh");
    private static readonly string Submit = Path.Combine(RepositoryFiles.Root, "deploy", "slurm", "project.sh");
    private readonly string folder = Run(Script, null, "start").Output.Split('\n')[0];

    /// <summary>Why there is no cluster; the full test run installs Slurm and does not take no for an answer.</summary>
    public static string? WhyNot { get; } =
        Environment.GetEnvironmentVariable("CI") is "true"
        || Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full"
        || (File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/munged"))
            ? null
            : "there is no Slurm here; tests/slurm.sh install installs it";

    internal sealed record Submission(int Exit, string Output, string Errors)
    {
        /// <summary>What project.sh says of a run, its shards, its merge.</summary>
        public string this[string name] =>
            Output.Split('\n').Single(l => l.StartsWith($"{name} ", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    internal Submission Project(params string[] arguments) =>
        Run(Submit, Path.Combine(folder, "slurm.conf"), arguments);

    /// <summary>Until the job has left the queue.</summary>
    public void Wait(string job) => Run(Script, null, "wait", folder, job).Exit.ShouldBe(0);

    public void Dispose() => Run(Script, null, "stop", folder);

    private static Submission Run(string program, string? configuration, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["SLURM_CONF"] = configuration ?? "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return configuration is not null || process.ExitCode == 0
            ? new(process.ExitCode, output.TrimEnd(), errors.Result)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}

/// <summary>A fact that needs the cluster; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = SlurmCluster.WhyNot;
}
