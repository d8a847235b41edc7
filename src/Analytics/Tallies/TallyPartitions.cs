using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// The rows of one worker, sorted into partitions that can be counted one after the other: a cell lies wholly in one
/// partition, or a person does. Rows wait in memory, and on disk when there are more than fit. Not thread-safe.
/// </summary>
internal sealed class TallyPartitions(bool byPerson, long mostRows, Func<ITallySpill> spill)
{
    public const int Count = 1 << Bits;
    private const int Bits = 10;
    private const int ChunkRows = 512;
    private const int SlabRows = 1 << 15;

    private TallyEntry[][] slabs = [];
    private readonly List<int>[] chunks = [.. Enumerable.Range(0, Count).Select(_ => new List<int>())];
    private readonly List<(long Place, int Rows)>[] laidAside =
    [
        .. Enumerable.Range(0, Count).Select(_ => new List<(long, int)>()),
    ];

    /// <summary>Shape [partition]: where the next row goes, as an offset over all slabs; at a chunk's end: a new one.</summary>
    private readonly int[] next = new int[Count];
    private int usedChunks;

    /// <summary>Rows of a partition, wherever they are.</summary>
    public long RowsOf(int partition) => InMemory(partition) + laidAside[partition].Sum(p => (long)p.Rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in TallyEntry row)
    {
        var partition = (int)((byPerson ? row.PersonLow : unchecked(row.Key * 0x9E37_79B9_7F4A_7C15)) >> (64 - Bits));
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(next), partition);
        if ((at & (ChunkRows - 1)) == 0)
        {
            at = NewChunk(partition);
        }
        unchecked
        {
            ref var place = ref slabs[(int)((uint)at / SlabRows)][at & (SlabRows - 1)];
            place = row;
            at++;
            FetchNext(ref place);
        }
    }

    /// <summary>Asks memory for the line after a row: it will be written when this partition has its next turn or so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void FetchNext(ref TallyEntry row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref row, 2)));
        }
    }

    /// <summary>Hands over the rows of a partition, stretch by stretch.</summary>
    /// <param name="buffer">Used for what was laid aside; grows.</param>
    public void Visit(int partition, ref TallyEntry[] buffer, Action<ReadOnlySpan<TallyEntry>> see)
    {
        foreach (var (place, rows) in laidAside[partition])
        {
            if (buffer.Length < rows)
            {
                buffer = GC.AllocateUninitializedArray<TallyEntry>(rows + (rows / 4));
            }
            spill().Read(place, buffer.AsSpan(0, rows));
            see(buffer.AsSpan(0, rows));
        }
        foreach (var stretch in Stretches(partition))
        {
            see(stretch.Span);
        }
    }

    private IEnumerable<ReadOnlyMemory<TallyEntry>> Stretches(int partition)
    {
        var held = chunks[partition];
        for (var i = 0; i < held.Count; i++)
        {
            var rows = i < held.Count - 1 ? ChunkRows : ((next[partition] - 1) % ChunkRows) + 1;
            yield return slabs[held[i] / SlabRows].AsMemory(held[i] % SlabRows, rows);
        }
    }

    private long InMemory(int partition) =>
        chunks[partition].Count == 0
            ? 0
            : ((chunks[partition].Count - 1L) * ChunkRows) + ((next[partition] - 1) % ChunkRows) + 1;

    private int NewChunk(int partition)
    {
        if ((usedChunks + 1L) * ChunkRows > Math.Max(mostRows, Count * ChunkRows))
        {
            LayAside();
        }
        var start = usedChunks++ * ChunkRows;
        if (start / SlabRows == slabs.Length)
        {
            slabs = [.. slabs, GC.AllocateUninitializedArray<TallyEntry>(SlabRows)];
        }
        chunks[partition].Add(start);
        return start;
    }

    /// <summary>Writes everything to disk, each partition in one piece.</summary>
    private void LayAside()
    {
        var piece = Array.Empty<TallyEntry>();
        for (var partition = 0; partition < Count; partition++)
        {
            var rows = (int)InMemory(partition);
            if (rows == 0)
            {
                continue;
            }
            if (piece.Length < rows)
            {
                piece = GC.AllocateUninitializedArray<TallyEntry>(rows + (rows / 4));
            }
            var filled = 0;
            foreach (var stretch in Stretches(partition))
            {
                stretch.Span.CopyTo(piece.AsSpan(filled));
                filled += stretch.Length;
            }
            laidAside[partition].Add((spill().Write(piece.AsSpan(0, filled)), filled));
            chunks[partition].Clear();
            next[partition] = 0;
        }
        usedChunks = 0;
    }
}
