using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Randomness;

namespace Populatie.Benchmarks;

/// <summary>
/// Points located per second on one core, memory to memory, on the real map when the shared folder is there and on the
/// schematic one. Points are clustered as people are: normal clouds around the middles of buurten. The rival is
/// NetTopologySuite as its own documents advise: a tree of envelopes, then an indexed locator per polygon.
/// </summary>
internal static class LocateCases
{
    private const int Points = 1_000_000;
    private const int RivalPoints = 50_000;

    public static IEnumerable<Case> All()
    {
        yield return Of("schematic Utrecht", EmbeddedUtrecht.Areas().Coverage, spread: 300_000);
        var shared = Environment.GetEnvironmentVariable("POPULATIE_SHARED") ?? Path.Combine("..", "shared");
        foreach (
            var (name, file, spread) in new[] { ("Utrecht", "utrecht", 300_000), ("the Netherlands", "nl", 1_500_000) }
        )
        {
            var path = Path.Combine(shared, "geodata", $"{file}_buurten_clean.geojson");
            if (File.Exists(path))
            {
                yield return Of(name, AreaImport.Read(path).Areas.Coverage, spread);
            }
            else
            {
                Console.Error.WriteLine($"left out: {name}, because {path} is absent");
            }
        }
    }

    private static Case Of(string name, Coverage coverage, int spread)
    {
        var (x, y) = Cloud(coverage, spread);
        var leaf = new int[Points];
        var locator = BuurtLocator.Build(coverage);
        var tree = Tree(coverage);
        return new(
            $"locate {name}, clustered",
            () =>
            {
                locator.Locate(x, y, leaf);
                return Points;
            },
            () => Rival(tree, x, y),
            "NTS",
            "M/s"
        );
    }

    private static (int[] X, int[] Y) Cloud(Coverage coverage, int spread)
    {
        var (x, y) = (new int[Points], new int[Points]);
        for (var i = 0; i < Points; i++)
        {
            var (w0, w1, w2, w3) = Philox.Block(1, (uint)i, 0, 0, 0);
            var (w4, w5, _, _) = Philox.Block(1, (uint)i, 1, 0, 0);
            var ring = coverage.Ring((int)(w0 % (uint)coverage.RingCount));
            var corner = ring[(int)(w1 % (uint)ring.Length)];
            // The sum of two uniforms: near the corner often, far from it seldom.
            x[i] = corner.X + (int)((Share(w2) + Share(w3) - 1) * spread);
            y[i] = corner.Y + (int)((Share(w4) + Share(w5) - 1) * spread);
        }
        return (x, y);

        static double Share(uint word) => word / 4294967296.0;
    }

    private static STRtree<IndexedPointInAreaLocator> Tree(Coverage coverage)
    {
        var tree = new STRtree<IndexedPointInAreaLocator>();
        for (var polygon = 0; polygon < coverage.PolygonCount; polygon++)
        {
            var rings = Enumerable
                .Range(
                    coverage.RingsOf(polygon).Start.Value,
                    coverage.RingsOf(polygon).End.Value - coverage.RingsOf(polygon).Start.Value
                )
                .Select(r => coverage.Ring(r).ToArray())
                .Select(ring => new LinearRing([.. ring.Append(ring[0]).Select(p => new Coordinate(p.X, p.Y))]))
                .ToArray();
            var shape = new Polygon(rings[0], rings[1..]);
            tree.Insert(shape.EnvelopeInternal, new IndexedPointInAreaLocator(shape));
        }
        tree.Build();
        return tree;
    }

    private static long Rival(STRtree<IndexedPointInAreaLocator> tree, int[] x, int[] y)
    {
        var found = 0;
        for (var i = 0; i < RivalPoints; i++)
        {
            var point = new Coordinate(x[i], y[i]);
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
        return RivalPoints;
    }
}
