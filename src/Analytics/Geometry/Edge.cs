namespace Populatie.Analytics.Geometry;

/// <summary>An edge between two points, kept with its lower end first (left end first where it is level).</summary>
internal readonly record struct Edge
{
    public Edge(RdPoint one, RdPoint other)
    {
        var inOrder = one.Y < other.Y || (one.Y == other.Y && one.X <= other.X);
        (Low, High) = inOrder ? (one, other) : (other, one);
    }

    public RdPoint Low { get; }

    public RdPoint High { get; }

    /// <summary>Horizontal extent from <see cref="Low"/> to <see cref="High"/>; of either sign.</summary>
    public int Run => High.X - Low.X;

    /// <summary>Vertical extent; never negative, 0 for a level edge.</summary>
    public int Rise => High.Y - Low.Y;

    public RdPoint RightEnd => Low.X > High.X ? Low : High;

    public int Left => Math.Min(Low.X, High.X);

    public int Right => Math.Max(Low.X, High.X);

    /// <summary>The boundary rule of the coverage, exactly; see <see cref="Coverage.Owns"/>.</summary>
    public bool IsCrossedByRayFrom(RdPoint point) => Low.Y <= point.Y && point.Y < High.Y && SideOf(point) > 0;

    /// <summary>Positive when a point lies left of the edge as seen from low to high, 0 on its line. Unit: mm².</summary>
    public long SideOf(RdPoint point) => ((long)Run * ((long)point.Y - Low.Y)) - ((long)Rise * ((long)point.X - Low.X));

    /// <summary>The least whole x that is not left of the edge at height <paramref name="y"/>, for an edge that reaches y.</summary>
    public int CrossingAt(int y)
    {
        var (quotient, remainder) = Math.DivRem((long)Run * (y - Low.Y), Rise);
        return Low.X + (int)(remainder > 0 ? quotient + 1 : quotient);
    }

    /// <summary>
    /// Whether the half-open rule puts points of a square on both sides of this edge. Its points are the whole ones from
    /// (<paramref name="left"/>, <paramref name="bottom"/>) up to, not including, the opposite sides. Exact.
    /// </summary>
    /// <remarks>The rule sees a point a trifle to the right of and above where it is. So an edge along the left or the bottom
    /// side does not cut, and one that meets the square beyond its ends only has no part of its box in it.</remarks>
    public bool Cuts(int left, int bottom, int side)
    {
        var (right, top) = (left + side - 1, bottom + side - 1);
        if (Left > right || Right <= left || Low.Y > top || High.Y <= bottom)
        {
            return false;
        }
        return Rise == 0
            || (SideOf(new(left, Run > 0 ? top : bottom)) > 0 && SideOf(new(right, Run > 0 ? bottom : top)) <= 0);
    }

    /// <summary>Whether one of the ends lies in the inside of such a square, seen in the same way.</summary>
    public bool EndsIn(int left, int bottom, int side) =>
        IsIn(Low, left, bottom, side) || IsIn(High, left, bottom, side);

    private static bool IsIn(RdPoint point, int left, int bottom, int side) =>
        left < point.X && point.X < left + side && bottom < point.Y && point.Y < bottom + side;
}
