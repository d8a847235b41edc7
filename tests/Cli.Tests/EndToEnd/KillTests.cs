using Populatie.Fuzz.Kills;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// A command that is killed leaves the workspace as before or as after, and can be given again. Twenty moments here;
/// soak.sh tries two thousand.
/// </summary>
[Trait("Speed", "slow")]
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Killed_at_any_moment_a_workspace_is_as_before_or_as_after()
    {
        var tallies = KillSession.Run(folder, Kills, seed: 5, workers: 1);
        tallies.SelectMany(t => t.Broken).ShouldBeEmpty();
        tallies.Sum(t => t.Kills).ShouldBe(Kills, "commands ended before they could be killed");
        tallies.Sum(t => t.HalfMade).ShouldBeGreaterThan(0, "no kill came while something was being made");
    }
}
