using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Reads one file of records in the native layout. Each worker cuts the next block of whole rows from the file, turns it
/// into columns and gives its records their place; batches are handed over in the order of the file. A few blocks per
/// worker are in memory at any time. The batches, the report and the faults are the same for any number of threads and any
/// block size.
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

    /// <summary>What was read; known after <see cref="Read"/>.</summary>
    public SourceReport? Report { get; private set; }

    /// <summary>Reads the file to its end.</summary>
    /// <param name="take">Gets the batches in file order, one at a time; a batch is used again afterwards.</param>
    /// <param name="takeAtOnce">
    /// Gets each batch before that, from the worker that made it (0 … threads − 1): in any order and several at the same
    /// time, but never two by one worker.
    /// </param>
    /// <param name="progress">Gets the bytes of text read so far.</param>
    /// <exception cref="SourceFormatException">The file as a whole cannot be used.</exception>
    public void Read(
        Action<RecordBatch> take,
        Action<int, RecordBatch>? takeAtOnce = null,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var source = new SourceText(file, settings.Digest);
        var cutter = new RowCutter(file.Name, source, settings.ChunkBytes, settings.SomeColumns);
        var heading = cutter.ReadHeading();
        var belt = new BlockBelt(
            cutter,
            batch =>
            {
                Take(batch, heading);
                progress?.Invoke(source.Bytes);
                take(batch);
            }
        );
        belt.Run(settings.Threads, worker => Reading(worker, heading, takeAtOnce), cancellation);
        Report = Finish(source, cutter, heading);
    }

    /// <summary>What one worker does with a block.</summary>
    private BlockWork Reading(int worker, RecordHeading heading, Action<int, RecordBatch>? takeAtOnce)
    {
        var reader = new RowReader(file.Name, heading, products, settings, key);
        return (chunk, first, batch) =>
        {
            reader.Read(chunk, first, batch);
            batch.Join = join.Place(batch.Uses, batch.Places);
            takeAtOnce?.Invoke(worker, batch);
        };
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

    private SourceReport Finish(SourceText source, RowCutter cutter, RecordHeading heading)
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
            new(separator, cutter.Encoding.Name(), mark, source.Gzip),
            rows,
            source.Bytes,
            source.Digest,
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
