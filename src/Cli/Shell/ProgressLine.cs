using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Populatie.Cli.Shell;

/// <summary>
/// Progress on stderr for work of over a second: one line that rewrites itself on a terminal, a line every few seconds
/// elsewhere, JSON lines with <c>--progress jsonl</c>. Says what is being done, how far, how fast, how long still.
/// </summary>
internal sealed class ProgressLine(Session session, string what, long total, Func<double> elapsed) : IDisposable
{
    private readonly Lock gate = new();
    private readonly bool terminal = !session.JsonProgress && !Console.IsErrorRedirected;
    private double nextAt = 1;
    private bool shown;

    public ProgressLine(Session session, string what, long total)
        : this(session, what, total, Since(Stopwatch.GetTimestamp())) { }

    /// <summary>Tells how much is done. Cheap; may be called from any thread.</summary>
    public void Report(long done)
    {
        var seconds = elapsed();
        if (seconds < nextAt)
        {
            return;
        }
        lock (gate)
        {
            if (seconds < nextAt)
            {
                return;
            }
            nextAt =
                seconds
                + (
                    session.JsonProgress ? 1
                    : terminal ? 0.2
                    : 5
                );
            shown = true;
            var rate = done / seconds;
            var left = rate > 0 && total > 0 ? (total - done) / rate : double.NaN;
            if (session.JsonProgress)
            {
                session.Errors.WriteLine(Json(done, rate, left));
                return;
            }
            var share = total > 0 ? session.Percent((double)done / total, 0) : session.Count(done);
            var text = session.Say(
                $"{what}: {share}, {session.Count(rate)}/s, {session.Count(left)} s left",
                $"{what}: {share}, {session.Count(rate)}/s, nog {session.Count(left)} s"
            );
            session.Errors.Write(terminal ? $"\r{text}   " : text + Environment.NewLine);
        }
    }

    private static Func<double> Since(long start) => () => Stopwatch.GetElapsedTime(start).TotalSeconds;

    private string Json(long done, double rate, double left) =>
        new JsonObject
        {
            ["what"] = what,
            ["done"] = done,
            ["of"] = total > 0 ? total : null,
            ["per_second"] = JsonPrinter.Rounded(rate),
            ["seconds_left"] = JsonPrinter.Rounded(left),
        }.ToJsonString();

    public void Dispose()
    {
        if (shown && terminal)
        {
            session.Errors.Write("\r" + new string(' ', 79) + "\r");
        }
    }
}
