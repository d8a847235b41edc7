using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry.Borders;

/// <summary>
/// The borders of areas that are made of buurten, each border once: what neighbours share they share to the millimetre, and
/// whatever is done to a border is done to both. Immutable; thread-safe.
/// </summary>
public sealed class AreaBorders
{
    /// <summary>What lies beyond the map.</summary>
    public const int Outside = -1;

    private AreaBorders(ImmutableArray<Border> borders, ImmutableArray<ImmutableArray<BorderPolygon>> polygonsOfArea) =>
        (Borders, PolygonsOfArea) = (borders, polygonsOfArea);

    public ImmutableArray<Border> Borders { get; }

    /// <summary>Shape [Area][Polygon]; an area without a buurt has none.</summary>
    public ImmutableArray<ImmutableArray<BorderPolygon>> PolygonsOfArea { get; }

    public int AreaCount => PolygonsOfArea.Length;

    /// <param name="areaOfBuurt">Shape [Buurt]: ordinal of the area that holds it, or <see cref="Outside"/>.</param>
    /// <param name="areaCount">Areas may hold no buurt.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static AreaBorders Of(Coverage coverage, ReadOnlySpan<int> areaOfBuurt, int areaCount)
    {
        if (areaOfBuurt.Length != coverage.BuurtCount)
        {
            throw new ArgumentException(
                $"areas of {areaOfBuurt.Length} buurten do not fit a coverage of {coverage.BuurtCount}",
                nameof(areaOfBuurt)
            );
        }
        var borders = new BorderTracer(BorderEdges.Of(coverage, areaOfBuurt)).Trace();
        return new(borders, [.. RingTracer.Trace(borders, areaCount).Select(r => PolygonSorter.Sort(borders, r))]);
    }

    /// <summary>The points of a ring, the first not repeated at the end.</summary>
    public RdPoint[] PointsOf(ImmutableArray<BorderUse> ring) => PolygonSorter.PointsOf(Borders, ring);

    /// <summary>All points of an area. Shape [Polygon][Ring][Point]; the outer ring of a polygon first.</summary>
    public ImmutableArray<ImmutableArray<RdPoint[]>> ShapeOf(int area) =>
        [.. PolygonsOfArea[area].Select(polygon => polygon.Rings.Select(PointsOf).ToImmutableArray())];
}
