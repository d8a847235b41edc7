using Populatie.Analytics.Need;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Fuzz.Worlds;

namespace Populatie.Cli.Tests.Projection;

/// <summary>A fit that an earlier version kept, on the tiny world: never taken for one of today without a word.</summary>
public sealed class EarlierFitTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    [Fact]
    public void Latest_passes_it_over_and_makes_a_new_one()
    {
        var (home, now) = Home();
        var earlier = Age(home, now);
        var said = Plan(home, town.Scenario);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Errors.ShouldContain($"fit {earlier} was made by an earlier version, which learnt less: made");
        FitStore.Load(Workspace.Open(home), "latest").Method.ShouldBe(Fit.CurrentMethod);
        // The next projection finds the new one.
        Plan(home, town.Scenario).Errors.ShouldNotContain("earlier version");
    }

    [Fact]
    public void By_name_it_is_taken_and_told()
    {
        var (home, now) = Home();
        var earlier = Age(home, now);
        var named = Path.Combine(home, "named.yaml");
        File.WriteAllText(
            named,
            File.ReadAllText(town.Scenario)
                .Replace("population: latest", $"population: latest, fit: {earlier}", StringComparison.Ordinal)
        );
        File.ReadAllText(named).ShouldContain(earlier, Case.Sensitive, "the scenario names its fit");
        var said = Plan(home, named);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Errors.ShouldContain($"fit {earlier} was made by an earlier version");
        said.Errors.ShouldContain("base: {fit: latest} makes a new one");
    }

    /// <summary>Leaves nothing of a fit but the like of it that an earlier version would have kept, under another id.</summary>
    private static string Age(string home, string id)
    {
        var space = Workspace.Open(home);
        var file = ColumnFile.Read(Path.Combine(space.PathOf(ArtefactKind.Fit, id), "fit.popcol"));
        file.Meta.Remove("method").ShouldBeTrue();
        var earlier = new string([.. id.Reverse()]);
        space.Publish(ArtefactKind.Fit, earlier, "earlier", folder => file.Write(Path.Combine(folder, "fit.popcol")));
        space.Remove(ArtefactKind.Fit, id);
        return earlier;
    }

    private static Said Plan(string home, string scenario, params string[] options) =>
        Fuzz.Worlds.Commands.Run(["project", scenario, "--plan", "--workspace", home, .. options]);

    private (string Home, string Fit) Home()
    {
        var home = Path.Combine(town.Folder, Guid.NewGuid().ToString("N"));
        WorkspaceState.Copy(town.Prepared, home);
        return (home, Workspace.Open(home).Resolve(ArtefactKind.Fit, "latest"));
    }
}
