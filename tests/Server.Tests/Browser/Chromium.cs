using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>The Chromium of this machine, without a screen, for as long as the tests that share it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    // Quiet: a browser by itself asks things of its maker.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    // As at a thin client.
    private static readonly string[] WithoutCard = ["--disable-gpu"];

    // Everything is drawn as by a card, and software does the work of it.
    private static readonly string[] WithCard =
    [
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        "--ignore-gpu-blocklist",
    ];

    // The page is told another name than that of the software.
    private const string NameOfCard = """
        const told = WebGL2RenderingContext.prototype.getParameter;
        const renderer = 0x9246;
        WebGL2RenderingContext.prototype.getParameter = function (name) {
          return name === renderer ? "A card" : told.call(this, name);
        };
        """;

    private readonly Dictionary<bool, IBrowser> browsers = [];
    private IPlaywright? playwright;

    /// <summary>Whether there is one; the full test run installs it and does not take no for an answer.</summary>
    public static string? WhyNot { get; } =
        File.Exists(Executable)
        || Environment.GetEnvironmentVariable("CI") is "true"
        || Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full"
            ? null
            : "there is no Chromium here; tests/chromium.sh install installs it";

    public async Task InitializeAsync()
    {
        if (WhyNot is null)
        {
            playwright = await Playwright.CreateAsync();
        }
    }

    /// <summary>A reader with a fresh browser: nothing kept, nothing chosen.</summary>
    /// <param name="isInspected">Lets a test add scripts of its own, which the page's policy forbids everyone else.</param>
    /// <param name="hasCard">Whether there seems to be a graphics card.</param>
    public async Task<Reader> Open(
        Uri server,
        int width = 1400,
        int height = 1000,
        bool isDark = false,
        bool isInspected = false,
        bool hasCard = false
    )
    {
        if (!browsers.TryGetValue(hasCard, out var browser))
        {
            string[] arguments = [.. Arguments, .. hasCard ? WithCard : WithoutCard];
            browser = await playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = arguments });
            browsers.Add(hasCard, browser);
        }
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                BypassCSP = isInspected,
            }
        );
        context.SetDefaultTimeout(20_000);
        if (hasCard)
        {
            await context.AddInitScriptAsync(NameOfCard);
        }
        return new(server, context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
    }
}

/// <summary>A fact that needs a browser; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}

/// <summary>A theory that needs a browser; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyNot;
}
