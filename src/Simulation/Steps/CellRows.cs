using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Steps;

/// <summary>
/// The cells of a buurt that have something to draw, some at a time, so that the samplers work on full groups and skip the
/// others. One instance per thread.
/// </summary>
/// <param name="codes">Address of each cell within a buurt.</param>
internal sealed class CellRows(ReadOnlyMemory<uint> codes)
{
    /// <summary>Rows at a time: what they need stays in the nearest cache.</summary>
    public const int Most = 16;

    /// <summary>Doubles of a buffer.</summary>
    public const int Room = Most * Lanes;
    private const int Lanes = Block8.Size;
    private const int PerGroup = RowInversion.Group / Lanes;

    private readonly int[] found = new int[codes.Length + PerGroup];
    private readonly uint[] addresses = new uint[Most];
    private int count;
    private int from;

    /// <summary>Where the rows in use begin among those found.</summary>
    private int start;

    /// <summary>Rows in use.</summary>
    public int Count { get; private set; }

    /// <summary>Doubles in use, whole groups.</summary>
    public int Length { get; private set; }

    /// <summary>Where the rows lie among the cells, whole groups: what is in the rows that fill up the last one means nothing.</summary>
    public ReadOnlySpan<int> Cells => found.AsSpan(start, Length / Lanes);

    public ReadOnlySpan<uint> Addresses => addresses.AsSpan(0, Count);

    /// <summary>Looks up the cells where anything is above 0.</summary>
    /// <param name="order">Shape [Cell]: the order to look in.</param>
    /// <param name="one">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<double> one)
    {
        ref var a = ref First(one);
        var some = 0;
        Check(order);
        foreach (var cell in order)
        {
            found[some] = cell;
            some = unchecked(some + OneIfAny(Row(ref a, cell)));
        }
        Begin(some);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{double})"/>
    /// <param name="other">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        ref var a = ref First(one);
        ref var b = ref First(other);
        var some = 0;
        Check(order);
        foreach (var cell in order)
        {
            found[some] = cell;
            some = unchecked(some + OneIfAny(Row(ref a, cell) + Row(ref b, cell)));
        }
        Begin(some);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <param name="third">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(
        ReadOnlySpan<int> order,
        ReadOnlySpan<double> one,
        ReadOnlySpan<double> other,
        ReadOnlySpan<double> third
    )
    {
        ref var a = ref First(one);
        ref var b = ref First(other);
        ref var c = ref First(third);
        var some = 0;
        Check(order);
        foreach (var cell in order)
        {
            found[some] = cell;
            some = unchecked(some + OneIfAny(Row(ref a, cell) + Row(ref b, cell) + Row(ref c, cell)));
        }
        Begin(some);
    }

    /// <summary>Takes the next cells; false when there are none left.</summary>
    public bool Next(uint buurt)
    {
        Count = Math.Min(Most, count - from);
        if (Count == 0)
        {
            return false;
        }
        Length = Grouped(Count);
        var code = codes.Span;
        var next = found.AsSpan(from, Count);
        for (var row = 0; row < next.Length; row++)
        {
            addresses[row] = buurt | code[next[row]];
        }
        (start, from) = (from, from + Count);
        return true;
    }

    /// <summary>Calls the rows in use of other values nearer: what is drawn meanwhile takes as long as they do to come.</summary>
    /// <param name="values">Shape [Cell, 8].</param>
    public unsafe void Fetch(ReadOnlySpan<double> values)
    {
        if (!Sse.IsSupported)
        {
            return;
        }
        ref var first = ref First(values);
        foreach (var cell in found.AsSpan(start, Count))
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, cell * Lanes)));
        }
    }

    /// <summary>Goes on with those of the rows where anything is above 0.</summary>
    /// <param name="values">Shape [row, 8]; ≥ 0. They move along with their rows.</param>
    public void Narrow(Span<double> values)
    {
        ref var all = ref MemoryMarshal.GetReference(values[..(Count * Lanes)]);
        var own = found.AsSpan(start, Count);
        var some = 0;
        for (var row = 0; row < own.Length; row++)
        {
            var here = Row(ref all, row);
            here.StoreUnsafe(ref all, unchecked((nuint)(some * Lanes)));
            (own[some], addresses[some]) = (own[row], addresses[row]);
            some = unchecked(some + OneIfAny(here));
        }
        (Count, Length) = (some, Grouped(some));
    }

    private static int Grouped(int rows) => (rows + PerGroup - 1) / PerGroup * RowInversion.Group;

    private void Check(ReadOnlySpan<int> order)
    {
        if (order.Length > codes.Length || order.ContainsAnyExceptInRange(0, codes.Length - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(order), "an order names cells that there are, each once");
        }
    }

    /// <summary>Which cells are empty cannot be guessed: each is written down, and counted only if it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int OneIfAny(Vector512<double> row) => Vector512.EqualsAll(row, Vector512<double>.Zero) ? 0 : 1;

    private ref double First(ReadOnlySpan<double> values) =>
        ref MemoryMarshal.GetReference(values[..(codes.Length * Lanes)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Row(ref double first, int cell) =>
        Vector512.LoadUnsafe(ref first, unchecked((nuint)(cell * Lanes)));

    /// <summary>The last group is made whole with its own last cell.</summary>
    private void Begin(int some)
    {
        (count, from, start, Count) = (some, 0, 0, 0);
        if (some > 0)
        {
            found.AsSpan(some, PerGroup - 1).Fill(found[some - 1]);
        }
    }
}
