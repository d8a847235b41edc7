using System.Text;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>What a financier comes for: the growth table as a file, by mouse and by keyboard alone; and what the view keeps to.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class CostTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private const string View = "/?view=cost";

    private Uri Address => server.Client.BaseAddress!;

    [BrowserFact]
    public async Task By_mouse()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/");
        await reader.Change(() => reader.Page.ClickAsync("#tab-cost"));
        await reader.Change(() => reader.Page.SelectOptionAsync("#cost-act", "Jeugd"));
        await reader.Change(() => reader.Page.SelectOptionAsync("#cost-vintage", "cpb-2022-2025"));
        reader.Complaints.ShouldBeEmpty();
        var book = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.ClickAsync("#growth-xlsx"));
        book.SuggestedFilename.ShouldBe("growth.xlsx");
        (await Saved(book)).ShouldBe(
            await server.Client.GetByteArrayAsync(
                $"/v1/growth?run={server.RunId}&vintage=cpb-2022-2025&period=6&format=xlsx&lang=nl"
            )
        );
        (await reader.Page.InnerTextAsync("#cost-sentence")).ShouldContain("Jeugd");
    }

    [BrowserFact]
    public async Task By_keyboard_alone()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/");
        await reader.TabTo("[role=tab]");
        while (!await reader.Page.EvaluateAsync<bool>("() => document.activeElement.id === 'tab-cost'"))
        {
            await reader.Page.Keyboard.PressAsync("ArrowRight");
        }
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"));
        await reader.TabTo("#cost-act");
        await reader.Change(() => reader.Page.Keyboard.TypeAsync("J"));
        await reader.TabTo("#growth-csv");
        var table = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.Keyboard.PressAsync("Enter"));
        table.SuggestedFilename.ShouldBe("growth.csv");
        var lines = Encoding.UTF8.GetString((await Saved(table))[3..]).Split("\r\n");
        lines[0].Split(';').ShouldContain("eigen groei Jeugd");
        // What the file says, the page says too.
        var row = lines.Single(l => l.StartsWith("2030;", StringComparison.Ordinal)).Split(';');
        var growth = row[Array.IndexOf(lines[0].Split(';'), "cpb-2018-2021 jeugd")];
        var shown = await reader.Page.InnerTextAsync(
            "#growth-table tbody tr:has(th:text-is('2030')) td:nth-of-type(1)"
        );
        shown.ShouldStartWith(
            $"{Math.Round(100 * double.Parse(growth.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture), 1)}".Replace(
                '.',
                ','
            )
        );
    }

    [BrowserFact]
    public async Task A_link_brings_back_the_very_view()
    {
        await using var first = await chromium.Open(Address);
        await first.Go(View);
        await first.Change(() => first.Page.SelectOptionAsync("#cost-money", "nominal"));
        await first.Change(() => first.Page.SelectOptionAsync("#cost-to", "2035"));
        await first.Change(() => first.Page.SelectOptionAsync("#cost-period", "7"));
        await first.Change(async () =>
        {
            await first.Page.FillAsync("#cost-own", "3.5");
            await first.Page.Keyboard.PressAsync("Enter");
        });
        await first.Change(() => first.Page.ClickAsync("#language"));
        (await first.Page.InnerTextAsync("#cost-sentence")).ShouldContain("own assumption");

        await using var second = await chromium.Open(Address);
        await second.Go(new Uri(first.Page.Url).PathAndQuery);
        second.Page.Url.ShouldBe(first.Page.Url);
        (await second.Page.InnerTextAsync("#view")).ShouldBe(await first.Page.InnerTextAsync("#view"));
        (await Chosen(second.Page)).ShouldBe(await Chosen(first.Page));
        second.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Real_and_nominal_differ_and_each_says_its_prices()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go($"{View}&money=real");
        var real = await reader.Page.InnerTextAsync("#cost-sentence");
        real.ShouldContain("in prijzen van 2025");
        (await reader.Page.Locator("[data-chart] .chart svg").CountAsync()).ShouldBe(3);
        await reader.Change(() => reader.Page.SelectOptionAsync("#cost-money", "nominal"));
        var nominal = await reader.Page.InnerTextAsync("#cost-sentence");
        nominal.ShouldContain("prijsstijging meegeteld");
        nominal.ShouldNotBe(real);
        (await reader.Page.InnerTextAsync("[data-chart=bridge] .summary")).ShouldContain("alles wordt duurder");
    }

    [BrowserFact]
    public async Task At_320_pixels_nothing_needs_sideways_scrolling_and_paper_has_no_controls()
    {
        await using var reader = await chromium.Open(Address, 320, 800);
        await reader.Go(View);
        (await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(320);
        await reader.Picture("cost-narrow");
        await reader.Page.SetViewportSizeAsync(794, 1123);
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await reader.Page.IsVisibleAsync("#cost-choices")).ShouldBeFalse();
        (await reader.Page.IsVisibleAsync("#growth-csv")).ShouldBeFalse();
        (await reader.Page.IsVisibleAsync("#growth-table")).ShouldBeTrue();
        await reader.Picture("cost-paper");
    }

    [BrowserTheory]
    [InlineData("nl", false)]
    [InlineData("nl", true)]
    [InlineData("en", false)]
    [InlineData("en", true)]
    public async Task No_rule_of_accessibility_is_broken(string language, bool isDark)
    {
        await using var reader = await chromium.Open(Address, isDark: isDark, isInspected: true);
        await reader.Go($"{View}&lang={language}&own=2.5&vintage=own");
        (await Axe.Broken(reader.Page)).ShouldBeEmpty();
        await reader.Picture($"cost-{language}-{(isDark ? "dark" : "light")}");
        reader.Complaints.ShouldBeEmpty();
    }

    private static async Task<byte[]> Saved(IDownload download) =>
        await File.ReadAllBytesAsync(await download.PathAsync());

    private static Task<string> Chosen(IPage page) =>
        page.EvaluateAsync<string>(
            "() => [...document.querySelectorAll('#cost-choices select, #cost-choices input')].map(c => c.value).join()"
        );
}
