using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>A report in a real browser without a network: it draws, saves, prints, and is one file.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed partial class ReportTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private const int MostPages = 16;

    [BrowserTheory]
    [InlineData("nl", false)]
    [InlineData("nl", true)]
    [InlineData("en", false)]
    [InlineData("en", true)]
    public async Task It_opens_without_a_network_or_a_complaint_and_breaks_no_rule(string language, bool isDark)
    {
        var file = await Report(language);
        await using (var reader = await Open(file, isDark))
        {
            (await reader.Page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe(language);
            (await reader.Page.Locator("[data-chart] svg").CountAsync()).ShouldBeGreaterThan(10);
            (await reader.Page.InnerTextAsync("#key")).ShouldContain("2035");
            await reader.Picture($"report-{language}-{(isDark ? "dark" : "light")}");
            reader.Requests.Select(r => new Uri(r.Url).Scheme).Distinct().ShouldBe(["file"]);
            reader.Complaints.ShouldBeEmpty();
        }
        // The file's own policy forbids the rules as it forbids any other script.
        await using var inspected = await Open(file, isDark, isInspected: true);
        (await Axe.Broken(inspected.Page)).ShouldBeEmpty();
        File.Delete(file);
    }

    [BrowserFact]
    public async Task Charts_are_saved_as_pictures()
    {
        var file = await Report("nl");
        await using var reader = await Open(file, isDark: true);
        foreach (var chart in (string[])["clients-Wmo", "bridge-nominal", "binding", "growth-Wmo"])
        {
            foreach (var (kind, least) in new[] { ("SVG", 2_000), ("PNG", 5_000) })
            {
                var button = reader.Page.Locator($"[data-chart='{chart}'] button", new() { HasText = kind });
                var saved = await reader.Page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
                saved.SuggestedFilename.ShouldBe($"{chart}.{kind.ToLowerInvariant()}");
                var bytes = await File.ReadAllBytesAsync(await saved.PathAsync());
                bytes.Length.ShouldBeGreaterThan(least, chart);
                var text = Encoding.Latin1.GetString(bytes);
                text.ShouldContain(kind is "SVG" ? "<svg" : "PNG");
                // Saved for paper: no colour hangs on the page that it was saved from.
                text.ShouldNotContain("var(--");
            }
        }
        reader.Complaints.ShouldBeEmpty();
        File.Delete(file);
    }

    [BrowserFact]
    public async Task On_A4_it_is_light_and_some_pages()
    {
        var file = await Report("nl");
        await using var reader = await Open(file, isDark: true);
        var pdf = await reader.Page.PdfAsync(
            new()
            {
                Format = "A4",
                PreferCSSPageSize = true,
                PrintBackground = true,
            }
        );
        Pages().Count(Encoding.Latin1.GetString(pdf)).ShouldBeInRange(4, MostPages);
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        await File.WriteAllBytesAsync(Path.Combine(folder, "report.pdf"), pdf);
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe(
            "rgb(255, 255, 255)"
        );
        (await reader.Page.Locator(".save:visible").CountAsync()).ShouldBe(0);
        File.Delete(file);
    }

    [BrowserFact]
    public async Task At_320_pixels_nothing_needs_sideways_scrolling()
    {
        var file = await Report("nl");
        await using var reader = await Open(file, isDark: false, width: 320);
        (await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(320);
        await reader.Picture("report-narrow");
        File.Delete(file);
    }

    [Fact]
    public async Task The_same_runs_give_the_same_bytes_and_no_small_count()
    {
        var (one, other) = (await Report("nl"), await Report("nl"));
        var bytes = await File.ReadAllBytesAsync(one);
        bytes.ShouldBe(await File.ReadAllBytesAsync(other));
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldContain("default-src 'none'");
        text.ShouldContain("<title>Utrecht tot 2040: basis-2040</title>");
        text.ShouldNotContain(server.Folder);
        File.Delete(one);
        File.Delete(other);
    }

    /// <summary>Of two runs, so that they are compared.</summary>
    private async Task<string> Report(string language)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"report-{Guid.NewGuid():N}.html");
        var file = Path.Combine(server.Folder, name);
        await server.Say(
            "report",
            server.RunId,
            "latest",
            "--language",
            language,
            "--out",
            file,
            "--workspace",
            server.Folder
        );
        return file;
    }

    private async Task<Reader> Open(string file, bool isDark, bool isInspected = false, int width = 1200)
    {
        var reader = await chromium.Open(new(file), width, isDark: isDark, isInspected: isInspected);
        await reader.Page.Context.SetOfflineAsync(true);
        await reader.Go("");
        return reader;
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Pages();
}
