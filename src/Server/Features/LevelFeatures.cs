using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry.Borders;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Server.Features;

/// <summary>The areas of a level as features: code, name, what holds them, boundary in any reference system. Thread-safe.</summary>
internal sealed class LevelFeatures
{
    private readonly AreaBorders borders;
    private readonly (string? Wijk, string? Gemeente)[] parents;
    private readonly ImmutableArray<int> ordinals;
    private readonly ImmutableArray<Area> areas;
    private readonly Dictionary<string, int> byCode;
    private readonly ConcurrentDictionary<CoordinateSystem, Lazy<PlaneBox[]>> boxes = new();

    public LevelFeatures(AreaSet map, AreaLevel level)
    {
        Level = level;
        borders = map.BordersOf(level);
        areas = map.Index.AreasAt(level);
        parents = Parents(map.Index, level);
        ordinals = [.. Enumerable.Range(0, areas.Length).Where(a => !areas[a].IsUnknown)];
        byCode = ordinals.ToDictionary(o => areas[o].Code, StringComparer.Ordinal);
    }

    public AreaLevel Level { get; }

    /// <summary>Ordinals of all features, in order.</summary>
    public ImmutableArray<int> All => ordinals;

    /// <summary>Null when there is no such area.</summary>
    public int? Find(string code) => byCode.TryGetValue(code, out var ordinal) ? ordinal : null;

    /// <summary>Ordinals of the features that have a point in common with one of the boxes, in order.</summary>
    public List<int> In(IReadOnlyCollection<PlaneBox> wanted, CoordinateSystem system)
    {
        var own = BoxesIn(system);
        return
        [
            .. ordinals.Where(o => wanted.Any(w => w.Holds(own[o]) || (w.Touches(own[o]) && DoesMeet(o, w, system)))),
        ];
    }

    /// <summary>What holds all features.</summary>
    public PlaneBox Extent(CoordinateSystem system) =>
        BoxesIn(system)
            .Where(b => b.Low1 <= b.High1)
            .Aggregate(PlaneBox.Nothing, (all, box) => all.With((box.Low1, box.Low2)).With((box.High1, box.High2)));

    /// <summary>Writes one feature, within an array or as a document: its members, without the braces.</summary>
    public void Write(Utf8JsonWriter json, int ordinal, CoordinateSystem system)
    {
        WriteNames(json, ordinal);
        GeoJsonShape.Write(json, borders.ShapeOf(ordinal), system.Place, system.Decimals);
    }

    /// <summary>Writes one feature with the box around it in place of its boundary; without one where it has no place.</summary>
    public void WriteBox(Utf8JsonWriter json, int ordinal, CoordinateSystem system)
    {
        WriteNames(json, ordinal);
        var box = BoxesIn(system)[ordinal];
        if (box.Low1 <= box.High1)
        {
            json.WriteStartArray("bbox");
            foreach (var side in (double[])[box.Low1, box.Low2, box.High1, box.High2])
            {
                json.WriteNumberValue(Math.Round(side, system.Decimals));
            }
            json.WriteEndArray();
        }
        json.WriteNull("geometry");
    }

    private void WriteNames(Utf8JsonWriter json, int ordinal)
    {
        var area = areas[ordinal];
        json.WriteString("type", "Feature");
        json.WriteString("id", area.Code);
        json.WriteStartObject("properties");
        json.WriteString("code", area.Code);
        json.WriteString("name", area.Name);
        json.WriteString("wijk", parents[ordinal].Wijk);
        json.WriteString("gemeente", parents[ordinal].Gemeente);
        json.WriteEndObject();
    }

    /// <summary>A border comes into the box; or none does, and all of the box is inside the area or none of it.</summary>
    private bool DoesMeet(int ordinal, PlaneBox box, CoordinateSystem system)
    {
        var isInside = false;
        var (x, y) = (box.Low1, box.Low2);
        foreach (var ring in borders.PolygonsOfArea[ordinal].SelectMany(p => p.Rings))
        {
            var points = borders.PointsOf(ring);
            var last = system.Place(points[^1]);
            foreach (var point in points)
            {
                var next = system.Place(point);
                if (box.Meets(last, next))
                {
                    return true;
                }
                if (
                    next.Second > y != last.Second > y
                    && x < next.First + ((last.First - next.First) * (y - next.Second) / (last.Second - next.Second))
                )
                {
                    isInside = !isInside;
                }
                last = next;
            }
        }
        return isInside;
    }

    private PlaneBox[] BoxesIn(CoordinateSystem system) =>
        boxes
            .GetOrAdd(
                system,
                s => new(() => [.. borders.PolygonsOfArea.AsParallel().AsOrdered().Select(p => BoxOf(p, s))])
            )
            .Value;

    private PlaneBox BoxOf(ImmutableArray<BorderPolygon> polygons, CoordinateSystem system) =>
        polygons
            .SelectMany(p => borders.PointsOf(p.Rings[0]))
            .Aggregate(PlaneBox.Nothing, (box, point) => box.With(system.Place(point)));

    /// <summary>Codes of the wijk and gemeente that hold each area; null for a grouping, which may lie in several.</summary>
    private static (string? Wijk, string? Gemeente)[] Parents(AreaIndex index, AreaLevel level)
    {
        var found = new (string?, string?)[index.AreasAt(level).Length];
        if (level is AreaLevel.Buurt or AreaLevel.Wijk or AreaLevel.Gemeente)
        {
            var ofLeaf = index.OfLeaf(level);
            for (var buurt = 0; buurt < index.BuurtCount; buurt++)
            {
                var (wijk, gemeente) = (index.Buurten[buurt].WijkCode, index.Buurten[buurt].GemeenteCode);
                found[ofLeaf[buurt]] = level switch
                {
                    AreaLevel.Buurt => (wijk, gemeente),
                    AreaLevel.Wijk => (null, gemeente),
                    _ => default,
                };
            }
        }
        return found;
    }
}
