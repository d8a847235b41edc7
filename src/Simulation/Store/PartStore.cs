using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>
/// Parts of runs on disk: <c>parts/RUN-IofN/</c> with what the run has, but sums and counts in place of statistics; with
/// the number of finished replicates after the name where a shard is unfinished. Never changed: more of the same shard is
/// another part.
/// </summary>
public static class PartStore
{
    /// <summary>Column of areas, positions, years, and the first position of which values are kept.</summary>
    internal const string Shape = "shape";

    /// <summary>Column of what <see cref="CellTable.WriteTo"/> writes; none where there are rows.</summary>
    internal const string Counts = "counts";

    /// <summary>Column of values per replicate; shape [Area, Position that is kept, Year, Replicate].</summary>
    internal const string Values = "values";

    /// <summary>Column of what <see cref="CellTable.RowsTo"/> writes of a block.</summary>
    internal static string RowsOf(int block) => FormattableString.Invariant($"rows-{block}");

    /// <summary>Keeps what is finished of a shard, and takes away what it continues.</summary>
    /// <returns>The name of the part.</returns>
    public static string Save(Workspace workspace, ProjectionPart part, Shard shard)
    {
        var name = NameOf(part, shard);
        workspace.Publish(ArtefactKind.Part, name, part.Card.Scenario.Name, folder => Write(part, shard, folder));
        RemoveUnfinished(workspace, part.Card.Id, shard, part.Replicates.Count - 1);
        return name;
    }

    /// <summary>The parts of a run that are of one shard, the furthest last.</summary>
    public static IReadOnlyList<PartView> Of(Workspace workspace, string run, Shard shard)
    {
        // By name, so that a part of another run that is damaged is nobody's concern here.
        var name = NameOf(run, shard);
        return
        [
            .. Named(
                    workspace,
                    id =>
                        string.Equals(id, name, StringComparison.Ordinal)
                        || id.StartsWith($"{name}-at-", StringComparison.Ordinal)
                )
                .OrderBy(p => p.Replicates.Count),
        ];
    }

    /// <summary>All parts, in order of name.</summary>
    public static IReadOnlyList<PartView> All(Workspace workspace) => [.. Named(workspace, _ => true)];

    /// <summary>Takes away what was kept of a shard under way, now that there is more.</summary>
    /// <param name="atMost">Only those with at most so many replicates.</param>
    public static void RemoveUnfinished(Workspace workspace, string run, Shard shard, int atMost)
    {
        foreach (var part in Of(workspace, run, shard).Where(p => !p.IsFinished && p.Replicates.Count <= atMost))
        {
            workspace.Remove(ArtefactKind.Part, part.Name);
        }
    }

    /// <summary>Reads a part to go on with.</summary>
    /// <param name="empty">The same shard of the same run, with nothing finished; it is filled.</param>
    /// <exception cref="SourceFormatException">A file is damaged.</exception>
    public static ProjectionPart Restore(PartView part, ProjectionPart empty)
    {
        foreach (var accumulator in empty.Accumulators)
        {
            foreach (var measure in accumulator.MeasureList)
            {
                part.AddTo(
                    accumulator.TableOf(measure),
                    accumulator.Level.ToName(),
                    measure.Name,
                    part.Replicates.First
                );
            }
        }
        return empty with { Replicates = part.Replicates };
    }

    private static IEnumerable<PartView> Named(Workspace workspace, Predicate<string> isMeant) =>
        workspace
            .List(ArtefactKind.Part)
            .Select(e => e.Id)
            .Where(id => isMeant(id))
            .Order(StringComparer.Ordinal)
            .Select(id => new PartView(workspace.PathOf(ArtefactKind.Part, id)));

    private static string NameOf(string run, Shard shard) =>
        FormattableString.Invariant($"{run}-{shard.Number}of{shard.Of}");

    private static string NameOf(ProjectionPart part, Shard shard)
    {
        var name = NameOf(part.Card.Id, shard);
        return part.Replicates == shard.RangeIn(part.Card.Replicates)
            ? name
            : FormattableString.Invariant($"{name}-at-{part.Replicates.Count}");
    }

    private static void Write(ProjectionPart part, Shard shard, string folder)
    {
        var measures = part.Accumulators[0].MeasureList;
        if (part.Replicates.First == 0)
        {
            ImmutableArray<AreaLevel> levels = [.. part.Accumulators.Select(a => a.Level)];
            RunFiles.WriteCommon(part.Card, part.Inputs, part.Axis, levels, measures, folder);
        }
        else
        {
            // What all parts have in common the first has for all.
            RunFiles.WriteCard(part.Card, folder);
        }
        var card = new PartCard(shard.Number, shard.Of, part.Replicates.First, part.Replicates.Count);
        File.WriteAllText(
            Path.Combine(folder, PartView.PartFile),
            JsonSerializer.Serialize(card),
            new UTF8Encoding(false)
        );
        SideBySide.Each(
            part.Settings.Threads,
            part.Accumulators.Length * measures.Length,
            () => (Bytes: new VarBytes(), Values: new NumberColumn()),
            (room, i) =>
            {
                var (accumulator, measure) = (part.Accumulators[i / measures.Length], measures[i % measures.Length]);
                FileOf(accumulator.TableOf(measure), part.Replicates, room.Bytes, room.Values)
                    .Write(Path.Combine(folder, RunFiles.NameOf(accumulator.Level.ToName(), measure.Name)));
            }
        );
    }

    /// <summary>Rows of a table, or its sums and counts, and values of its first replicates where they are kept.</summary>
    private static ColumnFile FileOf(CellTable table, ReplicateRange replicates, VarBytes bytes, NumberColumn values)
    {
        var file = new ColumnFile();
        file.Add<int>(Shape, [table.AreaCount, table.Axis, table.Years, table.KeptFrom]);
        bytes.Clear();
        if (table.HoldsRows)
        {
            var ends = new int[replicates.Blocks];
            for (var block = 0; block < ends.Length; block++)
            {
                table.RowsTo(bytes, block);
                ends[block] = bytes.Lent.Length;
            }
            for (var block = 0; block < ends.Length; block++)
            {
                file.Lend<byte>(RowsOf(block), bytes.Lent[(block == 0 ? 0 : ends[block - 1])..ends[block]]);
            }
        }
        else
        {
            table.WriteTo(bytes);
            file.Lend<byte>(Counts, bytes.Lent);
        }
        if (table.KeptFrom < table.Axis)
        {
            table.KeptTo(values, replicates.Count);
            RunFiles.Lend(file, Values, values);
        }
        return file;
    }
}
