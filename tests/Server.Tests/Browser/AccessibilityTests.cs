namespace Populatie.Server.Tests.Browser;

/// <summary>Every view, in both languages, light and dark, held against the rules of axe-core; a picture of each is kept.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class AccessibilityTests(RunningServer server, Chromium chromium)
    : IClassFixture<Chromium>,
        IClassFixture<MadeRuns>
{
    /// <summary>Seconds for a hundred futures, twice, on a machine that does other things too.</summary>
    private const int Patience = 240;

    private static readonly Dictionary<string, string> Views = new(StringComparer.Ordinal)
    {
        ["city"] = "year=2035",
        ["buurt"] = "year=2035&wijk=WK034403&area=BU03440331&order=value",
        ["observed"] = "year=2022&measure=clients&product=Wmo&area=BU03440331",
        ["what-if"] = "view=what-if&year=2035",
        ["what-if-pulled"] = "view=what-if&year=2035&group=30&measure=unmet",
        ["what-if-pair"] = "view=what-if&mode=pair&year=2035&b=scenario.groep-voor-individueel&area=WK034403",
    };

    public static TheoryData<string, string, bool> Every()
    {
        var every = new TheoryData<string, string, bool>();
        foreach (var view in Views.Keys)
        {
            foreach (var language in (string[])["nl", "en"])
            {
                every.Add(view, language, false);
                every.Add(view, language, true);
            }
        }
        return every;
    }

    [BrowserTheory]
    [MemberData(nameof(Every))]
    public async Task No_rule_is_broken(string view, string language, bool isDark)
    {
        await using var reader = await chromium.Open(server.Client.BaseAddress!, isDark: isDark, isInspected: true);
        await reader.Go($"/?lang={language}&{Views[view]}", Patience);
        foreach (var details in await reader.Page.Locator("details").AllAsync())
        {
            await details.EvaluateAsync("d => d.open = true");
        }
        var axe = Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js");
        await reader.Page.AddScriptTagAsync(new() { Path = axe });
        var broken = await reader.Page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)"
        );
        broken.ShouldBeEmpty();
        (await reader.Page.EvaluateAsync<int>("async () => (await axe.run()).passes.length")).ShouldBeGreaterThan(20);
        (await reader.Page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe(language);
        foreach (var details in await reader.Page.Locator("details").AllAsync())
        {
            await details.EvaluateAsync("d => d.open = false");
        }
        await reader.Picture($"{view}-{language}-{(isDark ? "dark" : "light")}");
        reader.Complaints.ShouldBeEmpty();
    }
}
