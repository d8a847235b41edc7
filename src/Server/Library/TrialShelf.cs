using Populatie.Server.Contracts;
using Populatie.Simulation.Store;

namespace Populatie.Server.Library;

/// <summary>
/// What was tried, and how far it came: runs in memory, of the first futures and of all. They are read as any run is, and are in
/// no list; the trial that was longest unread makes room for the next. Thread-safe.
/// </summary>
internal sealed class TrialShelf
{
    /// <summary>Trials held; of a city each takes some twenty megabytes.</summary>
    public const int Most = 8;

    private readonly Dictionary<string, Trial> trials = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long turn;

    /// <summary>Adds a stage to a trial.</summary>
    /// <param name="trial">Id of the run of all its futures.</param>
    /// <param name="futures">What came of the first of them, or of all.</param>
    public TrialStage Put(string trial, RunView futures)
    {
        var stage = new TrialStage(futures.Card.Id, futures.Card.Replicates);
        lock (gate)
        {
            if (!trials.TryGetValue(trial, out var held))
            {
                if (trials.Count >= Most)
                {
                    trials.Remove(trials.MinBy(t => t.Value.Turn).Key);
                }
                trials.Add(trial, held = new());
            }
            held.Turn = ++turn;
            held.Stages.RemoveAll(s => s.Stage == stage);
            held.Stages.Add((stage, futures));
        }
        return stage;
    }

    /// <summary>A run of some futures; null when it is not held.</summary>
    public RunView? Find(string run)
    {
        lock (gate)
        {
            foreach (var held in trials.Values)
            {
                if (held.Stages.Find(s => s.Stage.Is(run)).Futures is { } found)
                {
                    held.Turn = ++turn;
                    return found;
                }
            }
            return null;
        }
    }

    /// <summary>In order of futures; empty when nothing of it is held.</summary>
    public TrialStage[] StagesOf(string trial)
    {
        lock (gate)
        {
            return trials.TryGetValue(trial, out var held) ? [.. held.Stages.Select(s => s.Stage)] : [];
        }
    }

    /// <summary>All futures of a trial; null while they are not there.</summary>
    public RunView? Whole(string trial) => StagesOf(trial) is [.., var last] && last.Is(trial) ? Find(trial) : null;

    private sealed class Trial
    {
        public List<(TrialStage Stage, RunView Futures)> Stages { get; } = [];

        public long Turn { get; set; }
    }
}
