using System.Text;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tallies;
using Populatie.Analytics.Tallies.Store;
using Populatie.Analytics.Tests.Records;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Tallies;

public sealed class TallyTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"populatie-tally-{Guid.NewGuid():N}");

    public static TheoryData<bool, bool, bool, bool> Grains =>
        new()
        {
            { true, true, true, true },
            { false, false, false, false },
            { true, false, false, true },
        };

    [Theory]
    [MemberData(nameof(Grains))]
    public void Counts_what_a_plain_count_gives(bool areas, bool quarters, bool ages, bool sexes)
    {
        var grain = new TallyGrain(areas, quarters, ages, sexes);
        var bytes = SampleRows.Write(SampleRows.Random(21, 4000), Dialect.Plain);
        var expected = NaiveTally.Count(Uses(bytes), grain, AgeBands.Default, SampleRows.Settings.Delivered);
        Lines(Run(bytes, grain)).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(grain.Areas ? 50 : 10);
    }

    [Fact]
    public void A1_and_A2_every_record_is_in_one_cell()
    {
        var bytes = SampleRows.Write(SampleRows.Random(22, 3000), Dialect.Plain);
        var (tally, report) = Outcome(bytes, TallyGrain.Full, threads: 1, chunk: 9000, waiting: 1 << 30);
        tally.Rows.ShouldBe(report.Records);
        report.RowsRead.ShouldBe(report.Records + report.SetAsideCount);
        var years = Run(bytes, TallyGrain.Years);
        (years.Rows, years.CostCents, years.Days).ShouldBe((tally.Rows, tally.CostCents, tally.Days));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A4_order_threads_blocks_and_memory_change_nothing()
    {
        var rows = SampleRows.Random(23, 2000);
        var many = Enumerable.Range(0, 30).SelectMany(_ => rows).ToList();
        var bytes = SampleRows.Write(many, Dialect.Plain);
        var expected = Lines(Run(bytes, TallyGrain.Full));
        Lines(Outcome(bytes, TallyGrain.Full, threads: 3, chunk: 70_001, waiting: 1).Tally).ShouldBe(expected);
        var shuffled = many.ToArray();
        new Random(4).Shuffle(shuffled);
        var other = SampleRows.Write(shuffled, Dialect.Plain);
        Lines(Outcome(other, TallyGrain.Full, threads: 2, chunk: 1 << 18, waiting: 1 << 30).Tally).ShouldBe(expected);
    }

    [Fact]
    public void A5_clients_of_a_whole_lie_between_the_largest_part_and_the_sum_of_parts()
    {
        var bytes = SampleRows.Write(SampleRows.Random(24, 4000), Dialect.Plain);
        var parts = Run(bytes, TallyGrain.Full).Cells.ToLookup(c => (c.Key.Year, c.Key.Product), c => c.Clients);
        var strictly = false;
        foreach (var whole in Run(bytes, TallyGrain.Years).Cells)
        {
            var clients = parts[(whole.Key.Year, whole.Key.Product)].ToList();
            whole.Clients.ShouldBeInRange(clients.Max(), clients.Sum());
            strictly |= whole.Clients < clients.Sum();
        }
        strictly.ShouldBeTrue("a sample in which nobody is in two cells shows nothing");
    }

    [Fact]
    public void Rows_that_memory_has_no_room_for_are_counted_too()
    {
        var spill = new MemorySpill();
        var settings = new TallySettings { Delivered = SampleRows.Settings.Delivered, WaitingBytes = 1 };
        using var builder = new TallyBuilder(settings, () => spill);
        using var roomy = new TallyBuilder(settings with { WaitingBytes = 1 << 30 }, () => throw new IOException());
        var random = new Random(6);
        for (var block = 0; block < 40; block++)
        {
            var rows = Enumerable.Range(0, 20_000).Select(_ => Row(random)).ToArray();
            builder.Add(0, rows);
            roomy.Add(0, rows);
        }
        builder.Build().Cells.SequenceEqual(roomy.Build().Cells).ShouldBeTrue();
        spill.Rows.ShouldBeGreaterThan(200_000);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_cell_with_very_many_rows_is_counted_in_turns()
    {
        var settings = new TallySettings { Delivered = SampleRows.Settings.Delivered };
        using var builder = new TallyBuilder(settings, () => throw new IOException());
        const int persons = 700_000;
        var rows = new TallyRow[persons];
        for (var turn = 0; turn < 4; turn++)
        {
            for (var person = 0; person < persons; person++)
            {
                var high = unchecked((ulong)person * 0x9E37_79B9_7F4A_7C15);
                rows[person] = new((40_000UL << 17) | (50 << 2), 5 << 18, (ulong)person, high);
            }
            builder.Add(0, rows);
        }
        var cell = builder.Build().Cells.ShouldHaveSingleItem();
        (cell.Rows, cell.Clients, cell.CostCents).ShouldBe((4 * persons, persons, 20 * persons));
    }

    [Fact]
    public void Files_without_the_columns_that_a_tally_can_miss_give_the_same_counts()
    {
        var rows = SampleRows.Random(25, 500).ConvertAll(r => r.Select((f, i) => i is 1 or 6 or 10 or 12 ? "" : f));
        var whole = SampleRows.Write(rows.Select(r => r.ToArray()), Dialect.Plain);
        var kept = Enumerable.Range(0, 19).Where(i => i is not (1 or 6 or 10 or 12)).ToArray();
        var text = new StringBuilder().AppendJoin(';', kept.Select(i => RecordTokens.Columns[i])).Append('\n');
        foreach (var row in rows.Select(r => r.ToArray()))
        {
            text.AppendJoin(';', kept.Select(i => $"\"{row[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append('\n');
        }
        Lines(Run(Encoding.UTF8.GetBytes(text.ToString()), TallyGrain.Full))
            .ShouldBe(Lines(Run(whole, TallyGrain.Full)));
    }

    [Fact]
    public void The_cache_gives_the_same_until_the_file_changes_and_survives_damage_and_deletion()
    {
        var workspace = Workspace.Open(root);
        var path = Path.Combine(root, "r.csv");
        File.WriteAllBytes(path, SampleRows.Write(SampleRows.Random(26, 2000), Dialect.Plain));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        var first = Cached(workspace, path);
        first.FromCache.ShouldBeFalse();
        var again = Cached(workspace, path, threads: 3);
        again.FromCache.ShouldBeTrue();
        Lines(again.Tally).ShouldBe(Lines(first.Tally));
        again.Report.RowsRead.ShouldBe(first.Report.RowsRead);
        again.Report.SetAsideCount.ShouldBe(first.Report.SetAsideCount);

        var rows = Directory.GetFiles(Path.Combine(root, "cache"), "*.rows").ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(rows);
        bytes[1000] ^= 1;
        File.WriteAllBytes(rows, bytes);
        var healed = Cached(workspace, path);
        healed.FromCache.ShouldBeFalse("a damaged block must be noticed");
        Lines(healed.Tally).ShouldBe(Lines(first.Tally));

        File.WriteAllBytes(path, SampleRows.Write(SampleRows.Random(27, 2000), Dialect.Plain));
        var changed = Cached(workspace, path);
        changed.FromCache.ShouldBeFalse();
        Lines(changed.Tally).ShouldNotBe(Lines(first.Tally));
        Cached(workspace, path).FromCache.ShouldBeFalse("a file that changed just now is not trusted by its stamp");

        Directory.Delete(Path.Combine(root, "cache"), recursive: true);
        Lines(Cached(workspace, path).Tally).ShouldBe(Lines(changed.Tally));
        Directory.GetFileSystemEntries(Path.Combine(root, ".staging")).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_that_names_a_person_is_in_the_cache()
    {
        var workspace = Workspace.Open(root);
        var path = Path.Combine(root, "r.csv");
        var row = SampleRows.GoodRow(1);
        row[0] = "pseudoniem-van-iemand";
        File.WriteAllBytes(path, SampleRows.Write([row], Dialect.Plain));
        Cached(workspace, path);
        foreach (var file in Directory.GetFiles(Path.Combine(root, "cache")))
        {
            Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("pseudoniem");
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static TallyRow Row(Random random)
    {
        ulong Pick(int from, int to) => (ulong)random.Next(from, to);
        var what = (Pick(0, 100) << 34) | (Pick(42_000, 43_000) << 17) | (Pick(0, 20) << 9) | (Pick(0, 90) << 2);
        var howMuch = (random.NextInt64(-1000, 100_000) << 18) + random.Next(100);
        return new(what | Pick(0, 2), howMuch, Pick(0, 5000) << 52, (ulong)random.NextInt64());
    }

    private static Tally Run(byte[] bytes, TallyGrain grain) =>
        Outcome(bytes, grain, threads: 1, chunk: 1 << 18, waiting: 1 << 30).Tally;

    private static (Tally Tally, RecordReport Report) Outcome(
        byte[] bytes,
        TallyGrain grain,
        int threads,
        int chunk,
        long waiting
    ) =>
        RecordTally.Run(
            [RecordFile.InMemory("r.csv", bytes)],
            SampleRows.Places,
            ProductCatalogue.Embedded,
            SampleRows.Settings with
            {
                Threads = threads,
                ChunkBytes = chunk,
                SomeColumns = true,
            },
            new TallySettings
            {
                Grain = grain,
                Delivered = SampleRows.Settings.Delivered,
                Threads = threads,
                WaitingBytes = waiting,
            },
            SampleRows.Key,
            () => new MemorySpill()
        );

    private static TallyOutcome Cached(Workspace workspace, string path, int threads = 1) =>
        FileTally.Run(
            workspace,
            [RecordFile.OnDisk(path)],
            SampleRows.Places,
            ProductCatalogue.Embedded,
            SampleRows.Settings with
            {
                Threads = threads,
            },
            new TallySettings { Delivered = SampleRows.Settings.Delivered, Threads = threads }
        );

    private static List<UseBatch> Uses(byte[] bytes)
    {
        var kept = new List<UseBatch>();
        RecordImport.Read(
            [RecordFile.InMemory("r.csv", bytes)],
            SampleRows.Places,
            ProductCatalogue.Embedded,
            SampleRows.Settings,
            SampleRows.Key,
            (_, uses) =>
            {
                var copy = new UseBatch(uses.Count) { Count = uses.Count };
                uses.CopyRows(0, copy, 0, uses.Count);
                kept.Add(copy);
            },
            null,
            CancellationToken.None
        );
        return kept;
    }

    private static List<string> Lines(Tally tally) => [.. tally.Cells.Select(c => c.ToString())];

    /// <summary>What was laid aside, in a list.</summary>
    private sealed class MemorySpill : ITallySpill
    {
        private readonly List<TallyEntry[]> pieces = [];

        public long Rows => pieces.Sum(p => (long)p.Length);

        public long Write(ReadOnlySpan<TallyEntry> rows)
        {
            lock (pieces)
            {
                pieces.Add(rows.ToArray());
                return pieces.Count - 1;
            }
        }

        public void Read(long place, Span<TallyEntry> rows) => pieces[(int)place].CopyTo(rows);

        public void Dispose() { }
    }
}
