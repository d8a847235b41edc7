using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// Points to owners, a block at a time, in three passes. The first two have no branch that depends on where a point lies, and
/// nothing in them waits for anything but its own table, so many misses of the cache are under way at once.
/// </summary>
/// <remarks>Reads past no table for any coordinates at all. Allocates nothing.</remarks>
internal unsafe struct LocatorKernel(LocatorTables tables, uint* x, uint* y, int* leaf, int count) : IIntWork
{
    private const int Block = 1024;

    /// <summary>Points per word of flags; a multiple of every width.</summary>
    private const int Group = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TInts>()
        where TInts : struct, IInts<TInts>
    {
        unchecked
        {
            var cells = stackalloc uint[Block];
            var listed = stackalloc int[Block];
            var tests = stackalloc int[Block];
            var whole = count - (count % Group);
            for (var at = 0; at < whole; at += Block)
            {
                var points = Math.Min(Block, whole - at);
                FindCells<TInts>(x + at, y + at, points, cells);
                var undecided = ReadCells<TInts>(cells, points, leaf + at, listed, tests);
                Decide((int*)x + at, (int*)y + at, leaf + at, listed, tests, undecided);
            }
            if (whole == count)
            {
                return;
            }
            // The rest, in a group that is filled up.
            var rest = count - whole;
            var restX = stackalloc uint[Group];
            var restY = stackalloc uint[Group];
            var restLeaf = stackalloc int[Group];
            new Span<uint>(x + whole, rest).CopyTo(new(restX, rest));
            new Span<uint>(y + whole, rest).CopyTo(new(restY, rest));
            FindCells<TInts>(restX, restY, Group, cells);
            var restUndecided = ReadCells<TInts>(cells, Group, restLeaf, listed, tests);
            Decide((int*)restX, (int*)restY, restLeaf, listed, tests, restUndecided);
            new Span<int>(restLeaf, rest).CopyTo(new(leaf + whole, rest));
        }
    }

    /// <summary>First pass: the place of each point's cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FindCells<TInts>(uint* x, uint* y, int points, uint* cells)
        where TInts : struct, IInts<TInts>
    {
        unchecked
        {
            var tiles = tables.Tiles.First;
            var shift = tables.Grid.Shift;
            var (originX, originY) = (Broadcast(tables.Grid.Origin.X), Broadcast(tables.Grid.Origin.Y));
            var (lastColumn, lastRow) = (Broadcast(tables.Grid.Columns - 1), Broadcast(tables.Grid.Rows - 1));
            var (columns, tileShift) = (Broadcast(tables.Grid.Columns), Broadcast(shift));
            var (withinTile, splitMask) = (Broadcast((1 << shift) - 1), Broadcast((1 << LocatorTables.SplitBits) - 1));
            for (var i = 0; i < points; i += TInts.Count)
            {
                // Left of or below the origin wraps to a huge number, and so moves to the empty last column or row.
                var right = TInts.Load(x + i) - originX;
                var up = TInts.Load(y + i) - originY;
                var tile = TInts.Gather(
                    tiles,
                    (TInts.Min(up >> shift, lastRow) * columns) + TInts.Min(right >> shift, lastColumn)
                );
                var split = tile & splitMask;
                var cellShift = tileShift - split;
                var row = TInts.ShiftRight(up & withinTile, cellShift);
                var column = TInts.ShiftRight(right & withinTile, cellShift);
                TInts.Store((tile >> LocatorTables.SplitBits) + TInts.ShiftLeft(row, split) + column, cells + i);
            }

            static TInts Broadcast(int value) => TInts.Broadcast((uint)value);
        }
    }

    /// <summary>Second pass: the owners of cells that have one, and a list of the points that need tests.</summary>
    /// <returns>How many are listed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int ReadCells<TInts>(uint* cells, int points, int* leaf, int* listed, int* tests)
        where TInts : struct, IInts<TInts>
    {
        unchecked
        {
            var codes = tables.Cells.First;
            var firstTests = tables.FirstTests.First;
            var one = TInts.Broadcast(1);
            var undecided = 0;
            for (var group = 0; group < points; group += Group)
            {
                var needTests = 0UL;
                for (var i = 0; i < Group; i += TInts.Count)
                {
                    var code = TInts.Gather(codes, TInts.Load(cells + group + i));
                    TInts.Store(code - one, (uint*)leaf + group + i);
                    needTests |= TInts.HighestBits(code << 16) << i;
                }
                for (; needTests != 0; needTests &= needTests - 1)
                {
                    var i = group + BitOperations.TrailingZeroCount(needTests);
                    var test =
                        firstTests[cells[i] >> LocatorTables.PageShift] + leaf[i] + 1 - LocatorTables.FirstTestCode;
                    if (Sse.IsSupported)
                    {
                        Sse.Prefetch0(tables.Tests.First + test);
                    }
                    listed[undecided] = i;
                    tests[undecided++] = test;
                }
            }
            return undecided;
        }
    }

    /// <summary>Third pass: the owners of the listed points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Decide(int* x, int* y, int* leaf, int* listed, int* tests, int undecided)
    {
        unchecked
        {
            var first = tables.Tests.First;
            for (var k = 0; k < undecided; k++)
            {
                var i = listed[k];
                var test = first + tests[k];
                var owner = test->OwnerAt(x[i], y[i]);
                while (test->HasMore)
                {
                    test++;
                    owner ^= test->OwnerAt(x[i], y[i]);
                }
                leaf[i] = owner - 1;
            }
        }
    }
}
