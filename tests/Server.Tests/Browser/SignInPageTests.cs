using Populatie.Server.Tests.SignIn;

namespace Populatie.Server.Tests.Browser;

/// <summary>The page for who has to sign in: with a token that is pasted, or that a portal brings along.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class SignInPageTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Who_reads_about_one_wijk_signs_in_sees_that_wijk_and_signs_out()
    {
        await using var guarded = await SignedInServer.Start(server);
        await using var reader = await chromium.Open(new(guarded.App.Urls.Single()), isInspected: true);
        var page = reader.Page;
        await reader.Go("/?year=2035");
        // A stranger is asked for a token, and told nothing else.
        (await page.InnerTextAsync("#view h2")).ShouldBe("Log in");
        (await page.Locator("#map").CountAsync()).ShouldBe(0);
        (await Axe.Broken(page)).ShouldBeEmpty();

        await page.FillAsync("#token", "geen token");
        await page.ClickAsync("#sign-in button");
        (await page.InnerTextAsync("#sign-in [role=alert]")).ShouldContain("geen token");
        await page.FillAsync("#token", "a.b.c");
        await page.ClickAsync("#sign-in button");
        await page.WaitForFunctionAsync(
            "() => document.querySelector('#sign-in [role=alert]').textContent.includes('niet geldig')"
        );

        // What the browser says of the answers until here was meant to be so.
        reader.Complaints.Where(c => !c.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();
        reader.Complaints.Clear();
        var token = guarded.Issuer.Token(t => t.Claims["name"] = "W. Manager", ["reader"], SignedInServer.Wijk);
        await page.FillAsync("#token", token);
        await page.ClickAsync("#sign-in button");
        await page.WaitForSelectorAsync("#places tbody tr");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.drawn");
        (await page.InnerTextAsync("#who")).ShouldBe($"W. Manager, lezer van {SignedInServer.Wijk}");
        page.Url.ShouldNotContain(token);
        (await page.EvaluateAsync<int>("() => localStorage.length")).ShouldBe(0);

        // All names, figures of the own wijk only; the rest is hatched, and says why.
        var rows = await page.Locator("#places tbody tr").AllInnerTextsAsync();
        rows.Count.ShouldBe(111);
        var unseen = rows.Count(r => r.Contains("niet voor u zichtbaar", StringComparison.Ordinal));
        var own = server
            .Run()
            .Areas.Buurten.Count(b => string.Equals(b.WijkCode, SignedInServer.Wijk, StringComparison.Ordinal));
        unseen.ShouldBe(111 - own);
        (await PageTests.Hatched(page)).ShouldBeGreaterThan(1000);
        await reader.Change(() => page.ClickAsync("#places tr:has-text('niet voor u zichtbaar') button"));
        (await page.InnerTextAsync("#panel .sentence")).ShouldBe("niet voor u zichtbaar.");
        await reader.Picture("sign-in-reader");
        reader.Complaints.ShouldBeEmpty();

        // What is for other roles says so, and the rest goes on.
        await reader.Change(() => page.ClickAsync("#tab-cost"));
        (await page.InnerTextAsync("#barred")).ShouldContain("city");
        (await Axe.Broken(page)).ShouldBeEmpty();
        await reader.Change(() => page.ClickAsync("#tab-where"));
        (await page.Locator("#places tbody tr").CountAsync()).ShouldBe(111);

        await page.ClickAsync("#sign-out");
        await page.WaitForSelectorAsync("#sign-in");
        (await page.EvaluateAsync<int>("() => sessionStorage.length")).ShouldBe(0);

        // A portal brings a token along; it leaves the address at once. The city is seen whole, and files come along.
        reader.Complaints.Clear();
        await reader.Go($"/?view=cost#token={guarded.Issuer.Token(["city"])}");
        await page.WaitForSelectorAsync("#growth-csv");
        page.Url.ShouldNotContain("token");
        (await page.InnerTextAsync("#who")).ShouldBe("lezer van de hele stad");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#growth-csv"));
        file.SuggestedFilename.ShouldBe("growth.csv");
        reader.Complaints.ShouldBeEmpty();
    }
}
