using System.Text.Json;

namespace Populatie.Server.Tests.Browser;

/// <summary>What a wijk manager comes for: the buurt of Overvecht with most unmet need in 2035, by mouse and by keyboard alone.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class TaskTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Overvecht = "WK034403";

    private Uri Address => server.Client.BaseAddress!;

    [BrowserFact]
    public async Task By_mouse()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2030");
        var slider = (await reader.Page.Locator("#choose-year").BoundingBoxAsync())!;
        // The thumb keeps within the slider: years lie evenly between its ends, half a thumb in.
        var at = slider.X + 8 + ((slider.Width - 16) * (2035 - 2015) / (2040 - 2015));
        await reader.Change(() => reader.Page.Mouse.ClickAsync(at, slider.Y + (slider.Height / 2)));
        // The choices open outside the page, where a test's mouse does not come.
        await reader.Change(() => reader.Page.SelectOptionAsync("#choose-wijk", Overvecht));
        await reader.Change(() => reader.Page.ClickAsync("#order"));
        await reader.Change(() => reader.Page.ClickAsync("#places tbody tr:first-child button"));
        await Found(reader);
    }

    [BrowserFact]
    public async Task By_keyboard_alone()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go("/?year=2034");
        await reader.TabTo("#choose-wijk");
        await reader.Change(() => reader.Page.Keyboard.TypeAsync("Overv"));
        await reader.TabTo("#choose-year");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("ArrowRight"));
        await reader.TabTo("#order");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"));
        await reader.TabTo("#places tbody tr:first-child button");
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("ArrowUp");
        await reader.Change(() => reader.Page.Keyboard.PressAsync("Enter"));
        await Found(reader);
        // What was used keeps the focus: the next key goes on from there.
        (
            await reader.Page.EvaluateAsync<bool>("() => document.activeElement.matches('tr.chosen button')")
        ).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task The_map_itself_can_be_clicked()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Go($"/?year=2035&wijk={Overvecht}");
        var map = (await reader.Page.Locator("#map canvas").BoundingBoxAsync())!;
        await reader.Change(() => reader.Page.Mouse.ClickAsync(map.X + (map.Width / 2), map.Y + (map.Height / 2)));
        // The map went to the own wijk, so what lies in its middle is one of its buurten, and the list moves with it.
        (await reader.Page.InnerTextAsync("#panel h2")).ShouldStartWith("Overvecht · ");
        (await reader.Page.Locator("#places tr.chosen").CountAsync()).ShouldBe(1);
    }

    /// <summary>The panel tells of the buurt that the documents say it is.</summary>
    private async Task Found(Reader reader)
    {
        var most = await Most();
        (await reader.Page.InnerTextAsync("#panel h2")).ShouldBe($"Overvecht · {most}");
        var sentence = await reader.Page.InnerTextAsync("#panel .sentence");
        sentence.ShouldStartWith("In 2035 ");
        sentence.ShouldContain("mensen de hulp niet die zij nodig hebben");
        (await reader.Page.Locator("#panel .parts tbody tr").CountAsync()).ShouldBe(4);
        (await reader.Page.Locator("#panel .chart svg").CountAsync()).ShouldBe(1);
        reader.Complaints.ShouldBeEmpty();
    }

    private async Task<string> Most()
    {
        using var values = await Get("/v1/runs/latest/values/unmet/2035?level=buurt&product=all");
        using var areas = await Get("/v1/areas/buurt");
        var perHead = values
            .RootElement.GetProperty("area")
            .EnumerateArray()
            .Select((code, i) => (Code: code.GetString()!, Share: Share(values.RootElement, i)))
            .ToDictionary(v => v.Code, v => v.Share, StringComparer.Ordinal);
        return areas
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select(f => f.GetProperty("properties"))
            .Where(p => p.GetProperty("wijk").ValueEquals(Overvecht))
            .MaxBy(p => perHead[p.GetProperty("code").GetString()!])
            .GetProperty("name")
            .GetString()!;
    }

    private static double Share(JsonElement values, int at)
    {
        var (middle, residents) = (values.GetProperty("p50")[at], values.GetProperty("population")[at]);
        return
            middle.ValueKind is JsonValueKind.Number
            && residents.ValueKind is JsonValueKind.Number
            && residents.GetDouble() > 0
            ? middle.GetDouble() / residents.GetDouble()
            : -1;
    }

    private async Task<JsonDocument> Get(string path) =>
        JsonDocument.Parse(await server.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
}
