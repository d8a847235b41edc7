using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Server.Tests.Browser;

/// <summary>The page of a workspace that holds published tables only, and of one that holds nothing: no question is a dead end.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class PublishedPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Wijken = 10;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-published-page-");
    private WebApplication? server;

    private string Workspace => Path.Combine(folder.FullName, "workspace");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        folder.Delete(recursive: true);
    }

    [BrowserFact]
    public async Task Published_tables_are_told_by_wijk_and_every_question_has_an_answer()
    {
        await Publish();
        await using var reader = await chromium.Open(await Serve());
        await reader.Go("/?year=2030");
        var page = reader.Page;
        page.Url.ShouldContain("level=wijk");
        (await page.Locator("#places tbody tr").CountAsync()).ShouldBe(Wijken);
        (await page.Locator("#places tbody td", new() { HasText = "niets bekend" }).CountAsync()).ShouldBe(0);

        // Nobody published what care cost: the first year of which that is known is the first that is projected.
        await reader.Change(() => page.ClickAsync("#tab-cost"));
        (await page.InputValueAsync("#cost-from")).ShouldBe("2022");
        (await page.InnerTextAsync("#cost-sentence")).ShouldStartWith("In 2040 kost de Wmo naar verwachting €");

        await reader.Change(() => page.ClickAsync("#tab-what-if"), seconds: 240);
        (await page.InputValueAsync("#choose-base")).ShouldBe("published-2040");
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Where_nothing_is_yet_every_question_says_what_to_do_first()
    {
        Directory.CreateDirectory(Workspace);
        await using var reader = await chromium.Open(await Serve());
        foreach (var view in (string[])["where", "what-if", "cost"])
        {
            await reader.Go($"/?view={view}");
            (await reader.Page.InnerTextAsync("#view .hint")).ShouldStartWith(
                "Er is nog geen projectie. Maak er een met:"
            );
            (await reader.Page.Locator("[role=alert]").CountAsync()).ShouldBe(0, view);
        }
    }

    private async Task<Uri> Serve()
    {
        server = PopulatieServer.Build(new(new("http://127.0.0.1:0"), Workspace));
        await server.StartAsync();
        return new(server.Urls.Single());
    }

    /// <summary>As CBS lays its tables out; the figures are made up.</summary>
    private async Task Publish()
    {
        var tables = Directory.CreateDirectory(Path.Combine(folder.FullName, "tables")).FullName;
        var codes = Enumerable.Range(1, Wijken).Select(i => FormattableString.Invariant($"WK0344{i:00}")).ToArray();
        List<string> clients =
        [
            "\"ID\";\"WijkenEnBuurten\";\"Perioden\";\"WmoClienten_1\";\"WmoClientenPer1000Inwoners_2\"",
        ];
        foreach (var year in (int[])[2019, 2020, 2021])
        {
            clients.Add(Line(clients.Count, "GM0344", year, Wijken * 1000));
            clients.AddRange(codes.Select((code, i) => Line(clients.Count + i, code, year, 910 + (20 * i))));
        }
        await File.WriteAllLinesAsync(Path.Combine(tables, "84907NED.csv"), clients);
        string Residents(string code, int n) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{code},{code},{n},{n / 2},{n / 2},{n / 5},{n / 5},{n / 5},{n / 5},{n / 5}"
            );
        await File.WriteAllLinesAsync(
            Path.Combine(tables, "kwb_2020.csv"),
            [
                "code,name,a_inw,a_man,a_vrouw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo",
                Residents("GM0344", Wijken * 30_000),
                .. codes.Select(code => Residents(code, 30_000)),
            ]
        );
        await Do("aggregate", "--published", tables);
        await Do("fit");
        var scenario = Path.Combine(Repository.Root, "scenarios", "published-2040.yaml");
        await Do("project", scenario, "--replicates", "8");
    }

    private static string Line(int id, string code, int year, int clients) =>
        string.Create(CultureInfo.InvariantCulture, $"{id};\"{code, -10}\";\"{year}JJ00\";{clients};30");

    private async Task Do(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", Workspace]);
        exit.ShouldBe(ExitCode.Done, errors.ToString());
    }
}
