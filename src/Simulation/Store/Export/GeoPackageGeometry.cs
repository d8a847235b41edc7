using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Simulation.Store.Export;

/// <summary>Shapes as a GeoPackage holds them: <c>GP</c>, version, flags, reference system, a box, then well-known binary.</summary>
internal static class GeoPackageGeometry
{
    /// <summary>Little-endian, with a box in x and y.</summary>
    private const byte Flags = 0b0000_0011;

    private static readonly GeometryFactory Factory = new();

    public static byte[] Of(ImmutableArray<ImmutableArray<RdPoint[]>> polygons)
    {
        var box = BoxOf(polygons);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GP"u8);
        writer.Write((byte)0);
        writer.Write(Flags);
        writer.Write(ReferenceSystems.RdNew);
        foreach (var bound in (double[])[box.MinX, box.MaxX, box.MinY, box.MaxY])
        {
            writer.Write(bound);
        }
        writer.Write(new WKBWriter().Write(Factory.CreateMultiPolygon([.. polygons.Select(PolygonOf)])));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Around all points. Unit: metre.</summary>
    public static Envelope BoxOf(IEnumerable<ImmutableArray<RdPoint[]>> polygons)
    {
        var box = new Envelope();
        foreach (var point in polygons.SelectMany(p => p).SelectMany(r => r))
        {
            box.ExpandToInclude(Metres(point));
        }
        return box;
    }

    private static Polygon PolygonOf(ImmutableArray<RdPoint[]> rings) =>
        Factory.CreatePolygon(RingOf(rings[0]), [.. rings.Skip(1).Select(RingOf)]);

    private static LinearRing RingOf(RdPoint[] points) =>
        Factory.CreateLinearRing([.. points.Select(Metres), Metres(points[0])]);

    private static Coordinate Metres(RdPoint point) =>
        new(point.X / (double)RdPoint.MillimetresPerMetre, point.Y / (double)RdPoint.MillimetresPerMetre);
}
