using System.Globalization;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tallies;
using Populatie.Analytics.Tallies.Store;

namespace Populatie.Benchmarks;

/// <summary>From a file of records to counts: reading, placing, grouping, distinct persons; and what is kept for next time.</summary>
internal static class IngestCases
{
    private const string About = """
        A file of records in twelve columns (101 bytes a row) is read, every column, its rows are placed on buurten by their
        coordinates and counted by buurt × quarter × product × age × sex: rows, cost, days, exact distinct persons. DuckDB
        reads the same columns and counts the same, with the buurt given in the file: it places nothing. Before anything is
        timed the two tables are compared, cell by cell. Rates on one thread are per second of processor time, so they say
        what a core does; rates on two threads go by the clock on the wall, beside one thread by the same clock. Stages are
        cumulative. Reading for an import also digests the text (SHA-256) and reads all nineteen columns.
        """;

    private const int Many = 10_000_000;
    private const int Some = 1_000_000;
    private static readonly DateOnly Delivered = new(2026, 1, 1);
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static Bench Bench { get; } = new("ingest", About, Contests);

    private static IEnumerable<Contest> Contests()
    {
        var quick = Environment.GetCommandLineArgs().Contains("--quick");
        var count = quick ? Some : Many;
        var areas = EmbeddedUtrecht.Areas();
        var places = RecordPlaces.Of(areas);
        var file = IngestFile.Make(areas, count, allColumns: false);
        var all = IngestFile.Make(areas, Some, allColumns: true);
        var rows = string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000} M rows");
        var duck = new DuckDbRival(file, count);
        if (duck.IsInstalled)
        {
            duck.Compare(Tallied(file, places, 1).Tally, areas.Index);
        }
        yield return new(
            $"CSV to tally, {rows}, one core",
            "M rows/s",
            Clocked.Processor(() => Tallied(file, places, 1).Report.RowsRead),
            new Rival("DuckDB, no places", duck.IsInstalled ? duck.Clocked(d => d.PerProcessor(1)) : null)
        );
        yield return new(
            $"CSV to tally, {rows}, two threads",
            "M rows/s",
            Clocked.Wall(() => Tallied(file, places, 2).Report.RowsRead),
            new Rival("ours on one", Clocked.Wall(() => Tallied(file, places, 1).Report.RowsRead)),
            new Rival("DuckDB on two", duck.IsInstalled ? duck.Clocked(d => d.PerClock(2)) : null)
        );
        yield return OnSecondUse(file, places, rows);
        if (!quick)
        {
            var memory = new Lazy<double>(TallyMemory.Megabytes);
            yield return new(
                "memory, 100 M rows, spilled beyond 1 GB",
                "MB",
                Clocked.Reading(() => memory.Value) with
                {
                    MostRounds = 1,
                }
            )
            {
                LowerIsBetter = true,
            };
        }
        foreach (var stage in Stages(file, places, count))
        {
            yield return stage;
        }
        yield return new(
            "19 columns: read and digest",
            "M rows/s",
            Clocked.Processor(() => Fields(all, places, digest: true))
        );
        yield return new(
            "19 columns: CSV to tally",
            "M rows/s",
            Clocked.Processor(() => Tallied(all, places, 1).Report.RowsRead)
        );
        foreach (var contest in CubeCases.Contests(all, places, quick))
        {
            yield return contest;
        }
    }

    private static Contest OnSecondUse(string file, RecordPlaces places, string rows)
    {
        var workspace = Workspace.Open("artifacts/bench/workspace");
        long Cached(int threads) =>
            FileTally
                .Run(
                    workspace,
                    [RecordFile.OnDisk(file)],
                    places,
                    ProductCatalogue.Embedded,
                    Reading(threads, digest: true),
                    new TallySettings { Delivered = Delivered, Threads = threads }
                )
                .Report.RowsRead;
        return new(
            $"tally of cached {rows}, one core",
            "M rows/s",
            Clocked.Processor(() => Cached(1)),
            new Rival("two threads, by the clock", Clocked.Wall(() => Cached(2)))
        );
    }

    private static IEnumerable<Contest> Stages(string file, RecordPlaces places, int count)
    {
        var nowhere = places with { Locate = (_, _, leaf) => leaf.Fill(0) };
        yield return new("stage: bytes", "M rows/s", Clocked.Processor(() => Bytes(file, count)));
        yield return new("stage: and blocks of rows", "M rows/s", Clocked.Processor(() => Cut(file, count)));
        yield return new("stage: and fields", "M rows/s", Clocked.Processor(() => Fields(file, nowhere, false)));
        yield return new("stage: and places", "M rows/s", Clocked.Processor(() => Fields(file, places, false)));
    }

    private static RecordSettings Reading(int threads, bool digest) =>
        new()
        {
            Delivered = Delivered,
            Threads = threads,
            SomeColumns = true,
            Digest = digest,
        };

    private static long Bytes(string path, int count)
    {
        using var source = new SourceText(RecordFile.OnDisk(path), digest: false);
        var buffer = new byte[1 << 18];
        while (source.Read(buffer) > 0)
        {
            // Only the reading is timed.
        }
        return count;
    }

    private static long Cut(string path, int count)
    {
        using var source = new SourceText(RecordFile.OnDisk(path), digest: false);
        var cutter = new RowCutter(path, source, 1 << 18, someColumns: true);
        cutter.ReadHeading();
        var chunk = new RowChunk();
        while (cutter.Next(chunk))
        {
            // Only the cutting is timed.
        }
        return count;
    }

    private static long Fields(string path, RecordPlaces places, bool digest) =>
        RecordImport
            .Read(
                [RecordFile.OnDisk(path)],
                places,
                ProductCatalogue.Embedded,
                Reading(1, digest),
                Key,
                (_, _) => { },
                null,
                CancellationToken.None
            )
            .RowsRead;

    private static (Tally Tally, RecordReport Report) Tallied(string path, RecordPlaces places, int threads) =>
        RecordTally.Run(
            [RecordFile.OnDisk(path)],
            places,
            ProductCatalogue.Embedded,
            Reading(threads, digest: false),
            new TallySettings { Delivered = Delivered, Threads = threads },
            Key,
            () => throw new NotSupportedException("the rows fit")
        );
}
