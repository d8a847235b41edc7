using System.Collections.Immutable;
using Populatie.Analytics.Geometry.Borders;

namespace Populatie.Server.Tiles;

/// <summary>
/// The borders of a map as they are seen at one zoom: each is simplified once, for both its neighbours. Immutable; thread-safe.
/// </summary>
internal sealed class ZoomLevel
{
    /// <summary>Half a pixel on a screen that draws a tile on 512 pixels.</summary>
    private const double Tolerance = 4;

    private readonly AreaBorders borders;
    private readonly ImmutableArray<GridPoint>[] lines;
    private readonly Box[] boxes;

    public ZoomLevel(AreaBorders borders, (double X, double Y)[][] placed, int zoom)
    {
        (this.borders, Zoom) = (borders, zoom);
        double units = TileMatrix.UnitsAt(zoom);
        var exact = new GridPoint[placed.Length][];
        Parallel.For(
            0,
            placed.Length,
            i => exact[i] = [.. placed[i].Select(p => new GridPoint((int)(p.X * units), (int)(p.Y * units)))]
        );
        lines = Uncrossed.Simplify(exact, zoom == TileMatrix.MostZoom ? 0 : Tolerance);
        boxes = [.. borders.PolygonsOfArea.Select(BoxOf)];
    }

    public int Zoom { get; }

    /// <summary>Ordinals of areas that may lie in a box.</summary>
    public IEnumerable<int> AreasIn(Box box)
    {
        for (var area = 0; area < boxes.Length; area++)
        {
            if (boxes[area].Touches(box))
            {
                yield return area;
            }
        }
    }

    public ImmutableArray<BorderPolygon> PolygonsOf(int area) => borders.PolygonsOfArea[area];

    /// <summary>Puts the points of a ring, the first not repeated, into a list that is cleared first.</summary>
    public void Fill(ImmutableArray<BorderUse> ring, List<GridPoint> into)
    {
        into.Clear();
        foreach (var (ordinal, backwards) in ring)
        {
            var line = lines[ordinal];
            for (var i = 0; i < line.Length - 1; i++)
            {
                into.Add(line[backwards ? line.Length - 1 - i : i]);
            }
        }
    }

    private Box BoxOf(ImmutableArray<BorderPolygon> polygons)
    {
        var box = Box.Nothing;
        foreach (var polygon in polygons)
        {
            foreach (var use in polygon.Rings[0])
            {
                foreach (var point in lines[use.Ordinal])
                {
                    box = box.With(point);
                }
            }
        }
        return box;
    }
}
