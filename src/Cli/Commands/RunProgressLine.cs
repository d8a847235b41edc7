using System.Diagnostics;
using System.Text.Json.Nodes;
using Populatie.Cli.Commands.Answers;
using Populatie.Cli.Shell;
using Populatie.Simulation.Runs;

namespace Populatie.Cli.Commands;

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
    private readonly PrecisionTarget? aim;
    private readonly int most;
    private readonly bool bar;
    private readonly double every;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private double nextAt = FirstAfter;
    private double shareAtStart = -1;
    private int doneAtStart;
    private bool shown;

    /// <param name="aim">What the run goes on for; null where the number of futures is given.</param>
    /// <param name="most">Futures that it goes on to at most.</param>
    public RunProgressLine(Session session, PrecisionTarget? aim = null, int most = 0)
    {
        (this.session, json, this.aim, this.most) = (session, session.JsonProgress, aim, most);
        bar = !json && !Console.IsErrorRedirected;
        every =
            json ? 1
            : bar ? 0.2
            : 5;
    }

    /// <summary>Cheap; from any thread.</summary>
    public void Report(in RunProgress now)
    {
        var progress = Foreseen(now);
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
        var known = double.IsNaN(progress.Error) ? "" : $", {Known(progress)}";
        var still = double.IsNaN(left) ? "?" : session.Count(left);
        return session.Say(
            $"{drawn}{session.Count(progress.Replicates)} of {session.Count(progress.Of)} futures, {speed}/s, {still} s left{known}",
            $"{drawn}{session.Count(progress.Replicates)} van {session.Count(progress.Of)} toekomsten, {speed}/s, nog {still} s{known}"
        );
    }

    private string Known(in RunProgress progress)
    {
        if (aim is null)
        {
            var cost = session.Percent(progress.Error, 2);
            return session.Say($"cost ± {cost} (standard error)", $"kosten ± {cost} (standaardfout)");
        }
        var (error, wanted) = (
            PrecisionText.Of(session, aim, aim.IsShare ? progress.Error : progress.Error * Math.Abs(progress.Mean)),
            PrecisionText.Of(session, aim, aim.Tolerance)
        );
        return session.Say(
            $"{PrecisionText.Of(session, aim)} ± {error} (standard error; asked {wanted})",
            $"{PrecisionText.Of(session, aim)} ± {error} (standaardfout; gevraagd {wanted})"
        );
    }

    /// <summary>Of a run that goes on until a mean is known: as many futures as that will take by what is known so far.</summary>
    private RunProgress Foreseen(in RunProgress progress)
    {
        if (aim is null)
        {
            return progress;
        }
        var error = aim.IsShare ? progress.Error : progress.Error * Math.Abs(progress.Mean);
        var ratio = error / aim.Tolerance;
        var needed = double.IsFinite(ratio) ? Math.Ceiling(progress.Replicates * ratio * ratio / 8) * 8 : progress.Of;
        var of = (int)Math.Clamp(needed, progress.Of, Math.Max(progress.Of, most));
        return progress with { Of = of, Share = progress.Share * progress.Of / of };
    }

    private string Json(in RunProgress progress, double rate, double left)
    {
        return new JsonObject
        {
            ["replicates"] = progress.Replicates,
            ["of"] = progress.Of,
            ["per_second"] = JsonPrinter.Rounded(rate),
            ["seconds_left"] = JsonPrinter.Rounded(left),
            [aim is null ? "cost_mcse" : "mcse"] = JsonPrinter.Rounded(progress.Error),
        }.ToJsonString();
    }
}
