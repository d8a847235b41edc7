using System.Diagnostics;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Fuzz.Worlds;

namespace Populatie.Fuzz.Disks;

/// <summary>How one command did on disks that were too small for it.</summary>
internal sealed class DiskTally(string name)
{
    public string Name { get; } = name;

    public int Tries { get; set; }

    /// <summary>Tries in which there was room enough after all.</summary>
    public int Done { get; set; }

    /// <summary>Tries refused with exit 4 and one clear line.</summary>
    public int Refused { get; set; }

    public List<string> Broken { get; } = [];
}

/// <summary>
/// Gives one command a disk that is too small for it by a random amount: it must succeed, or end with exit 4 and one line
/// that names the trouble; the workspace must be as before, as after or between, and whole; and with space again the same command
/// must make the same artefact.
/// </summary>
internal sealed class DiskTrial
{
    private const int ResourceExit = 4;
    private const long Page = 4096;
    private const long Ample = 64 << 20;
    private readonly SmallDisk? disk;
    private readonly StepTrial trial;
    private readonly long needed;
    private readonly long largest;

    /// <param name="disk">The disk on which to try; null to limit the size of files instead.</param>
    /// <param name="world">Workspace in which all earlier commands were done; the command is done in it too.</param>
    public DiskTrial(SmallDisk? disk, string world, string folder, Step step, ulong seed)
    {
        this.disk = disk;
        disk?.Resize(Ample);
        trial = new(step, world, folder, Path.Combine(disk?.Folder ?? folder, "tried"), seed);
        WorkspaceState.Copy(world, trial.Tried);
        needed = disk?.Used() ?? 0;
        Restore();
        needed -= disk?.Used() ?? 0;
        largest = Directory.EnumerateFiles(world, "*", SearchOption.AllDirectories).Max(f => new FileInfo(f).Length);
        Tally = new(step.Name);
    }

    public DiskTally Tally { get; }

    private void Restore()
    {
        disk?.Resize(Ample);
        trial.Restore();
    }

    public void Once()
    {
        Restore();
        var (said, language) = disk is null ? WithLimit() : OnSmallDisk();
        Tally.Tries++;
        var fault = said.Exit switch
        {
            0 => trial.IsExpected(said) ? null : trial.Strayed(said),
            ResourceExit => Complaint(said, language),
            _ => $"exit {said.Exit}: {said.Errors}",
        };
        Tally.Done += said.Exit == 0 ? 1 : 0;
        Tally.Refused += said.Exit == ResourceExit ? 1 : 0;
        fault ??= Left(said.Exit == 0);
        if (fault is not null)
        {
            Tally.Broken.Add($"{trial.Step.Name}: {fault}");
        }
    }

    private (Said Said, Language Language) OnSmallDisk()
    {
        var language = trial.Draws.Of(Language.English, Language.Dutch);
        // What is being made needs some room twice: in the staging area, and in the journal of the catalogue.
        var most = needed + (8 * Page);
        disk!.Resize(disk.Used() + (Page * trial.Draws.Below((int)(most / Page))));
        var said = Commands.RunIn(language, [.. trial.Step.Command, "--workspace", trial.Tried]);
        return (said, language);
    }

    /// <summary>No file may grow beyond a random size: another way to run out, which needs no rights.</summary>
    private (Said Said, Language Language) WithLimit()
    {
        var language = trial.Draws.Of(Language.English, Language.Dutch);
        var kilobytes = trial.Draws.Below((int)(largest / 1024) + 8);
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
                "bash",
                kilobytes.ToString(CultureInfo.InvariantCulture),
                Path.Combine(AppContext.BaseDirectory, "populatie"),
                .. trial.Step.Command,
                "--workspace",
                trial.Tried,
                "--lang",
                language == Language.Dutch ? "nl" : "en",
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime writes its code through a file that may be larger than the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (new(process.ExitCode, output.Result, errors.Result), language);
    }

    /// <summary>One line of complaint, in the language asked for, that says what to do.</summary>
    private static string? Complaint(Said said, Language language)
    {
        var lines = said.Errors.Split('\n').Where(l => l.StartsWith("populatie: ", StringComparison.Ordinal)).ToList();
        var words =
            language == Language.Dutch
                ? "de schijf is vol|groter dan dit systeem|controleer de schijf"
                : "the disk is full|larger than this system|check the disk";
        return lines.Count == 1 && words.Split('|').Any(w => lines[0].Contains(w, StringComparison.Ordinal))
            ? null
            : $"no clear line in {language}: {said.Errors}";
    }

    private string? Left(bool done)
    {
        disk?.Resize(Ample);
        return trial.IsAsAfter || (!done && trial.IsBetween) ? trial.FaultOfAnother() : trial.Strange();
    }
}
