using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Backtest;

/// <summary>
/// A backtest for a program: <c>pooled</c> over horizons and origins, <c>scores</c> down to origin × horizon × size, the bar,
/// the verdict, and what was learnt. A member that is not there was pooled over.
/// </summary>
internal static class BacktestJson
{
    public static void Print(Session session, BacktestResult result, BacktestVerdict verdict, string id)
    {
        var pooled = new List<object>();
        var panels = result.Lines.Select(l => l.Cleaned).Distinct().OrderDescending().ToList();
        foreach (var cleaned in panels)
        {
            foreach (var act in new Act?[] { Act.Wmo, Act.Jeugd, null })
            {
                var pool = BacktestPool.Of(result, l => l.Cleaned == cleaned && (act is null || l.Act == act));
                pooled.AddRange(pool.Methods.Select(m => Row(act, cleaned, m.Method, null, null, null, null, m.Score)));
            }
        }
        JsonPrinter.Print(
            session,
            new
            {
                Id = id,
                verdict.Base,
                Pooled = pooled,
                Bar = panels.Select(c => Bar(result, c)),
                Verdict = verdict.Lines,
                Learnt = result.Origins.Where(o => o.Dynamics is not null).Select(Learnt),
                ByHorizon = Grouped(result, l => (l.Act, l.Cleaned, l.Method, -1, l.Horizon, -1, -1)),
                BySize = Grouped(result, l => (l.Act, l.Cleaned, l.Method, -1, -1, -1, l.Size)),
                ByYear = Grouped(result, l => (l.Act, l.Cleaned, l.Method, -1, -1, l.Year, -1)),
                KnownYears = result
                    .Lines.Select(l => (l.Act, l.Year))
                    .Distinct()
                    .Order()
                    .Where(k => KnownYears.Of(k.Act, k.Year) is not null)
                    .Select(k => new
                    {
                        Act = k.Act.ToString(),
                        k.Year,
                        Reason = session.Say(KnownYears.Of(k.Act, k.Year)!.Value),
                    }),
                WhereAgesAreKnown = BacktestRows(result.Known),
                Scores = BacktestRows(result.Lines),
            }
        );
    }

    private static IEnumerable<object> BacktestRows(IEnumerable<BacktestLine> lines) =>
        lines.Select(l => Row(l.Act, l.Cleaned, l.Method, l.Origin, l.Horizon, l.Year, l.Size, l.Score, l.NaiveOnly));

    /// <summary>Sums over lines that compare; −1 stands for what is pooled over.</summary>
    private static IEnumerable<object> Grouped(
        BacktestResult result,
        Func<BacktestLine, (Act, bool, string, int, int, int, int)> key
    ) =>
        result
            .Lines.Where(l => !l.NaiveOnly)
            .GroupBy(key, l => l.Score)
            .Select(g =>
            {
                var (act, cleaned, method, origin, horizon, year, size) = g.Key;
                return Row(
                    act,
                    cleaned,
                    method,
                    origin < 0 ? null : origin,
                    horizon < 0 ? null : horizon,
                    year < 0 ? null : year,
                    size < 0 ? null : size,
                    ScoreSum.Of(g)
                );
            });

    private static object Row(
        Act? act,
        bool cleaned,
        string method,
        int? origin,
        int? horizon,
        int? year,
        int? size,
        ScoreSum score,
        bool naiveOnly = false
    ) =>
        new
        {
            Act = act?.ToString() ?? "all",
            Panel = cleaned ? "cleaned" : "uncleaned",
            Method = method,
            Origin = origin,
            Horizon = horizon,
            Year = year,
            Size = size is { } s ? SizeClasses.Name(s) : null,
            NaiveOnly = naiveOnly ? true : (bool?)null,
            Forecasts = score.Count,
            Clients = score.Clients,
            score.WeightedMape,
            score.Mape,
            score.Bias,
            score.Crps,
            score.CrpsShare,
            Coverage_50 = score.Coverage50,
            Coverage_90 = score.Coverage90,
            score.Pit,
        };

    private static object Bar(BacktestResult result, bool cleaned)
    {
        var pool = BacktestPool.Of(result, l => l.Cleaned == cleaned);
        return new
        {
            Panel = cleaned ? "cleaned" : "uncleaned",
            Crps = pool.Engine!.Crps,
            BestRival = pool.BestRival.Method,
            BestRivalCrps = pool.BestRival.Score.Crps,
            CrpsBelowEveryRival = pool.BeatsEveryRival,
            Coverage_90 = pool.Engine.Coverage90,
            Coverage_90_within = pool.CoversAsItShould,
        };
    }

    private static object Learnt(BacktestOrigin origin)
    {
        var d = origin.Dynamics!;
        return new
        {
            Act = origin.Act.ToString(),
            Panel = origin.Cleaned ? "cleaned" : "uncleaned",
            origin.Origin,
            origin.Wijken,
            d.Ageing,
            d.Drift,
            d.DriftError,
            d.DriftDamping,
            d.National,
            Gemeente = Spread(d.Gemeente),
            d.Momentum,
            Wijk = Spread(d.Wijk),
            d.Noise,
            Alpha = double.IsFinite(d.Alpha) ? d.Alpha : (double?)null,
        };
    }

    private static object Spread(SizeSpread spread) =>
        new
        {
            spread.Level,
            spread.Slope,
            WideShare = spread.Shape.Share,
            WideFactor = spread.Shape.Factor,
            Changes = spread.Seen,
        };
}
