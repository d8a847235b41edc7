using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Server.Tests.Jobs;
using Populatie.Server.Trials;

namespace Populatie.Server.Tests.Browser;

/// <summary>What a strategist comes for: two scenarios held beside each other, and a slider that is pulled.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class WhatIfTests(RunningServer server, Chromium chromium)
    : IClassFixture<Chromium>,
        IClassFixture<MadeRuns>
{
    /// <summary>Seconds for a hundred futures, twice, on a machine that does other things too.</summary>
    private const int Patience = 240;

    private Uri Address => server.Client.BaseAddress!;

    [BrowserFact]
    public async Task Two_scenarios_are_compared_by_mouse()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/");
        await reader.Change(() => reader.Page.ClickAsync("#tab-what-if"), Patience);
        await reader.Change(() => reader.Page.ClickAsync("#mode-pair"), Patience);
        await reader.Change(() => reader.Page.SelectOptionAsync("#choose-a", $"run.{server.RunId}"), Patience);
        await reader.Change(
            () => reader.Page.SelectOptionAsync("#choose-b", "scenario.groep-voor-individueel"),
            Patience
        );
        await Compared(reader);
        // The list and the map are twins: who points at a wijk in one finds it in the other.
        await reader.Change(() => reader.Page.ClickAsync("#places [data-code=WK034403]"));
        (await reader.Page.InnerTextAsync("#panel h2")).ShouldBe("Overvecht");
        await reader.Picture("compared");
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Two_scenarios_are_compared_by_keyboard_alone()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/");
        await reader.TabTo("#tab-where");
        await reader.Page.Keyboard.PressAsync("ArrowRight");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"), Patience);
        await reader.TabTo("input[name=mode]");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("ArrowRight"), Patience);
        await reader.TabTo("#choose-a");
        // Runs come after scenarios: the last of the list is the one that the demo made.
        await reader.Change(() => reader.Page.Keyboard.PressAsync("End"), Patience);
        await reader.TabTo("#choose-b");
        await reader.Change(() => reader.Page.Keyboard.TypeAsync("groep"), Patience);
        await Compared(reader);
        await reader.TabTo("#places [data-code=WK034403]", 60);
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"));
        (await reader.Page.InnerTextAsync("#panel h2")).ShouldBe("Overvecht");
        (
            await reader.Page.EvaluateAsync<bool>("() => document.activeElement.matches('tr.chosen button')")
        ).ShouldBeTrue();
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task More_staff_is_pulled_by_mouse_saved_and_run_by_the_command_line()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?view=what-if&measure=fte_available", Patience);
        var slider = (await reader.Page.Locator("#pull-staff").BoundingBoxAsync())!;
        await reader.Change(
            () => reader.Page.Mouse.ClickAsync(slider.X + slider.Width - 4, slider.Y + (slider.Height / 2)),
            Patience
        );
        // Six percent on top of what the base thinks, which the records tell.
        var says = Regex.Match(
            await reader.Page.InnerTextAsync("#says-staff"),
            @"^groeit (?<then>[\d,]+)% per jaar, in plaats van (?<was>[\d,]+)%$"
        );
        var dutch = CultureInfo.GetCultureInfo("nl-NL");
        (decimal.Parse(says.Groups["then"].Value, dutch) - decimal.Parse(says.Groups["was"].Value, dutch)).ShouldBe(6);
        await MoreStaff(reader);

        await reader.Page.FillAsync("#save-name", "Meer mensen!");
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.ClickAsync("#save"));
        download.SuggestedFilename.ShouldBe("meer-mensen.yaml");
        var file = Path.Combine(Directory.CreateTempSubdirectory("populatie-saved-").FullName, "meer-mensen.yaml");
        await download.SaveAsAsync(file);
        var id = await OfCommandLine(file);
        var made = reader
            .Requests.Select(r => new Uri(r.Url))
            .Last(u => u.AbsolutePath.EndsWith("/v1/compare", StringComparison.Ordinal))
            .Query.Split("b=")[1][..16];
        foreach (var measure in (string[])["fte_available", "waiting", "cost_real"])
        {
            (await Means(id, measure)).ShouldBe(await Means(made, measure));
        }
        await reader.Picture("pulled");
        reader.Complaints.ShouldBeEmpty();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [BrowserFact]
    public async Task More_staff_is_pulled_by_keyboard_alone_and_the_first_futures_are_told_at_once()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?view=what-if&measure=fte_available", Patience);
        var before = await Pixels(reader.Page);
        var goesOn = await HoldAfterFirstStage(reader.Page);
        await reader.TabTo("#pull-staff");
        await reader.Change(
            async () =>
            {
                await reader.Page.Keyboard.PressAsync("ArrowRight");
                await reader.Page.WaitForSelectorAsync(
                    "html[data-first-in]",
                    new() { State = WaitForSelectorState.Attached }
                );
                var first = TrialWork.StagesOf(100, Environment.ProcessorCount)[0];
                (await reader.Page.InnerTextAsync("#early")).ShouldStartWith(
                    $"Voorlopig: {first} van de 100 toekomsten"
                );
                (await reader.Page.InnerTextAsync("#panel .sentence")).ShouldStartWith(
                    $"In {first} van de eerste {first} toekomsten zijn in Utrecht in 2035 meer voltijdbanen"
                );
                (await reader.Page.InnerTextAsync("#panel")).ShouldContain("(90% zeker)");
                await reader.Picture("pulled-early");
                goesOn.SetResult();
            },
            Patience
        );
        (await reader.Page.Locator("#early").CountAsync()).ShouldBe(0);
        await MoreStaff(reader);
        (await reader.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("pull-staff");
        await reader.TabTo("#reset");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"), Patience);
        (await reader.Page.InnerTextAsync("#panel")).ShouldContain("Verschuif een schuif");
        // Nothing of what was compared stays on the map.
        (await Pixels(reader.Page)).ShouldBe(before);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_wish_that_is_overtaken_is_taken_back_and_none_is_kept()
    {
        var runs = await server.Client.GetStringAsync("/v1/runs");
        var scenarios = await server.Client.GetStringAsync("/v1/scenarios");
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?view=what-if", Patience);
        await HoldAfterFirstStage(reader.Page);
        await reader.TabTo("#pull-prevention");
        var asked = await reader.Page.RunAndWaitForResponseAsync(
            () => reader.Page.Keyboard.PressAsync("ArrowRight"),
            r => r.Request.Method is "POST" && r.Url.EndsWith("/v1/trials", StringComparison.Ordinal)
        );
        var first = (await asked.JsonAsync())!.Value.GetProperty("id").GetString();
        var isTakenBack = reader.Page.WaitForResponseAsync(r =>
            r.Request.Method is "DELETE" && r.Url.EndsWith($"/v1/trials/{first}", StringComparison.Ordinal)
        );
        await reader.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        await reader.Change(() => reader.Page.Keyboard.PressAsync("ArrowRight"), Patience);
        (await isTakenBack).Status.ShouldBe(204);
        (await reader.Page.InnerTextAsync("#says-prevention")).ShouldBe("€ 2 mln per jaar erbij");
        (await server.Client.GetStringAsync("/v1/runs")).ShouldBe(runs);
        (await server.Client.GetStringAsync("/v1/scenarios")).ShouldBe(scenarios);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_link_brings_back_the_very_comparison()
    {
        await using var first = await chromium.Open(Address);
        await first.Go("/?view=what-if", Patience);
        await first.Page.FocusAsync("#pull-group");
        await first.Change(() => first.Page.Keyboard.PressAsync("End"), Patience);
        await first.Change(() => first.Page.SelectOptionAsync("#choose-measure", "unmet"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-product", "Wmo"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-area", "WK034403"));
        await first.Page.FocusAsync("#choose-year");
        await first.Change(() => first.Page.Keyboard.PressAsync("End"));
        await first.Page.ClickAsync("#map button[aria-label=Dichterbij]");
        await first.Page.WaitForFunctionAsync("() => location.search.includes('map=')");
        await first.Change(() => first.Page.ClickAsync("#language"));

        await using var second = await chromium.Open(Address);
        await second.Go(new Uri(first.Page.Url).PathAndQuery, Patience);
        second.Page.Url.ShouldBe(first.Page.Url);
        foreach (var part in (string[])["header", "#choices", "#legend", "#panel h2", "#panel .sentence", "#places"])
        {
            (await second.Page.InnerTextAsync(part)).ShouldBe(await first.Page.InnerTextAsync(part), part);
        }
        (await second.Page.InputValueAsync("#pull-group")).ShouldBe("60");
        (await Pixels(second.Page)).ShouldBe(await Pixels(first.Page));
    }

    [BrowserFact]
    public async Task At_320_pixels_nothing_needs_sideways_scrolling()
    {
        await using var reader = await chromium.Open(Address, 320, 800);
        foreach (var query in (string[])["/?view=what-if", "/?view=what-if&group=60&area=WK034403&measure=cost_real"])
        {
            await reader.Go(query, Patience);
            (await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(320, query);
        }
        await reader.Picture("what-if-narrow");
    }

    private async Task Compared(Reader reader)
    {
        var sentence = await reader.Page.InnerTextAsync("#panel .sentence");
        sentence.ShouldContain("van de 100 toekomsten");
        sentence.ShouldContain("met groep-voor-individueel dan met basis-2040");
        // Both, their difference, and why cost differs.
        (await reader.Page.Locator("#panel .chart svg").CountAsync()).ShouldBe(3);
        (await reader.Page.InnerTextAsync("#panel [data-chart*=bridge] .summary")).ShouldContain(
            "met groep-voor-individueel. Het verschil komt vooral door: "
        );
        (await reader.Page.Locator("#places tbody tr").CountAsync()).ShouldBe(11);
        // What is said is what the documents say.
        var runs = await Json("/v1/runs");
        var other = runs.EnumerateArray()
            .First(r => r.GetProperty("name").ValueEquals("groep-voor-individueel"))
            .GetProperty("id")
            .GetString();
        var row = (
            await Json($"/v1/compare?a={server.RunId}&b={other}&level=gemeente&measure=waiting&year=2035")
        ).GetProperty("rows")[0];
        var most = Math.Max(row.GetProperty("p_lower").GetDouble(), row.GetProperty("p_higher").GetDouble());
        sentence.ShouldContain(Math.Floor((most * 100) + 0.5).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Loses the line after the first futures of the next trial; who comes back for the rest waits.</summary>
    private async Task<TaskCompletionSource> HoldAfterFirstStage(IPage page)
    {
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFirst = true;
        await page.RouteAsync(
            "**/v1/trials/*/events",
            async route =>
            {
                if (!isFirst)
                {
                    await goesOn.Task;
                    await route.ContinueAsync();
                    return;
                }
                isFirst = false;
                var told = "";
                var address = new Uri(route.Request.Url).AbsolutePath;
                await foreach (var one in server.Client.Events(address[..address.LastIndexOf('/')]))
                {
                    told += $"id: {one.Id}\nevent: {one.Name}\ndata: {one.Json.GetRawText()}\n\n";
                    if (one.Name is "partial")
                    {
                        break;
                    }
                }
                await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = told });
            }
        );
        return goesOn;
    }

    private static async Task MoreStaff(Reader reader)
    {
        var sentence = await reader.Page.InnerTextAsync("#panel .sentence");
        sentence.ShouldBe(
            "In 100 van de 100 toekomsten zijn in Utrecht in 2035 meer voltijdbanen beschikbaar met uw keuze dan met basis-2040."
        );
        (await reader.Page.InnerTextAsync("#panel .rests")).ShouldContain("○ Wat u veranderde, is een aanname");
    }

    private async Task<string> OfCommandLine(string file)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var session = new Session(output, errors, Language.English);
        string[] project =
        [
            "project",
            file,
            "--workspace",
            server.Workspace.Root,
            "--replicates",
            "100",
            "--grain",
            "wijk",
        ];
        (await CommandTree.RunAsync(session, project)).ShouldBe(ExitCode.Done, errors.ToString());
        return output.ToString().TrimEnd().Split('\n')[^1].Trim();
    }

    private async Task<string> Means(string run, string measure) =>
        (await Json($"/v1/runs/{run}/values/{measure}/2035?level=wijk")).GetProperty("mean").ToString();

    private async Task<JsonElement> Json(string path)
    {
        using var document = JsonDocument.Parse(await server.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    private static Task<string> Pixels(IPage page) =>
        page.EvaluateAsync<string>("() => document.querySelector('#map canvas').toDataURL()");
}
