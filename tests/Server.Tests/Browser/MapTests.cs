using System.Globalization;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>The map, with a graphics card and without: what it looks like, and what one can do with it.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class MapTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Of the pixels: lines are smoothed in another way.</summary>
    private const double MostThatDiffers = 0.01;

    private Uri Address => server.Client.BaseAddress!;

    [BrowserTheory]
    [InlineData("year=2035&wijk=WK034403&area=BU03440331", false)]
    [InlineData("year=2035&wijk=WK034403&area=BU03440331", true)]
    [InlineData("year=2035&level=wijk", false)]
    [InlineData("year=2035&map=5.09,52.11,13.4", false)]
    [InlineData("year=2035&map=5.1,52.09,15.6", false)]
    public async Task A_card_and_the_processor_draw_the_same(string query, bool isDark)
    {
        var pictures = new List<string>();
        foreach (var hasCard in (bool[])[true, false])
        {
            await using var reader = await chromium.Open(Address, isDark: isDark, hasCard: hasCard);
            await reader.Go($"/?{query}");
            (await reader.Page.Locator("#map .maplibregl-canvas").CountAsync()).ShouldBe(hasCard ? 1 : 0);
            // Who has no card does not wait for what only a card needs.
            reader.Requests.Any(r => r.Url.Contains("card-map", StringComparison.Ordinal)).ShouldBe(hasCard);
            reader.Requests.Any(r => r.Url.Contains("maplibre", StringComparison.Ordinal)).ShouldBe(hasCard);
            pictures.Add(
                await reader.Page.EvaluateAsync<string>("() => document.querySelector('#map canvas').toDataURL()")
            );
            reader.Complaints.ShouldBeEmpty();
        }
        await using var beside = await chromium.Open(Address);
        (await Differs(beside.Page, pictures, by: 24)).ShouldBeLessThan(MostThatDiffers);
        // Two ways of smoothing are never the same to the last bit: nothing would have been compared.
        (await Differs(beside.Page, pictures, by: 0)).ShouldBeGreaterThan(0);
    }

    [BrowserFact]
    public async Task Where_nothing_can_draw_triangles_the_page_is_whole()
    {
        await using var reader = await chromium.Open(Address);
        await reader.Page.AddInitScriptAsync(
            """
            const context = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, how) {
              return kind.startsWith("webgl") ? null : context.call(this, kind, how);
            };
            """
        );
        await reader.Go("/?year=2035&area=BU03440331");
        (await reader.Page.Locator("#places tbody tr").CountAsync()).ShouldBeGreaterThan(100);
        (await reader.Page.IsVisibleAsync("#panel .sentence")).ShouldBeTrue();
        (await reader.Page.Locator("[role=alert]").CountAsync()).ShouldBe(0);
        (await Colours(reader.Page)).ShouldBeGreaterThan(5);
        reader.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_presses_pulls_and_zooms(bool hasCard)
    {
        await using var reader = await chromium.Open(Address, hasCard: hasCard);
        await reader.Go("/?year=2035");
        var box = (await reader.Page.Locator("#map canvas").BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await reader.Page.Mouse.MoveAsync(x, y);
        await reader.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.map-told:not([hidden]), .maplibregl-popup')].length === 1"
        );
        var told = await reader.Page.InnerTextAsync(".map-told, .maplibregl-popup");
        await reader.Change(() => reader.Page.Mouse.ClickAsync(x, y));
        // What was told of is what was chosen.
        told.ShouldStartWith(await reader.Page.InnerTextAsync("#places tr.chosen button"));

        await reader.Page.Mouse.DownAsync();
        await reader.Page.Mouse.MoveAsync(x + 120, y + 60, new() { Steps = 6 });
        await reader.Page.Mouse.UpAsync();
        var pulled = await Moved(reader.Page, "");
        await reader.Page.Mouse.WheelAsync(0, -300);
        var wheeled = await Moved(reader.Page, pulled);
        Zoom(wheeled).ShouldBeGreaterThan(Zoom(pulled));
        await reader.Page.FocusAsync("#map canvas");
        await reader.Page.Keyboard.PressAsync("-");
        var keyed = await Moved(reader.Page, wheeled);
        Zoom(keyed).ShouldBeLessThan(Zoom(wheeled));
        await reader.Page.Keyboard.PressAsync("ArrowRight");
        var stepped = await Moved(reader.Page, keyed);
        Longitude(stepped).ShouldBeGreaterThan(Longitude(keyed));
        await reader.Page.ClickAsync("#map button[aria-label='Verder weg']");
        Zoom(await Moved(reader.Page, stepped)).ShouldBeLessThan(Zoom(stepped));
        // A pull chooses nothing.
        told.ShouldStartWith(await reader.Page.InnerTextAsync("#places tr.chosen button"));
        // What is out of sight before it came is not waited for.
        reader.Complaints.ShouldAllBe(c => c.EndsWith(".mvt: net::ERR_ABORTED", StringComparison.Ordinal));
    }

    private static double Longitude(string position) =>
        double.Parse(position.Split(',')[0], CultureInfo.InvariantCulture);

    private static double Zoom(string position) => double.Parse(position.Split(',')[2], CultureInfo.InvariantCulture);

    /// <summary>Where the map looks by the address, once it looks elsewhere and stays there.</summary>
    private static async Task<string> Moved(IPage page, string before)
    {
        const string position = "(new URLSearchParams(location.search).get('map') ?? '')";
        await page.WaitForFunctionAsync($"before => {position} !== before", before);
        return await page.EvaluateAsync<string>($"() => {position}");
    }

    /// <summary>How many there are on the map, each on a hundred pixels at least.</summary>
    private static Task<int> Colours(IPage page) =>
        page.EvaluateAsync<int>(
            """
            () => {
              const drawn = document.querySelector("#map canvas");
              const { data } = drawn.getContext("2d").getImageData(0, 0, drawn.width, drawn.height);
              const counts = new Map();
              for (const pixel of new Uint32Array(data.buffer)) {
                counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
              }
              return [...counts.values()].filter((count) => count > 100).length;
            }
            """
        );

    /// <summary>Of the pixels of two pictures, the share that differs by more than so many of 255 parts of a colour.</summary>
    private static Task<double> Differs(IPage page, IReadOnlyList<string> pictures, int by) =>
        page.EvaluateAsync<double>(
            """
            async ({ pictures, by }) => {
              const [a, b] = await Promise.all(pictures.map(async (picture) => {
                const image = new Image();
                image.src = picture;
                await image.decode();
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.width, image.height];
                const pen = canvas.getContext("2d");
                pen.drawImage(image, 0, 0);
                return pen.getImageData(0, 0, image.width, image.height);
              }));
              if (a.width !== b.width || a.height !== b.height) {
                return 1;
              }
              let count = 0;
              for (let i = 0; i < a.data.length; i += 4) {
                count += [0, 1, 2].some((c) => Math.abs(a.data[i + c] - b.data[i + c]) > by) ? 1 : 0;
              }
              return count / (a.width * a.height);
            }
            """,
            new { pictures, by }
        );
}
