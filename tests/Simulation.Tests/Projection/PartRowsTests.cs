using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>Small parts of a run hold rows, large ones counts: the run is the same whichever they are.</summary>
public sealed class PartRowsTests : IDisposable
{
    private const int Lanes = 8;
    private readonly string root = Directory.CreateTempSubdirectory("populatie-rows-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(1L << 31)]
    [InlineData(1L)]
    [Trait("Speed", "slow")]
    public void P4_parts_with_rows_and_parts_with_counts_make_the_same_bytes(long mostAtOnce)
    {
        const int replicates = 76;
        var home = Home("mixed");
        foreach (var shard in new Shard[] { new(8, 8), new(1, 2), new(7, 8), new(3, 4) })
        {
            PartStore.Save(home, Run(shard, replicates), shard);
        }
        var merge = new PartMerge(PartStore.All(home)) { MostAtOnce = mostAtOnce };
        merge
            .Parts.Select(p => (p.Replicates.Blocks, ColumnFile.Read(p.PathOf("wijk", "clients")).Has("counts")))
            .ShouldBe([(5, true), (2, false), (1, false), (2, false)]);
        var run = merge.Save(home);
        var whole = MonteCarlo.Run(SyntheticTown.Inputs(), Town.Settings(replicates), null, CancellationToken.None);
        RunDigest.OfFolder(home.PathOf(ArtefactKind.Run, run)).ShouldBe(RunDigest.Of(whole));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(31)]
    public void P4_a_small_part_that_was_stopped_and_resumed_has_the_same_bytes(int replicates)
    {
        // Of 20 every value is kept; of 31 only some, and the last block is short.
        var shard = new Shard(2, 2);
        var (straight, resumed) = (Home("straight"), Home("resumed"));
        PartStore.Save(straight, Run(shard, replicates), shard);
        var range = shard.RangeIn(replicates);
        var first = MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(replicates),
            range with
            {
                Count = Lanes,
            },
            Empty(shard, replicates),
            watch: null,
            CancellationToken.None,
            CancellationToken.None
        );
        PartStore.Save(resumed, first, shard).ShouldEndWith("-2of2-at-8");
        var begun = PartStore.Restore(PartStore.All(resumed).Single(), Empty(shard, replicates));
        PartStore.Save(resumed, Run(shard, replicates, begun), shard);
        FilesOf(PartStore.All(resumed).Single()).ShouldBe(FilesOf(PartStore.All(straight).Single()));
    }

    [Fact]
    public void Counts_do_not_go_on_as_rows()
    {
        var shard = new Shard(1, 2);
        var table = Empty(shard, 44).Accumulators.First(a => a.Level == AreaLevel.Wijk).TableOf(Measures.Hours);
        table.HoldsRows.ShouldBeTrue();
        var bytes = new VarBytes();
        CellCursor.WriteRun(8, table.AreaCount * table.Years * table.KeptFrom, bytes);
        Should.Throw<FormatException>(() => table.Add(0, 8, bytes.Lent, new long[8 * KeptCells(table)]));
    }

    [Fact]
    public void Rows_of_parts_sum_up_to_what_a_sketch_of_all_values_holds()
    {
        const int places = 7;
        const int grain = 3;
        int[] tables = [3, 0, 5];
        int[] lanes = [Lanes, Lanes, 3];
        var (random, rows, all) = (new Random(4), tables.Sum(), lanes.Sum());
        var held = new HeldBlocks(places, [.. tables], lanes.Length);
        var sketches = Enumerable.Range(0, places).Select(_ => new Sketches(rows, grain)).ToArray();
        var packed = new PackedRows(rows);
        for (var block = 0; block < lanes.Length; block++)
        {
            for (var place = 0; place < places; place++)
            {
                packed.Clear();
                for (var row = 0; row < rows; row++)
                {
                    var eight = Eight(random, place == 5 ? 0 : random.Next(6));
                    packed.Put(Vector512.Create<long>(eight));
                    sketches[place].Add(row, eight.AsSpan(0, lanes[block]));
                }
                // The area of no place: it holds nothing, which counts as zeros.
                if (place != 5)
                {
                    held.Put(block, place, packed.Written);
                }
            }
        }
        for (var (table, firstRow) = (0, 0); table < tables.Length; firstRow += tables[table++])
        {
            var cells = places * tables[table];
            var cursors = lanes.Select((l, block) => new RowCursor(Written(held, block, table), l, cells)).ToArray();
            var sum = new SummedCell(grain, all);
            for (var cell = 0; cell < cells; cell++)
            {
                sum.Clear();
                Array.ForEach(cursors, c => c.AddTo(sum));
                var quantiles = new long[Summary.Levels.Length];
                var moments = sum.Summarise(quantiles, out var error);
                var (place, row) = (cell / tables[table], firstRow + (cell % tables[table]));
                var expected = sketches[place].Summarise(row, all);
                (moments.Mean, moments.Sd).ShouldBe((expected.Mean, expected.Sd));
                quantiles.ShouldBe(expected.Quantiles);
                error.ShouldBe(sketches[place].ErrorOf(row));
            }
        }
    }

