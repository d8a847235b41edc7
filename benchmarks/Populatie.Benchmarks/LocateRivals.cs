using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Kernels;

namespace Populatie.Benchmarks;

/// <summary>Others' ways of finding the polygon of a point.</summary>
internal static class LocateRivals
{
    /// <summary>The slow ones get a part of the points: a rate does not need them all.</summary>
    private const int FewPoints = 100_000;

    /// <summary>NetTopologySuite as its own documents advise: a tree of envelopes, then an indexed locator per polygon.</summary>
    public static Rival Nts(Coverage coverage, PointCloud cloud)
    {
        var tree = new STRtree<IndexedPointInAreaLocator>();
        for (var polygon = 0; polygon < coverage.PolygonCount; polygon++)
        {
            LinearRing[] rings =
            [
                .. Rings(coverage, polygon)
                    .Select(ring => new LinearRing([.. ring.Append(ring[0]).Select(p => new Coordinate(p.X, p.Y))])),
            ];
            var shape = new Polygon(rings[0], rings[1..]);
            tree.Insert(shape.EnvelopeInternal, new IndexedPointInAreaLocator(shape));
        }
        tree.Build();
        var next = 0;
        return new("NTS", Clocked.Processor(() => FindAll(tree, cloud, ref next)));
    }

    /// <summary>GEOS in C++, a program of its own that times itself.</summary>
    public static Rival Geos(Coverage coverage, PointCloud cloud)
    {
        if (RivalPrograms.Find("geos_locate") is not { } program)
        {
            return new("GEOS", null);
        }
        var rings = Enumerable.Range(0, coverage.PolygonCount).Select(p => Rings(coverage, p));
        var shapes = new List<int> { coverage.PolygonCount };
        foreach (var polygon in rings)
        {
            shapes.Add(polygon.Count);
            polygon.ForEach(ring => AddClosed(shapes, ring));
        }
        return new(
            "GEOS",
            Clocked.Reading(() =>
                WithFiles(
                    shapes,
                    Interleaved(cloud, FewPoints),
                    (shapeFile, pointFile) => RivalPrograms.Figure(program, shapeFile, pointFile)
                )
            )
        );
    }

    /// <summary>The measuring probe of the shared folder; see <c>benchmarks/Populatie.Probe</c>.</summary>
    /// <param name="tileShift">Side of its tiles, each of 16 × 16 cells: 2^shift millimetres.</param>
#if PROBE
    public static unsafe Rival Probe(Coverage coverage, PointCloud cloud, int tileShift)
    {
        var shapes = new List<int> { coverage.BuurtCount };
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            shapes.AddRange([0x30303030 + buurt, 0, 0, 0]);
            var polygons = coverage.PolygonsOf(buurt);
            shapes.Add(polygons.End.Value - polygons.Start.Value);
            for (var polygon = polygons.Start.Value; polygon < polygons.End.Value; polygon++)
            {
                var rings = Rings(coverage, polygon);
                shapes.Add(rings.Count);
                rings.ForEach(ring => AddClosed(shapes, ring));
            }
        }
        var index = WithFiles(shapes, [], (shapeFile, _) => Idx.Build(shapeFile, tileShift, 4));
        var points = new HugeTable<int>(Interleaved(cloud, cloud.Count));
        var found = new HugeTable<int>(cloud.Count);
        return new(
            "probe",
            Clocked.Processor(() =>
            {
                LastBoundaryShare = index.Query(points.First, cloud.Count, found.First) / (double)cloud.Count;
                return cloud.Count;
            })
        );
    }

    public static double LastBoundaryShare { get; private set; }
#else
    public static Rival Probe(Coverage coverage, PointCloud cloud, int tileShift)
    {
        (_, _, _) = (coverage, cloud, tileShift);
        return new("probe", null);
    }
#endif

    private static List<RdPoint[]> Rings(Coverage coverage, int polygon)
    {
        var rings = coverage.RingsOf(polygon);
        return
        [
            .. Enumerable
                .Range(rings.Start.Value, rings.End.Value - rings.Start.Value)
                .Select(r => coverage.Ring(r).ToArray()),
        ];
    }

    private static void AddClosed(List<int> shapes, RdPoint[] ring)
    {
        shapes.Add(ring.Length + 1);
        foreach (var corner in ring.Append(ring[0]))
        {
            shapes.AddRange([corner.X, corner.Y]);
        }
    }

    private static int[] Interleaved(PointCloud cloud, int count)
    {
        count = Math.Min(count, cloud.Count);
        var points = new int[2 * count];
        for (var i = 0; i < count; i++)
        {
            (points[2 * i], points[(2 * i) + 1]) = (cloud.X.Span[i], cloud.Y.Span[i]);
        }
        return points;
    }

    private static T WithFiles<T>(List<int> shapes, int[] points, Func<string, string, T> use)
    {
        var folder = Directory.CreateTempSubdirectory("populatie-bench-");
        try
        {
            var (shapeFile, pointFile) = (
                Path.Combine(folder.FullName, "shapes"),
                Path.Combine(folder.FullName, "points")
            );
            File.WriteAllBytes(shapeFile, MemoryMarshal.AsBytes<int>(shapes.ToArray()));
            File.WriteAllBytes(pointFile, MemoryMarshal.AsBytes<int>(points));
            return use(shapeFile, pointFile);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A few thousand points at a time, so that the clock is looked at now and then.</summary>
    private static long FindAll(STRtree<IndexedPointInAreaLocator> tree, PointCloud cloud, ref int next)
    {
        const int batch = 5_000;
        var found = 0;
        for (var i = 0; i < batch; i++)
        {
            next = next + 1 < Math.Min(FewPoints, cloud.Count) ? next + 1 : 0;
            var point = new Coordinate(cloud.X.Span[next], cloud.Y.Span[next]);
            foreach (var candidate in tree.Query(new Envelope(point)))
            {
                if (candidate.Locate(point) != Location.Exterior)
                {
                    found++;
                    break;
                }
            }
        }
        GC.KeepAlive(found);
        return batch;
    }
}
