using System.Text.Json;
using Populatie.Tests.Shared;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// The main job on maps that do not ship with the program: the real Utrecht, and all of the Netherlands with the residents
/// that CBS publishes per buurt. The whole of the Netherlands at full size is a case of soak.sh.
/// </summary>
[Trait("Speed", "slow")]
public sealed class OtherMapsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-other-maps-").FullName;
    private readonly string scenario = Path.Combine(Architecture.RepositoryFiles.Root, "scenarios", "basis-2040.yaml");

    private string Records => Path.Combine(folder, "records.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SharedFact]
    public void The_main_job_runs_on_the_real_Utrecht()
    {
        Run("areas", "import", SharedFolder.File("geodata/utrecht_buurten_clean.geojson"), "--gemeente", "GM0344");
        Run("records", "generate", "--mode", "free", "--rows", "60000", "--seed", "11", "--out", Records);
        var run = MainJob("buurt");

        var figures = Show(run, "--product", "Wmo", "--measure", "clients", "--level", "buurt", "--year", "2040");
        figures.Count(f => Code(f).StartsWith("BU0344", StringComparison.Ordinal)).ShouldBe(111);
        Run("verify", "--all");
    }

    [SharedFact]
    public void The_main_job_runs_on_all_of_the_Netherlands()
    {
        Run("areas", "import", SharedFolder.File("geodata/nl_buurten_clean.geojson"));
        Run("population", "import", SharedFolder.File("reference/cbs/kwb_nl_2020.csv"));
        Run("records", "generate", "--mode", "free", "--rows", "300000", "--seed", "11", "--out", Records);
        var run = MainJob("wijk");

        var gemeenten = Show(
            run,
            "--product",
            "Jeugd",
            "--measure",
            "cost_real",
            "--level",
            "gemeente",
            "--year",
            "2040"
        );
        gemeenten.Select(Code).Distinct().Count(c => c.StartsWith("GM", StringComparison.Ordinal)).ShouldBe(355);
        var wijken = Show(run, "--product", "Wmo", "--measure", "clients", "--level", "wijk", "--year", "2040");
        wijken.Select(Code).Distinct().Count(c => c.StartsWith("WK", StringComparison.Ordinal)).ShouldBe(3164);
        foreach (var figure in gemeenten.Concat(wijken))
        {
            figure.GetProperty("basis").GetString().ShouldBe("estimated");
        }
        Run("verify", "--all");
    }

    /// <returns>The id of the run, of eight futures, kept down to the level.</returns>
    private string MainJob(string level)
    {
        Run("records", "import", Records);
        Run("aggregate");
        Run("fit");
        return Run("project", scenario, "--levels", level, "--replicates", "8");
    }

    private string Run(params string[] arguments) =>
        PopulatieProgram.Run([.. arguments, "--workspace", Path.Combine(folder, "workspace")]).ShouldSucceed().LastLine;

    private List<JsonElement> Show(string run, params string[] options)
    {
        var workspace = Path.Combine(folder, "workspace");
        var outcome = PopulatieProgram
            .Run(["show", run, "--json", "--workspace", workspace, .. options])
            .ShouldSucceed();
        using var document = JsonDocument.Parse(outcome.Output);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    private static string Code(JsonElement figure) => figure.GetProperty("area").GetString()!;
}
