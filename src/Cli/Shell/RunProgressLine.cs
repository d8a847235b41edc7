using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Populatie.Simulation.Projection;

namespace Populatie.Cli.Shell;

/// <summary>
/// Progress of a run on stderr: a bar that rewrites itself on a terminal, a line every few seconds elsewhere, a JSON object
/// a line for machines. Says how many replicates are done, how fast, how long still, and how well the cost is known.
/// </summary>
internal sealed class RunProgressLine : IDisposable
{
    private const int BarLength = 20;
    private const double FirstAfter = 1;
    private readonly Session session;
    private readonly bool json;
    private readonly bool bar;
    private readonly double every;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private double nextAt = FirstAfter;
    private double shareAtStart = -1;
    private int doneAtStart;
    private bool shown;

    /// <param name="json">One JSON object a line.</param>
    public RunProgressLine(Session session, bool json)
    {
        (this.session, this.json) = (session, json);
        bar = !json && !Console.IsErrorRedirected;
        every =
            json ? 1
            : bar ? 0.2
            : 5;
    }

    /// <summary>Cheap; from any thread.</summary>
    public void Report(in RunProgress progress)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        var last = json && progress.Replicates == progress.Of;
        if (shareAtStart >= 0 && seconds < nextAt && !last)
        {
            return;
        }
        lock (gate)
        {
            if (shareAtStart < 0)
            {
                // What an earlier process finished says nothing about the speed of this one.
                (shareAtStart, doneAtStart) = (progress.Share, progress.Replicates);
            }
            if (seconds < nextAt && !last)
            {
                return;
            }
            // After the last one nothing is left to tell.
            nextAt = last ? double.PositiveInfinity : seconds + every;
            shown = true;
            var worked = progress.Share - shareAtStart;
            var left = worked > 0 ? (1 - progress.Share) * seconds / worked : double.NaN;
            var rate = worked * progress.Of / seconds;
            var text = json ? Json(progress, rate, left) : Text(progress, rate, left);
            session.Errors.Write(bar ? $"\r{text}  " : text + Environment.NewLine);
        }
    }

    public void Dispose()
    {
        if (shown && bar)
        {
            session.Errors.Write("\r" + new string(' ', 99) + "\r");
        }
    }

    private string Text(in RunProgress progress, double rate, double left)
    {
        var filled = (int)(BarLength * progress.Share);
        var drawn = bar ? $"[{new string('#', filled)}{new string('·', BarLength - filled)}] " : "";
        var speed = rate.ToString("0.0", session.Culture);
        var known = double.IsNaN(progress.CostError)
            ? ""
            : session.Say(
                $", cost ± {session.Percent(progress.CostError, 2)} (standard error)",
                $", kosten ± {session.Percent(progress.CostError, 2)} (standaardfout)"
            );
        var still = double.IsNaN(left) ? "?" : session.Count(left);
        return session.Say(
            $"{drawn}{session.Count(progress.Replicates)} of {session.Count(progress.Of)} futures, {speed}/s, {still} s left{known}",
            $"{drawn}{session.Count(progress.Replicates)} van {session.Count(progress.Of)} toekomsten, {speed}/s, nog {still} s{known}"
        );
    }

    private static string Json(in RunProgress progress, double rate, double left)
    {
        static JsonNode? Number(double value) =>
            double.IsFinite(value)
                ? JsonValue.Create(
                    decimal.Parse(
                        value.ToString("G6", CultureInfo.InvariantCulture),
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture
                    )
                )
                : null;

        return new JsonObject
        {
            ["replicates"] = progress.Replicates,
            ["of"] = progress.Of,
            ["per_second"] = Number(rate),
            ["seconds_left"] = Number(left),
            ["cost_mcse"] = Number(progress.CostError),
        }.ToJsonString();
    }
}
