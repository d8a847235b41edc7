using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>Tables are written side by side: the bytes are those of one thread, and what fails leaves nothing.</summary>
public sealed class WritingTests : IDisposable
{
    private const int Replicates = 40;
    private readonly string root = Directory.CreateTempSubdirectory("populatie-writing-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_threads_that_write_and_the_way_of_merging_change_no_byte()
    {
        var whole = Run(Shard.Whole, threads: 1).ToResult();
        var expected = RunDigest.Of(whole);
        var home = Home("parts");
        foreach (var number in new[] { 1, 2, 3 })
        {
            // The same part, written by one thread and by three.
            var (one, three) = (Run(new(number, 3), 1), Run(new(number, 3), 3));
            var apart = Home($"apart{number}");
            PartStore.Save(apart, one, new(number, 3));
            PartStore.Save(home, three, new(number, 3));
            var (a, b) = (PartStore.All(apart).Single().Folder, PartStore.All(home)[^1].Folder);
            FilesOf(b).ShouldBe(FilesOf(a));
        }
        RunDigest.Of(Run(Shard.Whole, threads: 3).ToResult()).ShouldBe(expected);
        // All parts of a table at once, only of small tables, and never.
        foreach (var most in new[] { long.MaxValue, 4_000, 1 })
        {
            var merge = new PartMerge(PartStore.All(home)) { MostAtOnce = most };
            for (var threads = 1; threads <= 3; threads++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(root, $"merged-{most}-{threads}")).FullName;
                merge.Write(folder, threads);
                RunDigest.OfFolder(folder).ShouldBe(expected, $"{threads} threads, at most {most} bytes at once");
            }
        }
    }

    [Fact]
    public void What_all_parts_have_in_common_only_the_first_has()
    {
        var home = Home("common");
        PartStore.Save(home, Run(new(1, 2), 1), new(1, 2));
        PartStore.Save(home, Run(new(2, 2), 1), new(2, 2));
        var parts = new PartMerge(PartStore.All(home)).Parts;
        parts.Select(p => File.Exists(Path.Combine(p.Folder, "axes.col"))).ShouldBe([true, false]);
        parts.Select(p => File.Exists(Path.Combine(p.Folder, "wijk-past.col"))).ShouldBe([true, false]);
        Array.ForEach([.. parts], ArtefactCheck.CheckPart);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fault_while_writing_is_told_as_one_thread_would_and_leaves_nothing(int threads)
    {
        var home = Home("fault");
        PartStore.Save(home, Run(new(1, 2), 1), new(1, 2));
        PartStore.Save(home, Run(new(2, 2), 1), new(2, 2));
        var merge = new PartMerge(PartStore.All(home));
        // Of two that are damaged the first is told, whoever comes upon it.
        var measures = merge.Card.MeasureNames;
        foreach (var name in new[] { measures[3], measures[^2] })
        {
            var file = Path.Combine(merge.Parts[1].Folder, $"wijk-{name}.col");
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
        Should
            .Throw<SourceFormatException>(() => merge.Save(home, threads))
            .Message.ShouldContain($"wijk-{measures[3]}.col");
        home.List(ArtefactKind.Run).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(home.Root, ".staging")).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(home.FolderOf(ArtefactKind.Run)).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_thing_that_fails_is_told_and_none_is_begun_after_it()
    {
        var begun = 0;
        Should
            .Throw<InvalidOperationException>(() =>
                SideBySide.Each(
                    4,
                    1000,
                    () => 0,
                    (_, thing) =>
                    {
                        Interlocked.Increment(ref begun);
                        if (thing >= 5)
                        {
                            throw new InvalidOperationException($"thing {thing}");
                        }
                    }
                )
            )
            .Message.ShouldBe("thing 5");
        begun.ShouldBeLessThanOrEqualTo(5 + 4);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(100, 3)]
    public void Each_thing_is_done_once(int count, int threads)
    {
        var times = new int[count];
        SideBySide.Each(threads, count, () => 0, (_, thing) => Interlocked.Increment(ref times[thing]));
        times.ShouldAllBe(t => t == 1);
    }

    [Fact]
    public void Cells_that_lack_replicates_or_are_too_many_are_refused()
    {
        foreach (var (count, cells) in new[] { (8, 4), (9, 3), (8, 2) })
        {
            var bytes = new VarBytes();
            CellCursor.WriteRun(8, 1, bytes);
            CellCursor.WriteRun(0, 2, bytes);
            var cursor = new CellCursor(bytes.Lent, count, cells);
            Should.Throw<FormatException>(() =>
            {
                while (cursor.Quiet > 0)
                {
                    cursor.Pass(1);
                }
                cursor.CheckEnd();
            });
        }
    }

    private static ProjectionPart Run(Shard shard, int threads) =>
        MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(Replicates, threads: threads),
            shard.RangeIn(Replicates),
            begun: null,
            watch: null,
            CancellationToken.None,
            CancellationToken.None
        );

    private static IEnumerable<(string, string)> FilesOf(string folder) =>
        Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), Digest.OfFile(f)));

    private Workspace Home(string name) => Workspace.Open(Path.Combine(root, name));
}
