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
}
