using System.Collections.Concurrent;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Joining;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Reads one file of records in the native layout: one thread cuts it into blocks of whole rows, workers turn blocks into
/// columns and give records their place, and the batches come out in the order of the file. A few blocks per worker are in
/// memory at any time. The batches, the report and the faults are the same for any number of threads and any block size.
/// </summary>
internal sealed class RecordReader(
    RecordFile file,
    ProductChecks products,
    LocationJoin join,
    RecordSettings settings,
    byte[] key
)
{
    /// <summary>So many first rows with coordinates in degrees, and no other, make a file that is not in RD.</summary>
    public const int DegreesEnough = 100;

    private readonly RowTallies tallies = new();
    private long rows;
    private long degrees;
    private long degreesLine;
    private bool metres;
    private (bool Point, bool Comma) marks;

    public RowTallies Tallies => tallies;

    /// <summary>What was read; known at the end of <see cref="Batches"/>.</summary>
    public SourceReport? Report { get; private set; }

    /// <summary>The batches in file order; each is new and may be kept.</summary>
    /// <param name="progress">Gets the bytes of text read so far.</param>
    /// <exception cref="SourceFormatException">The file as a whole cannot be used.</exception>
    public IEnumerable<RecordBatch> Batches(Action<long>? progress = null, CancellationToken cancellation = default)
    {
        using var pump = new SourcePump(file);
        var cutter = new RowCutter(file.Name, pump, settings.ChunkBytes);
        var heading = cutter.ReadHeading();
        var idle = new ConcurrentBag<RowReader>();
        var ahead = new Queue<Task<RecordBatch>>();
        var more = true;
        for (var first = true; more || ahead.Count > 0; first = false)
        {
            cancellation.ThrowIfCancellationRequested();
            if (more)
            {
                more = TryCut(cutter, out var work, heading, idle, first);
                if (work is not null)
                {
                    ahead.Enqueue(work);
                }
            }
            if (ahead.Count > 0 && (!more || ahead.Count > 2 * settings.Threads))
            {
                var batch = ahead.Dequeue().GetAwaiter().GetResult();
                Take(batch, heading);
                progress?.Invoke(pump.Bytes);
                yield return batch;
            }
        }
        Report = Finish(pump, cutter, heading);
    }

    /// <summary>Cuts a block and sets a worker to it. A fault of the cutter waits its turn behind the blocks before it.</summary>
    private bool TryCut(
        RowCutter cutter,
        out Task<RecordBatch>? work,
        RecordHeading heading,
        ConcurrentBag<RowReader> idle,
        bool first
    )
    {
        try
        {
            var chunk = cutter.Next();
            work =
                chunk is null ? null
                : settings.Threads == 1 ? Task.FromResult(Read(chunk, heading, idle, first))
                : Task.Run(() => Read(chunk, heading, idle, first));
            return chunk is not null;
        }
        catch (SourceFormatException fault)
        {
            work = Task.FromException<RecordBatch>(fault);
            return false;
        }
    }

    private RecordBatch Read(RowChunk chunk, RecordHeading heading, ConcurrentBag<RowReader> idle, bool first)
    {
        using (chunk)
        {
            if (!idle.TryTake(out var reader))
            {
                reader = new RowReader(file.Name, heading, products, settings, key);
            }
            var batch = reader.Read(chunk, first);
            batch.Join = join.Place(batch.Uses, batch.Places);
            idle.Add(reader);
            return batch;
        }
    }

    private void Take(RecordBatch batch, RecordHeading heading)
    {
        tallies.Append(batch.Tallies, rows);
        rows += batch.Rows;
        marks = (marks.Point | batch.SawPoint, marks.Comma | batch.SawComma);
        if (!metres)
        {
            degreesLine = degrees == 0 ? batch.DegreesLine : degreesLine;
            degrees += batch.LeadingDegrees;
            metres = batch.SawMetres;
        }
        if (degrees >= DegreesEnough)
        {
            throw InDegrees(heading);
        }
    }

    private SourceReport Finish(SourcePump pump, RowCutter cutter, RecordHeading heading)
    {
        if (!metres && degrees > 0)
        {
            throw InDegrees(heading);
        }
        if (rows == 0)
        {
            throw RecordFaults.NoRows(file.Name);
        }
        var mark = marks switch
        {
            (true, true) => "both",
            (true, false) => "point",
            (false, true) => "comma",
            _ => "none seen",
        };
        var separator = ((char)heading.Separator).ToString(CultureInfo.InvariantCulture);
        return new(
            file.Name,
            new(separator, cutter.Encoding.Name(), mark, pump.Gzip),
            rows,
            pump.Bytes,
            pump.Digest,
            heading.Ignored
        );
    }

    private SourceFormatException InDegrees(RecordHeading heading) =>
        new(
            file.Name,
            degreesLine,
            heading.FieldOf[(int)RecordColumn.X] + 1,
            new("coordinates in degrees (WGS 84)", "coördinaten in graden (WGS 84)"),
            new("RD New metres (EPSG:28992)", "RD New in meters (EPSG:28992)"),
            new("convert them before importing", "reken ze om voor het importeren")
        );
}
