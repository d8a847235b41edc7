using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>
/// Parts of one run and whether they make it up: each replicate exactly once, whatever shards it was divided into. What
/// comes of them is the run of one process, byte for byte (law P4).
/// </summary>
public sealed class PartMerge
{
    /// <param name="parts">In any order.</param>
    /// <exception cref="SourceFormatException">They are parts of different runs, or of another version of the program.</exception>
    public PartMerge(IEnumerable<PartView> parts)
    {
        Parts =
        [
            .. parts
                .OrderBy(p => p.Replicates.First)
                .ThenBy(p => p.Replicates.Count)
                .ThenBy(p => p.Name, StringComparer.Ordinal),
        ];
        var runs = Parts.Select(p => p.Card.Id).Distinct(StringComparer.Ordinal).ToList();
        if (runs.Count > 1)
        {
            var list = string.Join(", ", runs);
            throw new SourceFormatException(
                string.Join(", ", Parts.Select(p => p.Name)),
                null,
                null,
                new(
                    $"parts of {runs.Count} different runs: {list}",
                    $"delen van {runs.Count} verschillende projecties: {list}"
                ),
                new("parts of one run", "delen van één projectie"),
                new($"name one: populatie merge {runs[0]}", $"noem er een: populatie merge {runs[0]}")
            );
        }
        if (Card.EngineVersion != RunCard.Engine)
        {
            throw new SourceFormatException(
                Parts[0].Folder,
                null,
                null,
                new($"made by engine {Card.EngineVersion}", $"gemaakt door rekenkern {Card.EngineVersion}"),
                new($"engine {RunCard.Engine}", $"rekenkern {RunCard.Engine}"),
                new("make the parts again", "maak de delen opnieuw")
            );
        }
        var (missing, doubled) = (new List<ReplicateRange>(), new List<ReplicateRange>());
        var reached = 0;
        foreach (var range in Parts.Select(p => p.Replicates))
        {
            if (range.First > reached)
            {
                missing.Add(new(reached, range.First - reached));
            }
            if (range.First < reached && range.Count > 0)
            {
                doubled.Add(new(range.First, Math.Min(reached, range.End) - range.First));
            }
            reached = Math.Max(reached, range.End);
        }
        if (reached < Card.Replicates)
        {
            missing.Add(new(reached, Card.Replicates - reached));
        }
        (Missing, Doubled) = ([.. missing], [.. doubled]);
    }

    /// <summary>In order of their replicates.</summary>
    public ImmutableArray<PartView> Parts { get; }

    /// <summary>Of the run.</summary>
    public RunCard Card => Parts[0].Card;

    /// <summary>Replicates that no part has.</summary>
    public ImmutableArray<ReplicateRange> Missing { get; }

    /// <summary>Replicates that more than one part has.</summary>
    public ImmutableArray<ReplicateRange> Doubled { get; }

    public bool IsWhole => Missing.IsEmpty && Doubled.IsEmpty;

    /// <summary>Shards that would fill what is missing, if the run is divided as most of these parts are.</summary>
    public IReadOnlyList<Shard> MissingShards()
    {
        var of = Parts.GroupBy(p => p.Shard.Of).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        return
        [
            .. Enumerable
                .Range(1, of)
                .Select(number => new Shard(number, of))
                .Where(shard =>
                    shard.RangeIn(Card.Replicates) is var range
                    && Missing.Any(m => m.First < range.End && range.First < m.End)
                ),
        ];
    }

    /// <summary>Parts that have a replicate which another has too.</summary>
    public IReadOnlyList<PartView> DoubledParts() =>
        [.. Parts.Where(p => Doubled.Any(d => p.Replicates.First < d.End && d.First < p.Replicates.End))];

    /// <summary>Bytes of parts that are read at the same time. Tests set it low.</summary>
    internal long MostAtOnce { get; init; } = 2L << 30;

    /// <summary>Makes the run and keeps it.</summary>
    /// <param name="threads">Never changes a byte.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="SourceFormatException">A part is damaged.</exception>
    public string Save(Workspace workspace, int threads = 1)
    {
        if (!IsWhole)
        {
            throw new InvalidOperationException("these parts do not make up a run");
        }
        workspace.Publish(ArtefactKind.Run, Card.Id, Card.Scenario.Name, folder => Write(folder, threads));
        return Card.Id;
    }

    internal void Write(string folder, int threads)
    {
        // Through memory, so that its digest is checked on the way.
        void Copy(string file) =>
            ColumnFile.Read(Path.Combine(Parts[0].Folder, file)).Write(Path.Combine(folder, file));

        var card = File.ReadAllBytes(Path.Combine(Parts[0].Folder, RunFiles.Card));
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Card), card);
        Copy(RunFiles.Axes);
        foreach (var level in Card.Levels)
        {
            Copy(RunFiles.NameOf(level, RunFiles.Past));
        }
        var parts = Parts.Where(p => p.Replicates.Count > 0).ToArray();
        var tables = Card
            .Levels.SelectMany(l => Card.MeasureNames.Select(n => (Level: l, Measure: Measures.Find(n)!)))
            .ToArray();
        long BytesOf(string level, string measure) =>
            parts.Select(p => new FileInfo(p.PathOf(level, measure))).Where(f => f.Exists).Sum(f => f.Length);
        var sizes = Array.ConvertAll(tables, t => BytesOf(t.Level, t.Measure.Name));
        // A table of many parts may be too much to read at once: then they are added one after the other.
        var largest = sizes.Where(s => s <= MostAtOnce).Append(1).Max();
        SideBySide.Each(
            (int)Math.Min(threads, MostAtOnce / largest),
            tables.Length,
            () => new PartsTable(parts),
            (merged, i) =>
            {
                var (level, measure) = tables[i];
                var file = sizes[i] <= MostAtOnce ? merged.Of(level, measure) : Added(parts, level, measure);
                file.Write(Path.Combine(folder, RunFiles.NameOf(level, measure.Name)));
            }
        );
    }

    private ColumnFile Added(PartView[] parts, string level, Measure measure)
    {
        CellTable? table = null;
        foreach (var part in parts)
        {
            part.AddTo(ref table, level, measure, 0);
        }
        return new RunColumns().Of(table!, measure, Card.Replicates);
    }
}
