using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>Scores of each method over some lines of a backtest, and whether the bar is met.</summary>
public sealed record BacktestPool(ImmutableArray<(string Method, ScoreSum Score)> Methods)
{
    /// <summary>What a 90% interval must cover, over all.</summary>
    public const double LeastCoverage = 0.87;
    public const double MostCoverage = 0.93;

    /// <summary>
    /// Lines that compare: origins that all methods had enough years for.
    /// </summary>
    public static BacktestPool Of(BacktestResult result, Func<BacktestLine, bool> chosen) =>
        Each(result.Lines.Where(l => !l.NaiveOnly && chosen(l)));

    /// <summary>All lines, by method.</summary>
    public static BacktestPool Each(IEnumerable<BacktestLine> lines) =>
        new([
            .. lines.GroupBy(l => l.Method, l => l.Score, StringComparer.Ordinal).Select(g => (g.Key, ScoreSum.Of(g))),
        ]);

    public ScoreSum? Engine => Of(ForecastMethods.Engine);

    /// <summary>Null when it has no line.</summary>
    public ScoreSum? Of(string method) =>
        Methods.FirstOrDefault(m => string.Equals(m.Method, method, StringComparison.Ordinal)).Score;

    /// <summary>The rival with the lowest CRPS.</summary>
    public (string Method, ScoreSum Score) BestRival =>
        Methods.Where(m => ForecastMethods.IsRival(m.Method)).MinBy(m => m.Score.Crps);

    public bool BeatsEveryRival =>
        Engine is { } own && Methods.Where(m => ForecastMethods.IsRival(m.Method)).All(m => own.Crps < m.Score.Crps);

    public bool CoversAsItShould => Engine is { Coverage90: >= LeastCoverage and <= MostCoverage };
}

/// <summary>How far the engine was off at wijk level, so many years ahead.</summary>
/// <param name="Error">Σ|median − observed| ÷ Σ observed.</param>
/// <param name="Coverage">Share inside the 90% interval.</param>
/// <param name="BestRival">The lowest such error of a simple rule, and which.</param>
public sealed record VerdictLine(
    Act Act,
    int Horizon,
    int Forecasts,
    double Error,
    double Coverage,
    double BestRival,
    string Rival
)
{
    /// <summary>One per act, at the farthest horizon that was scored; over all origins, on the cleaned panel.</summary>
    public static ImmutableArray<VerdictLine> Of(BacktestResult result) =>
        [
            .. Enum.GetValues<Act>()
                .Where(act => result.Lines.Any(l => l.Act == act && !l.NaiveOnly))
                .Select(act =>
                {
                    var farthest = result.Lines.Where(l => l.Act == act && !l.NaiveOnly).Max(l => l.Horizon);
                    var pool = BacktestPool.Of(result, l => l.Act == act && l.Cleaned && l.Horizon == farthest);
                    var best = pool
                        .Methods.Where(m => ForecastMethods.IsRival(m.Method))
                        .MinBy(m => m.Score.WeightedMape);
                    return new VerdictLine(
                        act,
                        farthest,
                        pool.Engine?.Count ?? 0,
                        pool.Engine?.WeightedMape ?? double.NaN,
                        pool.Engine?.Coverage90 ?? double.NaN,
                        best.Score?.WeightedMape ?? double.NaN,
                        best.Method ?? ""
                    );
                }),
        ];
}
