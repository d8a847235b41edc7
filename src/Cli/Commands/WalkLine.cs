using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>How much of the width of a run's intervals comes from how requests moved in the years before.</summary>
internal static class WalkLine
{
    public static void Print(Session session, RunView run)
    {
        if (run.ObservedBasis == Basis.Published)
        {
            session.Note(
                "published tables tell of clients alone, and of few years: these intervals are a little too narrow; by how much: "
                    + "populatie backtest",
                "gepubliceerde tabellen vertellen alleen van cliënten, en van weinig jaren: deze intervallen zijn iets te smal; hoeveel: "
                    + "populatie backtest"
            );
        }
        if (run.Card.Walks is not { } walks)
        {
            return;
        }
        var parts = Enum.GetValues<Act>()
            .Select(act => (act, Share: Share(run, act, walks.Of(act))))
            .Where(p => p.Share is not null)
            .Select(p => $"{session.Percent(p.Share!.Value, 0)} ({p.act})")
            .ToList();
        if (parts.Count > 0)
        {
            var list = string.Join(session.Say(" and ", " en "), parts);
            session.Note(
                $"of the spread of requests in {run.LastProjected}, {list} comes from how they grew and wandered in the years of the "
                    + "records (populatie fit shows it); the rest from residents, rates, assumptions and chance",
                $"van de spreiding van aanvragen in {run.LastProjected} komt {list} van hoe zij groeiden en zwierven in de jaren van de "
                    + "registraties (populatie fit toont het); de rest van bewoners, cijfers, aannames en toeval"
            );
        }
    }

    /// <summary>Of the variance of the logarithm of the first gemeente's requests; at most all.</summary>
    private static double? Share(RunView run, Act act, double walks)
    {
        var query = new FigureQuery
        {
            Level = AreaLevel.Gemeente,
            Product = act.ToString(),
            Measure = Measures.Requests.Name,
            Year = run.LastProjected,
        };
        return RunFigures.Select(run, query).FirstOrDefault()?.Spread is { Sd: > 0, Mean: > 0 } spread
            ? Math.Min(1, walks * walks / Math.Log(1 + (spread.Sd / spread.Mean * (spread.Sd / spread.Mean))))
            : null;
    }
}
