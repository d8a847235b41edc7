using Populatie.Analytics.Published.Dynamics;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>All methods from one origin, on the same wijken and years.</summary>
/// <param name="engine">The engine's own forecast; null where the years are too few for it.</param>
internal sealed class OriginBacktest(PanelHistory history, Forecast? engine, int horizons, BacktestSettings settings)
{
    private readonly UsePanel panel = history.Panel;
    private readonly int origin = history.Origin;

    /// <returns>Scores of all wijken; and of those alone that every method has a say on.</returns>
    public (List<BacktestLine> All, List<BacktestLine> Known) Run()
    {
        var forecasts = Methods().ToArray();
        // Each wijk has sums of its own: added up in its order afterwards, so threads do not matter.
        var scores = new ScoreSum?[history.Wijken.Count * forecasts.Length * horizons];
        Parallel.For(
            0,
            history.Wijken.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Threads },
            () => new double[horizons * (settings.Members + 1)],
            (w, _, space) =>
            {
                Score(w, forecasts, space, scores);
                return space;
            },
            _ => { }
        );
        var all = new List<BacktestLine>();
        var known = new List<BacktestLine>();
        var last = forecasts.Length - 1;
        var special = string.Equals(forecasts[last].Method, ForecastMethods.Demography, StringComparison.Ordinal);
        for (var f = 0; f < forecasts.Length; f++)
        {
            for (var h = 0; h < horizons; h++)
            {
                ScoreSum? Of(int w, int method) => scores[(((w * forecasts.Length) + method) * horizons) + h];
                if (f < last || !special)
                {
                    Add(all, forecasts[f].Method, h + 1, w => Of(w, f));
                }
                if (special)
                {
                    Add(known, forecasts[f].Method, h + 1, w => Of(w, last) is null ? null : Of(w, f));
                }
            }
        }
        return (all, known);
    }

    private void Add(List<BacktestLine> lines, string method, int horizon, Func<int, ScoreSum?> scoreOf)
    {
        var sums = new ScoreSum?[SizeClasses.LowerBounds.Count];
        for (var w = 0; w < history.Wijken.Count; w++)
        {
            if (scoreOf(w) is { } score)
            {
                (sums[SizeOf(history.Wijken[w])] ??= new()).Add(score);
            }
        }
        for (var size = 0; size < sums.Length; size++)
        {
            if (sums[size] is { } sum)
            {
                lines.Add(new(panel.Act, history.Cleaned, method, origin, horizon, size, engine is null, sum));
            }
        }
    }

    private int SizeOf(int wijk) => SizeClasses.Of(history.Series(wijk, origin)[^1]);

    private IEnumerable<Forecast> Methods()
    {
        var (members, seed) = (settings.Members, settings.Seed);
        if (engine is not null)
        {
            yield return engine;
        }
        foreach (var rule in Rivals.All)
        {
            yield return new RivalForecast(rule, history, horizons, members, seed);
        }
        if (DemographyRule.For(panel) is { } demography)
        {
            yield return new RivalForecast(demography, history, horizons, members, seed);
        }
    }

    private void Score(int w, Forecast[] forecasts, double[] space, ScoreSum?[] scores)
    {
        var wijk = history.Wijken[w];
        var draws = space.AsSpan(0, horizons * settings.Members);
        var points = space.AsSpan(horizons * settings.Members, horizons);
        for (var f = 0; f < forecasts.Length; f++)
        {
            if (!forecasts[f].TryDraw(wijk, draws, points))
            {
                continue;
            }
            for (var h = 0; h < horizons; h++)
            {
                // Hidden outcomes cannot be scored, nor what became of a code that is another wijk since.
                if (panel.IsUnbroken(wijk, origin, origin + h + 1, history.Cleaned))
                {
                    var score = new ScoreSum();
                    score.Add(
                        draws.Slice(h * settings.Members, settings.Members),
                        points[h],
                        panel.Count(wijk, origin + h + 1)!.Value
                    );
                    scores[(((w * forecasts.Length) + f) * horizons) + h] = score;
                }
            }
        }
    }
}
