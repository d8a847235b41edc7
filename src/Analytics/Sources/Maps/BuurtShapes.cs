using NetTopologySuite.Geometries;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>The buurten of a layer, in order of code, with their polygons in RD New; as yet unchecked.</summary>
internal sealed class BuurtShapes
{
    private readonly SortedDictionary<string, (Buurt Buurt, List<Polygon> Polygons)> shapes = new(
        StringComparer.Ordinal
    );
    private readonly string file;
    private readonly int system;

    private BuurtShapes(string file, int system) => (this.file, this.system) = (file, system);

    public IEnumerable<Buurt> Buurten => shapes.Values.Select(s => s.Buurt);

    public Dictionary<string, string> WijkNames { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> GemeenteNames { get; } = new(StringComparer.Ordinal);

    /// <exception cref="SourceFormatException">A feature has no code, or nothing is left.</exception>
    public static BuurtShapes Read(MapLayer layer, int system, string? gemeente, List<Bilingual> notes)
    {
        var read = new BuurtShapes(layer.File, system);
        var (water, bare, elsewhere) = (0, 0, 0);
        foreach (var feature in layer.Features)
        {
            var reading = BuurtColumns.Read(layer, feature);
            if (
                gemeente is not null
                && !reading.Buurt.GemeenteCode.Equals(gemeente, StringComparison.OrdinalIgnoreCase)
            )
            {
                elsewhere++;
            }
            else if (reading.Water)
            {
                water++;
            }
            else if (feature.Geometry is not { IsEmpty: false } geometry)
            {
                bare++;
            }
            else
            {
                read.Add(reading, geometry);
            }
        }
        Note(notes, water, "of open water left out", "met alleen water weggelaten");
        Note(notes, bare, "without a boundary left out", "zonder grens weggelaten");
        Note(notes, elsewhere, "of other gemeenten left out", "van andere gemeenten weggelaten");
        if (read.shapes.Count == 0)
        {
            throw new SourceFormatException(
                layer.File,
                null,
                null,
                elsewhere > 0
                    ? new($"no buurt of {gemeente}", $"geen buurt van {gemeente}")
                    : new("no buurt with a boundary", "geen buurt met een grens"),
                new("at least one buurt", "ten minste één buurt"),
                new("check --gemeente and the file", "controleer --gemeente en het bestand")
            );
        }
        read.Complete(layer);
        return read;
    }

    /// <exception cref="SourceFormatException">A coordinate is too far away to be one.</exception>
    public Coverage ToCoverage()
    {
        var builder = new CoverageBuilder();
        var ring = new List<RdPoint>();
        foreach (var (buurt, polygons) in shapes.Values)
        {
            foreach (var polygon in polygons)
            {
                var outer = AddRing(buurt, polygon.ExteriorRing);
                foreach (var hole in polygon.InteriorRings)
                {
                    outer |= AddRing(buurt, hole);
                }
                if (outer)
                {
                    builder.EndPolygon();
                }
            }
            builder.EndBuurt();
        }
        return builder.Build();

        bool AddRing(Buurt buurt, LineString line)
        {
            ring.Clear();
            foreach (var coordinate in line.Coordinates)
            {
                // A hole can lie outside the box of its polygon, which is all that was looked at so far.
                if (ReferenceSystems.ToRdPoint(coordinate, system) is not { } point)
                {
                    throw TooFar(buurt, coordinate);
                }
                if (ring.Count == 0 || ring[^1] != point)
                {
                    ring.Add(point);
                }
            }
            if (ring.Count > 1 && ring[0] == ring[^1])
            {
                ring.RemoveAt(ring.Count - 1);
            }
            if (ring.Count < 3)
            {
                return false;
            }
            builder.AddRing([.. ring]);
            return true;
        }
    }

    private SourceFormatException TooFar(Buurt buurt, Coordinate coordinate)
    {
        var (english, dutch) = ("the coordinate", "de coördinaat");
        var shown = FormattableString.Invariant($"{coordinate.X:0.###}, {coordinate.Y:0.###}");
        return new(
            file,
            null,
            null,
            new($"{english} {shown} in {buurt.Code}", $"{dutch} {shown} in {buurt.Code}"),
            new("a place in or near the Netherlands", "een plaats in of bij Nederland"),
            new("mend the boundary of that buurt", "herstel de grens van die buurt")
        );
    }

    private static void Note(List<Bilingual> notes, int count, string english, string dutch)
    {
        if (count > 0)
        {
            notes.Add(new($"{count} buurten {english}", $"{count} buurten {dutch}"));
        }
    }

    private void Add(BuurtColumns.Reading reading, MultiPolygon geometry)
    {
        var code = reading.Buurt.Code;
        if (!shapes.TryGetValue(code, out var shape))
        {
            shapes[code] = shape = (reading.Buurt, []);
        }
        shape.Polygons.AddRange(geometry.Geometries.Cast<Polygon>().Where(p => !p.IsEmpty));
        if (reading.WijkName is { } wijk)
        {
            WijkNames.TryAdd(reading.Buurt.WijkCode, wijk);
        }
        if (reading.GemeenteName is { } gemeente)
        {
            GemeenteNames.TryAdd(reading.Buurt.GemeenteCode, gemeente);
        }
    }

    private void Complete(MapLayer layer)
    {
        foreach (var (code, name) in layer.WijkNames)
        {
            WijkNames.TryAdd(code, name);
        }
        foreach (var (code, name) in layer.GemeenteNames)
        {
            GemeenteNames.TryAdd(code, name);
        }
    }
}
