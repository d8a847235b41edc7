using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Tallies;

/// <summary>From files of records straight to a tally: read, place, count; nothing is kept.</summary>
internal static class RecordTally
{
    /// <summary>Counts the records of files.</summary>
    /// <param name="key">Under which persons are digested.</param>
    /// <param name="spill">Made when rows must be laid aside.</param>
    /// <returns>The tally, and what became of every row.</returns>
    public static (Tally Tally, RecordReport Report) Run(
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings reading,
        TallySettings settings,
        byte[] key,
        Func<ITallySpill> spill,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var builder = new TallyBuilder(settings, spill);
        var report = Read(files, places, products, reading, key, builder.Add, progress, cancellation);
        return (builder.Build(cancellation), report);
    }

    /// <summary>Reads files and gives their rows as a tally takes them, block by block.</summary>
    /// <param name="add">By worker; several at the same time, never two by one worker.</param>
    public static RecordReport Read(
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings reading,
        byte[] key,
        RowTaker add,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        var rows = new TallyRow[reading.Threads][];
        return RecordImport.Read(
            files,
            places,
            products,
            reading,
            key,
            (_, _) => { },
            progress,
            cancellation,
            (worker, uses) =>
            {
                var room = rows[worker];
                if (room is null || room.Length < uses.Count)
                {
                    rows[worker] = room = new TallyRow[uses.Count + (uses.Count / 4)];
                }
                for (var row = 0; row < uses.Count; row++)
                {
                    room[row] = TallyRow.Of(uses, row);
                }
                add(worker, room.AsSpan(0, uses.Count));
            }
        );
    }
}

/// <summary>Takes rows from a worker.</summary>
internal delegate void RowTaker(int worker, ReadOnlySpan<TallyRow> rows);
