using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Populatie.Server.Tests.Browser;

/// <summary>The page in a real browser: what it asks, what it weighs, and what it keeps to.</summary>
[Collection(ServerCollection.Name)]
public sealed class PageTests(RunningServer server, Chromium chromium, ITestOutputHelper output)
    : IClassFixture<Chromium>,
        IClassFixture<MadeRuns>
{
    /// <summary>Bytes that everything together may weigh on the line.</summary>
    private const long Most = 900_000;

    private Uri Address => server.Client.BaseAddress!;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Speed", "slow")]
    public async Task It_draws_without_a_complaint_asks_only_this_machine_and_weighs_under_900_kB(bool hasCard)
    {
        await using var reader = await chromium.Open(Address, hasCard: hasCard);
        await reader.Go("/?area=BU03440331&year=2035");
        reader.Complaints.ShouldBeEmpty();
        reader.Requests.Select(r => new Uri(r.Url).Host).Distinct().ShouldBe(["127.0.0.1"]);
        reader.Requests.ShouldContain(r => r.Url.EndsWith(".mvt", StringComparison.Ordinal));
        reader.Requests.ShouldContain(r => r.Url.Contains("vega", StringComparison.Ordinal));
        // Chart and all; a page that weighs nothing was not measured.
        (await Weight(reader)).ShouldBeInRange(100_000, Most);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Over_a_slow_line_the_map_comes_first_and_all_views_together_weigh_under_900_kB()
    {
        const double bytesPerSecond = 10e6 / 8;
        await using var reader = await chromium.Open(Address);
        var line = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        await line.SendAsync("Network.enable");
        await line.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 20,
                ["downloadThroughput"] = bytesPerSecond,
                ["uploadThroughput"] = bytesPerSecond,
            }
        );
        var began = Stopwatch.GetTimestamp();
        await reader.Go("/", seconds: 120);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var map = await Weight(reader);
        // What draws charts comes when there is a chart to draw, and a view when it is asked for.
        reader.Requests.ShouldNotContain(r => r.Url.Contains("vega", StringComparison.Ordinal));
        reader.Requests.ShouldNotContain(r => r.Url.Contains("what-if", StringComparison.Ordinal));
        await reader.Change(() => reader.Page.ClickAsync("#places tbody tr:first-child button"), seconds: 120);
        await reader.Change(() => reader.Page.ClickAsync("#tab-what-if"), seconds: 240);
        var all = await Weight(reader);
        await Tell(
            "first map:",
            FormattableString.Invariant($"{seconds:0.00} s and {map / 1000} kB at 10 Mbit/s; all views {all / 1000} kB")
        );
        map.ShouldBeInRange(30_000, Most);
        all.ShouldBeInRange(map, Most);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Another_year_and_another_scenario_ask_one_document_of_values_and_no_tile()
    {
        var other = await Made("groep-voor-individueel");
        await using var reader = await chromium.Open(Address);
        await reader.Go($"/?run={server.RunId}&year=2031&wijk=WK034403");
        for (var year = 2032; year <= 2036; year++)
        {
            var before = reader.Requests.Count;
            await reader.Change(() => reader.Page.Locator("#choose-year").PressAsync("ArrowRight"));
            AskedSince(reader, before).ShouldBe([$"/v1/runs/{server.RunId}/values/unmet/{year}"]);
        }
        (await reader.Page.Locator(".year output").TextContentAsync())!.ShouldStartWith("2036");

        var asked = reader.Requests.Count;
        await reader.Change(() => reader.Page.SelectOptionAsync("#choose-run", other));
        AskedSince(reader, asked)
            .ShouldBe([$"/v1/runs/{other}", $"/v1/runs/{other}/values/unmet/2036"], ignoreOrder: true);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task How_soon_another_year_and_another_scenario_are_on_the_screen_is_told()
    {
        const int years = 25;
        const int scenarios = 10;
        var other = await Made("groep-voor-individueel");
        await using var reader = await chromium.Open(Address);
        await reader.Go($"/?run={server.RunId}&year=2015&wijk=WK034403");
        await using var frames = await Frames.Follow(reader.Page);
        var drawn = new List<double>();
        for (var year = 2016; year < 2016 + years; year++)
        {
            await Choose(reader, "#choose-year", $"{year}");
            drawn.Add(await UntilColoured(reader.Page, server.RunId, year));
        }
        // What was asked once is kept: each time in another year, and back.
        for (var year = 2040; year > 2040 - scenarios; year--)
        {
            await Choose(reader, "#choose-run", other);
            drawn.Add(await UntilColoured(reader.Page, other, year));
            await Choose(reader, "#choose-run", server.RunId);
            await Choose(reader, "#choose-year", $"{year - 1}");
        }
        var after = await frames.MillisecondsAfter("coloured");
        after.Count.ShouldBe(years + (3 * scenarios));
        var shown = drawn.Select((ms, i) => ms + after[i < years ? i : years + (3 * (i - years))]).ToList();
        string Told(IEnumerable<double> of, IEnumerable<double> on) =>
            $"drawn {Spread(of)}, on the screen {Spread(on)}";
        await Tell("another year:", Told(drawn[..years], shown[..years]));
        await Tell("another scenario:", Told(drawn[years..], shown[years..]));
        reader.Complaints.ShouldBeEmpty();
    }

    /// <summary>Chooses as a reader does, who looks for a moment at what was there.</summary>
    private static async Task Choose(Reader reader, string control, string value)
    {
        await reader.Page.EvaluateAsync("() => new Promise(looked => setTimeout(looked, 200))");
        await reader.Change(() =>
            reader.Page.EvaluateAsync(
                """
                ([control, value]) => {
                  performance.clearMarks();
                  const choice = document.querySelector(control);
                  choice.value = value;
                  choice.dispatchEvent(new Event(choice.localName === "select" ? "change" : "input"));
                }
                """,
                new[] { control, value }
            )
        );
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_buurt_beside_its_peers_asks_a_handful_of_documents()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2035");
        var before = reader.Requests.Count;
        await reader.Change(() => reader.Page.ClickAsync("#places tbody tr:first-child button"));
        var asked = reader.Requests.Skip(before).Count(r => r.Url.Contains("/v1/", StringComparison.Ordinal));
        // Its own series, the four parts of it, and the middles of all.
        asked.ShouldBe(6);
        before = reader.Requests.Count;
        await reader.Change(() => reader.Page.Locator("#choose-year").PressAsync("ArrowRight"));
        reader.Requests.Skip(before).Count().ShouldBe(1);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Years_play_one_after_another_until_somebody_stops_them()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2038");
        await reader.Page.ClickAsync("#play");
        (await reader.Page.GetAttributeAsync("#play", "aria-label")).ShouldBe("Stop met afspelen");
        await reader.Page.WaitForFunctionAsync("() => location.search.includes('year=2040')");
        await reader.Page.WaitForFunctionAsync(
            "() => document.querySelector('#play').getAttribute('aria-label') === 'Speel de jaren af'"
        );
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Back_goes_to_the_question_before_as_it_was_left()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2031&measure=clients");
        await reader.Change(() => reader.Page.ClickAsync("#tab-what-if"), seconds: 240);
        (await reader.Page.GetAttributeAsync("#tab-what-if", "aria-selected")).ShouldBe("true");
        await reader.Change(() => reader.Page.GoBackAsync());
        (await reader.Page.InputValueAsync("#choose-year")).ShouldBe("2031");
        (await reader.Page.InputValueAsync("#choose-measure")).ShouldBe("clients");
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_server_that_is_gone_is_said_with_what_to_do()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2031");
        await reader.Page.Context.SetOfflineAsync(true);
        await reader.Page.Locator("#choose-year").PressAsync("ArrowRight");
        await reader.Page.WaitForSelectorAsync("[role=alert]");
        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldContain("De server antwoordt niet");
        await reader.Page.Context.SetOfflineAsync(false);
        await reader.Change(() => reader.Page.ClickAsync("[role=alert] button"));
        (await reader.Page.InnerTextAsync("#places h2")).ShouldContain("2032");
        (await reader.Page.Locator("[role=alert]").CountAsync()).ShouldBe(0);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_question_that_does_not_come_because_the_server_is_gone_comes_when_it_is_back()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2031");
        await reader.Page.Context.SetOfflineAsync(true);
        await reader.Page.ClickAsync("#tab-cost");
        await reader.Page.WaitForSelectorAsync("[role=alert]");
        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldContain("De server antwoordt niet");
        await reader.Page.Context.SetOfflineAsync(false);
        await reader.Page.ClickAsync("[role=alert] button");
        await reader.Page.WaitForSelectorAsync("#cost-sentence");
        // With its looks, which come in a file of their own.
        (
            await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.cost')).display")
        ).ShouldBe("flex");
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_link_is_copied_where_the_page_came_over_a_line_that_is_not_safe_too()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Page.AddInitScriptAsync(
            "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
        );
        await reader.Go("/?area=BU03440331&year=2035");
        await reader.Page.ClickAsync("#copy-link");
        await reader.Page.WaitForFunctionAsync(
            "() => document.querySelector('#copy-link').textContent === 'Link gekopieerd'"
        );
        await reader.Page.FocusAsync("#note");
        await reader.Page.Keyboard.PressAsync("Control+V");
        (await reader.Page.InputValueAsync("#note")).ShouldBe(reader.Page.Url);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_link_to_what_is_not_there_shows_what_is()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?run=0123456789abcdef&measure=nothing&product=none&wijk=WK000001&area=BU00000001&year=2031");
        reader.Page.Url.ShouldContain($"run={server.RunId}&measure=unmet&product=all&year=2031");
        (await reader.Page.InputValueAsync("#choose-wijk")).ShouldBe("");
        (await reader.Page.Locator("#places tbody tr").CountAsync()).ShouldBeGreaterThan(100);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Who_waits_for_a_slow_server_is_told_that_it_is_under_way()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var reader = await chromium.Open(Address);
        await reader.Page.RouteAsync(
            "**/v1/growth?*",
            async route =>
            {
                await answers.Task;
                await route.ContinueAsync();
            }
        );
        await reader.Page.GotoAsync(new Uri(Address, "/?view=cost").ToString());
        await reader.Page.WaitForSelectorAsync("#status .busy");
        (await reader.Page.InnerTextAsync("#status")).ShouldBe("Even geduld…");
        answers.SetResult();
        await reader.Page.WaitForSelectorAsync("#cost-sentence");
        await reader.Page.WaitForSelectorAsync("#status .busy", new() { State = WaitForSelectorState.Detached });
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task In_colours_of_the_readers_own_the_legend_and_the_chosen_question_are_still_told_apart()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await reader.Go("/?year=2031");
        (await Distinct("#legend .cell", "backgroundColor")).ShouldBeGreaterThan(15);
        (await Distinct("[role=tab]", "borderBottomColor")).ShouldBe(2);
        (await Distinct("#legend .hatch", "backgroundImage")).ShouldBe(1);
        (
            await reader.Page.EvaluateAsync<string>(
                "() => getComputedStyle(document.querySelector('#legend .hatch')).backgroundImage"
            )
        ).ShouldContain("gradient");
        Task<int> Distinct(string of, string property) =>
            reader.Page.EvaluateAsync<int>(
                "([of, property]) => new Set([...document.querySelectorAll(of)].map(e => getComputedStyle(e)[property])).size",
                new[] { of, property }
            );
    }

    [BrowserTheory]
    [InlineData("/?area=BU03440331&wijk=WK034403&year=2035")]
    [InlineData("/?lang=en&measure=cost_real&per=total")]
    [InlineData("/?view=cost")]
    [Trait("Speed", "slow")]
    public async Task At_no_width_anything_needs_sideways_scrolling_however_long_a_name_is(string query)
    {
        await using var reader = await chromium.Open(Address, 320, 800);
        await reader.Page.RouteAsync(
            "**/v1/areas/buurt?shape=box",
            async route =>
            {
                var answer = await route.FetchAsync();
                var text = await answer.TextAsync();
                var name = new string('m', 60);
                await route.FulfillAsync(
                    new() { Response = answer, Body = text.Replace("Vechtzoom-zuid", name, StringComparison.Ordinal) }
                );
            }
        );
        await reader.Go(query);
        for (var width = 320; width <= 1600; width += 20)
        {
            await reader.Page.SetViewportSizeAsync(width, 800);
            (
                await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")
            ).ShouldBeLessThanOrEqualTo(0, $"{query} at {width}");
        }
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task What_a_figure_rests_on_is_in_sight_on_the_narrowest_screen_too()
    {
        await using var reader = await chromium.Open(Address, 320, 800);
        await reader.Go("/?year=2035");
        (
            await reader.Page.EvaluateAsync<int>(
                "() => { const list = document.querySelector('#places .scroll'); return list.scrollWidth - list.clientWidth; }"
            )
        ).ShouldBe(0);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Speed", "slow")]
    public async Task A_link_brings_back_the_very_view(bool hasCard)
    {
        await using var first = await chromium.Open(Address, hasCard: hasCard);
        await first.Go("/");
        await first.Change(() => first.Page.SelectOptionAsync("#choose-measure", "clients"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-product", "Wmo"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-quantile", "p95"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-wijk", "WK034403"));
        await first.Change(() => first.Page.ClickAsync("#order"));
        await first.Change(() => first.Page.ClickAsync("#places tbody tr:nth-child(3) button"));
        await first.Page.ClickAsync("#map button[aria-label=Dichterbij]");
        await first.Page.WaitForFunctionAsync("() => location.search.includes('map=')");
        await first.Change(() => first.Page.ClickAsync("#language"));

        await using var second = await chromium.Open(Address, hasCard: hasCard);
        await second.Go(new Uri(first.Page.Url).PathAndQuery);
        second.Page.Url.ShouldBe(first.Page.Url);
        foreach (var part in (string[])["header", "#choices", "#legend", "#panel h2", "#panel .sentence", "#places"])
        {
            (await second.Page.InnerTextAsync(part)).ShouldBe(await first.Page.InnerTextAsync(part), part);
        }
        (await Pixels(second.Page)).ShouldBe(await Pixels(first.Page));
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task At_320_pixels_nothing_needs_sideways_scrolling()
    {
        await using var reader = await chromium.Open(Address, 320, 800);
        foreach (var query in (string[])["/", "/?area=BU03440331&year=2035", "/?lang=en&measure=cost_real&per=total"])
        {
            await reader.Go(query);
            (await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(320, query);
        }
        await reader.Picture("narrow");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Speed", "slow")]
    public async Task What_may_not_be_told_says_so_in_the_list_and_is_hatched_on_the_map(bool hasCard)
    {
        await using var reader = await chromium.Open(Address, hasCard: hasCard);
        await reader.Go("/?measure=clients&product=wmo-opvang&per=total&year=2024");
        var hidden = await reader
            .Page.Locator("#places tbody td", new() { HasText = "te klein om te tonen" })
            .CountAsync();
        hidden.ShouldBeGreaterThan(0);
        var hatched = await Hatched(reader.Page);
        hatched.ShouldBeGreaterThan(200);
        // Stripes, and what lies between them: all of one grey would look like much of something.
        (hatched / (double)(hatched + await BetweenStripes(reader.Page))).ShouldBeInRange(0.1, 0.45);
        await reader.Picture("protected");

        // All that is hatched is what is hidden: with everybody counted there is none of it to speak of.
        await reader.Go("/?measure=population&per=total&year=2035");
        (await Hatched(reader.Page)).ShouldBeLessThan(hatched / 4);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task On_paper_it_is_light_and_without_controls()
    {
        await using var reader = await chromium.Open(Address, isDark: true);
        await reader.Go("/?area=BU03440331&wijk=WK034403&year=2035");
        await reader.Page.EvaluateAsync(
            "() => { window.print = () => { window.printed = document.documentElement.dataset.drawnAs; }; }"
        );
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
        await reader.Page.WaitForFunctionAsync("() => window.printed");
        (await reader.Page.EvaluateAsync<string>("() => window.printed")).ShouldBe("light");
        await reader.Go("/?area=BU03440331&wijk=WK034403&year=2035&theme=light");
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await reader.Page.IsVisibleAsync("#choices")).ShouldBeFalse();
        (await reader.Page.IsVisibleAsync("#map canvas")).ShouldBeTrue();
        (await reader.Page.IsVisibleAsync("#panel .card")).ShouldBeTrue();
        await reader.Picture("paper");
        var file = Path.Combine(Repository.Root, "artifacts", "screenshots", "paper.pdf");
        await reader.Page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
        // Sentence, map, picture, what it rests on and the list of the wijk.
        var pages = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).Split("/Type /Page\n").Length - 1;
        pages.ShouldBeInRange(1, 2);
    }

    /// <summary>In milliseconds, of many.</summary>
    private static string Spread(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return FormattableString.Invariant(
            $"{sorted[sorted.Count / 2]:0} ms (median of {sorted.Count}, {sorted[0]:0} to {sorted[^1]:0})"
        );
    }

    private static IEnumerable<string> AskedSince(Reader reader, int before) =>
        reader.Requests.Skip(before).Select(r => new Uri(r.Url).AbsolutePath);

    /// <summary>Milliseconds from the last byte of the values of a year until the map had their colours.</summary>
    private static Task<double> UntilColoured(IPage page, string run, int year) =>
        page.EvaluateAsync<double>(
            """
            async (values) => {
              const found = () => performance.getEntriesByType("resource").filter((e) => e.name.includes(values));
              while (found().length === 0) {
                await new Promise((told) => setTimeout(told, 10));
              }
              return performance.getEntriesByName("coloured").at(-1).startTime - found().at(-1).responseEnd;
            }
            """,
            $"{run}/values/unmet/{year}"
        );

    /// <summary>Keeps a figure among the artefacts, in the place of what was there under its name.</summary>
    private async Task Tell(string name, string figure)
    {
        output.WriteLine($"{name} {figure}");
        var file = Path.Combine(Repository.Root, "artifacts", "screenshots", "first-map.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var others = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        await File.WriteAllLinesAsync(
            file,
            others
                .Where(l => !l.StartsWith(name, StringComparison.Ordinal))
                .Append($"{name} {figure}")
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Bytes that came over the line.</summary>
    private static async Task<long> Weight(Reader reader)
    {
        long bytes = 0;
        foreach (var request in reader.Requests)
        {
            bytes += (await request.SizesAsync()).ResponseBodySize;
        }
        return bytes;
    }

    /// <summary>A run of a scenario, as the demo's run was made.</summary>
    private async Task<string> Made(string scenario)
    {
        var answer = await server.Client.PostAsJsonAsync($"/v1/scenarios/{scenario}/runs", new { replicates = 24 });
        var run = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        // Done when nothing more is told.
        _ = await server.Client.GetStringAsync($"/v1/runs/{run}/events");
        return run;
    }

    /// <summary>Pixels of the map in the grey of the hatching.</summary>
    internal static Task<int> Hatched(IPage page) => Greys(page, 110);

    /// <summary>Pixels of the map in what is seen between the lines of the hatching.</summary>
    private static Task<int> BetweenStripes(IPage page) => Greys(page, 242);

    private static Task<int> Greys(IPage page, int grey) =>
        page.EvaluateAsync<int>(
            """
            grey => {
              const drawn = document.querySelector("#map canvas");
              const copy = document.createElement("canvas");
              [copy.width, copy.height] = [drawn.width, drawn.height];
              const pen = copy.getContext("2d");
              pen.drawImage(drawn, 0, 0);
              const { data } = pen.getImageData(0, 0, copy.width, copy.height);
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                const isGrey = Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) < 4;
                count += isGrey && Math.abs(data[i] - grey) < (grey < 128 ? 12 : 2) ? 1 : 0;
              }
              return count;
            }
            """,
            grey
        );

    /// <summary>The map as drawn, as one number.</summary>
    private static async Task<string> Pixels(IPage page) =>
        (await page.EvaluateAsync<string>("() => document.querySelector('#map canvas').toDataURL()"))
            .GetHashCode(StringComparison.Ordinal)
            .ToString(CultureInfo.InvariantCulture);
}
