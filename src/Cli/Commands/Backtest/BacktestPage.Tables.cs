using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Cli.Commands.Backtest;

/// <summary>The tables that its parts share.</summary>
internal sealed partial class BacktestPage
{
    /// <summary>The engine and its best rival in a row, for each group of lines.</summary>
    private void Beside<TKey>(string first, IEnumerable<IGrouping<TKey, BacktestLine>> groups, Func<TKey, string> name)
        where TKey : notnull
    {
        var table = new TablePrinter(
            new(first),
            new(session.Say("forecasts", "voorspellingen"), Right: true),
            new(session.Say("off by", "ernaast"), Right: true),
            new("CRPS", Right: true),
            new(session.Say("in 50%", "in 50%"), Right: true),
            new(session.Say("in 90%", "in 90%"), Right: true),
            new(session.Say("best rival", "beste rivaal")),
            new(session.Say("off by", "ernaast"), Right: true),
            new("CRPS", Right: true),
            new(session.Say("in 90%", "in 90%"), Right: true)
        );
        foreach (var group in groups.OrderBy(g => g.Key))
        {
            var pool = BacktestPool.Each(group);
            var (own, best) = (pool.Engine, pool.BestRival);
            table.Add(
                name(group.Key),
                session.Count(best.Score.Count),
                own is null ? "–" : session.Percent(own.WeightedMape),
                own is null ? "–" : session.Percent(own.CrpsShare, 2),
                own is null ? "–" : session.Percent(own.Coverage50),
                own is null ? "–" : session.Percent(own.Coverage90),
                Name(best.Method),
                session.Percent(best.Score.WeightedMape),
                session.Percent(best.Score.CrpsShare, 2),
                session.Percent(best.Score.Coverage90)
            );
        }
        table.Print(session.Output);
    }

    private TablePrinter ScoreTable(string first) =>
        new(
            new(first),
            new(session.Say("forecasts", "voorspellingen"), Right: true),
            new(session.Say("off by", "ernaast"), Right: true),
            new(session.Say("per wijk", "per wijk"), Right: true),
            new(session.Say("too high", "te hoog"), Right: true),
            new(session.Say("CRPS, persons", "CRPS, personen"), Right: true),
            new("CRPS", Right: true),
            new(session.Say("in 50%", "in 50%"), Right: true),
            new(session.Say("in 90%", "in 90%"), Right: true)
        );

    private void AddScore(TablePrinter table, string name, ScoreSum score) =>
        table.Add(
            name,
            session.Count(score.Count),
            session.Percent(score.WeightedMape),
            session.Percent(score.Mape),
            session.Percent(score.Bias),
            session.Decimal(score.Crps, 2),
            session.Percent(score.CrpsShare, 2),
            session.Percent(score.Coverage50),
            session.Percent(score.Coverage90)
        );

    private void Heading(string english, string dutch)
    {
        var text = session.Say(english, dutch);
        session.Output.WriteLine();
        session.Output.WriteLine(text);
        session.Output.WriteLine(new string('═', text.Length));
    }

    private string Name(string method) =>
        method switch
        {
            ForecastMethods.Engine => "Populatie",
            ForecastMethods.LastValue => session.Say("last value", "laatste waarde"),
            ForecastMethods.LinearTrend => session.Say("linear trend", "rechte lijn"),
            ForecastMethods.PerHead => session.Say("per head", "per inwoner"),
            ForecastMethods.Demography => session.Say("demography only", "alleen demografie"),
            ForecastMethods.Holt => "Holt",
            _ => method,
        };
}
