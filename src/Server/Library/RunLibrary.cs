using System.Collections.Concurrent;
using Populatie.Analytics.Store;
using Populatie.Server.Problems;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Server.Library;

/// <summary>
/// The runs of a workspace, as many requests at once may read them, and what is tried. Runs never change: what was read once
/// is kept, up to a number of runs. Trials are read like any run, but are not in the list and never the latest. Thread-safe.
/// </summary>
internal sealed class RunLibrary(Workspace workspace, TrialShelf trials)
{
    /// <summary>Runs whose tables are held open; a run of a city takes tens of megabytes.</summary>
    private const int MostOpen = 8;

    private readonly ConcurrentDictionary<string, RunCard> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenRun> open = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long turn;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunCard> Cards() => [.. workspace.List(ArtefactKind.Run).Reverse().Select(e => CardOf(e.Id))];

    /// <summary>The id that a client means: one of a run that there is, or <c>latest</c>.</summary>
    /// <exception cref="ApiFault">There is no such run.</exception>
    public string Find(string id)
    {
        if (
            string.Equals(id, "latest", StringComparison.Ordinal)
            && workspace.List(ArtefactKind.Run) is [.., var newest]
        )
        {
            return newest.Id;
        }
        return Has(id) || trials.Find(id) is not null ? id : throw NoSuchRun();
    }

    /// <summary>Whether it is kept.</summary>
    public bool Has(string id) => IsId(id) && workspace.Has(ArtefactKind.Run, id);

    /// <param name="id">Of a run that there is.</param>
    public RunCard CardOf(string id) =>
        trials.Find(id)?.Card
        ?? cards.GetOrAdd(
            id,
            i => RunCard.FromJson(File.ReadAllText(Path.Combine(workspace.PathOf(ArtefactKind.Run, i), "card.json")))
        );

    /// <summary>Reads something out of a run; one reader at a time.</summary>
    /// <param name="id">Of a run that there is.</param>
    public T Read<T>(string id, Func<RunView, T> read)
    {
        var run = Open(id);
        lock (run)
        {
            return read(run);
        }
    }

    /// <summary>Reads something out of two runs together.</summary>
    /// <param name="a">Id of a run that there is; so is <paramref name="b"/>.</param>
    public T Read<T>(string a, string b, Func<RunView, RunView, T> read)
    {
        var (one, other) = (Open(a), Open(b));
        // Always in the same order, so that two who ask the other way round do not wait for each other.
        var isInOrder = string.CompareOrdinal(a, b) <= 0;
        lock (isInOrder ? one : other)
        {
            lock (isInOrder ? other : one)
            {
                return read(one, other);
            }
        }
    }

    private RunView Open(string id) =>
        Has(id)
            ? Kept(id).Value
            // Between two questions another trial may have taken its place.
            : trials.Find(id) ?? throw NoSuchRun();

    private Lazy<RunView> Kept(string id)
    {
        lock (gate)
        {
            if (!open.TryGetValue(id, out var run))
            {
                open.Add(id, run = new(new(() => RunStore.Load(workspace, id))));
                if (open.Count > MostOpen)
                {
                    open.Remove(
                        open.MinBy(o =>
                            string.Equals(o.Key, id, StringComparison.Ordinal) ? long.MaxValue : o.Value.Turn
                        ).Key
                    );
                }
            }
            run.Turn = ++turn;
            return run.View;
        }
    }

    private static ApiFault NoSuchRun() =>
        ApiFault.NotFound(
            "there is no such run; /v1/runs lists those that there are",
            "deze projectie is er niet; /v1/runs noemt de projecties die er zijn"
        );

    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiHexDigitLower);

    private sealed class OpenRun(Lazy<RunView> view)
    {
        public Lazy<RunView> View { get; } = view;

        public long Turn { get; set; }
    }
}
