using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Projection;
using Populatie.Fuzz.Worlds;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Slurm;

/// <summary>deploy/slurm on a real cluster: an array of shards and a merge give the run of one process (law P4).</summary>
[Trait("Speed", "slow")]
public sealed class ProjectOnSlurmTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    private const string Replicates = "32";

    [SlurmFact]
    public void A_shard_that_is_killed_gets_another_turn_and_the_run_has_the_digest_of_one_process()
    {
        using var cluster = new SlurmCluster();
        var home = Home();
        var settings = Settings(home, "[ \"$SLURM_ARRAY_TASK_ID${SLURM_RESTART_COUNT:-0}\" != 20 ] || kill -KILL $$");
        var job = Submit(cluster, home, settings);
        job.Exit.ShouldBe(0, job.Errors);
        var again = Submit(cluster, home, settings);
        again.Exit.ShouldBe(1);
        again.Errors.ShouldContain("in the queue already");
        cluster.Wait(job["merge"]);
        Log(home, job["run"], "shard-2").ShouldContain("it was killed (exit 137); asks for turn 2");
        Log(home, job["run"], "shard-2").ShouldContain("turn 2: is finished");
        ShouldBeTheRunOfOneProcess(home, job["run"]);
    }

    [SlurmFact]
    public void What_is_missing_is_named_by_the_merge_and_made_with_resume()
    {
        using var cluster = new SlurmCluster();
        var home = Home();
        var job = Submit(cluster, home, Settings(home, "[ \"${SLURM_ARRAY_TASK_ID:-0}\" != 3 ] || exit 3"));
        job.Exit.ShouldBe(0, job.Errors);
        cluster.Wait(job["merge"]);
        Log(home, job["run"], "shard-3").ShouldContain("failed with exit 3; another turn would fail as well");
        Log(home, job["run"], "merge").ShouldContain("missing: 3/4 (futures 17–24)");
        Log(home, job["run"], "merge").ShouldContain("--resume");
        Directory.EnumerateDirectories(Path.Combine(home, "runs")).ShouldBeEmpty();
        var rest = Submit(cluster, home, Settings(home, "echo \"given $*\""), "--resume");
        rest.Exit.ShouldBe(0, rest.Errors);
        cluster.Wait(rest["merge"]);
        Log(home, job["run"], "shard-3").ShouldContain("--shard 3/4");
        Log(home, job["run"], "shard-1").ShouldNotContain("given", Case.Sensitive, "what is there is not made again");
        ShouldBeTheRunOfOneProcess(home, job["run"]);
    }

    private SlurmCluster.Submission Submit(SlurmCluster cluster, string home, string settings, params string[] more) =>
        cluster.Project([
            town.Scenario,
            "--replicates",
            Replicates,
            "--shards",
            "4",
            "--workspace",
            home,
            "--config",
            settings,
            .. more,
        ]);

    private void ShouldBeTheRunOfOneProcess(string home, string run)
    {
        var one = Home();
        var said = Fuzz.Worlds.Commands.Run(["project", town.Scenario, "--replicates", Replicates, "--workspace", one]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Id.ShouldBe(run);
        RunDigest
            .OfFolder(Path.Combine(home, "runs", run))
            .ShouldBe(RunDigest.OfFolder(Path.Combine(one, "runs", run)));
    }

    private static string Log(string home, string run, string name) =>
        File.ReadAllText(Path.Combine(home, "slurm", run, $"{name}.log"));

    /// <summary>A workspace with everything that a projection needs.</summary>
    private string Home()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        return home;
    }

    /// <summary>Settings whose program does something of its own in a shard, before it becomes the real one.</summary>
    private static string Settings(string home, string first)
    {
        var (program, file) = (Path.Combine(home, "program.sh"), Path.Combine(home, "populatie.conf"));
        File.WriteAllText(
            program,
            "#!/usr/bin/env bash\n"
                + $"if [ -n \"${{SLURM_ARRAY_TASK_ID:-}}\" ]; then {first}; fi\n"
                + $"exec '{Path.Combine(AppContext.BaseDirectory, "populatie")}' \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        File.WriteAllText(
            file,
            $"POPULATIE='{program}'\nWORKSPACE=\nPARTITION=sim\nCPUS=1\nMEMORY=1G\nTIME=00:10:00\nGOODBYE=60\n"
                + "RESTARTS=2\nLOGS=\nSBATCH_OPTIONS=()\n"
        );
        return file;
    }
}
