using System.Text.Json;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Commands;

public sealed class FitCommandTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "fit-command-" + Guid.NewGuid().ToString("N"));

    public FitCommandTests() => CubeStore.Save(Workspace.Open(folder), ExampleCube(), "example");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_fit_is_made_its_id_is_the_last_line_and_it_can_be_shown()
    {
        var (exit, output, errors) = await Run("fit", "--until", "2024");
        exit.ShouldBe(ExitCode.Done, errors);
        var id = output.TrimEnd().Split('\n')[^1];
        Directory.Exists(Path.Combine(folder, "fits", id)).ShouldBeTrue();
        output.ShouldContain("synthetic");

        (exit, output, errors) = await Run("show", id, "--measure", "expected", "--product", "all", "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        using var shown = JsonDocument.Parse(output);
        shown.RootElement[0].GetProperty("basis").GetString().ShouldBe("estimated");
        shown.RootElement[0].GetProperty("value").GetDouble().ShouldBe(111 * 6, 1e-6);
    }

    [Fact]
    public async Task Json_gives_the_id_alone()
    {
        var (exit, output, errors) = await Run("fit", "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        using var answer = JsonDocument.Parse(output);
        answer.RootElement.GetProperty("id").GetString()!.Length.ShouldBe(Digest.IdLength);
    }

    [Theory]
    [InlineData("unmet", "wijk", 10)]
    [InlineData("unmet_hidden", "wijk", 10)]
    [InlineData("expected", "wijk", 10)]
    [InlineData("relative_risk", "buurt", 111)]
    public async Task A_cube_shows_measures_of_need_with_a_fit_made_on_the_spot(string measure, string level, int areas)
    {
        var (exit, output, errors) = await Run([
            "show",
            "latest",
            "--measure",
            measure,
            "--level",
            level,
            "--product",
            "Wmo",
            "--json",
        ]);
        exit.ShouldBe(ExitCode.Done, errors);
        errors.ShouldContain("a fit made now, until 2024, reference city");
        using var shown = JsonDocument.Parse(output);
        var figures = shown.RootElement.EnumerateArray().ToList();
        figures
            .Count(f =>
                f.GetProperty("area").GetString()!.StartsWith(level is "wijk" ? "WK" : "BU", StringComparison.Ordinal)
            )
            .ShouldBe(areas);
        foreach (var figure in figures)
        {
            figure.GetProperty("year").GetInt32().ShouldBe(2024);
            figure.GetProperty("measure").GetString().ShouldBe(measure);
            figure.GetProperty("value").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
            figure.GetProperty("evidence").GetString()!.ShouldBeOneOf("A", "B", "C", "D");
            if (measure is not "expected")
            {
                figure
                    .GetProperty("low")
                    .GetDouble()
                    .ShouldBeLessThanOrEqualTo(figure.GetProperty("value").GetDouble());
                figure
                    .GetProperty("high")
                    .GetDouble()
                    .ShouldBeGreaterThanOrEqualTo(figure.GetProperty("value").GetDouble());
            }
        }
    }

    [Fact]
    public async Task Unmet_need_is_a_page_for_people_and_takes_the_fit_that_is_kept()
    {
        var (_, made, _) = await Run("fit", "--reference", "peers", "--json");
        using var id = JsonDocument.Parse(made);
        var cube = Workspace.Open(folder).List(ArtefactKind.Cube)[0].Id;
        var (exit, output, errors) = await Run("show", cube, "--measure", "unmet", "--level", "wijk");
        exit.ShouldBe(ExitCode.Done, errors);
        errors.ShouldContain($"with fit {id.RootElement.GetProperty("id").GetString()}, reference peers");
        output.ShouldContain("hidden    never asked");
        output.ShouldContain("Overvecht");
    }

    [Fact]
    public async Task Indicators_stand_beside_their_peers_and_take_a_note()
    {
        var (exit, output, errors) = await Run("indicators", "note", "WK034403", "new walk-in centre");
        exit.ShouldBe(ExitCode.Done, errors);
        output.ShouldBeEmpty();
        (exit, output, errors) = await Run("indicators", "--area", "WK034403");
        exit.ShouldBe(ExitCode.Done, errors);
        output.ShouldContain("Note: new walk-in centre");
        output.ShouldContain("there are no targets");
        (exit, output, errors) = await Run("indicators", "latest", "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        using var shown = JsonDocument.Parse(output);
        var rows = shown.RootElement.EnumerateArray().ToList();
        rows.Count.ShouldBe(10 * 8);
        rows.Select(r => r.GetProperty("group").GetString())
            .Distinct()
            .ShouldBe(["reach", "availability", "quality", "within-budget"]);
        rows.ShouldAllBe(r =>
            (r.GetProperty("note").GetString() != "") == (r.GetProperty("area").GetString() == "WK034403")
        );
        (exit, _, errors) = await Run("indicators", "--area", "WK999999");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("WK999999");
        (exit, _, errors) = await Run("indicators", "note", "WK999999", "a note that nobody would see again");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("no area 'WK999999'");
        (exit, _, errors) = await Run("indicators", "--area", "Overvecht");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("did you mean WK034403 (Overvecht)?");
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--national", "fit", "--reference", "national")]
    [InlineData(ExitCode.Usage, "peers", "fit", "--reference", "neighbours")]
    [InlineData(ExitCode.Usage, "2022-2024", "fit", "--until", "2031")]
    [InlineData(ExitCode.BadInput, "no such file", "fit", "--reference", "national", "--national", "/no/such/file.csv")]
    [InlineData(ExitCode.BadInput, "populatie aggregate", "fit", "--cube", "nonsense")]
    public async Task What_cannot_be_done_is_refused_in_one_line(int expected, string told, params string[] arguments)
    {
        var (exit, _, errors) = await Run(arguments);
        exit.ShouldBe(expected, errors);
        errors.Trim().Split('\n').Length.ShouldBe(1);
        errors.ShouldContain(told);
    }

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", folder]);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>Six requests a year in every buurt of Utrecht.</summary>
    private static Cube ExampleCube()
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        Period[] periods =
        [
            new(PeriodLevel.Year, 2022, 1),
            new(PeriodLevel.Year, 2023, 1),
            new(PeriodLevel.Year, 2024, 1),
        ];
        var keys =
            from leaf in Enumerable.Range(0, areas.BuurtCount)
            from period in Enumerable.Range(0, periods.Length)
            select new CellKey(leaf, period, 0, 6, Sex.V, Delivery.Zin).Bits;
        var sorted = keys.Order().ToArray();
        var columns = Cube.FlowMeasures.Select(m =>
            Enumerable.Repeat(m is "requests" ? 6L : 0, sorted.Length).ToArray()
        );
        var products = ProductCatalogue.Embedded;
        var p = products.ProductCount;
        return new Cube(
            new CubeAxes(areas, products, AgeBands.Default, PeriodLevel.Year, [.. periods]),
            new CubeTable(Cube.FlowMeasures, sorted, [.. columns]),
            new CubeTable(
                Cube.ClientMeasures,
                [],
                [
                    [],
                ]
            ),
            new StayTable(
                p,
                new long[p * StayTable.MonthCount * StayTable.OutcomeCount],
                new long[p * StayTable.MonthCount],
                new long[p * p],
                new long[p],
                new long[p]
            ),
            new CubeOrigin(
                Basis.Synthetic,
                new SortedDictionary<string, string>(StringComparer.Ordinal),
                2022,
                2024,
                Schematic: true
            )
        );
    }
}
