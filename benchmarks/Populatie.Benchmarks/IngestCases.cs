using Populatie.Analytics.Areas;
using Populatie.Analytics.Joining;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Tallies;

namespace Populatie.Benchmarks;

/// <summary>From a file of records to counts.</summary>
internal static class IngestCases
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static Bench Bench { get; } = new("ingest", "", Contests);

    private static IEnumerable<Contest> Contests()
    {
        var areas = EmbeddedUtrecht.Areas();
        var places = RecordPlaces.Of(areas);
        var some = IngestFile.Make(areas, 1_000_000, allColumns: false);
        var all = IngestFile.Make(areas, 1_000_000, allColumns: true);
        var nowhere = places with { Locate = (_, _, leaf) => leaf.Fill(0) };
        yield return new("stage: read the bytes", "M rows/s", Clocked.Processor(() => Bytes(some)));
        yield return new("stage: and cut blocks", "M rows/s", Clocked.Processor(() => Cut(some)));
        yield return new("stage: and read fields", "M rows/s", Clocked.Processor(() => Fields(some, nowhere)));
        yield return new("stage: and place", "M rows/s", Clocked.Processor(() => Fields(some, places)));
        yield return new("stage: and tally", "M rows/s", Clocked.Processor(() => Tallied(some, places, 1)));
        yield return new("tally wall 1 thread", "M rows/s", Clocked.Wall(() => Tallied(some, places, 1)));
        yield return new("tally wall 2 threads", "M rows/s", Clocked.Wall(() => Tallied(some, places, 2)));
        yield return new("19 columns: read fields", "M rows/s", Clocked.Processor(() => Fields(all, places)));
        yield return new("19 columns: tally", "M rows/s", Clocked.Processor(() => Tallied(all, places, 1)));
    }

    private static RecordSettings Reading(int threads) =>
        new()
        {
            Delivered = new DateOnly(2026, 1, 1),
            Threads = threads,
            SomeColumns = true,
        };

    private static long Bytes(string path)
    {
        using var source = new SourceText(RecordFile.OnDisk(path));
        var buffer = new byte[1 << 18];
        while (source.Read(buffer) > 0) { }
        return 1_000_000;
    }

    private static long Cut(string path)
    {
        using var source = new SourceText(RecordFile.OnDisk(path));
        var cutter = new RowCutter(path, source, 1 << 18, someColumns: true);
        cutter.ReadHeading();
        var chunk = new RowChunk();
        while (cutter.Next(chunk)) { }
        return 1_000_000;
    }

    private static long Fields(string path, RecordPlaces places) =>
        RecordImport
            .Read(
                [RecordFile.OnDisk(path)],
                places,
                ProductCatalogue.Embedded,
                Reading(1),
                Key,
                _ => { },
                null,
                CancellationToken.None
            )
            .RowsRead;

    private static long Tallied(string path, RecordPlaces places, int threads) =>
        RecordTally
            .Run(
                [RecordFile.OnDisk(path)],
                places,
                ProductCatalogue.Embedded,
                Reading(threads),
                new TallySettings { Delivered = new DateOnly(2026, 1, 1), Threads = threads },
                Key,
                () => throw new NotSupportedException()
            )
            .Report.RowsRead;
}
