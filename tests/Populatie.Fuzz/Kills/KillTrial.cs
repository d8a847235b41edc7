using System.Diagnostics;
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

    /// <summary>Kills that left some of the artefacts that the command makes, each whole.</summary>
    public int Between { get; set; }

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
    private readonly StepTrial trial;
    private readonly byte[]? output;

    /// <param name="world">Workspace in which all earlier commands were done; the command is done in it too.</param>
    /// <param name="folder">A folder of this trial's own.</param>
    public KillTrial(string program, string world, string folder, Step step, ulong seed)
    {
        (this.program, this.folder) = (program, folder);
        trial = new(step, world, folder, Path.Combine(folder, "tried"), seed);
        output = step.Output is null ? null : File.ReadAllBytes(step.Output);
        Tally = new(step.Name) { Unharmed = Unharmed(Path.Combine(folder, "timed")) };
    }

    public KillTally Tally { get; }

    /// <summary>Once to warm the disk, once for the time.</summary>
    private TimeSpan Unharmed(string workspace)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 2; i++)
        {
            trial.Restore(workspace);
            clock.Restart();
            using var process = Start(workspace);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{trial.Step.Name} fails unharmed with exit {process.ExitCode}");
            }
        }
        WorkspaceState.Remove(workspace);
        return clock.Elapsed;
    }

    /// <summary>One attempt; it does not count when the command ends first.</summary>
    public void Once()
    {
        trial.Restore();
        if (trial.Step.Output is { } file)
        {
            File.Delete(file);
        }
        var moment = KillAtRandom();
        if (moment is null)
        {
            Tally.Missed++;
            return;
        }
        Tally.Kills++;
        Tally.HalfMade += WorkspaceState.HalfMade(trial.Tried) > 0 ? 1 : 0;
        if (Look() is { } fault)
        {
            Tally.Broken.Add($"{trial.Step.Name}, killed {moment}: {fault}");
        }
    }

    private string? Look()
    {
        var asBefore = trial.IsAsBefore;
        var asAfter = trial.IsAsAfter;
        Tally.AsBefore += asBefore ? 1 : 0;
        Tally.AsAfter += asAfter && !asBefore ? 1 : 0;
        if (!asBefore && !asAfter)
        {
            if (!trial.IsBetween)
            {
                return trial.Strange();
            }
            Tally.Between++;
        }
        return OutputFault(absentIsWell: true) ?? trial.FaultOfAnother() ?? OutputFault(absentIsWell: false);
    }

    private string? OutputFault(bool absentIsWell)
    {
        if (trial.Step.Output is null || (absentIsWell && !File.Exists(trial.Step.Output)))
        {
            return null;
        }
        return File.ReadAllBytes(trial.Step.Output).AsSpan().SequenceEqual(output)
            ? null
            : $"{trial.Step.Output} is half-written";
    }

    /// <summary>
    /// Half of the moments fall anywhere in the time that the command takes; the rest shortly after something is
    /// half-made, or after the artefact is there, which are soon over.
    /// </summary>
    /// <returns>When it was killed; null when it ended first.</returns>
    private string? KillAtRandom()
    {
        var (name, longest, begun) = trial.Draws.Below(4) switch
        {
            0 => ("something was half-made", NearMilliseconds, () => WorkspaceState.HalfMade(trial.Tried) > 0),
            1 => ("it was there", NearMilliseconds / 2, () => !trial.IsAsBefore),
            _ => ("the start", (int)Tally.Unharmed.TotalMilliseconds, new Func<bool>(() => true)),
        };
        var wait = TimeSpan.FromMilliseconds(trial.Draws.Below(longest * 100) / 100.0);
        using var process = Start(trial.Tried);
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
        var start = new ProcessStartInfo(program, [.. trial.Step.Command, "--workspace", workspace])
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
