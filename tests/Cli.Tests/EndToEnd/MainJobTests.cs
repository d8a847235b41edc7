using System.Text.Json;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// The main job by its commands, as a strategist types them: generate → import → aggregate → fit → project → show →
/// verify; and that the same inputs give the same artefacts, however the work was done.
/// </summary>
[Trait("Speed", "slow")]
public sealed class MainJobTests : IDisposable
{
    private const string Rows = "60000";
    private const string Replicates = "16";
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-main-job-").FullName;
    private readonly string scenario = Path.Combine(Architecture.RepositoryFiles.Root, "scenarios", "basis-2040.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_command_of_the_main_job_does_its_part()
    {
        var records = Generate();
        var ids = Chain("a", records, threads: "2", lanes: null);

        var figures = Show("a", ids.Run, "--measure", "clients", "--product", "all", "--level", "wijk");
        figures.Count(f => f.GetProperty("year").GetInt32() == 2040).ShouldBeGreaterThanOrEqualTo(10);
        foreach (var figure in figures)
        {
            Ordered(figure);
            figure
                .GetProperty("basis")
                .GetString()
                .ShouldBe(figure.GetProperty("year").GetInt32() > 2025 ? "estimated" : "synthetic");
        }
        Show("a", ids.Cube, "--measure", "clients", "--year", "2021", "--product", "Wmo")[0]
            .GetProperty("value")
            .GetDouble()
            .ShouldBeGreaterThan(0);
        // A buurt without anyone of the ages that Jeugd serves has no figure.
        Show("a", ids.Fit, "--measure", "relative_risk", "--level", "buurt", "--product", "Jeugd")
            .Count.ShouldBeInRange(100, 111);
        PopulatieProgram.Run("verify", ids.Run, "--workspace", Workspace("a")).ShouldSucceed();
    }

    [Fact]
    public void Threads_lanes_and_the_order_of_records_change_no_artefact()
    {
        var records = Generate();
        var expected = Chain("a", records, threads: "1", lanes: null);
        Chain("b", records, threads: "2", lanes: "scalar").ShouldBe(expected);
        Chain("c", Shuffled(records), threads: "2", lanes: "256").ShouldBe(expected);
        foreach (var lanes in new[] { "128", "512" })
        {
            Project("a", "2", lanes).ShouldBe(expected.Run);
            FilesOf("a", "runs", expected.Run).ShouldBe(FilesOf("b", "runs", expected.Run));
        }
        FilesOf("c", "cubes", expected.Cube).ShouldBe(FilesOf("a", "cubes", expected.Cube));
        FilesOf("c", "fits", expected.Fit).ShouldBe(FilesOf("a", "fits", expected.Fit));
        FilesOf("c", "runs", expected.Run).ShouldBe(FilesOf("a", "runs", expected.Run));
    }

    private string Workspace(string name) => Path.Combine(folder, name);

    private string Generate()
    {
        var file = Path.Combine(folder, "records.csv");
        PopulatieProgram.Run("records", "generate", "--rows", Rows, "--seed", "7", "--out", file).ShouldSucceed();
        return file;
    }

    /// <summary>The same rows in another order; a fixed one, so that a failure can be looked at again.</summary>
    private string Shuffled(string records)
    {
        var lines = File.ReadAllLines(records);
        var rows = lines[1..];
        new Random(20251231).Shuffle(rows);
        var file = Path.Combine(folder, "shuffled.csv");
        File.WriteAllLines(file, [lines[0], .. rows]);
        return file;
    }

    private (string Cube, string Fit, string Run) Chain(string name, string records, string threads, string? lanes)
    {
        var workspace = Workspace(name);
        PopulatieProgram
            .Run("records", "import", records, "--threads", threads, "--workspace", workspace)
            .ShouldSucceed();
        var cube = PopulatieProgram
            .Run("aggregate", "--threads", threads, "--workspace", workspace)
            .ShouldSucceed()
            .LastLine;
        var fit = PopulatieProgram.Run("fit", "--workspace", workspace).ShouldSucceed().LastLine;
        return (cube, fit, Project(name, threads, lanes));
    }

    private string Project(string name, string threads, string? lanes)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (lanes is not null)
        {
            environment["POPULATIE_LANES"] = lanes;
        }
        return PopulatieProgram
            .RunWith(
                environment,
                "project",
                scenario,
                "--replicates",
                Replicates,
                "--threads",
                threads,
                "--workspace",
                Workspace(name)
            )
            .ShouldSucceed()
            .LastLine;
    }

    private List<JsonElement> Show(string name, string id, params string[] options)
    {
        var outcome = PopulatieProgram
            .Run(["show", id, "--json", "--workspace", Workspace(name), .. options])
            .ShouldSucceed();
        using var document = JsonDocument.Parse(outcome.Output);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    private List<(string Name, string Content)> FilesOf(string name, string kind, string id) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Workspace(name), kind, id))
                .Order(StringComparer.Ordinal)
                .Select(f =>
                    (
                        Path.GetFileName(f),
                        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))
                    )
                ),
        ];

    /// <summary>Law P11, on what a user gets to see.</summary>
    private static void Ordered(JsonElement figure)
    {
        string[] names = ["p5", "p25", "p50", "p75", "p95"];
        var quantiles = names.Select(n => figure.GetProperty(n).GetDouble()).ToArray();
        quantiles.ShouldBeInOrder();
    }
}
