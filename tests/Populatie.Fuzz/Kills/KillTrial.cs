using System.Diagnostics;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Worlds;

namespace Populatie.Fuzz.Kills;

/// <summary>How the kills of one command went.</summary>
internal sealed class KillTally(string name)
{
    public string Name { get; } = name;

    /// <summary>Time of the command when nobody harms it, from the start of the process to its end.</summary>
    public TimeSpan Unharmed { get; set; }

    public int Kills { get; set; }

    /// <summary>Times that the command ended before it could be killed.</summary>
    public int Missed { get; set; }

    public int AsBefore { get; set; }

    public int AsAfter { get; set; }

    /// <summary>Kills that left something in the staging area.</summary>
    public int HalfMade { get; set; }

    public List<string> Broken { get; } = [];
}

/// <summary>
/// Starts one command of a tiny world as a process, ends it by SIGKILL at a random moment, and looks what is left: as
/// before or as after, every artefact whole, nothing half-made once the workspace is opened, and the same command, given
/// again, makes the same artefact. The looking is done in this process; so a kill costs little more than half the time
/// that the program takes to start.
/// </summary>
internal sealed class KillTrial
{
    private const int NearMilliseconds = 12;
    private readonly string program;
    private readonly string folder;
    private readonly Step step;
    private readonly Draws draws;
    private readonly string before;
    private readonly string tried;
    private readonly string entriesBefore;
    private readonly string entriesAfter;
    private readonly string expected;
    private readonly byte[]? output;

    /// <param name="world">Workspace in which all earlier commands were done; the command is done in it too.</param>
    /// <param name="folder">A folder of this trial's own.</param>
    public KillTrial(string program, string world, string folder, Step step, ulong seed)
    {
        (this.program, this.folder, this.step) = (program, Directory.CreateDirectory(folder).FullName, step);
        draws = new(Draws.SeedOf(seed, step.Name));
        (before, tried) = (Path.Combine(this.folder, "before"), Path.Combine(this.folder, "tried"));
        Tally = new(step.Name);
        WorkspaceState.Copy(world, before);
        // Once to warm the disk, once for the time.
        Tally.Unharmed = Unharmed(Path.Combine(this.folder, "timed"));
        var said = Commands.Run([.. step.Command, "--workspace", world]);
        if (said.Exit != 0)
        {
            throw new InvalidOperationException($"{step.Name} fails unharmed: {said.Errors}");
        }
        expected = said.Id;
        output = step.Output is null ? null : File.ReadAllBytes(step.Output);
        (entriesBefore, entriesAfter) = (WorkspaceState.Entries(before), WorkspaceState.Entries(world));
    }

    public KillTally Tally { get; }

    private TimeSpan Unharmed(string workspace)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 2; i++)
        {
            WorkspaceState.Copy(before, workspace);
            clock.Restart();
            using var process = Start(workspace);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{step.Name} fails unharmed with exit {process.ExitCode}");
            }
        }
        WorkspaceState.Remove(workspace);
        return clock.Elapsed;
    }

    /// <summary>One attempt; it does not count when the command ends first.</summary>
    public void Once()
    {
        WorkspaceState.Copy(before, tried);
        if (step.Output is not null)
        {
            File.Delete(step.Output);
        }
        var moment = KillAtRandom();
        if (moment is null)
        {
            Tally.Missed++;
            return;
        }
        Tally.Kills++;
        Tally.HalfMade += WorkspaceState.HalfMade(tried) > 0 ? 1 : 0;
        if (Look() is { } fault)
        {
            Tally.Broken.Add($"{step.Name}, killed {moment}: {fault}");
        }
    }

    private string? Look()
    {
        var left = WorkspaceState.Entries(tried);
        var asBefore = string.Equals(left, entriesBefore, StringComparison.Ordinal);
        var asAfter = string.Equals(left, entriesAfter, StringComparison.Ordinal);
        Tally.AsBefore += asBefore ? 1 : 0;
        Tally.AsAfter += asAfter && !asBefore ? 1 : 0;
        if (!asBefore && !asAfter)
        {
            return $"neither as before nor as after:\n{left}";
        }
        if (OutputFault(absentIsWell: true) is { } half)
        {
            return half;
        }
        if (WorkspaceState.Fault(tried) is { } broken)
        {
            return broken;
        }
        var said = Commands.Run([.. step.Command, "--workspace", tried]);
        if (said.Exit != 0 || !string.Equals(said.Id, expected, StringComparison.Ordinal))
        {
            return $"given again it ended with {said.Exit} and '{said.Id}', not '{expected}': {said.Errors}";
        }
        if (!string.Equals(WorkspaceState.Entries(tried), entriesAfter, StringComparison.Ordinal))
        {
            return $"given again it left something else:\n{WorkspaceState.Entries(tried)}";
        }
        return OutputFault(absentIsWell: false) ?? WorkspaceState.Fault(tried);
    }

    private string? OutputFault(bool absentIsWell)
    {
        if (step.Output is null || (absentIsWell && !File.Exists(step.Output)))
        {
            return null;
        }
        return File.ReadAllBytes(step.Output).AsSpan().SequenceEqual(output) ? null : $"{step.Output} is half-written";
    }

    /// <summary>
    /// Half of the moments fall anywhere in the time that the command takes; the rest shortly after something is
    /// half-made, or after the artefact is there, which are soon over.
    /// </summary>
    /// <returns>When it was killed; null when it ended first.</returns>
    private string? KillAtRandom()
    {
        var (name, longest, begun) = draws.Below(4) switch
        {
            0 => ("something was half-made", NearMilliseconds, () => WorkspaceState.HalfMade(tried) > 0),
            1 => (
                "it was there",
                NearMilliseconds / 2,
                () => !string.Equals(WorkspaceState.Entries(tried), entriesBefore, StringComparison.Ordinal)
            ),
            _ => ("the start", (int)Tally.Unharmed.TotalMilliseconds, new Func<bool>(() => true)),
        };
        var wait = TimeSpan.FromMilliseconds(draws.Below(longest * 100) / 100.0);
        using var process = Start(tried);
        while (!begun() && !process.HasExited)
        {
            Thread.Sleep(0);
        }
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < wait && !process.HasExited)
        {
            Thread.Sleep((wait - clock.Elapsed).TotalMilliseconds > 2 ? 1 : 0);
        }
        process.Kill();
        process.WaitForExit();
        const int killed = 128 + 9;
        return process.ExitCode == killed
            ? FormattableString.Invariant($"{wait.TotalMilliseconds:0.0} ms after {name}")
            : null;
    }

    private Process Start(string workspace)
    {
        var start = new ProcessStartInfo(program, [.. step.Command, "--workspace", workspace])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // A tiny world needs no second tier of compilation: the process is over before that pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_BackgroundWorkerTimeoutMs"] = "0";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
