using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Reads a GeoJSON FeatureCollection feature by feature, with the older <c>crs</c> member where it has one. Rings are taken
/// as they are: an open one is closed, one of fewer than three points is dropped; the coverage check reports on the rest.
/// </summary>
internal sealed class GeoJsonSource(Stream stream, string file) : IAreaSource
{
    private static readonly GeometryFactory Factory = new();
    private static readonly Bilingual Map = new(
        "a GeoJSON FeatureCollection, or a GeoPackage",
        "een GeoJSON FeatureCollection, of een GeoPackage"
    );
    private static readonly Bilingual Collection = new("a GeoJSON FeatureCollection", "een GeoJSON FeatureCollection");
    private static readonly Bilingual Coordinates = new(
        "coordinates as nested arrays",
        "coördinaten als geneste arrays"
    );
    private static readonly Bilingual Convert = new(
        "export the buurten as GeoJSON polygons",
        "exporteer de buurten als GeoJSON-polygonen"
    );
    private readonly JsonTokens json = new(stream, file);
    private long pointCount;

    /// <summary>Most points of a map; the finest one of the whole country has some 20 million.</summary>
    internal long MostPoints { get; init; } = 60_000_000;

    public MapLayer Read()
    {
        if (!json.Read())
        {
            throw json.At(new("an empty file", "een leeg bestand"), Map, JsonTokens.Whole);
        }
        if (json.Type != JsonTokenType.StartObject)
        {
            throw json.At(Bilingual.Same($"'{json.Text()}'"), Collection, Convert);
        }
        List<MapFeature>? features = null;
        string? reference = null;
        var schematic = false;
        while (json.Next() != JsonTokenType.EndObject)
        {
            if (json.Is("features"u8))
            {
                features = ReadFeatures();
            }
            else if (json.Is("crs"u8))
            {
                json.Next();
                reference = LastTextOf();
            }
            else if (json.Is("schematic"u8))
            {
                schematic = json.Next() == JsonTokenType.True;
            }
            else
            {
                json.SkipValue();
            }
        }
        while (json.Read()) { }
        if (features is null)
        {
            throw json.At(new("no member 'features'", "geen onderdeel 'features'"), Collection, Convert);
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return new(file, EpsgOf(reference), reference, schematic, features, names, names);
    }

    /// <summary>"urn:ogc:def:crs:EPSG::28992", "EPSG:28992" and "urn:ogc:def:crs:OGC:1.3:CRS84" as an EPSG code.</summary>
    internal static int? EpsgOf(string? reference)
    {
        if (reference is null)
        {
            return null;
        }
        if (reference.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase))
        {
            return ReferenceSystems.Wgs84;
        }
        var digits = reference[(reference.LastIndexOfAny([':', '/']) + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private List<MapFeature> ReadFeatures()
    {
        if (json.Next() != JsonTokenType.StartArray)
        {
            throw json.At(
                Bilingual.Same(json.Type.ToString()),
                new("an array of features", "een array van features"),
                Convert
            );
        }
        var features = new List<MapFeature>();
        while (json.Next() != JsonTokenType.EndArray)
        {
            features.Add(ReadFeature());
        }
        return features;
    }

    private MapFeature ReadFeature()
    {
        var place = json.Line;
        if (json.Type != JsonTokenType.StartObject)
        {
            throw json.At(Bilingual.Same($"'{json.Text()}'"), new("a feature", "een feature"), Convert);
        }
        IReadOnlyDictionary<string, string> properties = new Dictionary<string, string>(StringComparer.Ordinal);
        MultiPolygon? geometry = null;
        while (json.Next() != JsonTokenType.EndObject)
        {
            if (json.Is("properties"u8))
            {
                properties = ReadProperties();
            }
            else if (json.Is("geometry"u8))
            {
                geometry = ReadGeometry();
            }
            else
            {
                json.SkipValue();
            }
        }
        return new(properties, geometry, place);
    }

    private Dictionary<string, string> ReadProperties()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.Next() != JsonTokenType.StartObject)
        {
            json.SkipRest();
            return properties;
        }
        while (json.Next() != JsonTokenType.EndObject)
        {
            var name = json.Text().ToLowerInvariant();
            if (json.Next() is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                json.SkipRest();
            }
            else
            {
                properties[name] = json.Text();
            }
        }
        return properties;
    }

    private MultiPolygon? ReadGeometry()
    {
        if (json.Next() == JsonTokenType.Null)
        {
            return null;
        }
        if (json.Type != JsonTokenType.StartObject)
        {
            throw json.At(Bilingual.Same($"'{json.Text()}'"), new("a geometry", "een geometrie"), Convert);
        }
        string? type = null;
        var polygons = new List<Polygon>();
        while (json.Next() != JsonTokenType.EndObject)
        {
            if (json.Is("type"u8))
            {
                json.Next();
                type = json.Text();
            }
            else if (json.Is("coordinates"u8))
            {
                ReadPolygons(polygons);
            }
            else
            {
                json.SkipValue();
            }
        }
        return type is "Polygon" or "MultiPolygon"
            ? Factory.CreateMultiPolygon([.. polygons])
            : throw json.At(
                new($"a geometry of type {type}", $"een geometrie van type {type}"),
                new("Polygon or MultiPolygon", "Polygon of MultiPolygon"),
                Convert
            );
    }

    /// <summary>Reads either nesting: the depth at which the first number stands tells polygon from multipolygon.</summary>
    private void ReadPolygons(List<Polygon> polygons)
    {
        var rings = new List<LinearRing>();
        var points = new List<Coordinate>();
        var point = new List<double>();
        if (json.Next() != JsonTokenType.StartArray)
        {
            throw json.At(Bilingual.Same($"'{json.Text()}'"), Coordinates, Convert);
        }
        var depth = 1;
        var pointDepth = 0;
        while (depth > 0)
        {
            switch (json.Next())
            {
                case JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.Number:
                    pointDepth = pointDepth == 0 ? depth : pointDepth;
                    if (depth != pointDepth || depth < 3)
                    {
                        throw json.At(Bilingual.Same(json.Text()), Coordinates, Convert);
                    }
                    point.Add(json.Number());
                    break;
                case JsonTokenType.EndArray:
                    Close(depth, pointDepth);
                    depth--;
                    break;
                default:
                    throw json.At(Bilingual.Same($"'{json.Text()}'"), Coordinates, Convert);
            }
        }
        if (rings.Count > 0)
        {
            polygons.Add(Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]));
        }

