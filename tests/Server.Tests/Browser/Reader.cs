using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>Someone who reads the page: keeps all that was asked of the server, and all that the browser complained of.</summary>
public sealed class Reader : IAsyncDisposable
{
    private const string Drawn = "() => document.documentElement.dataset.drawn";
    private readonly Uri server;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<IRequest> requests = new();

    internal Reader(Uri server, IBrowserContext context, IPage page)
    {
        (this.server, this.context, Page) = (server, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.RequestFailed += (_, request) =>
        {
            // A stream that was read to its end is sometimes called aborted.
            if (!request.Url.EndsWith("/events", StringComparison.Ordinal))
            {
                Complaints.Enqueue($"{request.Url}: {request.Failure}");
            }
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                Complaints.Enqueue($"{answer.Url}: {answer.Status}");
            }
        };
        context.Request += (_, request) => requests.Enqueue(request);
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>What was asked so far; addresses within the page itself are not questions.</summary>
    public IReadOnlyList<IRequest> Requests =>
        [.. requests.Where(r => new Uri(r.Url).Scheme is not ("data" or "blob"))];

    /// <summary>Goes to a view of the page and waits until its map is drawn.</summary>
    /// <param name="seconds">What may be computed first takes its time.</param>
    public async Task Go(string query, int seconds = 20)
    {
        await Page.GotoAsync(new Uri(server, query).ToString());
        await Page.WaitForFunctionAsync(Drawn, null, new() { Timeout = seconds * 1000 });
    }

    /// <summary>Does something that changes the view, and waits until the new one is drawn.</summary>
    /// <param name="seconds">What may be computed first takes its time.</param>
    public async Task Change(Func<Task> act, int seconds = 20)
    {
        var before = await Page.EvaluateAsync<string>(Drawn);
        await act();
        await Page.WaitForFunctionAsync(
            "before => Number(document.documentElement.dataset.drawn) > Number(before) "
                + "&& document.documentElement.dataset.drawn === document.documentElement.dataset.asked",
            before,
            new() { Timeout = seconds * 1000 }
        );
    }

    /// <summary>Presses Tab until what matches has the focus: what the keyboard cannot reach fails.</summary>
    public async Task TabTo(string selector, int most = 40)
    {
        for (var presses = 0; presses < most; presses++)
        {
            if (await Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }
            await Page.Keyboard.PressAsync("Tab");
        }
        throw new InvalidOperationException($"{most} times Tab does not come to {selector}");
    }

    /// <summary>Keeps a picture among the artefacts.</summary>
    public async Task Picture(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

/// <summary>Where the sources are that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Populatie.sln")))
            {
                return at.FullName;
            }
        }
        throw new DirectoryNotFoundException("the tests run outside their repository");
    }
}
