using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// All cells of one table under construction, shared by all threads: leaves are divided over tables that follow one
/// another in the order of the keys, each with a lock of its own. Only sums of integers are kept, so it cannot show who
/// added what when (law A4). Thread-safe.
/// </summary>
internal sealed class CellBoard
{
    private readonly CellTable?[] tables;
    private readonly Lock[] doors;

    public CellBoard(int leafCount, IReadOnlyList<string> measures)
    {
        Measures = measures;
        Leaves = new LeafRanges(leafCount);
        tables = new CellTable?[TableCount];
        doors = [.. Enumerable.Range(0, TableCount).Select(_ => new Lock())];
    }

    public IReadOnlyList<string> Measures { get; }

    public LeafRanges Leaves { get; }

    public int TableCount => Leaves.TableCount;

    /// <summary>Shape [Leaf].</summary>
    public ImmutableArray<byte> TableOfLeaf => Leaves.TableOfLeaf;

    /// <summary>Adds to one of the tables while no other thread does.</summary>
    public void Add<T>(int table, ReadOnlySpan<T> events, CellAdding<T> add)
    {
        lock (doors[table])
        {
            add(tables[table] ??= new CellTable(Measures.Count), events);
        }
    }

    /// <summary>Puts all cells in order of their keys, and lets go of them. Call once, when nobody adds any more.</summary>
    public CubeTable ToCubeTable(int threads)
    {
        var begins = new int[TableCount + 1];
        for (var t = 0; t < TableCount; t++)
        {
            begins[t + 1] = begins[t] + (tables[t]?.Count ?? 0);
        }
        var keys = new ulong[begins[^1]];
        var columns = Measures.Select(_ => new long[begins[^1]]).ToArray();
        Parallel.For(
            0,
            TableCount,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            t =>
            {
                if (tables[t] is { } table)
                {
                    Order(table, keys.AsSpan(begins[t], table.Count), columns, begins[t]);
                    tables[t] = null;
                }
            }
        );
        return new CubeTable(Measures, keys, columns);
    }

    private static void Order(CellTable table, Span<ulong> keys, long[][] columns, int begin)
    {
        var places = new int[keys.Length];
        table.CopyKeys(keys, places);
        keys.Sort(places.AsSpan());
        for (var i = 0; i < places.Length; i++)
        {
            var row = table.Row(places[i]);
            for (var m = 0; m < columns.Length; m++)
            {
                columns[m][begin + i] = row[m];
            }
        }
    }
}

/// <summary>Adds events to the cells of one table.</summary>
internal delegate void CellAdding<T>(CellTable table, ReadOnlySpan<T> events);

/// <summary>Adds events to a table of a board, while no other thread does.</summary>
internal delegate void CellTurn<T>(int table, ReadOnlySpan<T> events);

/// <summary>
/// What one thread has to add, gathered per table until it is worth going there: the cells of a table come into the cache
/// once for many events. Not thread-safe.
/// </summary>
internal sealed class CellBuffer<T>
{
    private const int FirstRoom = 64;
    private const int MostRoom = 1 << 13;
    private const int Bytes = 1 << 24;
    private readonly CellTurn<T> turn;
    private readonly int mostRoom;
    private readonly T[][] events;
    private readonly int[] counts;

    public CellBuffer(CellBoard board, CellAdding<T> add)
        : this(board.Leaves, (table, events) => board.Add(table, events, add)) { }

    public CellBuffer(LeafRanges leaves, CellTurn<T> turn)
    {
        this.turn = turn;
        mostRoom = Math.Clamp(Bytes / Unsafe.SizeOf<T>() / leaves.TableCount, FirstRoom, MostRoom);
        events = new T[leaves.TableCount][];
        events.AsSpan().Fill([]);
        counts = new int[leaves.TableCount];
        TableOfLeaf = ImmutableCollectionsMarshal.AsArray(leaves.TableOfLeaf)!;
    }

    /// <summary>Shape [Leaf]: the table of each leaf, for <see cref="Add"/>.</summary>
    public byte[] TableOfLeaf { get; }

    public void Add(int table, in T one)
    {
        var (mine, count) = (events[table], counts[table]);
        if ((uint)count >= (uint)mine.Length)
        {
            (mine, count) = MakeRoom(table);
        }
        mine[count] = one;
        counts[table] = count + 1;
    }

    public void FlushAll()
    {
        for (var table = 0; table < counts.Length; table++)
        {
            Flush(table);
        }
    }

    private (T[] Events, int Count) MakeRoom(int table)
    {
        if (counts[table] < mostRoom)
        {
            Array.Resize(ref events[table], Math.Min(mostRoom, Math.Max(FirstRoom, 4 * counts[table])));
        }
        else
        {
            Flush(table);
        }
        return (events[table], counts[table]);
    }

    private void Flush(int table)
    {
        if (counts[table] > 0)
        {
            turn(table, events[table].AsSpan(0, counts[table]));
            counts[table] = 0;
        }
    }
}
