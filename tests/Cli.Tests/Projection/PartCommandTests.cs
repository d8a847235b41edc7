using System.Text.Json;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Fuzz.Worlds;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Projection;

/// <summary>Shards, merge, resume and one future alone, by their commands.</summary>
public sealed class PartCommandTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    private const string Replicates = "28";

    [Fact]
    [Trait("Speed", "slow")]
    public void Shards_merge_into_the_bytes_of_one_process()
    {
        var one = Home();
        var run = Run(one, "project", town.Scenario, "--replicates", Replicates).Id;
        var home = Home();
        foreach (var shard in new[] { "3/3", "1/3", "2/3" })
        {
            var part = Run(home, "project", town.Scenario, "--replicates", Replicates, "--shard", shard);
            part.Id.ShouldBe($"{run}-{shard.Replace("/", "of", StringComparison.Ordinal)}");
        }
        Directory.EnumerateDirectories(Path.Combine(home, "runs")).ShouldBeEmpty("shards write only into parts");
        Run(home, "merge", "--check").Output.ShouldContain("ok, all 28 futures");
        Run(home, "merge").Id.ShouldBe(run);
        var two = Given("merge", run, run, "--check", "--workspace", one);
        two.Exit.ShouldBe(ExitCode.BadInput);
        two.Errors.ShouldContain($"{run}: found a whole run, expected shards of one run");
        two.Errors.ShouldContain("populatie compare");
        RunDigest
            .OfFolder(Path.Combine(home, "runs", run))
            .ShouldBe(RunDigest.OfFolder(Path.Combine(one, "runs", run)));
        Run(home, "verify", $"{run}-1of3").Exit.ShouldBe(ExitCode.Done);
        Run(home, "verify", run).Exit.ShouldBe(ExitCode.Done);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Missing_and_doubled_shards_are_named_and_no_run_is_made()
    {
        var home = Home();
        Run(home, "project", town.Scenario, "--replicates", Replicates, "--shard", "1/4");
        Run(home, "project", town.Scenario, "--replicates", Replicates, "--shard", "4/4");
        var check = Given("merge", "--check", "--workspace", home);
        check.Exit.ShouldBe(ExitCode.SaidNo);
        check.Output.ShouldContain("missing: 2/4, 3/4 (futures 9–24)");
        var merge = Given("merge", "--workspace", home);
        merge.Exit.ShouldBe(ExitCode.BadInput);
        merge.Errors.ShouldContain("--shard 2/4");
        merge.Errors.Trim().Split('\n').Length.ShouldBe(1);
        Run(home, "project", town.Scenario, "--replicates", Replicates, "--shard", "1/1");
        var doubled = Given("merge", "--check", "--json", "--workspace", home);
        doubled.Exit.ShouldBe(ExitCode.SaidNo);
        using var json = JsonDocument.Parse(doubled.Output);
        json.RootElement.GetProperty("complete").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("doubled").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("missing").GetArrayLength().ShouldBe(0);
        Directory.EnumerateDirectories(Path.Combine(home, "runs")).ShouldBeEmpty();
    }

    [Fact]
    public void Parts_of_different_runs_are_bad_input()
    {
        var home = Home();
        Run(home, "project", town.Scenario, "--replicates", "16", "--shard", "1/2");
        Run(home, "project", town.Scenario, "--replicates", "16", "--shard", "2/2", "--seed", "2");
        var merge = Given("merge", "--workspace", home);
        merge.Exit.ShouldBe(ExitCode.BadInput);
        merge.Errors.ShouldContain("2 different runs");
        Given("merge", "--check", "--workspace", Home()).Exit.ShouldBe(ExitCode.BadInput, "no parts at all");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Resume_goes_on_from_what_is_kept_to_the_same_bytes()
    {
        const string replicates = "36";
        var one = Home();
        var run = Run(one, "project", town.Scenario, "--replicates", replicates).Id;
        var home = Home();
        var space = Workspace.Open(home);
        var inputs = ScenarioInputs.Gather(space, ScenarioReader.Parse(File.ReadAllText(town.Scenario), "t"), "t");
        var settings = new RunSettings(36, 1, KeepBuurten: true, Threads: 1, LaneChoice.Current);
        var range = Shard.Whole.RangeIn(36);
        using var stop = new CancellationTokenSource();
        var watch = new StopAfterOne(space, stop);
        Should.Throw<OperationCanceledException>(() =>
            MonteCarlo.Run(inputs, settings, range, null, watch, stop.Token, CancellationToken.None)
        );
        Directory
            .EnumerateDirectories(Path.Combine(home, "parts"))
            .Select(Path.GetFileName)
            .ShouldBe([$"{run}-1of1-at-32"], "one thread takes four of five blocks at once");
        Given("merge", "--workspace", home).Exit.ShouldBe(ExitCode.BadInput, "what is unfinished is no shard");
        var resumed = Run(home, "project", town.Scenario, "--replicates", replicates, "--resume");
        resumed.Errors.ShouldContain("going on after 32 futures");
        resumed.Id.ShouldBe(run);
        RunDigest
            .OfFolder(Path.Combine(home, "runs", run))
            .ShouldBe(RunDigest.OfFolder(Path.Combine(one, "runs", run)));
        Directory.EnumerateDirectories(Path.Combine(home, "parts")).ShouldBeEmpty();
        Run(home, "project", town.Scenario, "--replicates", replicates, "--resume")
            .Errors.ShouldContain("finished already");
    }

    [Fact]
    public void An_interruption_ends_with_130_and_says_what_is_kept()
    {
        var home = Home();
        var space = Workspace.Open(home);
        var inputs = ScenarioInputs.Gather(space, ScenarioReader.Parse(File.ReadAllText(town.Scenario), "t"), "t");
        var settings = new RunSettings(28, 1, KeepBuurten: true, Threads: 1, LaneChoice.Current);
        using var errors = new StringWriter();
        var session = new Session(TextWriter.Null, errors, Analytics.Faults.Language.English);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var job = new ProjectJob(session, space, inputs, settings);
        Runner.Guard(session, () => job.Run(stop.Token).Length).ShouldBe(ExitCode.Interrupted);
        errors.ToString().ShouldContain("nothing is kept");
    }

    [Fact]
    public void One_future_by_itself_has_the_values_that_the_run_keeps()
    {
        var home = Home();
        var run = RunStore.Load(
            Workspace.Open(home),
            Run(home, "project", town.Scenario, "--replicates", Replicates).Id
        );
        var said = Run(home, "project", town.Scenario, "--replicates", Replicates, "--only-replicate", "17", "--json");
        using var json = JsonDocument.Parse(said.Output);
        var compared = 0;
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var measure = Measures.Find(row.GetProperty("measure").GetString()!)!;
            var position = Array.IndexOf(run.Card.Axis, row.GetProperty("product").GetString());
            var table = run.Table(Analytics.Areas.AreaLevel.Gemeente, measure);
            var at = measure == Measures.Population ? 0 : position;
            if (table.Keeps(at))
            {
                var kept = table.Values(0, at, row.GetProperty("year").GetInt32() - run.FirstProjected, 28);
                row.GetProperty("value").GetDouble().ShouldBe(kept[16] / (double)measure.Scale);
                compared++;
            }
        }
        compared.ShouldBeGreaterThan(50);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_plan_names_the_run_and_what_makes_another_run_is_refused_before_it_begins()
    {
        var home = Home();
        var plan = Run(home, "project", town.Scenario, "--replicates", "8", "--plan").Id;
        Directory.EnumerateDirectories(Path.Combine(home, "runs")).ShouldBeEmpty();
        Run(home, "project", town.Scenario, "--replicates", "8", "--expect", plan).Id.ShouldBe(plan);
        string[] other = ["project", town.Scenario, "--replicates", "8", "--seed", "2", "--expect", plan];
        var said = Given([.. other, "--workspace", home]);
        said.Exit.ShouldBe(ExitCode.BadInput);
        said.Errors.ShouldContain($"run {plan}");
    }

    [Theory]
    [InlineData("--shard", "0/4")]
    [InlineData("--shard", "5/4")]
    [InlineData("--shard", "half")]
    [InlineData("--only-replicate", "29")]
    [InlineData("--only-replicate", "0")]
    public void What_is_out_of_range_is_a_usage_fault(string option, string value)
    {
        var said = Given("project", town.Scenario, "--replicates", Replicates, option, value, "--workspace", Home());
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain($"{option} {value}");
    }

    [Fact]
    public void Progress_for_machines_is_a_json_object_a_line()
    {
        var said = Run(Home(), "project", town.Scenario, "--replicates", Replicates, "--progress", "jsonl");
        var lines = said.Errors.Split('\n').Where(l => l.StartsWith('{')).ToList();
        using var last = JsonDocument.Parse(lines[^1]);
        last.RootElement.GetProperty("replicates").GetInt32().ShouldBe(28);
        last.RootElement.GetProperty("of").GetInt32().ShouldBe(28);
        last.RootElement.GetProperty("cost_mcse").GetDouble().ShouldBeGreaterThan(0);
        last.RootElement.TryGetProperty("per_second", out _).ShouldBeTrue();
        last.RootElement.TryGetProperty("seconds_left", out _).ShouldBeTrue();
    }

    private static Said Given(params string[] arguments) => Fuzz.Worlds.Commands.Run(arguments);

    private static Said Run(string home, params string[] arguments)
    {
        var said = Given([.. arguments, "--workspace", home]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        return said;
    }

    /// <summary>A workspace with everything that a projection needs.</summary>
    private string Home()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        return home;
    }

    private sealed class StopAfterOne(Workspace space, CancellationTokenSource stop) : IRunWatch
    {
        public void Told(in RunProgress progress) { }

        public bool WantsToKeep()
        {
            stop.Cancel();
            return false;
        }

        public void Keep(ProjectionPart part) => PartStore.Save(space, part, Shard.Whole);
    }

    /// <summary>The tiny world up to its fit, made once.</summary>
    public sealed class Town : IDisposable
    {
        public Town()
        {
            var files = Path.Combine(Folder, "files");
            foreach (
                var step in new TinyWorld(files).Steps.TakeWhile(s =>
                    !string.Equals(s.Name, "project", StringComparison.Ordinal)
                )
            )
            {
                Run(Prepared, step.Command);
            }
            Scenario = Path.Combine(files, "scenario.yaml");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("populatie-part-commands-").FullName;

        public string Prepared => Path.Combine(Folder, "prepared");

        public string Scenario { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
