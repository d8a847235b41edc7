using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Tables of rows of eight whole numbers, most of them all zero: per table a mask of the rows that are not. What is zero is
/// neither visited nor cleared.
/// </summary>
/// <param name="rows">Shape [Table, Row, Lane]; a row that is not in use is all zero.</param>
/// <param name="used">Per table, bit r when row r is in use.</param>
/// <param name="height">Rows in a table, at most 64.</param>
internal readonly ref struct SparseRows(Span<long> rows, Span<ulong> used, int height)
{
    private const int Lanes = Block8.Size;
    private readonly Span<long> rows = rows;

    /// <summary>Per table the rows in use.</summary>
    public Span<ulong> Used { get; } = used;

    public int Tables => Used.Length;

    public bool IsEmpty => Used.IsEmpty;

    /// <summary>Longs that so many tables take.</summary>
    public static int LengthOf(int tables, int height) => tables * height * Lanes;

    public bool IsUsed(int table, int row) => ((Used[table] >> row) & 1) != 0;

    /// <summary>The values of a row.</summary>
    public Vector512<long> this[int table, int row]
    {
        get => Vector512.LoadUnsafe(ref At(table, row));
        set
        {
            Used[table] |= value == Vector512<long>.Zero ? 0 : 1UL << row;
            value.StoreUnsafe(ref At(table, row));
        }
    }

    /// <summary>Some tables in a row.</summary>
    public SparseRows Slice(int first, int count) =>
        new(rows.Slice(LengthOf(first, height), LengthOf(count, height)), Used.Slice(first, count), height);

    /// <summary>Adds tables to the first of these.</summary>
    public void Add(SparseRows others)
    {
        for (var table = 0; table < others.Tables; table++)
        {
            AddTo(table, others, table);
        }
    }

    /// <summary>Adds one table to one of these. Sums stay far below 2⁶³: they count cents.</summary>
    public void AddTo(int table, SparseRows others, int other)
    {
        Used[table] |= others.Used[other];
        ref var into = ref At(table, 0);
        ref var from = ref others.At(other, 0);
        for (var left = others.Used[other]; left != 0; left &= left - 1)
        {
            var at = (nuint)(BitOperations.TrailingZeroCount(left) * Lanes);
            (Vector512.LoadUnsafe(ref into, at) + Vector512.LoadUnsafe(ref from, at)).StoreUnsafe(ref into, at);
        }
    }

    /// <summary>Makes all zero.</summary>
    public void Clear()
    {
        for (var table = 0; table < Tables; table++)
        {
            ref var first = ref At(table, 0);
            for (var left = Used[table]; left != 0; left &= left - 1)
            {
                Vector512<long>.Zero.StoreUnsafe(ref first, (nuint)(BitOperations.TrailingZeroCount(left) * Lanes));
            }
        }
        Used.Clear();
    }

    private ref long At(int table, int row) =>
        ref MemoryMarshal.GetReference(rows.Slice(LengthOf(table, height) + (row * Lanes), Lanes));
}