    [Fact]
    public void Rows_that_were_not_written_so_are_refused()
    {
        // Two cells: one of zeros, one of a byte a number.
        byte[] whole = [0, 1, 1, 2, 3, 4, 5, 6, 7, 8];
        Should.NotThrow(() => new RowCursor(whole, Lanes, 2));
        byte[][] damaged =
        [
            [],
            [0],
            whole[..^1],
            [.. whole, 0],
            [0, 3, .. new byte[24]],
            [0, 16, .. new byte[128]],
        ];
        foreach (var bytes in damaged)
        {
            Should.Throw<FormatException>(() => new RowCursor(bytes, Lanes, 2));
            var held = new HeldBlocks(places: 1, [2], blocks: 1);
            Should.Throw<FormatException>(() => held.Put(0, 0, (ReadOnlyMemory<byte>)bytes));
        }
    }

    [Fact]
    public void A_part_that_lacks_a_block_is_told()
    {
        const int replicates = 31;
        var home = Home("lacking");
        foreach (var shard in new Shard[] { new(1, 2), new(2, 2) })
        {
            PartStore.Save(home, Run(shard, replicates), shard);
        }
        var merge = new PartMerge(PartStore.All(home));
        var path = merge.Parts[1].PathOf("buurt", "clients");
        var (file, less) = (ColumnFile.Read(path), new ColumnFile());
        less.Add<int>("shape", file.Get<int>("shape"));
        less.Add<byte>("rows-0", file.Get<byte>("rows-0"));
        File.Delete(path);
        less.Write(path);
        Should.Throw<SourceFormatException>(() => merge.Save(home)).Message.ShouldContain("buurt-clients.col");
    }

    private static long[] Eight(Random random, int kind) =>
        [
            .. Enumerable
                .Range(0, Lanes)
                .Select(_ =>
                    kind switch
                    {
                        0 => 0,
                        1 => random.Next(-128, 128),
                        2 => random.Next(0, 2),
                        3 => random.Next(short.MinValue, short.MaxValue),
                        4 => random.NextInt64(int.MinValue, int.MaxValue),
                        _ => random.NextInt64(-1L << 40, 1L << 40),
                    }
                ),
        ];

    private static ReadOnlyMemory<byte> Written(HeldBlocks held, int block, int table)
    {
        var bytes = new VarBytes();
        held.WriteTo(block, table, bytes);
        // Taken in elsewhere and written again it is the same.
        var (again, twice) = (new HeldBlocks(7, [3, 0, 5], 3), new VarBytes());
        again.Put(block, table, bytes.Lent);
        again.WriteTo(block, table, twice);
        twice.Written.SequenceEqual(bytes.Written).ShouldBeTrue();
        return bytes.Lent;
    }

    private static int KeptCells(CellTable table) => table.AreaCount * table.Years * (table.Axis - table.KeptFrom);

    private static ProjectionPart Empty(Shard shard, int replicates) =>
        MonteCarlo.Empty(SyntheticTown.Inputs(), Town.Settings(replicates), shard.RangeIn(replicates));

    private static ProjectionPart Run(Shard shard, int replicates, ProjectionPart? begun = null) =>
        MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(replicates),
            shard.RangeIn(replicates),
            begun,
            watch: null,
            CancellationToken.None,
            CancellationToken.None
        );

    private static IEnumerable<(string, string)> FilesOf(PartView part) =>
        Directory
            .GetFiles(part.Folder)
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), Digest.OfFile(f)));

    private Workspace Home(string name) => Workspace.Open(Path.Combine(root, name));
}
