using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;

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
            around its middle. Exact, one core unless the row says otherwise. Rivals: NetTopologySuite and GEOS with a tree of
            envelopes and an indexed locator per polygon (on 100,000 of the points), and our own measuring probe, which is not
            part of this program. The rivals know nothing of shared borders, and answer about any polygons; we need a valid
            coverage. The limit reads two coordinates and writes one number per point, and does nothing else.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        var shared = Environment.GetEnvironmentVariable("POPULATIE_SHARED") ?? Path.Combine("..", "shared");
        foreach (var (name, file, tileShift) in new[] { ("Utrecht", "utrecht", 18), ("NL", "nl", 20) })
        {
            var path = Path.Combine(shared, "geodata", $"{file}_buurten_clean.geojson");
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"left out: {name}, because {path} is absent");
                continue;
            }
            foreach (var contest in Of(name, AreaImport.Read(path).Areas.Coverage, tileShift))
            {
                yield return contest;
            }
        }
        foreach (var contest in Of("schematic Utrecht", EmbeddedUtrecht.Areas().Coverage, 18))
        {
            yield return contest;
        }
    }

    private static IEnumerable<Contest> Of(string name, Coverage coverage, int tileShift)
    {
        var cloud = PointCloud.Around(coverage, Points);
        var locator = BuurtLocator.Build(coverage);
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
        yield return new($"index of {name}, build", "s", Clocked.Seconds(() => BuurtLocator.Build(coverage)))
        {
            LowerIsBetter = true,
        };
        yield return new($"index of {name}, memory", "MB", Clocked.Reading(() => locator.TableBytes / 1e6))
        {
            LowerIsBetter = true,
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
