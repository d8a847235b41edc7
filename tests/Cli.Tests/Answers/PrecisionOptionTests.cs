using System.Text.Json;
using Populatie.Analytics.Kernels;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Projection;
using Populatie.Fuzz.Worlds;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Answers;

/// <summary><c>project --precision</c>, on the tiny world.</summary>
public sealed class PrecisionOptionTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    [Fact]
    [Trait("Speed", "slow")]
    public void P4_the_run_is_the_one_of_as_many_replicates()
    {
        var home = Home();
        var said = Project(home, "--precision", "cost 2028 1.2%");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Errors.ShouldContain("asked 1.20%");
        var run = RunStore.Load(Analytics.Store.Workspace.Open(home), said.Id);
        var replicates = run.Card.Replicates;
        replicates.ShouldBeGreaterThan(40, "several rounds");
        said.Errors.ShouldContain($"the same run as with --replicates {replicates}");
        var other = Home();
        var plain = Project(other, "--replicates", FormattableString.Invariant($"{replicates}"));
        plain.Id.ShouldBe(said.Id);
        RunDigest.OfFolder(run.Folder).ShouldBe(RunDigest.OfFolder(Path.Combine(other, "runs", plain.Id)));
        Directory.EnumerateDirectories(Path.Combine(home, "parts")).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void P4_resumed_it_goes_on_from_the_futures_that_are_kept_to_the_same_bytes()
    {
        string[] asked = ["--precision", "cost 2028 0.01%", "--replicates", "328"];
        var one = Home();
        var plain = Project(one, "--replicates", "328");
        var home = Home();
        KeepUnfinished(home, most: 328, futures: 288);
        Kept(home).ShouldHaveSingleItem().ShouldEndWith("-1of1-at-288");
        // One thread takes four blocks at once: it goes on in the round of 320, and what is kept of that in the round of 328.
        var resumed = Project(home, [.. asked, "--resume"]);
        resumed.Exit.ShouldBe(ExitCode.Done, resumed.Errors);
        resumed.Errors.ShouldContain("going on after 288 futures");
        resumed.Id.ShouldBe(plain.Id);
        RunDigest
            .OfFolder(Path.Combine(home, "runs", plain.Id))
            .ShouldBe(RunDigest.OfFolder(Path.Combine(one, "runs", plain.Id)));
        Kept(home).ShouldBeEmpty();
    }

    [Fact]
    public void It_stops_at_the_most_and_says_how_many_it_would_take()
    {
        var said = Project(
            Home(),
            "--precision",
            "cost 2028 0.01%",
            "--replicates",
            "48",
            "--json",
            "--progress",
            "jsonl"
        );
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Errors.ShouldContain("after 48 futures, the most; 0.01% was asked");
        said.Errors.ShouldContain("raise the most with --replicates");
        var last = said.Errors.Split('\n').Last(l => l.StartsWith('{'));
        using var json = JsonDocument.Parse(last);
        json.RootElement.GetProperty("mcse").GetDouble().ShouldBeGreaterThan(0.0001);
    }

    [Theory]
    [InlineData("cost", "for example")]
    [InlineData("cost 2028 1", "'1' is no share or amount")]
    [InlineData("cost 2050 1%", "2050 is not projected")]
    [InlineData("gap_real 2028 1%", "has no gap_real")]
    public void What_cannot_be_aimed_at_is_refused_in_one_line(string target, string told)
    {
        var said = Project(Home(), "--precision", target);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(told);
    }

    [Fact]
    public void Shards_do_not_know_of_each_other()
    {
        var said = Project(Home(), "--precision", "cost 2028 1%", "--shard", "1/2");
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain("leave out --shard");
    }

    /// <summary>Rounds towards more than can be met, stopped after so many blocks of eight.</summary>
    private void KeepUnfinished(string home, int most, int futures)
    {
        var space = Analytics.Store.Workspace.Open(home);
        var inputs = ScenarioInputs.Gather(space, ScenarioReader.Parse(File.ReadAllText(town.Scenario), "t"), "t");
        var settings = new RunSettings(most, 1, RunSettings.KeepsBuurten(inputs), Threads: 1, LaneChoice.Current);
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            PrecisionRun.Run(
                PrecisionRun.Begin(inputs, settings, most),
                PrecisionTarget.Parse("cost 2028 0.01%"),
                most,
                new StopAfter(space, stop, futures),
                null,
                stop.Token,
                CancellationToken.None
            )
        );
    }

    private static IEnumerable<string> Kept(string home) =>
        Directory.EnumerateDirectories(Path.Combine(home, "parts")).Select(d => Path.GetFileName(d));

    private Said Project(string home, params string[] options) =>
        Fuzz.Worlds.Commands.Run(["project", town.Scenario, "--workspace", home, "--threads", "2", .. options]);

    private string Home()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        return home;
    }

    private sealed class StopAfter(Analytics.Store.Workspace space, CancellationTokenSource stop, int futures)
        : IRunWatch
    {
        public void Told(in RunProgress progress)
        {
            if (progress.Replicates >= futures)
            {
                stop.Cancel();
            }
        }

        public bool WantsToKeep() => false;

        public void Keep(ProjectionPart part)
        {
            if (stop.IsCancellationRequested)
            {
                PartStore.Save(space, part, Shard.Whole);
            }
        }
    }
}
