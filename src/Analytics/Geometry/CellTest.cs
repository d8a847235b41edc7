using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// One edge as a boundary cell sees it. The owner of a point in the cell is the XOR of <see cref="OwnerAt"/> over the tests
/// of the cell, which lie one after the other. An owner is a buurt ordinal plus one, 0 outside.
/// </summary>
/// <remarks>
/// <para><b>A line.</b> Most boundary cells are crossed by one edge from side to side. There the edge is as good as the
/// endless line through it: one owner on its left, another on its right. Nothing in the test depends on the cell, so all
/// cells along the edge share it.</para>
/// <para><b>Several edges, or an end inside.</b> The owner is the XOR of the toggles of all edges that the ray from p to
/// the right crosses. Edges that do not cut the cell are crossed or not whatever p's x in it, so they add a term that
/// depends on p's y alone. As y grows, that term changes only where an edge of the cell ends to the right of the cell: there
/// the ray passes from one to the next. The field beyond is that height. What remains is one constant per cell.</para>
/// 32 bytes, so that two tests share a cache line.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct CellTest
{
    private const int Never = int.MaxValue;
    private const int MoreFollow = int.MinValue;

    private int lowX;
    private int lowY;
    private int run;
    private int rise;

    /// <summary>The edge is reached by heights from lowY to lowY + reach; a line by all.</summary>
    private uint reach;

    /// <summary>The height from which on the toggle applies once more; see the remarks.</summary>
    private int beyond;

    /// <summary>Left owner XOR right owner.</summary>
    private int toggle;

    /// <summary>What the toggle is applied to; the sign bit says that the cell has more tests.</summary>
    private int constant;

    public readonly bool HasMore => constant < 0;

    public readonly int Constant => constant & ~MoreFollow;

    /// <summary>This test's part in the owner of a point of the cell. Branch-free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int OwnerAt(int x, int y)
    {
        unchecked
        {
            var up = y - lowY;
            var leftOf = (long)run * up > (long)rise * (x - lowX);
            var applies = (leftOf & (uint)up <= reach) ^ (y >= beyond);
            return Constant ^ (-Unsafe.BitCast<bool, byte>(applies) & toggle);
        }
    }

    /// <summary>A test without an edge: the same owner everywhere.</summary>
    public static CellTest Whole(int owner) => new() { beyond = Never, constant = owner };

    /// <param name="right">Owner of what is not left of the edge; for a level edge, of what is below it.</param>
    public static CellTest Line(in CoverageEdge edge, int right) =>
        new()
        {
            lowX = edge.Edge.Low.X,
            // A level edge belongs to what is above it: every y ≥ its height counts as left of it.
            lowY = edge.Edge.Low.Y - (edge.Edge.Rise == 0 ? 1 : 0),
            run = edge.Edge.Run,
            rise = edge.Edge.Rise,
            reach = uint.MaxValue,
            beyond = Never,
            toggle = edge.Toggle,
            constant = right,
        };

    /// <param name="nextColumn">The least x to the right of the cell.</param>
    public static CellTest Segment(in CoverageEdge edge, int nextColumn) =>
        new()
        {
            lowX = edge.Edge.Low.X,
            lowY = edge.Edge.Low.Y,
            // A ray never crosses a level edge: with no run and no rise nothing is left of it.
            run = edge.Edge.Rise == 0 ? 0 : edge.Edge.Run,
            rise = edge.Edge.Rise,
            reach = (uint)Math.Max(edge.Edge.Rise - 1, 0),
            beyond = edge.Edge.RightEnd.X >= nextColumn ? edge.Edge.RightEnd.Y : Never,
            toggle = edge.Toggle,
        };

    /// <summary>The same test with the constant of its cell, or 0 when it is not the first one.</summary>
    public readonly CellTest With(int cellConstant, bool more) =>
        this with
        {
            constant = cellConstant | (more ? MoreFollow : 0),
        };
}
