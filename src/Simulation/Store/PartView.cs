using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>What a part says of itself: of which shard it is, and which of its replicates are finished.</summary>
/// <param name="Number">Of the shard, from 1.</param>
/// <param name="Of">Shards in all.</param>
/// <param name="First">First replicate, from 0.</param>
/// <param name="Count">Replicates that are finished.</param>
internal sealed record PartCard(int Number, int Of, int First, int Count);

/// <summary>Some replicates of a run as they lie on disk. Only what is asked for is read.</summary>
public sealed class PartView
{
    internal const string PartFile = "part.json";

    /// <exception cref="SourceFormatException">It is no part of a run, or damaged.</exception>
    public PartView(string folder)
    {
        Folder = folder;
        try
        {
            Card = RunCard.FromJson(File.ReadAllText(Path.Combine(folder, RunFiles.Card)));
            var part = JsonSerializer.Deserialize<PartCard>(File.ReadAllText(Path.Combine(folder, PartFile)))!;
            Shard = new(part.Number, part.Of);
            Replicates = new(part.First, part.Count);
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or NullReferenceException
                        or FileNotFoundException
                        or DirectoryNotFoundException
            )
        {
            throw NoPart(folder, fault);
        }
        if (
            Shard.Number < 1
            || Shard.Number > Shard.Of
            || Replicates.First != Range.First
            || Replicates.End > Range.End
        )
        {
            throw NoPart(folder, null);
        }
    }

    public string Folder { get; }

    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));

    /// <summary>Of the whole run.</summary>
    public RunCard Card { get; }

    public Shard Shard { get; }

    /// <summary>Those that are finished.</summary>
    public ReplicateRange Replicates { get; }

    public bool IsFinished => Replicates == Range;

    private ReplicateRange Range => Shard.RangeIn(Card.Replicates);

    /// <summary>Adds one table of this part to one that has room for its replicates.</summary>
    internal void AddTo(CellTable table, string level, string measure, int firstReplicate)
    {
        var whole = table;
        AddTo(ref whole, level, Measures.Find(measure)!, firstReplicate);
    }

    /// <param name="table">Null: one is made for all replicates of the run.</param>
    internal void AddTo([NotNull] ref CellTable? table, string level, Measure measure, int firstReplicate)
    {
        var there = table;
        table = ColumnFile.Read(
            PathOf(level, measure.Name),
            file =>
            {
                var shape = file.Get<int>(PartStore.Shape);
                var into = there ?? new(shape[0], shape[1], shape[2], shape[3], Card.Replicates, measure.Grain);
                if (!shape.AsSpan().SequenceEqual([into.AreaCount, into.Axis, into.Years, into.KeptFrom]))
                {
                    throw new FormatException("another shape");
                }
                var (first, count) = (Replicates.First - firstReplicate, Replicates.Count);
                var values = file.Has(PartStore.Values) ? RunFiles.Whole(file, PartStore.Values) : [];
                if (file.Has(PartStore.Counts))
                {
                    into.Add(first, count, file.Lent(PartStore.Counts), values);
                }
                else
                {
                    into.Add(first, count, RowsOf(file), values);
                }
                return into;
            }
        );
    }

    /// <summary>Block by block, where a table of this part has rows.</summary>
    internal ReadOnlyMemory<byte>[] RowsOf(ColumnFile file) =>
        [.. Enumerable.Range(0, Replicates.Blocks).Select(b => file.Lent(PartStore.RowsOf(b)))];

    internal string PathOf(string level, string measure) => Path.Combine(Folder, RunFiles.NameOf(level, measure));

    private static SourceFormatException NoPart(string folder, Exception? fault) =>
        new(
            folder,
            null,
            null,
            new("no part of a run", "geen deel van een projectie"),
            new("a folder made by project --shard", "een map gemaakt door project --shard"),
            new("name a part of the workspace, or its folder", "noem een deel uit de werkmap, of de map ervan"),
            fault
        );
}
