using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// The polygons of the buurten of an <see cref="Areas.AreaIndex"/>, in the order of its buurten. A buurt is one or more
/// polygons; a polygon is one outer ring, then its holes; a ring does not repeat its first point. In a valid coverage no
/// two polygons overlap and every edge is used at most twice.
/// Immutable; thread-safe. Boundary rule: half-open, see <see cref="Owns"/>.
/// </summary>
public sealed class Coverage
{
    private readonly ImmutableArray<RdPoint> points;
    private readonly ImmutableArray<int> ringEnds;
    private readonly ImmutableArray<int> polygonEnds;
    private readonly ImmutableArray<int> buurtEnds;

    /// <param name="points">All rings, one after the other.</param>
    /// <param name="ringEnds">Shape [Ring]: where each ring ends in <paramref name="points"/>.</param>
    /// <param name="polygonEnds">Shape [Polygon]: where each polygon ends in <paramref name="ringEnds"/>.</param>
    /// <param name="buurtEnds">Shape [Buurt]: where each buurt ends in <paramref name="polygonEnds"/>.</param>
    internal Coverage(
        ImmutableArray<RdPoint> points,
        ImmutableArray<int> ringEnds,
        ImmutableArray<int> polygonEnds,
        ImmutableArray<int> buurtEnds
    )
    {
        (this.points, this.ringEnds, this.polygonEnds, this.buurtEnds) = (points, ringEnds, polygonEnds, buurtEnds);
    }

    public int BuurtCount => buurtEnds.Length;

    public int PolygonCount => polygonEnds.Length;

    public int RingCount => ringEnds.Length;

    public int PointCount => points.Length;

    internal ImmutableArray<RdPoint> Points => points;

    internal ImmutableArray<int> RingEnds => ringEnds;

    internal ImmutableArray<int> PolygonEnds => polygonEnds;

    internal ImmutableArray<int> BuurtEnds => buurtEnds;

    /// <summary>Ordinals of the polygons of a buurt.</summary>
    public Range PolygonsOf(int buurt) => (buurt == 0 ? 0 : buurtEnds[buurt - 1])..buurtEnds[buurt];

    /// <summary>Ordinals of the rings of a polygon: the outer one first.</summary>
    public Range RingsOf(int polygon) => (polygon == 0 ? 0 : polygonEnds[polygon - 1])..polygonEnds[polygon];

    /// <summary>All rings of a buurt, outer rings and holes alike: for the boundary rule they are the same.</summary>
    public Range RingsOfBuurt(int buurt)
    {
        var polygons = PolygonsOf(buurt);
        return polygons.Start.Equals(polygons.End)
            ? 0..0
            : RingsOf(polygons.Start.Value).Start..RingsOf(polygons.End.Value - 1).End;
    }

    /// <summary>The points of a ring; the edge from the last to the first closes it.</summary>
    public ReadOnlySpan<RdPoint> Ring(int ring) =>
        points.AsSpan()[(ring == 0 ? 0 : ringEnds[ring - 1])..ringEnds[ring]];

    /// <summary>Area of a buurt, holes subtracted. Unit: square metre; exact to 10⁻⁶.</summary>
    public double AreaOf(int buurt)
    {
        var twice = 0L;
        var polygons = PolygonsOf(buurt);
        for (var polygon = polygons.Start.Value; polygon < polygons.End.Value; polygon++)
        {
            var rings = RingsOf(polygon);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                var area = Math.Abs(RingArea.Twice(Ring(ring)));
                twice += ring == rings.Start.Value ? area : -area;
            }
        }
        return twice / 2e6;
    }

    /// <summary>
    /// Whether a buurt owns a point, straight from the definition: an odd number of its edges is crossed by the ray from
    /// the point to the right. An edge is crossed iff exactly one of its ends lies above the point's y, and the point lies
    /// strictly left of the edge. So left and bottom borders belong to a polygon, right and top borders to its neighbour.
    /// Slow: for the many, use <see cref="BuurtLocator"/>.
    /// </summary>
    public bool Owns(int buurt, RdPoint point)
    {
        var inside = false;
        var rings = RingsOfBuurt(buurt);
        for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
        {
            var corners = Ring(ring);
            for (var i = 0; i < corners.Length; i++)
            {
                var edge = new Edge(corners[i], corners[i + 1 < corners.Length ? i + 1 : 0]);
                inside ^= edge.IsCrossedByRayFrom(point);
            }
        }
        return inside;
    }
}
