using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// A rule with intervals from its own past errors: what it would have foreseen at earlier origins, beside what came. Errors are
/// shares of the last count, taken together over wijken of like size, and centred, so that the rule's own guess stays in the middle. Beyond the
/// longest horizon that the past shows, errors are stretched.
/// </summary>
internal sealed class RivalForecast : Forecast
{
    /// <summary>Fewer past errors of a size than this say too little: then those of all sizes count.</summary>
    private const int Fewest = 30;

    private const double SmallestPoint = 0.5;

    private enum Purpose : uint
    {
        Residual = 544,
    }

    private readonly PanelHistory history;
    private readonly IRivalPoint rule;
    private readonly int leastYears;
    private readonly int members;

    // Shape [Size, Horizon][Member]: errors as shares of the last count, ascending.
    private readonly double[][] spreads;

    public RivalForecast(IRivalRule rule, PanelHistory history, int horizons, int members, ulong seed)
        : base(rule.Method)
    {
        (this.history, this.members) = (history, members);
        (this.rule, leastYears) = (rule.At(history, history.Origin), rule.LeastYears);
        var errors = PastErrors(rule, horizons);
        // A rule without any past error takes those of the simplest.
        if (!errors.Exists(e => e.Horizon == 1))
        {
            errors = PastErrors(new Rivals.LastValue(), horizons);
        }
        spreads = new double[SizeClasses.LowerBounds.Count * horizons][];
        for (var size = 0; size < SizeClasses.LowerBounds.Count; size++)
        {
            for (var h = 0; h < horizons; h++)
            {
                spreads[(size * horizons) + h] = Draw(errors, size, h + 1, rule.SpreadGrowsWithRoot, seed);
            }
        }
    }

    public override bool TryDraw(int wijk, Span<double> draws, Span<double> points)
    {
        var series = history.Series(wijk, history.Origin);
        if (series.Length < leastYears)
        {
            return false;
        }
        var size = SizeClasses.Of(series[^1]);
        for (var h = 0; h < points.Length; h++)
        {
            var point = rule.Of(wijk, series, h + 1);
            if (double.IsNaN(point))
            {
                return false;
            }
            point = Math.Max(SmallestPoint, point);
            points[h] = point;
            var own = spreads[(size * points.Length) + h];
            for (var m = 0; m < members; m++)
            {
                draws[(h * members) + m] = Math.Max(0, point + (series[^1] * own[m]));
            }
        }
        return true;
    }

    private List<(int Size, int Horizon, double Error)> PastErrors(IRivalRule past, int horizons)
    {
        var errors = new List<(int, int, double)>();
        for (var origin = history.Panel.FirstYear; origin < history.Origin; origin++)
        {
            var then = past.At(history, origin);
            foreach (var wijk in history.Wijken)
            {
                var series = history.Series(wijk, origin);
                // Nothing can be said as a share of nothing.
                if (series.Length < past.LeastYears || series[^1] <= 0)
                {
                    continue;
                }
                for (var h = 1; h <= Math.Min(horizons, history.Origin - origin); h++)
                {
                    var point = Math.Max(SmallestPoint, then.Of(wijk, series, h));
                    var came = history.Series(wijk, origin + h)[^1];
                    if (!double.IsNaN(point))
                    {
                        errors.Add((SizeClasses.Of(series[^1]), h, (came - point) / series[^1]));
                    }
                }
            }
        }
        return errors;
    }

    private double[] Draw(
        List<(int Size, int Horizon, double Error)> errors,
        int size,
        int horizon,
        bool root,
        ulong seed
    )
    {
        var shown = errors.Where(e => e.Horizon <= horizon).Select(e => e.Horizon).DefaultIfEmpty(0).Max();
        var ofHorizon = errors.Where(e => e.Horizon == shown).ToList();
        var ofSize = ofHorizon.Where(e => e.Size == size).ToList();
        var pool = (ofSize.Count >= Fewest ? ofSize : ofHorizon).Select(e => e.Error).Order().ToArray();
        var ratio = shown == 0 ? 1 : (double)horizon / shown;
        var stretch = root ? Math.Sqrt(ratio) : ratio;
        var middle = pool.Length > 0 ? EnsembleScore.Median(pool) : 0;
        var drawn = new double[members];
        for (var m = 0; m < members; m++)
        {
            var (u, _) = StreamKey.Of(seed, m).Uniforms(new((uint)size, (uint)horizon, (uint)Purpose.Residual));
            drawn[m] = pool.Length == 0 ? 0 : stretch * (pool[(int)(u * pool.Length)] - middle);
        }
        Array.Sort(drawn);
        return drawn;
    }
}
