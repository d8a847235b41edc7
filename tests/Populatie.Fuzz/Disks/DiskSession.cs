using Populatie.Fuzz.Worlds;

namespace Populatie.Fuzz.Disks;

/// <summary>Every command of the tiny world on small disks; where nothing can be mounted, under a limit on file sizes.</summary>
internal static class DiskSession
{
    private const long FirstSize = 64 << 20;

    /// <param name="tries">In all on small disks; spread evenly over the commands.</param>
    /// <param name="limited">Tries for each command under a limit on file sizes, which start the program as a process.</param>
    public static IReadOnlyList<DiskTally> Run(string folder, int tries, int limited, ulong seed, Action<string> say)
    {
        using var disk = SmallDisk.Mount(Path.Combine(folder, "disk"), FirstSize, out var reason);
        if (disk is null)
        {
            say($"NO SMALL DISK: {reason}. Only the limit on file sizes is tried.");
        }
        // Steps that write outside the workspace have no disk of their own to fill.
        var steps = new TinyWorld(Path.Combine(folder, "files")).Steps.Where(s => s.Output is null).ToList();
        var tallies = new List<DiskTally>();
        if (disk is not null)
        {
            tallies.AddRange(Try(disk, Path.Combine(folder, "full"), (tries + steps.Count - 1) / steps.Count, ""));
        }
        tallies.AddRange(Try(null, Path.Combine(folder, "limited"), limited, ", files limited"));
        return tallies;

        IEnumerable<DiskTally> Try(SmallDisk? disk, string place, int each, string note)
        {
            var world = Directory.CreateDirectory(Path.Combine(place, "world")).FullName;
            foreach (var step in steps)
            {
                var trial = new DiskTrial(disk, world, place, step, seed);
                for (var i = 0; i < each; i++)
                {
                    trial.Once();
                }
                yield return Renamed(trial.Tally, step.Name + note);
            }
        }
    }

    private static DiskTally Renamed(DiskTally tally, string name)
    {
        var renamed = new DiskTally(name)
        {
            Tries = tally.Tries,
            Done = tally.Done,
            Refused = tally.Refused,
        };
        renamed.Broken.AddRange(tally.Broken);
        return renamed;
    }
}
