using NetTopologySuite.Geometries;

namespace Populatie.Analytics.Sources.Maps;

internal static class Rings
{
    /// <summary>Adds a ring of the points, closed when it was left open; one of fewer than three points is dropped.</summary>
    public static void Add(List<LinearRing> rings, List<Coordinate> points, GeometryFactory factory)
    {
        if (points.Count > 0 && !points[0].Equals2D(points[^1]))
        {
            points.Add(points[0].Copy());
        }
        if (points.Count > 3)
        {
            rings.Add(factory.CreateLinearRing([.. points]));
        }
    }
}
