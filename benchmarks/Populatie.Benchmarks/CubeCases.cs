using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;

namespace Populatie.Benchmarks;

/// <summary>What imported records are good for: read again from the store, and counted into a cube.</summary>
internal static class CubeCases
{
    /// <param name="file">Records with all nineteen columns.</param>
    /// <param name="quick">Leaves out what takes longest and says least.</param>
    public static IEnumerable<Contest> Contests(string file, RecordPlaces places, bool quick)
    {
        var workspace = Workspace.Open("artifacts/bench/workspace");
        var settings = new RecordSettings
        {
            Delivered = new DateOnly(2026, 1, 1),
            MaxRejected = 1,
            Threads = 2,
        };
        var files = new[] { RecordFile.OnDisk(file) };
        var records = RecordImport.Run(workspace, files, places, ProductCatalogue.Embedded, settings);
        var batch = new UseBatch(RecordStore.RowsPerPart);
        yield return new("record store read, one core", "M rows/s", Clocked.Processor(() => Read(records, batch)));
        yield return new(
            "records to cube, one core",
            "M rows/s",
            Clocked.Processor(() => Count(records, places.Index, threads: 1))
        );
        if (quick)
        {
            yield break;
        }
        yield return new(
            "records to cube, two threads",
            "M rows/s",
            Clocked.Wall(() => Count(records, places.Index, threads: 2)),
            new Rival("ours on one", Clocked.Wall(() => Count(records, places.Index, threads: 1)))
        );
    }

    private static long Read(RecordStore records, UseBatch batch)
    {
        for (var part = 0; part < records.PartCount; part++)
        {
            records.Read(part, batch);
        }
        return records.RowCount;
    }

    private static long Count(RecordStore records, AreaIndex areas, int threads)
    {
        var settings = new CubeSettings { Threads = threads };
        var builder = new CubeBuilder(areas, ProductCatalogue.Embedded, AgeBands.Default, settings);
        Aggregation.TakeIn(records, builder.Intakes, () => { });
        builder.Build(CubeSource.Nameless);
        return records.RowCount;
    }
}
