using System.Runtime.Intrinsics;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Benchmarks;

/// <summary>Points located per second, memory to memory, on real maps where the shared folder has them.</summary>
internal static class LocateCases
{
    private const int Points = 10_000_000;
    private const int Batch = 4096;

    public static Bench Bench { get; } =
        new(
            "locate",
            """
            Ten million points in memory, in random order, clustered as people are: every buurt has as many, in a normal cloud
            around its middle; "near borders" is a harder cloud, about corners of borders. Exact, one core unless the row
            says otherwise. Rivals: NetTopologySuite and GEOS with a tree of envelopes and an indexed locator per polygon
            (on 100,000 of the points), and our own measuring probe, which is not part of this program. The rivals know
            nothing of shared borders, and answer about any polygons; we need a valid coverage. The limit reads two
            coordinates and writes one number per point, and does nothing else. Rates are per second of processor time; two
            threads and one beside them are by the clock on the wall, and mean little on a busy machine.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        var shared = Environment.GetEnvironmentVariable("POPULATIE_SHARED") ?? Path.Combine("..", "shared");
        var real = new[]
        {
            (Name: "Utrecht", File: "utrecht_buurten_clean.geojson", TileShift: 18, Spread: 300_000),
            (Name: "NL", File: "nl_buurten_clean.geojson", TileShift: 20, Spread: 1_500_000),
        };
        var found = 0;
        foreach (var map in real)
        {
            var path = Path.Combine(shared, "geodata", map.File);
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"left out: {map.Name}, because {path} is absent");
                continue;
            }
            found++;
            foreach (var contest in Of(map.Name, AreaImport.Read(path).Areas.Coverage, map.TileShift, map.Spread))
            {
                yield return contest;
            }
        }
        if (found == 0)
        {
            foreach (var contest in Of("schematic Utrecht", EmbeddedUtrecht.Areas().Coverage, 18, 300_000))
            {
                yield return contest;
            }
        }
    }

    /// <param name="tileShift">What suits the probe on this map.</param>
    /// <param name="spread">How far points near borders may be from a corner. Unit: millimetre.</param>
    private static IEnumerable<Contest> Of(string name, Coverage coverage, int tileShift, int spread)
    {
        var locator = BuurtLocator.Build(coverage);
        yield return new($"index of {name}, build", "s", Clocked.Seconds(() => BuurtLocator.Build(coverage)))
        {
            LowerIsBetter = true,
        };
        yield return new($"index of {name}, memory", "MB", Clocked.Reading(() => locator.TableBytes / 1e6))
        {
            LowerIsBetter = true,
        };
        var cloud = PointCloud.Around(coverage, Points);
        var limit = Clocked.Processor(() => Stream(cloud));
        yield return new(
            $"locate {name}, clustered",
            "M/s",
            Clocked.Processor(() => Locate(locator, cloud, 0, Points)),
            LocateRivals.Probe(coverage, cloud, tileShift),
            LocateRivals.Nts(coverage, cloud),
            LocateRivals.Geos(coverage, cloud)
        )
        {
            Limit = limit,
        };
        yield return new(
            $"locate {name}, batches of 4,096",
            "M/s",
            Clocked.Processor(() => LocateInBatches(locator, cloud))
        )
        {
            Limit = limit,
        };
        yield return new(
            $"locate {name}, two threads",
            "M/s",
            Clocked.Wall(() => LocateByTwo(locator, cloud)),
            new Rival("one thread", Clocked.Wall(() => Locate(locator, cloud, 0, Points)))
        );
        var hard = PointCloud.NearBorders(coverage, Points, spread);
        yield return new(
            $"locate {name}, near borders",
            "M/s",
            Clocked.Processor(() => Locate(locator, hard, 0, Points)),
            LocateRivals.Probe(coverage, hard, tileShift)
        )
        {
            Limit = limit,
        };
    }

    private static long Locate(BuurtLocator locator, PointCloud cloud, int from, int count)
    {
        locator.Locate(
            cloud.X.Span.Slice(from, count),
            cloud.Y.Span.Slice(from, count),
            cloud.Leaf.Span.Slice(from, count)
        );
        return count;
    }

    private static long LocateInBatches(BuurtLocator locator, PointCloud cloud)
    {
        const int some = Points / 10 / Batch * Batch;
        for (var from = 0; from < some; from += Batch)
        {
            _ = Locate(locator, cloud, from, Batch);
        }
        return some;
    }

    private static long LocateByTwo(BuurtLocator locator, PointCloud cloud)
    {
        var other = new Thread(() => Locate(locator, cloud, 0, Points / 2));
        other.Start();
        _ = Locate(locator, cloud, Points / 2, Points - (Points / 2));
        other.Join();
        return Points;
    }

    /// <summary>As little as can be done per point while touching the same memory.</summary>
    private static unsafe long Stream(PointCloud cloud)
    {
        var x = cloud.X.First;
        var y = cloud.Y.First;
        var leaf = cloud.Leaf.First;
        for (var i = 0; i + Vector512<int>.Count <= cloud.Count; i += Vector512<int>.Count)
        {
            (Vector512.Load(x + i) ^ Vector512.Load(y + i)).Store(leaf + i);
        }
        return cloud.Count;
    }
}
