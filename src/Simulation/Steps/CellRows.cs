using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

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
    private readonly byte[] isAny = new byte[codes.Length];
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
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<float> one)
    {
        ref var a = ref First(one);
        // As they lie in memory first, which the machine sees coming; then in order.
        for (var cell = 0; cell < isAny.Length; cell++)
        {
            isAny[cell] = OneIfAny(Row(ref a, cell));
        }
        Find(order);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="other">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ref var a = ref First(one);
        ref var b = ref First(other);
        for (var cell = 0; cell < isAny.Length; cell++)
        {
            isAny[cell] = OneIfAny(Row(ref a, cell) + Row(ref b, cell));
        }
        Find(order);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="third">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(
        ReadOnlySpan<int> order,
        ReadOnlySpan<float> one,
        ReadOnlySpan<float> other,
        ReadOnlySpan<float> third
    )
    {
        ref var a = ref First(one);
        ref var b = ref First(other);
        ref var c = ref First(third);
        for (var cell = 0; cell < isAny.Length; cell++)
        {
            isAny[cell] = OneIfAny(Row(ref a, cell) + Row(ref b, cell) + Row(ref c, cell));
        }
        Find(order);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="values">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<double> values)
    {
        ref var a = ref MemoryMarshal.GetReference(values[..(codes.Length * Lanes)]);
        for (var cell = 0; cell < isAny.Length; cell++)
        {
            isAny[cell] = OneIfAny(DoubleRow(ref a, cell));
        }
        Find(order);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="mean">Shape [Cell, 8]; ≥ 0.</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<double> mean, ReadOnlySpan<float> one)
    {
        ref var a = ref MemoryMarshal.GetReference(mean[..(codes.Length * Lanes)]);
        ref var b = ref First(one);
        for (var cell = 0; cell < isAny.Length; cell++)
        {
            isAny[cell] = unchecked((byte)(OneIfAny(DoubleRow(ref a, cell)) | OneIfAny(Row(ref b, cell))));
        }
        Find(order);
    }

    /// <summary>The rows in use of values that lie among the cells, side by side; whole groups.</summary>
    /// <param name="values">Shape [Cell, 8].</param>
    /// <param name="into">Shape [row, 8]; set.</param>
    public void Gather(ReadOnlySpan<float> values, Span<double> into)
    {
        ref var first = ref First(values);
        ref var target = ref MemoryMarshal.GetReference(into[..Length]);
        var own = Cells;
        for (var row = 0; row < own.Length; row++)
        {
            Eight.Widen(Row(ref first, own[row])).StoreUnsafe(ref target, unchecked((nuint)(row * Lanes)));
        }
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
    public void Fetch(ReadOnlySpan<double> values) =>
        Fetch(ref MemoryMarshal.GetReference(values[..(codes.Length * Lanes)]));

    /// <inheritdoc cref="Fetch(ReadOnlySpan{double})"/>
    public void Fetch(ReadOnlySpan<float> values) => Fetch(ref First(values));

    private unsafe void Fetch<T>(ref T first)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }
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
            var here = DoubleRow(ref all, row);
            here.StoreUnsafe(ref all, unchecked((nuint)(some * Lanes)));
            (own[some], addresses[some]) = (own[row], addresses[row]);
            some = unchecked(some + OneIfAny(here));
        }
        (Count, Length) = (some, Grouped(some));
    }

    private static int Grouped(int rows) => (rows + PerGroup - 1) / PerGroup * RowInversion.Group;

    private void Find(ReadOnlySpan<int> order)
    {
        if (order.Length > codes.Length || order.ContainsAnyExceptInRange(0, codes.Length - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(order), "an order names cells that there are, each once");
        }
        // Which cells are empty cannot be guessed: each is written down, and counted only if it is not.
        var some = 0;
        foreach (var cell in order)
        {
            found[some] = cell;
            some = unchecked(some + isAny[cell]);
        }
        Begin(some);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte OneIfAny(Vector256<float> row) =>
        Vector256.EqualsAll(row, Vector256<float>.Zero) ? (byte)0 : (byte)1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte OneIfAny(Vector512<double> row) =>
        Vector512.EqualsAll(row, Vector512<double>.Zero) ? (byte)0 : (byte)1;

    private ref float First(ReadOnlySpan<float> values) =>
        ref MemoryMarshal.GetReference(values[..(codes.Length * Lanes)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Row(ref float first, int cell) =>
        Vector256.LoadUnsafe(ref first, unchecked((nuint)(cell * Lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DoubleRow(ref double first, int cell) =>
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
