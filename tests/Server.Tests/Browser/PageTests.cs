using System.Globalization;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>The page in a real browser: what it asks, what it weighs, and what it keeps to.</summary>
[Collection(ServerCollection.Name)]
public sealed class PageTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private Uri Address => server.Client.BaseAddress!;

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task It_draws_without_a_complaint_asks_only_this_machine_and_weighs_under_900_kB()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?area=BU03440331&year=2035");
        reader.Complaints.ShouldBeEmpty();
        reader.Requests.Select(r => new Uri(r.Url).Host).Distinct().ShouldBe(["127.0.0.1"]);
        reader.Requests.ShouldContain(r => r.Url.EndsWith(".mvt", StringComparison.Ordinal));
        reader.Requests.ShouldContain(r => r.Url.Contains("vega", StringComparison.Ordinal));
        long bytes = 0;
        foreach (var request in reader.Requests)
        {
            bytes += (await request.SizesAsync()).ResponseBodySize;
        }
        // Chart and all; a page that weighs nothing was not measured.
        bytes.ShouldBeInRange(100_000, 900_000);
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task Another_year_asks_one_document_of_values_and_no_tile()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2031&wijk=WK034403");
        var before = reader.Requests.Count;
        await reader.Change(() => reader.Page.Locator("#choose-year").PressAsync("ArrowRight"));
        var asked = reader.Requests.Skip(before).Select(r => new Uri(r.Url).AbsolutePath).ToList();
        asked
            .Where(path => !path.EndsWith("/runs", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldBe($"/v1/runs/{server.RunId}/values/unmet/2032");
        (await reader.Page.Locator(".year output").TextContentAsync())!.ShouldStartWith("2032");
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task A_link_brings_back_the_very_view()
    {
        await using var first = await chromium.Open(Address);
        await first.Go("/");
        await first.Change(() => first.Page.SelectOptionAsync("#choose-measure", "clients"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-product", "Wmo"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-quantile", "p95"));
        await first.Change(() => first.Page.SelectOptionAsync("#choose-wijk", "WK034403"));
        await first.Change(() => first.Page.ClickAsync("#order"));
        await first.Change(() => first.Page.ClickAsync("#places tbody tr:nth-child(3) button"));
        await first.Change(() => first.Page.ClickAsync("#language"));

        await using var second = await chromium.Open(Address);
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

    [BrowserFact]
    [Trait("Speed", "slow")]
    public async Task What_may_not_be_told_says_so_in_the_list_and_is_hatched_on_the_map()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?measure=clients&product=wmo-opvang&per=total&year=2024");
        var hidden = await reader
            .Page.Locator("#places tbody td", new() { HasText = "te klein om te tonen" })
            .CountAsync();
        hidden.ShouldBeGreaterThan(0);
        var hatched = await Hatched(reader.Page);
        hatched.ShouldBeGreaterThan(200);
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
    }

    /// <summary>Pixels of the map in the grey of the hatching.</summary>
    private static Task<int> Hatched(IPage page) =>
        page.EvaluateAsync<int>(
            """
            () => {
              const drawn = document.querySelector("#map canvas");
              const copy = document.createElement("canvas");
              [copy.width, copy.height] = [drawn.width, drawn.height];
              const pen = copy.getContext("2d");
              pen.drawImage(drawn, 0, 0);
              const { data } = pen.getImageData(0, 0, copy.width, copy.height);
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                count += data[i] === data[i + 1] && data[i] === data[i + 2] && Math.abs(data[i] - 110) < 12 ? 1 : 0;
              }
              return count;
            }
            """
        );

    /// <summary>The map as drawn, as one number.</summary>
    private static async Task<string> Pixels(IPage page) =>
        (await page.EvaluateAsync<string>("() => document.querySelector('#map canvas').toDataURL()"))
            .GetHashCode(StringComparison.Ordinal)
            .ToString(CultureInfo.InvariantCulture);
}
