using System.Diagnostics;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// A command that is killed leaves the workspace as before or as after, and can be given again. A few moments here; soak.sh
/// tries many.
/// </summary>
[Trait("Speed", "slow")]
public sealed class KillTests : IDisposable
{
    private static readonly string[] Kinds = ["areas", "records", "population", "cubes", "fits", "runs"];
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-kill-").FullName;

    private string Workspace => Path.Combine(folder, "workspace");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Killed_at_any_moment_a_workspace_is_as_before_or_as_after()
    {
        var records = Path.Combine(folder, "records.csv");
        PopulatieProgram.Run("records", "generate", "--rows", "20000", "--seed", "5", "--out", records).ShouldSucceed();
        var scenario = Path.Combine(Architecture.RepositoryFiles.Root, "scenarios", "basis-2040.yaml");
        Directory.CreateDirectory(Workspace);
        var killed =
            Try([0.4, 0.9], "records", "import", records)
            + Try([0.9], "aggregate")
            + Try([0.95], "fit")
            + Try([0.95], "project", scenario, "--replicates", "8");
        killed.ShouldBeGreaterThan(0, "every command ended before it could be killed");
    }

    /// <summary>Runs a command in the workspace unharmed, then kills it in copies of what was there before.</summary>
    /// <param name="moments">When, as shares of the time that it takes unharmed.</param>
    /// <returns>How many times it was killed.</returns>
    private int Try(double[] moments, params string[] command)
    {
        var (before, tried) = (Path.Combine(folder, "before"), Path.Combine(folder, "tried"));
        Replace(Workspace, before);
        var time = Stopwatch.StartNew();
        var expected = In(Workspace, command).ShouldSucceed().LastLine;
        time.Stop();
        var killed = 0;
        foreach (var moment in moments)
        {
            Replace(before, tried);
            killed += PopulatieProgram.Kill(time.Elapsed * moment, [.. command, "--workspace", tried]) ? 1 : 0;

            var what = $"{command[0]} killed at {moment:P0} of its time";
            var left = Artefacts(tried);
            new[] { Artefacts(before), Artefacts(Workspace) }.ShouldContain(left, what);
            In(tried, "verify", "--all").Exit.ShouldBe(0, what);
            Directory
                .EnumerateFileSystemEntries(Directory.CreateDirectory(Path.Combine(tried, ".staging")).FullName)
                .ShouldBeEmpty(what);
            In(tried, command).ShouldSucceed().LastLine.ShouldBe(expected, what);
            Artefacts(tried).ShouldBe(Artefacts(Workspace), what);
            In(tried, "verify", "--all").Exit.ShouldBe(0, what);
        }
        return killed;
    }

    private static PopulatieProgram.Outcome In(string workspace, params string[] command) =>
        PopulatieProgram.Run([.. command, "--workspace", workspace]);

    private static string Artefacts(string workspace) =>
        string.Join(
            ' ',
            Kinds
                .Select(kind => Path.Combine(workspace, kind))
                .Where(Directory.Exists)
                .SelectMany(Directory.EnumerateFileSystemEntries)
                .Select(path => Path.GetRelativePath(workspace, path))
                .Order(StringComparer.Ordinal)
        );

    private static void Replace(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }
        Directory.CreateDirectory(to);
        foreach (var place in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, place)));
        }
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
