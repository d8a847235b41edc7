using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Rows divided by person, so that a person's records lie in one partition and partitions can be worked on apart. Rows are
/// kept in chunks that are never copied; a partition is made contiguous and sorted only while it is worked on.
/// </summary>
internal sealed class RowPartitions
{
    /// <summary>Some 20,000 rows per partition at five million: what one sorts fits in the cache of a core.</summary>
    public const int Count = 256;

    private const int FirstChunk = 16;
    private const int LargestChunk = 4096;
    private readonly List<UseRow[]>?[] chunks = new List<UseRow[]>?[Count];
    private readonly int[] rows = new int[Count];
    private readonly int[] room = new int[Count];

    public long RowCount { get; private set; }

    /// <summary>What was set aside before any person was looked at.</summary>
    public CleaningTally Tally { get; } = new();

    /// <summary>First day of care seen; <see cref="int.MaxValue"/> when there is none.</summary>
    public int FirstStart { get; private set; } = int.MaxValue;

    /// <summary>First request seen; <see cref="int.MaxValue"/> when there is none.</summary>
    public int FirstRequest { get; private set; } = int.MaxValue;

    /// <summary>Last day seen of any kind; <see cref="int.MinValue"/> when there is none.</summary>
    public int LastDay { get; private set; } = int.MinValue;

    public void Add(UseBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = UseRow.Of(batch, i);
            if (!row.HasStart && !row.HasRequest)
            {
                Tally.Count(CleaningCount.RowsWithoutDates);
            }
            else if (row.HasStart && row.Ended < row.Started)
            {
                Tally.Count(CleaningCount.RowsEndingBeforeStart);
            }
            else
            {
                See(in row);
                Put(in row);
            }
        }
        RowCount += batch.Count;
        Tally.Count(CleaningCount.Rows, batch.Count);
    }

    /// <summary>Takes a partition out: its rows in their total order. Its chunks are let go.</summary>
    /// <param name="partition">0 … <see cref="Count"/> − 1.</param>
    /// <param name="buffer">Room that the caller keeps from one partition to the next; made larger when needed.</param>
    public Span<UseRow> TakeSorted(int partition, ref UseRow[] buffer)
    {
        if (buffer.Length < rows[partition])
        {
            buffer = GC.AllocateUninitializedArray<UseRow>(rows[partition] + (rows[partition] / 8));
        }
        var sorted = buffer.AsSpan(0, rows[partition]);
        var at = 0;
        foreach (var chunk in chunks[partition] ?? [])
        {
            var length = Math.Min(chunk.Length, sorted.Length - at);
            chunk.AsSpan(0, length).CopyTo(sorted[at..]);
            at += length;
        }
        chunks[partition] = null;
        sorted.Sort(default(UseRowOrder));
        return sorted;
    }

    private static int PartitionOf(in UseRow row) =>
        // Digests are uniform, but nothing may hang on that.
        (int)(unchecked((row.PersonHigh ^ row.PersonLow) * 0x9E3779B97F4A7C15UL) >> 56);

    private void See(in UseRow row)
    {
        if (row.HasStart)
        {
            FirstStart = Math.Min(FirstStart, row.Started);
            LastDay = Math.Max(LastDay, row.Started);
        }
        if (row.HasRequest)
        {
            FirstRequest = Math.Min(FirstRequest, row.Requested);
            LastDay = Math.Max(LastDay, row.Requested);
        }
        if (row.Ended != UseBatch.StillOpen)
        {
            LastDay = Math.Max(LastDay, row.Ended);
        }
    }

    private void Put(in UseRow row)
    {
        var partition = PartitionOf(in row);
        var list = chunks[partition] ??= [];
        if (rows[partition] == room[partition])
        {
            var size = Math.Clamp(room[partition], FirstChunk, LargestChunk);
            list.Add(GC.AllocateUninitializedArray<UseRow>(size));
            room[partition] += size;
        }
        var last = list[^1];
        last[last.Length - (room[partition] - rows[partition])] = row;
        rows[partition]++;
    }
}
