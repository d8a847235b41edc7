using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Commands.Demo;
using Populatie.Cli.Shell;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Commands;

/// <summary><c>show --binding</c>, and the page of the demo that is made of the same rows.</summary>
public sealed class BindingPageTests(BindingPageTests.Kept kept) : IClassFixture<BindingPageTests.Kept>
{
    private static readonly BindingRow[] Rows =
    [
        Row("Overvecht", 2030, 1234, 321, 7.3, Binding.Staff, 0.87, "track-3"),
        Row("Overvecht", 2040, 2345, 600, 9, Binding.Space, 0.45, "Wmo"),
        Row("Zuid", 2030, 0, 0, 0, Binding.None, 0, "all"),
        Row("Zuid", 2040, 12, 3, 1.5, Binding.Money, 1, "track-2"),
    ];

    [Fact]
    public void The_page_reads_well_in_dutch()
    {
        Printed(Language.Dutch)
            .ShouldBe(
                """
                Gebied     Jaar  wachtend  boven de norm  weken gewacht  Wat knelt                 Het meest bij
                ─────────  ────  ────────  ─────────────  ─────────────  ────────────────────────  ─────────────────────────
                Overvecht  2030     1.234            321            7,3  vooral personeel (87%)    spoor 3, aanvullende zorg
                Overvecht  2040     2.345            600            9,0  plaatsen het meest (45%)  Wmo
                Zuid       2030         0              0            0,0  niets
                Zuid       2040        12              3            1,5  alleen geld               spoor 2, basiszorg

                """
            );
    }

    [Fact]
    public void The_page_reads_well_in_english()
    {
        Printed(Language.English)
            .ShouldBe(
                """
                Area       Year  waiting  over the norm  weeks waited  What binds          Most of all in
                ─────────  ────  ───────  ─────────────  ────────────  ──────────────────  ─────────────────────────
                Overvecht  2030    1,234            321           7.3  mostly staff (87%)  track 3, aanvullende zorg
                Overvecht  2040    2,345            600           9.0  places most (45%)   Wmo
                Zuid       2030        0              0           0.0  nothing
                Zuid       2040       12              3           1.5  only money          track 2, basiszorg

                """
            );
    }

    [Fact]
    public async Task Inequality_says_what_it_needs()
    {
        // A town of no known features: who is vulnerable there cannot be told.
        var (exit, _, errors) = await Show(kept.Scarce, "--inequality");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("whose features are known");
        (exit, _, errors) = await Show(kept.Scarce, "--inequality", "--level", "wijk");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("--inequality goes with --year and --json");
    }

    [Fact]
    public async Task Json_has_the_fields_of_the_table_per_wijk_by_default()
    {
        var (exit, output, _) = await Show(kept.Scarce, "--binding", "--json");
        exit.ShouldBe(ExitCode.Done);
        using var document = JsonDocument.Parse(output);
        var rows = document.RootElement.EnumerateArray().ToList();
        rows.Select(r => r.GetProperty("area").GetString()).ShouldBe(["WK000101", "WK000102"]);
        foreach (var row in rows)
        {
            row.EnumerateObject()
                .Select(p => p.Name)
                .ShouldBe([
                    "area",
                    "name",
                    "level",
                    "year",
                    "waiting",
                    "over_norm",
                    "wait_mean_weeks",
                    "binding",
                    "share",
                    "product",
                ]);
            row.GetProperty("level").GetString().ShouldBe("wijk");
            row.GetProperty("year").GetInt32().ShouldBe(2030);
            row.GetProperty("binding").GetString().ShouldBe("staff");
            row.GetProperty("share").GetDouble().ShouldBeInRange(0.5, 1);
        }
    }

    [Fact]
    public async Task Latest_is_the_newest_run_and_an_area_tells_its_level()
    {
        var (exit, output, _) = await Show("latest", "--binding", "--area", "GM0001", "--year", "2027");
        exit.ShouldBe(ExitCode.Done);
        output.ShouldContain("GM0001  2027");
        output.ShouldContain("the median of 8 futures");
    }

    [Fact]
    public async Task What_it_cannot_tell_is_refused_in_one_line()
    {
        await Refused("tells nothing of waiting", kept.Unlimited, "--binding");
        await Refused("2026 to 2030", kept.Scarce, "--binding", "--year", "2040");
        await Refused("--binding goes with", kept.Scarce, "--binding", "--product", "Wmo");
        await Refused("no area 'WK9'", kept.Scarce, "--binding", "--area", "WK9");
    }

    [Theory]
    [InlineData(Language.English, "5. What binds where in 2030?", "for every 20 requests")]
    [InlineData(Language.Dutch, "5. Wat knelt waar in 2030?", "op elke 20 aanvragen")]
    public void The_demo_tells_where_and_from_when(Language language, string heading, string sentence)
    {
        using var output = new StringWriter();
        var session = new Session(output, TextWriter.Null, language);
        new BindingStory(session, RunStore.Load(kept.Workspace, kept.Scarce)).Tell();
        output.ToString().ShouldContain(heading);
        output.ToString().TrimEnd().Split('\n')[^1].ShouldContain(sentence);
    }

    private static BindingRow Row(
        string name,
        int year,
        double waiting,
        double over,
        double weeks,
        Binding binding,
        double share,
        string product
    ) => new("WK1", name, AreaLevel.Wijk, year, waiting, over, weeks, binding, share, product);

    private static string Printed(Language language)
    {
        using var output = new StringWriter();
        BindingPage.Print(new Session(output, TextWriter.Null, language), Rows);
        return output.ToString();
    }

    private async Task Refused(string complaint, params string[] arguments)
    {
        var (exit, output, errors) = await Show(arguments);
        exit.ShouldBe(ExitCode.Usage);
        output.ShouldBeEmpty();
        errors.ShouldContain(complaint);
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    private async Task<(int Exit, string Output, string Errors)> Show(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, ["show", .. arguments, "--workspace", kept.Workspace.Root]);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>A workspace with two runs of the synthetic town: one without limits, then one with too few staff.</summary>
    public sealed class Kept : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("populatie-binding-page-").FullName;

        public Kept()
        {
            Workspace = Workspace.Open(folder);
            var town = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t");
            Unlimited = Run(town with { Capacity = CapacityChoice.Unlimited });
            Scarce = Run(
                town with
                {
                    Capacity = new(Staff: true, Space: false, Money: false),
                    Groups =
                    [
                        new("team", ["track-2"], AreaLevel.Wijk, Places: false, Intake: true, null, null),
                        new("care", ["track-3"], AreaLevel.Gemeente, Places: false, Intake: false, null, null),
                    ],
                    Staff = town.Staff with
                    {
                        Reserve = new(0, 0, 0, "test", 1),
                        Fill = new(0.2, 0.2, 0.2, "test", 1),
                        Establishment = new(-0.1, -0.1, -0.1, "test", 1),
                    },
                }
            );
        }

        public Workspace Workspace { get; }

        public string Unlimited { get; }

        public string Scarce { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);

        private string Run(Scenario scenario) =>
            RunStore.Save(
                Workspace,
                MonteCarlo.Run(
                    SyntheticTown.Inputs(scenario),
                    new RunSettings(8, 7, KeepBuurten: true, Threads: 1, LaneChoice.Current),
                    null,
                    CancellationToken.None
                )
            );
    }
}
