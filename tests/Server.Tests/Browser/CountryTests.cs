using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>The page of a whole country: what comes first is what one can take in, and everything else can be found.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class CountryTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Elements of a page that stays quick.</summary>
    private const int MostElements = 3000;

    [BrowserFact]
    public async Task A_country_begins_with_its_gemeenten_and_goes_down_where_somebody_looks_closer()
    {
        await using var reader = await Open();
        await reader.Go("/?measure=clients&per=total");
        var page = reader.Page;
        reader.Requests.ShouldNotContain(r => r.Url.Contains("/v1/areas/buurt", StringComparison.Ordinal));
        reader.Requests.ShouldNotContain(r => r.Url.Contains("/v1/areas/wijk", StringComparison.Ordinal));
        page.Url.ShouldContain("level=gemeente");
        // What is most comes first where not all comes at once.
        (await Rows(page).CountAsync()).ShouldBe(120);
        (await Rows(page).First.InnerTextAsync()).ShouldStartWith("Gémeente 341");
        (await page.InnerTextAsync("#list-count")).ShouldBe("120 van de 342 gebieden");
        (await Axe.Broken(page)).ShouldBeEmpty();

        await page.ClickAsync("#more");
        (await Rows(page).CountAsync()).ShouldBe(Country.Gemeenten);
        (await page.IsVisibleAsync("#more")).ShouldBeFalse();
        // Who uses a keyboard reads on where the list went on.
        (await page.EvaluateAsync<string>("() => document.activeElement.dataset.code")).ShouldBe("GM0221");

        await reader.Change(() => page.SelectOptionAsync("#choose-wijk", "GM0017"));
        page.Url.ShouldContain("level=buurt");
        (await Rows(page).CountAsync()).ShouldBe(40);
        (await page.Locator("#places tbody button").AllInnerTextsAsync()).ShouldAllBe(name => name.EndsWith(" van 17"));
        await reader.Change(() => page.ClickAsync("#places tbody tr:first-child button"));
        (await page.InnerTextAsync("#panel h2")).ShouldBe("Gémeente 17 · buurt 0 van 17");
        (await Axe.Broken(page)).ShouldBeEmpty();
        reader.Complaints.ShouldBeEmpty();
        await reader.Picture("country");
    }

    [BrowserFact]
    public async Task Thousands_of_buurten_are_found_by_name_and_never_all_in_the_page()
    {
        await using var reader = await Open();
        await reader.Go("/?measure=clients&per=total&level=buurt");
        var page = reader.Page;
        (await page.InnerTextAsync("#list-count")).ShouldBe("120 van de 13.680 gebieden");
        (await Elements(page)).ShouldBeLessThan(MostElements);
        await reader.TabTo("#find-area");
        await page.Keyboard.TypeAsync("BUURT 7 van 200");
        (await Rows(page).CountAsync()).ShouldBe(1);
        await reader.TabTo("#places tbody button");
        await reader.Change(() => page.Keyboard.PressAsync("Enter"));
        (await page.InnerTextAsync("#panel h2")).ShouldBe("Gémeente 200 · buurt 7 van 200");
        await page.FillAsync("#find-area", "nergens");
        (await page.InnerTextAsync("#list-count")).ShouldBe("Niets gevonden met die naam.");
        await page.FillAsync("#find-area", "");
        // What is looked at stays in sight, far down as it is.
        (await page.InnerTextAsync("#places tr.chosen button")).ShouldBe("buurt 7 van 200");

        var before = reader.Requests.Count;
        await reader.Change(() => page.Locator("#choose-year").PressAsync("ArrowRight"));
        reader.Requests.Skip(before).Count().ShouldBe(1);
        (await Elements(page)).ShouldBeLessThan(MostElements);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_differs_in_a_country_is_told_by_gemeente()
    {
        await using var reader = await Open();
        await reader.Go(
            "/?view=what-if&mode=pair&a=run.00000000000000aa&b=run.00000000000000bb&measure=clients&year=2027"
        );
        var page = reader.Page;
        var asked = reader.Requests.Select(r => new Uri(r.Url)).ToList();
        // No level that is finer than one can take in is asked for: no names, no figures, no borders.
        asked.ShouldNotContain(u => u.AbsolutePath.EndsWith("/areas/wijk", StringComparison.Ordinal));
        asked.ShouldNotContain(u => u.AbsolutePath.Contains("/tiles/wijk", StringComparison.Ordinal));
        asked.ShouldNotContain(u => u.Query.Contains("level=wijk", StringComparison.Ordinal));
        asked.Count(u => u.AbsolutePath.EndsWith("/compare", StringComparison.Ordinal)).ShouldBe(1);
        (await page.Locator("#choose-area option").CountAsync()).ShouldBe(Country.Gemeenten);
        (await page.InnerTextAsync("#places h2")).ShouldStartWith("Gemeenten: ");
        (await page.InnerTextAsync("#panel .sentence")).ShouldStartWith(
            "In 100 van de 100 toekomsten krijgen in Gémeente 0 in 2027 meer mensen hulp"
        );
        await reader.Change(() => page.SelectOptionAsync("#choose-area", "GM0017"));
        (await page.InnerTextAsync("#panel h2")).ShouldBe("Gémeente 17");
        (await Axe.Broken(page)).ShouldBeEmpty();
        reader.Complaints.ShouldBeEmpty();
        await reader.Picture("country-what-if");
    }

    private async Task<Reader> Open()
    {
        var reader = await chromium.Open(server.Client.BaseAddress!, isInspected: true);
        await Country.Answer(reader.Page.Context);
        return reader;
    }

    private static ILocator Rows(IPage page) => page.Locator("#places tbody tr");

    private static Task<int> Elements(IPage page) =>
        page.EvaluateAsync<int>("() => document.querySelectorAll('*').length");
}