        void Close(int at, int deepest)
        {
            if (at == deepest)
            {
                if (point.Count < 2)
                {
                    throw json.At(new("one number", "één getal"), new("x and y", "x en y"), Convert);
                }
                if (++pointCount > MostPoints)
                {
                    throw json.At(
                        new($"more than {MostPoints} points", $"meer dan {MostPoints} punten"),
                        new("a map of buurten", "een kaart van buurten"),
                        new("simplify the boundaries first", "vereenvoudig eerst de grenzen")
                    );
                }
                points.Add(new Coordinate(point[0], point[1]));
                point.Clear();
            }
            else if (at == deepest - 1)
            {
                Rings.Add(rings, points, Factory);
                points.Clear();
            }
            else if (at == deepest - 2 && rings.Count > 0)
            {
                polygons.Add(Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]));
                rings.Clear();
            }
        }
    }

    /// <summary>The deepest name in a <c>crs</c> member: the last text that it holds.</summary>
    private string? LastTextOf()
    {
        string? text = null;
        var depth = 0;
        do
        {
            depth += json.Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
            if (json.Type is JsonTokenType.String or JsonTokenType.Number)
            {
                var found = json.Text();
                text = found is "name" or "EPSG" ? text : found;
            }
        } while (depth > 0 && json.Read());
        return text;
    }
}
