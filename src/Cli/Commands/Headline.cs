using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>What a strategist wants to see first of a run: the two acts, now, halfway and at the horizon.</summary>
internal static class Headline
{
    private const int MostGemeenten = 3;

    public static void Print(Session session, RunView run)
    {
        var gemeenten = LargestFirst(run);
        foreach (var gemeente in gemeenten.Take(MostGemeenten))
        {
            Print(session, run, gemeente);
        }
        if (gemeenten.Count > MostGemeenten)
        {
            session.Note(
                $"the largest {MostGemeenten} of {session.Count(gemeenten.Count)} gemeenten; another with: "
                    + $"populatie show {run.Card.Id} --level gemeente --area {gemeenten[MostGemeenten].Code}",
                $"de grootste {MostGemeenten} van {session.Count(gemeenten.Count)} gemeenten; een andere met: "
                    + $"populatie show {run.Card.Id} --level gemeente --area {gemeenten[MostGemeenten].Code}"
            );
        }
        session.Note(
            $"projected years: median (90% interval) of {session.Count(run.Card.Replicates)} futures, estimated; "
                + $"{run.LastObserved}: {session.Name(run.ObservedBasis)}",
            $"geprojecteerde jaren: mediaan (90%-interval) van {session.Count(run.Card.Replicates)} toekomsten, geschat; "
                + $"{run.LastObserved}: {session.Name(run.ObservedBasis)}"
        );
        WalkLine.Print(session, run);
    }

    private static void Print(Session session, RunView run, Area gemeente)
    {
        var years = YearsOf(run);
        var table = new TablePrinter([
            new(
                session.Say($"{gemeente.Name}: {run.Card.Scenario.Name}", $"{gemeente.Name}: {run.Card.Scenario.Name}")
            ),
            .. years.Select(y => new TablePrinter.Column(y.ToString(session.Culture), Right: true)),
        ]);
        foreach (var act in new[] { "Wmo", "Jeugd" })
        {
            foreach (var (measure, english, dutch, show) in Rows(session, run))
            {
                var cells = years.Select(y => Cell(session, run, gemeente.Code, act, measure, y, show));
                table.Add([$"{act}: {session.Say(english, dutch)}", .. cells]);
            }
        }
        table.Print(session.Output);
        session.Output.WriteLine();
    }

    /// <summary>The gemeenten by residents in the base year: some of a country were dissolved, and hold nobody.</summary>
    private static List<Area> LargestFirst(RunView run)
    {
        var query = new FigureQuery
        {
            Level = AreaLevel.Gemeente,
            Measure = Measures.Population.Name,
            Year = run.LastObserved,
        };
        var residents = RunFigures
            .Select(run, query)
            .ToDictionary(f => f.Area, f => f.Spread?.P50 ?? 0, StringComparer.Ordinal);
        return
        [
            .. run
                .Areas.AreasAt(AreaLevel.Gemeente)
                .Where(a => !a.IsUnknown)
                .OrderByDescending(a => residents.GetValueOrDefault(a.Code)),
        ];
    }

    private static int[] YearsOf(RunView run)
    {
        var (from, to) = (run.LastObserved, run.LastProjected);
        var halfway = Math.Min(to, ((from / 5) + 1) * 5);
        return [.. new[] { from, halfway, to }.Distinct()];
    }

    private static IEnumerable<(Measure Measure, string English, string Dutch, Func<double, string> Show)> Rows(
        Session session,
        RunView run
    )
    {
        yield return (Measures.Clients, "clients", "cliënten", v => session.Count(v));
        yield return (Measures.Requests, "requests", "aanvragen", v => session.Count(v));
        yield return (Measures.Hours, "hours, thousands", "uren, duizenden", v => session.Count(v / 1000));
        yield return (
            Measures.CostReal,
            $"cost, € mln at prices of {run.LastObserved}",
            $"kosten, € mln in prijzen van {run.LastObserved}",
            v => session.Millions(v)
        );
        yield return (Measures.CostNominal, "cost, € mln nominal", "kosten, € mln nominaal", v => session.Millions(v));
        if (run.Card.MeasureNames.Contains(Measures.GapReal.Name, StringComparer.Ordinal))
        {
            yield return (
                Measures.GapReal,
                $"cost beyond the money there is, € mln at prices of {run.LastObserved}",
                $"kosten boven het geld dat er is, € mln in prijzen van {run.LastObserved}",
                v => session.Millions(v)
            );
        }
    }

    private static string Cell(
        Session session,
        RunView run,
        string area,
        string act,
        Measure measure,
        int year,
        Func<double, string> show
    )
    {
        var query = new FigureQuery
        {
            Level = AreaLevel.Gemeente,
            Area = area,
            Product = act,
            Measure = measure.Name,
            Year = year,
        };
        var figure = RunFigures.Select(run, query).FirstOrDefault();
        return figure?.Spread switch
        {
            null => "–",
            { Sd: 0 } exact => show(exact.P50),
            var spread => session.Interval(spread.P50, spread.P5, spread.P95, show),
        };
    }
}
