using System.Diagnostics;

namespace Populatie.Server.Tests.Oracles;

/// <summary>Programs for Node of other makers, in <c>tests/oracles</c>, that the server is held against.</summary>
internal static class Node
{
    public static string Folder { get; } = FolderOf();

    /// <summary>Whether they are there; the full test run installs them and does not take no for an answer.</summary>
    public static string? WhyNot { get; } =
        Directory.Exists(Path.Combine(Folder, "node_modules"))
        || Environment.GetEnvironmentVariable("CI") is "true"
        || Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full"
            ? null
            : "the oracles are not installed; npm ci --prefix tests/oracles --ignore-scripts installs them";

    /// <summary>Runs a script of that folder, or a program that was installed in it.</summary>
    /// <returns>What it printed, whatever its exit code.</returns>
    public static async Task<string> Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.ShouldNotBeEmpty(await errors);
        return output;
    }

    private static string FolderOf()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Populatie.sln")))
            {
                return Path.Combine(at.FullName, "tests", "oracles");
            }
        }
        throw new DirectoryNotFoundException("the tests run outside the repository");
    }
}

/// <summary>A fact that needs an oracle for Node; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.WhyNot;
}
