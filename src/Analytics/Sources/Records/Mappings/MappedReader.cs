using System.Runtime.ExceptionServices;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Reads a delivery through a mapping: rows are translated into the native layout on the way and read by the same reader,
/// and everything that is told of them names the file, line and column that were delivered. Use once.
/// </summary>
internal sealed class MappedReader(
    RecordMapping mapping,
    IReadOnlyList<RecordFile> files,
    ProductAxis products,
    LocationJoin join,
    RecordSettings settings,
    byte[] key
)
{
    private readonly Dictionary<long, RowOrigin> places = [];
    private long rows;

    /// <summary>What was set aside, odd and combined; known after <see cref="Read"/>.</summary>
    public RowTallies Tallies { get; } = new();

    /// <summary>What was read of each file; known after <see cref="Read"/>.</summary>
    public IReadOnlyList<SourceReport> Reports { get; private set; } = [];

    /// <summary>Reads the files to their end.</summary>
    /// <param name="take">Gets the batches in order, one at a time; a batch is used again afterwards.</param>
    /// <exception cref="SourceFormatException">A file as a whole cannot be used, or nothing in it is a record.</exception>
    public void Read(Action<RecordBatch> take, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var translation = new Translation(mapping, files, products, key, progress, cancellation);
        NativeStream? native = null;
        var reader = new RecordReader(
            new RecordFile(files[0].Name, () => native = new NativeStream(translation.Rows())),
            new ProductChecks(products),
            join,
            settings,
            key
        );
        try
        {
            reader.Read(
                batch =>
                {
                    Follow(batch.Rows, reader.Tallies, translation);
                    take(batch);
                },
                cancellation: cancellation
            );
        }
        catch (Exception) when (native?.Fault is { } fault)
        {
            // What went wrong in translating is told as it was, not as the reader met it.
            ExceptionDispatchInfo.Throw(fault);
        }
        catch (SourceFormatException) when (rows == 0 && translation.Origins.IsEmpty)
        {
            // No row was left for the reader: the report says why, unless there is nothing to say.
            if (translation.Tallies.SetAsideTallies().IsEmpty)
            {
                throw MappingFaults.NothingLeft(files[0].Name, translation.RowsRead);
            }
        }
        Tallies.Append(translation.Tallies, 0);
        Tallies.Append(reader.Tallies.At(Delivered), 0);
        Reports = translation.Reports;
    }

    /// <summary>
    /// Remembers where those rows of a batch come from that are told of. The reader is ahead of its batches by a few blocks,
    /// so few origins wait.
    /// </summary>
    private void Follow(long count, RowTallies tallies, Translation translation)
    {
        var told = tallies
            .SetAsideTallies()
            .SelectMany(t => t.First)
            .Concat(tallies.OddTallies().SelectMany(t => t.First))
            .Select(p => p.Row)
            .ToHashSet();
        for (var i = 0L; i < count && translation.Origins.TryDequeue(out var origin); i++)
        {
            rows++;
            if (told.Contains(rows))
            {
                places[rows] = origin;
            }
        }
    }

    private RowPlace Delivered(RowPlace place)
    {
        var origin = places[place.Row];
        var column = RecordTokens.Columns.IndexOf(place.Column);
        return new(
            files[origin.File].Name,
            origin.Row,
            origin.Line,
            column < 0 ? place.Column : RowTranslator.NameOf(origin.Kind, (RecordColumn)column),
            place.Found
        );
    }
}
