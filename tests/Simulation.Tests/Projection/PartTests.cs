using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

public sealed class PartTests : IDisposable
{
    private const int Replicates = 44;
    private readonly string root = Directory.CreateTempSubdirectory("populatie-parts-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_any_number_of_shards_in_any_order_on_any_threads_make_the_same_bytes()
    {
        var expected = Whole();
        var widths = Enum.GetValues<LaneWidth>();
        foreach (var of in new[] { 1, 2, 3, 5, 8 })
        {
            var home = Home($"of{of}");
            // The last first, each on other threads and at another width.
            for (var number = of; number >= 1; number--)
            {
                Make(home, new(number, of), 1 + (number % 4), widths[number % widths.Length]);
            }
            Merged(home).ShouldBe(expected, $"{of} shards");
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_where_values_are_too_many_to_keep_a_run_is_the_same_however_it_is_made()
    {
        // Kept in a run of 24, and in one of 48 no more.
        var inputs = SyntheticTown.Inputs();
        var plain = MonteCarlo.Empty(inputs, Town.Settings(48), new(0, 48));
        var like = plain.Accumulators.First(a => a.Level == AreaLevel.Wijk).TableOf(Measures.Requests);
        var headlines = Measures.Of(inputs.Scenario).Count(m => m.Headline);
        var each = like.AreaCount * like.Years * (like.Axis - like.KeptFrom) * headlines;
        var settings = Town.Settings(48) with { MostKept = 30 * each };
        var straight = MonteCarlo.Run(inputs, settings, null, CancellationToken.None);
        var wijken = straight.Table(AreaLevel.Wijk, Measures.Requests);
        wijken.KeptFrom.ShouldBe(wijken.Axis);
        straight.Table(AreaLevel.Gemeente, Measures.Requests).KeptFrom.ShouldBeLessThan(wijken.Axis);

        var shorter = settings with { Replicates = 24 };
        var part = MonteCarlo.Empty(SyntheticTown.Inputs(), shorter, new(0, 24));
        part = Run(part, shorter, 24);
        part.Accumulators.First(a => a.Level == AreaLevel.Wijk)
            .TableOf(Measures.Requests)
            .KeptFrom.ShouldBeLessThan(wijken.Axis);
        part = part.WithRoomFor(48);
        part = Run(part, settings, 48);

        var (one, other) = (Path.Combine(root, "one"), Path.Combine(root, "other"));
        RunStore.Write(straight, Directory.CreateDirectory(one).FullName);
        RunStore.Write(part.ToResult(), Directory.CreateDirectory(other).FullName);
        foreach (var file in Directory.GetFiles(one))
        {
            File.ReadAllBytes(Path.Combine(other, Path.GetFileName(file)))
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(file))
                .ShouldBeTrue(file);
        }

        static ProjectionPart Run(ProjectionPart begun, RunSettings settings, int count) =>
            MonteCarlo.Run(
                SyntheticTown.Inputs(),
                settings,
                new(0, count),
                begun,
                watch: null,
                CancellationToken.None,
                CancellationToken.None
            );
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_shards_of_different_divisions_make_the_same_bytes()
    {
        var home = Home("mixed");
        foreach (var shard in new Shard[] { new(1, 2), new(3, 4), new(7, 8), new(8, 8) })
        {
            Make(home, shard);
        }
        Merged(home).ShouldBe(Whole());
    }

    [Theory]
    [InlineData(1, 2, 68)]
    [InlineData(2, 1, Replicates)]
    [InlineData(4, 1, Replicates)]
    [Trait("Speed", "slow")]
    public void P4_a_run_that_was_stopped_and_resumed_has_the_same_bytes(int threads, int stops, int replicates)
    {
        var home = Home("resumed");
        var settings = Town.Settings(replicates, threads: threads);
        var range = Shard.Whole.RangeIn(replicates);
        var empty = MonteCarlo.Empty(SyntheticTown.Inputs(), settings, range);
        var kept = 0;
        for (var i = 0; i < stops; i++)
        {
            using var stop = new CancellationTokenSource();
            var watch = new Watch(home, Shard.Whole) { Stop = stop };
            Should.Throw<OperationCanceledException>(() => Go(Begun(), watch, stop.Token));
            watch.Kept.ShouldBeGreaterThan(kept);
            (kept, watch.Kept % 8).ShouldBe((kept, 0));
            kept = watch.Kept;
            PartStore.Of(home, empty.Card.Id, Shard.Whole).Single().Replicates.ShouldBe(new(0, kept));
        }
        kept.ShouldBeLessThan(replicates);
        RunDigest
            .Of(Go(Begun(), new Watch(home, Shard.Whole), CancellationToken.None).ToResult())
            .ShouldBe(Whole(replicates));

        ProjectionPart? Begun()
        {
            var part = PartStore.Of(home, empty.Card.Id, Shard.Whole).LastOrDefault();
            var room = MonteCarlo.Empty(SyntheticTown.Inputs(), settings, range);
            return part is null ? null : PartStore.Restore(part, room);
        }
        ProjectionPart Go(ProjectionPart? begun, Watch watch, CancellationToken stop) =>
            MonteCarlo.Run(SyntheticTown.Inputs(), settings, range, begun, watch, stop, CancellationToken.None);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_keeping_what_is_finished_after_every_block_changes_nothing()
    {
        var home = Home("keeping");
        var watch = new Watch(home, Shard.Whole) { Always = true };
        var part = MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(Replicates, threads: 2),
            Shard.Whole.RangeIn(Replicates),
            begun: null,
            watch,
            CancellationToken.None,
            CancellationToken.None
        );
        watch.Kept.ShouldBeGreaterThanOrEqualTo(24);
        RunDigest.Of(part.ToResult()).ShouldBe(Whole());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(44)]
    public void P4_one_replicate_by_itself_is_the_one_of_the_run(int number)
    {
        var result = MonteCarlo.Run(SyntheticTown.Inputs(), Town.Settings(Replicates), null, CancellationToken.None);
        var one = MonteCarlo.RunOne(
            SyntheticTown.Inputs(),
            Town.Settings(Replicates),
            number - 1,
            CancellationToken.None
        );
        var different = 0;
        foreach (var measure in result.MeasureList.Where(m => m.Headline))
        {
            var table = result.Table(AreaLevel.Wijk, measure);
            for (var position = table.KeptFrom; position < table.Axis; position++)
            {
                for (var year = 0; year < table.Years; year++)
                {
                    var alone = one.At(AreaLevel.Wijk, measure, 1, position, 2026 + year);
                    different += table.Kept(1, position, year)[number - 1] == alone ? 0 : 1;
                }
            }
        }
        different.ShouldBe(0);
    }

    [Fact]
    public void Shards_take_whole_blocks_and_each_replicate_once()
    {
        foreach (var replicates in new[] { 1, 7, 8, 9, 44, 1000 })
        {
            for (var of = 1; of <= 20; of++)
            {
                var reached = 0;
                for (var number = 1; number <= of; number++)
                {
                    var range = new Shard(number, of).RangeIn(replicates);
                    range.First.ShouldBe(reached);
                    (range.End == replicates || range.End % 8 == 0).ShouldBeTrue();
                    reached = range.End;
                }
                reached.ShouldBe(replicates);
            }
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void What_is_missing_and_what_is_double_is_named()
    {
        var home = Home("gaps");
        Make(home, new(1, 3));
        Make(home, new(3, 3));
        var merge = new PartMerge(PartStore.All(home));
        merge.IsWhole.ShouldBeFalse();
        merge.Missing.ShouldBe([new ReplicateRange(16, 16)]);
        merge.MissingShards().ShouldBe([new Shard(2, 3)]);
        merge.Doubled.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => merge.Save(home));
        Make(home, new(1, 2));
        var doubled = new PartMerge(PartStore.All(home));
        doubled.Doubled.ShouldBe([new ReplicateRange(0, 16)]);
        doubled.Missing.ShouldBe([new ReplicateRange(24, 8)]);
        doubled.DoubledParts().Select(p => p.Shard).ShouldBe([new Shard(1, 3), new Shard(1, 2)]);
    }

    [Fact]
    public void Parts_of_different_runs_are_refused()
    {
        var home = Home("two");
        Make(home, new(1, 2), seed: 7);
        Make(home, new(2, 2), seed: 8);
        Should
            .Throw<SourceFormatException>(() => new PartMerge(PartStore.All(home)))
            .Message.ShouldContain("2 different runs");
    }

    [Fact]
    public void A_part_that_was_changed_is_found()
    {
        var home = Home("changed");
        Make(home, new(1, 1));
        var part = PartStore.All(home).Single();
        var file = Path.Combine(part.Folder, "wijk-clients.col");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        Should
            .Throw<SourceFormatException>(() => new PartMerge([part]).Save(home))
            .Message.ShouldContain("wijk-clients.col");
        Should.Throw<SourceFormatException>(() => ArtefactCheck.Check(home, ArtefactKind.Part, part.Name));
        home.List(ArtefactKind.Run).ShouldBeEmpty();
    }

    [Fact]
    public void The_standard_error_that_is_told_is_the_one_of_the_result()
    {
        var watch = new Watch(Home("told"), Shard.Whole);
        var part = MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(Replicates),
            Shard.Whole.RangeIn(Replicates),
            begun: null,
            watch,
            CancellationToken.None,
            CancellationToken.None
        );
        var (mean, error) = Town.Total(part.ToResult(), Measures.CostReal, 2030);
        (watch.Last.Replicates, watch.Last.Of, watch.Last.Share).ShouldBe((Replicates, Replicates, 1));
        watch.Last.Error.ShouldBe(error / mean, 1e-9);
    }

    private static string Whole(int replicates = Replicates) =>
        RunDigest.Of(MonteCarlo.Run(SyntheticTown.Inputs(), Town.Settings(replicates), null, CancellationToken.None));

    private Workspace Home(string name) => Workspace.Open(Path.Combine(root, name));

    private static void Make(
        Workspace home,
        Shard shard,
        int threads = 1,
        LaneWidth width = LaneWidth.Scalar,
        ulong seed = 7
    )
    {
        var part = MonteCarlo.Run(
            SyntheticTown.Inputs(),
            Town.Settings(Replicates, seed, threads, width),
            shard.RangeIn(Replicates),
            begun: null,
            watch: null,
            CancellationToken.None,
            CancellationToken.None
        );
        PartStore.Save(home, part, shard);
    }

    private static string Merged(Workspace home)
    {
        var id = new PartMerge(PartStore.All(home)).Save(home);
        return RunDigest.OfFolder(home.PathOf(ArtefactKind.Run, id));
    }

    private sealed class Watch(Workspace home, Shard shard) : IRunWatch
    {
        public CancellationTokenSource? Stop { get; init; }

        public bool Always { get; init; }

        public int Kept { get; private set; }

        public RunProgress Last { get; private set; }

        public void Told(in RunProgress progress) => Last = progress;

        public bool WantsToKeep()
        {
            Stop?.Cancel();
            return Always;
        }

        public void Keep(ProjectionPart part)
        {
            PartStore.Save(home, part, shard);
            Kept = part.Replicates.Count;
        }
    }
}
