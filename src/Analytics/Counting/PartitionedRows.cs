using System.Runtime.InteropServices;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Rows of one thread divided over partitions, in chunks that are never copied. Beyond a limit all chunks go to a spill
/// space, one sequential write after another, and their memory is used again. Filled by one thread; emptied, partition
/// by partition, by any.
/// </summary>
/// <param name="mostRows">Rows to hold in memory.</param>
internal sealed class PartitionedRows<T>(long mostRows, ISpillSpace? spill)
    where T : unmanaged
{
    /// <summary>Some 20,000 rows each at five million: what one gathers fits in the cache of a core.</summary>
    public const int Count = 256;

    private const int FirstChunk = 16;
    private const int LargestChunk = 2048;
    private readonly Partition[] partitions = Partition.All();
    private readonly Stack<T[]> free = [];
    private long rowsInMemory;
    private bool hasSpilled;

    public void Put(int partition, in T row)
    {
        ref var to = ref partitions[partition];
        if (to.Used == to.Last.Length)
        {
            Open(ref to);
        }
        to.Last[to.Used++] = row;
    }

    public long RowsOf(int partition)
    {
        ref var from = ref partitions[partition];
        return from.FullRows + from.Used;
    }

    /// <summary>Rows of a partition that were spilled.</summary>
    public long SpilledRowsOf(int partition)
    {
        long rows = 0;
        foreach (var (_, count) in partitions[partition].Spilled ?? [])
        {
            rows += count;
        }
        return rows;
    }

    /// <summary>Reads what was spilled of a partition.</summary>
    /// <returns>How many rows were read.</returns>
    public int ReadBack(int partition, Span<T> into)
    {
        var read = 0;
        foreach (var (offset, rows) in partitions[partition].Spilled ?? [])
        {
            spill!.Read(offset, MemoryMarshal.AsBytes(into.Slice(read, rows)));
            read += rows;
        }
        return read;
    }

    /// <summary>Shows what is in memory of a partition, chunk after chunk.</summary>
    public void Show(int partition, Action<ReadOnlyMemory<T>> see)
    {
        ref var from = ref partitions[partition];
        foreach (var chunk in from.Full ?? [])
        {
            see(chunk);
        }
        see(from.Last.AsMemory(0, from.Used));
    }

    /// <summary>
    /// Call when all rows are here: where some had to be spilled the rest follows, so that whoever comes next finds the
    /// memory free.
    /// </summary>
    public void Close()
    {
        if (hasSpilled)
        {
            SpillAll();
            for (var p = 0; p < partitions.Length; p++)
            {
                partitions[p].Last = [];
            }
        }
        free.Clear();
    }

    /// <summary>Lets go of the memory of a partition.</summary>
    public void Release(int partition) => partitions[partition] = Partition.Empty;

    private void Open(ref Partition to)
    {
        if (spill is not null && rowsInMemory >= mostRows)
        {
            SpillAll();
            if (to.Last.Length > 0)
            {
                return;
            }
        }
        if (to.Used > 0)
        {
            (to.Full ??= []).Add(to.Last);
            to.FullRows += to.Used;
        }
        to.Used = 0;
        to.Last =
            to.Last.Length >= LargestChunk / 2 && free.TryPop(out var used)
                ? used
                : GC.AllocateUninitializedArray<T>(Math.Clamp(2 * to.Last.Length, FirstChunk, LargestChunk));
        rowsInMemory += to.Last.Length;
    }

    private void SpillAll()
    {
        hasSpilled = true;
        for (var p = 0; p < partitions.Length; p++)
        {
            ref var from = ref partitions[p];
            foreach (var chunk in from.Full ?? [])
            {
                Spill(ref from, chunk);
                from.FullRows -= chunk.Length;
                if (chunk.Length == LargestChunk)
                {
                    free.Push(chunk);
                }
                rowsInMemory -= chunk.Length;
            }
            from.Full?.Clear();
            Spill(ref from, from.Last.AsSpan(0, from.Used));
            from.Used = 0;
        }
    }

    private void Spill(ref Partition from, ReadOnlySpan<T> rows)
    {
        if (rows.Length > 0)
        {
            (from.Spilled ??= []).Add((spill!.Append(MemoryMarshal.AsBytes(rows)), rows.Length));
            from.FullRows += rows.Length;
        }
    }

    /// <summary>The last chunk is open; those before it are full.</summary>
    private struct Partition
    {
        public T[] Last;
        public int Used;
        public long FullRows;
        public List<T[]>? Full;
        public List<(long Offset, int Rows)>? Spilled;

        public static Partition Empty => new() { Last = [] };

        public static Partition[] All()
        {
            var all = new Partition[Count];
            all.AsSpan().Fill(Empty);
            return all;
        }
    }
}
