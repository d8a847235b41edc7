using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Cli.Commands.Backtest;

/// <summary>A backtest as tables for a reader.</summary>
internal sealed partial class BacktestPage(Session session, BacktestResult result)
{
    private const int BarLength = 24;

    private IEnumerable<Act> Acts => result.Lines.Select(l => l.Act).Distinct().Order();

    /// <summary>Cleaned, and as printed where that differs.</summary>
    private IEnumerable<bool> Panels => result.Lines.Select(l => l.Cleaned).Distinct().OrderDescending();

    public void Print()
    {
        if (result.Origins.Any(o => o.Dynamics is not null))
        {
            Learnt();
        }
        foreach (var cleaned in Panels)
        {
            Pooled(cleaned);
        }
        Bar();
        Origins();
        Sizes();
        Years();
        Ages();
        foreach (var act in Acts)
        {
            Pit(act);
        }
    }

    private void Learnt()
    {
        Heading("What was learnt up to each origin", "Wat tot elke oorsprong is geleerd");
        var table = new TablePrinter(
            new(session.Say("Act, origin", "Wet, oorsprong")),
            new(session.Say("wijken", "wijken"), Right: true),
            new(session.Say("with breaks", "met breuken"), Right: true),
            new(session.Say("ageing", "vergrijzing"), Right: true),
            new(session.Say("other growth", "overige groei"), Right: true),
            new(session.Say("shock of all", "schok van alle"), Right: true),
            new(session.Say("of a gemeente", "van een gemeente"), Right: true),
            new(session.Say("of a wijk", "van een wijk"), Right: true)
        );
        foreach (var origin in result.Origins.Where(o => o.Cleaned))
        {
            var all = result.Origins.First(o => !o.Cleaned && o.Act == origin.Act && o.Origin == origin.Origin);
            var d = origin.Dynamics;
            table.Add(
                FormattableString.Invariant($"{origin.Act} {origin.Origin}"),
                session.Count(origin.Wijken),
                session.Count(all.Wijken),
                d is null ? "–" : session.Percent(d.Ageing[0]),
                d is null ? "–" : session.Percent(d.Drift),
                d is null ? "–" : session.Percent(d.National),
                d is null ? "–" : session.Percent(Math.Sqrt(d.Gemeente.Variance(TypicalGemeente))),
                d is null ? "–" : session.Percent(Math.Sqrt(d.Wijk.Variance(TypicalWijk)))
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine(
            session.Say(
                $"Growth and shocks per year; of a gemeente with {session.Count(TypicalGemeente)} clients and a wijk with {session.Count(TypicalWijk)}. –: too few years for more than simple rules.",
                $"Groei en schokken per jaar; van een gemeente met {session.Count(TypicalGemeente)} cliënten en een wijk met {session.Count(TypicalWijk)}. –: te weinig jaren voor meer dan eenvoudige regels."
            )
        );
    }

    private const double TypicalGemeente = 2000;
    private const double TypicalWijk = 200;

    private void Pooled(bool cleaned)
    {
        Heading(
            cleaned
                ? "All horizons and origins together, wijken whose code stayed the same wijk"
                : "The same with wijken whose code became another wijk",
            cleaned
                ? "Alle termijnen en oorsprongen samen, wijken waarvan de code dezelfde wijk bleef"
                : "Hetzelfde met wijken waarvan de code een andere wijk werd"
        );
        var table = ScoreTable(session.Say("Method", "Methode"));
        void Add(string act, Func<BacktestLine, bool> chosen)
        {
            foreach (var (method, score) in BacktestPool.Of(result, l => l.Cleaned == cleaned && chosen(l)).Methods)
            {
                AddScore(table, $"{act} {Name(method)}", score);
            }
        }
        foreach (var act in Acts)
        {
            Add(act.ToString(), l => l.Act == act);
        }
        Add(session.Say("both", "beide"), _ => true);
        table.Print(session.Output);
    }

    private void Bar()
    {
        session.Output.WriteLine();
        foreach (var cleaned in Panels)
        {
            var pool = BacktestPool.Of(result, l => l.Cleaned == cleaned);
            var best = pool.BestRival;
            var panel = cleaned ? session.Say("cleaned", "opgeschoond") : session.Say("as printed", "zoals afgedrukt");
            var crps = session.Percent(pool.Engine!.CrpsShare, 2);
            var rival = session.Percent(best.Score.CrpsShare, 2);
            var inside = session.Percent(pool.Engine.Coverage90);
            session.Output.WriteLine(
                session.Say(
                    $"Bar, {panel}: CRPS {crps} of clients against {rival} of the best rival ({Name(best.Method)}): {Met(pool.BeatsEveryRival)}; 90% intervals cover {inside} (87–93% asked): {Met(pool.CoversAsItShould)}.",
                    $"Lat, {panel}: CRPS {crps} van de cliënten tegen {rival} van de beste rivaal ({Name(best.Method)}): {Met(pool.BeatsEveryRival)}; 90%-intervallen dekken {inside} (gevraagd 87–93%): {Met(pool.CoversAsItShould)}."
                )
            );
        }
    }

    private string Met(bool met) => met ? session.Say("met", "gehaald") : session.Say("not met", "niet gehaald");

    private void Origins()
    {
        Heading("By origin and horizon", "Per oorsprong en termijn");
        Beside(
            session.Say("Act, origin + years ahead", "Wet, oorsprong + jaren vooruit"),
            result.Lines.Where(l => l.Cleaned).GroupBy(l => (l.Act, l.Origin, l.Horizon)),
            k => FormattableString.Invariant($"{k.Act} {k.Origin} + {k.Horizon}")
        );
    }

    private void Sizes()
    {
        Heading("By size of the wijk: clients at the origin", "Naar grootte van de wijk: cliënten in de oorsprong");
        Beside(
            session.Say("Act, clients", "Wet, cliënten"),
            result.Lines.Where(l => l.Cleaned && !l.NaiveOnly).GroupBy(l => (l.Act, l.Size)),
            k => $"{k.Act} {SizeClasses.Name(k.Size)}"
        );
    }

    /// <summary>By year that was foreseen: years with a known cause are named, and left in every score.</summary>
    private void Years()
    {
        Heading("By year that was foreseen", "Naar jaar dat werd voorspeld");
        var lines = result
            .Lines.Where(l => l.Cleaned && !l.NaiveOnly)
            .GroupBy(l => (l.Act, l.Year))
            .OrderBy(g => g.Key)
            .ToList();
        Beside(session.Say("Act, year", "Wet, jaar"), lines, k => FormattableString.Invariant($"{k.Act} {k.Year}"));
        foreach (var (act, year) in lines.Select(g => g.Key))
        {
            if (KnownYears.Of(act, year) is { } reason)
            {
                var pool = BacktestPool.Of(result, l => l.Cleaned && l.Act == act && l.Year == year);
                var bias = pool.Engine!.Bias;
                var direction =
                    bias < 0
                        ? session.Say("too few foreseen", "te weinig voorspeld")
                        : session.Say("too many foreseen", "te veel voorspeld");
                session.Output.WriteLine(
                    FormattableString.Invariant($"{act} {year}: ")
                        + session.Say(reason)
                        + $" ({session.Percent(Math.Abs(bias))} {direction})"
                );
            }
        }
        foreach (var act in Acts)
        {
            var ordinary = BacktestPool.Of(
                result,
                l => l.Cleaned && l.Act == act && KnownYears.Of(act, l.Year) is null
            );
            if (ordinary.Engine is { } own)
            {
                var (off, inside, best) = (
                    session.Percent(own.WeightedMape),
                    session.Percent(own.Coverage90, 0),
                    session.Percent(ordinary.BestRival.Score.WeightedMape)
                );
                session.Output.WriteLine(
                    session.Say(
                        $"{act}, other years: off by {off} (best rival {best}), {inside} inside the 90% interval",
                        $"{act}, overige jaren: {off} ernaast (beste rivaal {best}), {inside} binnen het 90%-interval"
                    )
                );
            }
        }
    }

    /// <summary>Demography alone, where ages of each year are known, beside all others on the same wijken.</summary>
    private void Ages()
    {
        if (result.Known.IsDefaultOrEmpty)
        {
            return;
        }
        Heading(
            "Where ages of each year are known (Utrecht), beside constant use by age",
            "Waar de leeftijden van elk jaar bekend zijn (Utrecht), naast gelijk blijvend gebruik per leeftijd"
        );
        var table = ScoreTable(session.Say("Method", "Methode"));
        foreach (var act in Acts)
        {
            foreach (
                var (method, score) in BacktestPool
                    .Each(result.Known.Where(l => l.Act == act && l.Cleaned && !l.NaiveOnly))
                    .Methods
            )
            {
                AddScore(table, $"{act} {Name(method)}", score);
            }
        }
        table.Print(session.Output);
    }

    private void Pit(Act act)
    {
        var engine = BacktestPool.Of(result, l => l.Act == act && l.Cleaned).Engine;
        if (engine is null)
        {
            return;
        }
        Heading(
            $"{act}: where outcomes fell among the futures (PIT; every bar 10% when the futures are as sure as they should be)",
            $"{act}: waar uitkomsten vielen tussen de toekomsten (PIT; elke balk 10% als de toekomsten zo zeker zijn als ze horen te zijn)"
        );
        var tenth = 0;
        foreach (var share in engine.Pit)
        {
            var length = (int)Math.Round(share * BarLength * ScoreSum.PitBars / 2);
            session.Output.WriteLine(
                FormattableString.Invariant($"{10 * tenth, 3}–{10 * ++tenth, 3}%  ")
                    + new string('█', Math.Min(length, BarLength * 2)).PadRight(BarLength)
                    + " "
                    + session.Percent(share)
            );
        }
    }
}
