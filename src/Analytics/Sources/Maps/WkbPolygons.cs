using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Reads a Polygon or MultiPolygon in well-known binary: plain, with the ISO codes for Z and M, and EWKB as PostGIS sends
/// it. Z and M are passed over. No count is believed further than the bytes that follow, so a lie costs no memory.
/// Rings are treated as those of GeoJSON. Not thread-safe.
/// </summary>
/// <remarks>OGC 06-103r4 §8; EWKB: the three highest bits of the type say Z, M, and that a reference system follows.</remarks>
internal ref struct WkbPolygons
{
    private const uint Polygon = 3;
    private const uint MultiPolygon = 6;
    private const uint HasZ = 0x8000_0000;
    private const uint HasM = 0x4000_0000;
    private const uint HasSystem = 0x2000_0000;

    /// <summary>Byte order, type, count of rings.</summary>
    private const int LeastPolygon = 9;

    private static readonly GeometryFactory Factory = new();

    private static readonly string[] Types =
    [
        "Geometry",
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    ];

    private readonly ReadOnlySpan<byte> bytes;
    private int at;
    private bool littleEndian;

    private WkbPolygons(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Reads one geometry.</summary>
    /// <param name="system">The reference system that EWKB names; 0 when it names none.</param>
    /// <param name="fault">What was found instead, when the result is null.</param>
    public static MultiPolygon? Read(ReadOnlySpan<byte> bytes, out int system, out Bilingual fault)
    {
        var reader = new WkbPolygons(bytes);
        var polygons = new List<Polygon>();
        (system, fault) = (0, default);
        if (!reader.TryHeading(out var type, out var width, ref system))
        {
            fault = new("a geometry that ends early", "een geometrie die te vroeg eindigt");
        }
        else if (type is not (Polygon or MultiPolygon))
        {
            var name = type < Types.Length ? Types[type] : FormattableString.Invariant($"{type}");
            fault = new($"a geometry of type {name}", $"een geometrie van type {name}");
        }
        else if (!(type == Polygon ? reader.TryPolygon(width, polygons) : reader.TryPolygons(polygons)))
        {
            fault = new(
                "a geometry whose counts or coordinates cannot be",
                "een geometrie met aantallen of coördinaten die niet kunnen"
            );
        }
        else
        {
            return Factory.CreateMultiPolygon([.. polygons]);
        }
        return null;
    }

    private bool TryPolygons(List<Polygon> polygons)
    {
        if (!TryCount(LeastPolygon, out var count))
        {
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            var system = 0;
            if (!TryHeading(out var type, out var width, ref system) || type != Polygon || !TryPolygon(width, polygons))
            {
                return false;
            }
        }
        return true;
    }

    private bool TryPolygon(int width, List<Polygon> polygons)
    {
        if (!TryCount(sizeof(uint), out var count))
        {
            return false;
        }
        var rings = new List<LinearRing>();
        var points = new List<Coordinate>();
        for (var i = 0; i < count; i++)
        {
            if (!TryCount(width, out var pointCount))
            {
                return false;
            }
            for (var p = 0; p < pointCount; p++, at += width)
            {
                var point = new Coordinate(Number(at), Number(at + sizeof(double)));
                if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
                {
                    return false;
                }
                points.Add(point);
            }
            Rings.Add(rings, points, Factory);
            points.Clear();
        }
        if (rings.Count > 0)
        {
            polygons.Add(Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]));
        }
        return true;
    }

    private bool TryHeading(out uint type, out int width, ref int system)
    {
        (type, width) = (0, 0);
        if (bytes.Length - at < 1 + sizeof(uint))
        {
            return false;
        }
        littleEndian = bytes[at++] != 0;
        var code = Whole();
        var iso = (code & ~(HasZ | HasM | HasSystem)) / 1000;
        type = (code & ~(HasZ | HasM | HasSystem)) % 1000;
        var dimensions =
            2 + ((code & HasZ) != 0 || iso is 1 or 3 ? 1 : 0) + ((code & HasM) != 0 || iso is 2 or 3 ? 1 : 0);
        width = dimensions * sizeof(double);
        if ((code & HasSystem) != 0)
        {
            if (bytes.Length - at < sizeof(uint))
            {
                return false;
            }
            system = unchecked((int)Whole());
        }
        return iso <= 3;
    }

    /// <summary>A count of things of at least so many bytes each; false when they cannot follow.</summary>
    private bool TryCount(int least, out int count)
    {
        count = 0;
        if (bytes.Length - at < sizeof(uint))
        {
            return false;
        }
        var told = Whole();
        if (told > (uint)((bytes.Length - at) / least))
        {
            return false;
        }
        count = (int)told;
        return true;
    }

    private uint Whole()
    {
        var four = bytes.Slice(at, sizeof(uint));
        at += sizeof(uint);
        return littleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(four)
            : BinaryPrimitives.ReadUInt32BigEndian(four);
    }

    private readonly double Number(int place) =>
        littleEndian
            ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[place..])
            : BinaryPrimitives.ReadDoubleBigEndian(bytes[place..]);
}
