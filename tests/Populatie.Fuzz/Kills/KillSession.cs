using Populatie.Fuzz.Worlds;

namespace Populatie.Fuzz.Kills;

/// <summary>Kills of all commands of the tiny world, one command after the other, on some workers at once.</summary>
internal static class KillSession
{
    /// <param name="folder">A folder to work in.</param>
    /// <param name="kills">In all; spread evenly over the commands.</param>
    /// <param name="only">Names of the commands to kill; the others are only done. Null for all.</param>
    public static IReadOnlyList<KillTally> Run(
        string folder,
        int kills,
        ulong seed,
        int workers,
        IReadOnlyCollection<string>? only = null,
        Action<KillTally>? told = null
    )
    {
        var program = Path.Combine(AppContext.BaseDirectory, "populatie");
        var worlds = Enumerable
            .Range(0, workers)
            .Select(w => Path.Combine(folder, FormattableString.Invariant($"world-{w}")))
            .ToArray();
        var steps = worlds.Select(w => new TinyWorld(Path.Combine(w, "files")).Steps).ToArray();
        var tallies = new List<KillTally>();
        var chosen = steps[0].Where(s => only?.Contains(s.Name) ?? true).Select(s => s.Name).ToList();
        for (var i = 0; i < steps[0].Count; i++)
        {
            var at = chosen.IndexOf(steps[0][i].Name);
            var share = at < 0 ? 0 : (kills * (at + 1) / chosen.Count) - (kills * at / chosen.Count);
            var trials = new KillTrial?[workers];
            var left = share;
            Parallel.For(
                0,
                workers,
                new ParallelOptions { MaxDegreeOfParallelism = workers },
                w =>
                {
                    var (world, step) = (Path.Combine(worlds[w], "workspace"), steps[w][i]);
                    Directory.CreateDirectory(world);
                    if (share == 0)
                    {
                        Done(step, world);
                        return;
                    }
                    var trial = trials[w] = new KillTrial(
                        program,
                        world,
                        Path.Combine(worlds[w], "trial"),
                        step,
                        seed + (ulong)w
                    );
                    while (trial.Tally.Missed < (3 * share) + 10 && Interlocked.Decrement(ref left) >= 0)
                    {
                        var before = trial.Tally.Kills;
                        trial.Once();
                        if (trial.Tally.Kills == before)
                        {
                            Interlocked.Increment(ref left);
                        }
                    }
                }
            );
            if (share > 0)
            {
                var tally = Together(steps[0][i].Name, trials);
                tallies.Add(tally);
                told?.Invoke(tally);
            }
        }
        return tallies;
    }

    private static void Done(Step step, string world)
    {
        var said = Commands.Run([.. step.Command, "--workspace", world]);
        if (said.Exit != 0)
        {
            throw new InvalidOperationException($"{step.Name}: {said.Errors}");
        }
    }

    private static KillTally Together(string name, IEnumerable<KillTrial?> trials)
    {
        var sum = new KillTally(name);
        foreach (var tally in trials.Select(t => t!.Tally))
        {
            sum.Unharmed = tally.Unharmed > sum.Unharmed ? tally.Unharmed : sum.Unharmed;
            sum.Kills += tally.Kills;
            sum.Missed += tally.Missed;
            sum.AsBefore += tally.AsBefore;
            sum.AsAfter += tally.AsAfter;
            sum.Between += tally.Between;
            sum.HalfMade += tally.HalfMade;
            sum.Broken.AddRange(tally.Broken);
        }
        return sum;
    }
}
