using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// One edge as a boundary cell sees it. The owner of a point p in the cell is
/// <c>Base XOR Σ Toggle · (crossed(p) XOR p.Y ≥ Beyond)</c> over the edges of the cell.
/// </summary>
/// <remarks>
/// Why this is exact. The owner is the XOR of the toggles of all edges that the ray from p to the right crosses. Edges not
/// in the cell are crossed or not whatever p's x in the cell, so they add a term that depends on p's y alone. That term
/// changes, as y grows, only where an edge of the cell ends to the right of the cell (its neighbour takes over from it):
/// there the ray passes from one to the other. <see cref="Beyond"/> is that height, or never for an edge that ends inside.
/// What remains is one constant per cell. An edge that only comes near the cell does no harm, if its left end is not to the
/// right of the cell.
/// 32 bytes, so that two edges share a cache line.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct CellEdge
{
    public const int Never = int.MaxValue;

    public int LowX;
    public int LowY;
    public int Run;
    public int Rise;

    /// <summary>Height of the right end when it lies right of the cell, else <see cref="Never"/>.</summary>
    public int Beyond;

    /// <summary>Left owner XOR right owner; an owner is a buurt ordinal plus one, 0 outside.</summary>
    public int Toggle;

    /// <summary>The constant of the cell; set on its first edge only.</summary>
    public int Base;

    /// <summary>How many edges of the same cell follow.</summary>
    public int Following;

    /// <summary>The toggle when it applies to this point, else 0. Branch-free; valid for any point of the cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int ToggleAt(int x, int y)
    {
        unchecked
        {
            var up = y - LowY;
            var reached = (uint)up < (uint)Rise;
            var leftOf = (long)Run * up > (long)Rise * (x - LowX);
            return (reached & leftOf) ^ (y >= Beyond) ? Toggle : 0;
        }
    }
}
