namespace Populatie.Fuzz.Trials;

/// <summary>How long to try, and what with.</summary>
/// <param name="Executions">In total over the targets; 0 for no such limit.</param>
/// <param name="Time">Of the clock; zero for no such limit.</param>
/// <param name="Notes">Folder for the inputs under way and for those that failed; null for none.</param>
internal sealed record SessionSettings(long Executions, TimeSpan Time, ulong Seed, int Threads, string? Notes);

/// <summary>
/// All targets, turn by turn, on some threads. What a target is given depends on the seed and on how many turns it gets,
/// never on the threads.
/// </summary>
internal sealed class Session(IReadOnlyList<Target> targets, SessionSettings settings)
{
    /// <summary>An input this small that takes this long will not end, however busy the machine.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly Queue<Campaign> waiting = new(targets.Select(t => new Campaign(t, settings.Seed)));
    private readonly List<Campaign> all = [];
    private readonly Lock gate = new();
    private readonly System.Diagnostics.Stopwatch clock = new();
    private long done;

    public IReadOnlyList<Campaign> Campaigns => all;

    public TimeSpan Time => clock.Elapsed;

    /// <summary>Runs to the end, or until an input hangs.</summary>
    /// <returns>The target and the input that hangs, or null.</returns>
    public (Target Target, byte[] Input)? Run(Action<string> say)
    {
        all.AddRange(waiting);
        clock.Start();
        var watches = Enumerable.Range(0, settings.Threads).Select(NewWatch).ToArray();
        var workers = watches.Select(w => new Thread(() => Work(w), 16 << 20) { IsBackground = true }).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }
        var told = TimeSpan.Zero;
        while (!Array.TrueForAll(workers, w => w.Join(Look)))
        {
            foreach (var watch in watches)
            {
                if (watch.Stuck(Longest) is { } stuck)
                {
                    return (stuck.Target, stuck.Input);
                }
            }
            if (clock.Elapsed - told > TimeSpan.FromSeconds(20))
            {
                told = clock.Elapsed;
                say($"{Interlocked.Read(ref done):N0} executions in {told.TotalSeconds:0} s");
            }
        }
        foreach (var watch in watches)
        {
            watch.Dispose();
        }
        foreach (var target in targets.OfType<IDisposable>())
        {
            target.Dispose();
        }
        return null;
    }

    private Watch NewWatch(int worker) =>
        new(
            settings.Notes is null
                ? null
                : Path.Combine(settings.Notes, FormattableString.Invariant($"under-way-{worker}"))
        );

    private void Work(Watch watch)
    {
        while (Next() is { } campaign)
        {
            var before = campaign.Executions;
            campaign.Run(Turn(campaign.Target), watch, OutOfTime);
            Interlocked.Add(ref done, campaign.Executions - before);
            lock (gate)
            {
                waiting.Enqueue(campaign);
            }
        }
    }

    private Campaign? Next()
    {
        while (!Enough())
        {
            lock (gate)
            {
                if (waiting.TryDequeue(out var campaign))
                {
                    return campaign;
                }
            }
            Thread.Sleep(1); // More threads than targets.
        }
        return null;
    }

    /// <summary>Executions of one turn: small ones when time is short, so that every target has its turn.</summary>
    private long Turn(Target target) =>
        Math.Max(
            1,
            target.Share * (settings.Time > TimeSpan.Zero && settings.Time < TimeSpan.FromSeconds(30) ? 2L : 20L)
        );

    private bool OutOfTime() => settings.Time > TimeSpan.Zero && clock.Elapsed > settings.Time;

    private bool Enough() =>
        OutOfTime() || (settings.Executions > 0 && Interlocked.Read(ref done) >= settings.Executions);
}
