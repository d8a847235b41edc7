using System.Text.Json;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>
/// What the browser itself notes of its frames: when a frame was on the screen, which a page cannot see. A frame that is
/// drawn has still to be painted, put together and shown.
/// </summary>
internal sealed class Frames : IAsyncDisposable
{
    private const string Categories = "devtools.timeline,blink.user_timing,cc,benchmark";
    private readonly IPage page;
    private readonly ICDPSession line;
    private readonly List<JsonElement> events = [];
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Frames(IPage page, ICDPSession line) => (this.page, this.line) = (page, line);

    public static async Task<Frames> Follow(IPage page)
    {
        var frames = new Frames(page, await page.Context.Browser!.NewBrowserCDPSessionAsync());
        frames.line.Event("Tracing.dataCollected").OnEvent += (_, told) =>
        {
            lock (frames.events)
            {
                frames.events.AddRange(told!.Value.GetProperty("value").EnumerateArray().Select(e => e.Clone()));
            }
        };
        frames.line.Event("Tracing.tracingComplete").OnEvent += (_, _) => frames.complete.TrySetResult();
        await frames.line.SendAsync(
            "Tracing.start",
            new() { ["categories"] = Categories, ["transferMode"] = "ReportEvents" }
        );
        return frames;
    }

    /// <summary>Milliseconds from each mark of the page until the first frame that was begun after it was on the screen.</summary>
    public async Task<IReadOnlyList<double>> MillisecondsAfter(string mark)
    {
        // The last of them is on its way still, and a frame that changes something comes after it.
        await page.EvaluateAsync(
            """
            () => new Promise((shown) => setTimeout(() => {
              document.body.append("·");
              requestAnimationFrame(() => setTimeout(shown, 200));
            }, 500))
            """
        );
        await line.SendAsync("Tracing.end");
        await complete.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var marks = Named(mark).Where(e => Is(e, "cat", "blink.user_timing")).Select(At).Order().ToList();
        var process = Named(mark).Select(e => e.GetProperty("pid").GetInt32()).Distinct().Single();
        var shown = Named("AnimationFrame::Presentation")
            .Where(e => e.GetProperty("pid").GetInt32() == process)
            .GroupBy(e => Sequence(e.GetProperty("args").GetProperty("begin_frame_id")))
            .ToDictionary(g => g.Key, g => g.Min(At));
        var begun = Named("ProxyMain::BeginMainFrame")
            .Where(e => e.GetProperty("pid").GetInt32() == process)
            .Where(e => e.GetProperty("args").TryGetProperty("begin_frame_id", out _))
            .Select(e => (At: At(e), Frame: Sequence(e.GetProperty("args").GetProperty("begin_frame_id"))))
            .Where(f => shown.ContainsKey(f.Frame))
            .OrderBy(f => f.At)
            .ToList();
        return [.. marks.Select(m => (shown[begun.First(f => f.At >= m).Frame] - m) / 1000)];
    }

    public async ValueTask DisposeAsync() => await line.DetachAsync();

    private IEnumerable<JsonElement> Named(string name) => events.Where(e => Is(e, "name", name));

    private static bool Is(JsonElement of, string member, string value) =>
        of.TryGetProperty(member, out var found) && found.ValueEquals(value);

    /// <summary>Microseconds.</summary>
    private static double At(JsonElement of) => of.GetProperty("ts").GetDouble();

    private static long Sequence(JsonElement id) =>
        id.ValueKind is JsonValueKind.Number ? id.GetInt64() : id.GetProperty("sequence_number").GetInt64();
}
