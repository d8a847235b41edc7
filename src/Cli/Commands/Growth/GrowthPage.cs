using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Growth;

/// <summary>A growth table for people.</summary>
internal sealed class GrowthPage(Session session, GrowthAnswer answer)
{
    public void Print()
    {
        Rates();
        if (answer.Run is { } run)
        {
            foreach (var act in answer.Years.Select(y => y.Act).Distinct())
            {
                Run(run, act);
            }
            Beside();
            Moves(run);
            if (GrowthFigures.BaseYearOf(run) is var from && from > run.LastObserved)
            {
                session.Note(
                    $"published tables tell no cost, so money grows from what the run finds for {from}",
                    $"gepubliceerde tabellen noemen geen kosten, dus het geld groeit vanaf wat de projectie vindt voor {from}"
                );
            }
            session.Note(
                $"own cost and volume are of care that is given; who waits or goes without: populatie show {run.Card.Id} --measure unmet",
                $"eigen kosten en volume zijn van zorg die wordt gegeven; wie wacht of niets krijgt: populatie show {run.Card.Id} --measure unmet"
            );
        }
        session.Note(
            "real growth a year; * own assumption, not the source's",
            "reële groei per jaar; * eigen aanname, niet van de bron"
        );
    }

    private void Rates()
    {
        var columns = answer.Rates.Select(r => (r.Vintage, r.Line)).Distinct().ToList();
        var table = new TablePrinter([
            new(session.Say("year", "jaar")),
            .. columns.Select(c => new TablePrinter.Column($"{c.Vintage} {c.Line}", Right: true)),
        ]);
        for (var year = answer.From; year <= answer.To; year++)
        {
            table.Add([
                Text(year),
                .. columns.Select(c =>
                    answer.Rates.FirstOrDefault(r => (r.Vintage, r.Line) == c && r.Year == year) switch
                    {
                        null => "–",
                        { Basis: Basis.Assumed } row => session.Percent(row.Growth) + "*",
                        var row => session.Percent(row.Growth) + " ",
                    }
                ),
            ]);
        }
        table.Print(session.Output);
    }

    private void Run(RunView run, Act act)
    {
        Title(
            session.Say(
                $"{act}: {answer.Vintage.Code} beside {run.Card.Scenario.Name} ({run.Card.Id}); € mln, prices of {run.LastObserved}",
                $"{act}: {answer.Vintage.Code} naast {run.Card.Scenario.Name} ({run.Card.Id}); € mln, prijzen van {run.LastObserved}"
            )
        );
        var moved = answer.With is not null;
        TablePrinter.Column[] extra = moved
            ? [new(session.Say("moves in, on top", "verschuift, erbovenop"), Right: true)]
            : [];
        var table = new TablePrinter([
            new(session.Say("year", "jaar")),
            new(session.Say("vintage", "reeks"), Right: true),
            new(session.Say("own growth", "eigen groei"), Right: true),
            new(session.Say("money", "geld"), Right: true),
            new(session.Say("own cost", "eigen kosten"), Right: true),
            new(session.Say("volume bought", "volume te koop"), Right: true),
            new(session.Say("own volume", "eigen volume"), Right: true),
            new(session.Say("cannot buy", "niet te koop"), Right: true),
            new(session.Say("share", "deel"), Right: true),
            new(session.Say("hours, thousands", "uren, duizend"), Right: true),
            .. extra,
        ]);
        const double thousand = 1000;
        foreach (var year in answer.Years.Where(y => y.Act == act))
        {
            table.Add([
                Text(year.Year),
                year.Vintage is null
                    ? "–"
                    : session.Percent(year.Vintage.Value) + (year.VintageBasis == Basis.Assumed ? "*" : " "),
                Interval(year.Own, v => session.Percent(v)),
                year.Money is { } money ? session.Millions(money) : "–",
                Interval(year.Cost, session.Millions),
                year.Buys is { } buys ? session.Millions(buys.Middle) : "–",
                session.Millions(year.Volume.Middle),
                Interval(year.Unbought, session.Millions),
                year.UnboughtShare is { } share ? session.Percent(share.Middle) : "–",
                year.UnboughtHours is { } hours ? session.Count(hours.Middle / thousand) : "–",
                .. moved ? new[] { Interval(year.Moved, session.Millions) } : [],
            ]);
        }
        table.Print(session.Output);
    }

    private void Beside()
    {
        var lines = answer.Indices.Select(i => i.Line).Distinct(StringComparer.Ordinal).ToList();
        if (lines.Count == 0)
        {
            return;
        }
        Title(
            session.Say(
                $"{answer.Vintage.Code}, line beside line: level with the year before at 100, in {answer.PeriodSteps} steps",
                $"{answer.Vintage.Code}, post naast post: niveau met het jaar ervoor op 100, in {answer.PeriodSteps} stappen"
            )
        );
        var table = new TablePrinter([
            new(session.Say("year", "jaar")),
            .. lines.Select(l => new TablePrinter.Column(l, Right: true)),
        ]);
        foreach (var year in answer.Indices.GroupBy(i => i.Year))
        {
            table.Add([
                Text(year.Key),
                .. lines.Select(l =>
                    session.Decimal(year.Single(i => string.Equals(i.Line, l, StringComparison.Ordinal)).Index)
                ),
            ]);
        }
        table.Print(session.Output);
    }

    /// <summary>Care that moves from Wlz and Zvw to the municipality: in no vintage, so it stands apart.</summary>
    private void Moves(RunView run)
    {
        if (answer.Moves.IsEmpty)
        {
            session.Output.WriteLine();
            session.Output.WriteLine(
                session.Say(
                    "No care moves from Wlz or Zvw to the municipality in this run, nor in the vintages.",
                    "Er verschuift in deze projectie geen zorg van Wlz of Zvw naar de gemeente, en in de reeksen ook niet."
                )
            );
            return;
        }
        Title(
            session.Say(
                "Care that moves from Wlz and Zvw to the municipality: on top of the vintages, never in them",
                "Zorg die van Wlz en Zvw naar de gemeente verschuift: bovenop de reeksen, er nooit in"
            )
        );
        var table = new TablePrinter(
            new(session.Say("of", "van")),
            new(session.Say("from", "vanaf")),
            new(session.Say("full after", "vol na"), Right: true),
            new(session.Say("requests on top", "aanvragen erbij"), Right: true),
            new(session.Say("source", "bron"))
        );
        foreach (var lever in answer.Moves)
        {
            table.Add(
                lever.Subject,
                Text(lever.Start),
                session.Say($"{lever.RampYears} years", $"{lever.RampYears} jaar"),
                Effect(lever),
                session.Say(SourceText.Of(lever.Effect.Source))
            );
        }
        table.Print(session.Output);
        if (answer.IsMixed)
        {
            session.Note(
                $"the own growth of {run.Card.Id} holds this care; name the run without it with --without-shift to tell it apart",
                $"in de eigen groei van {run.Card.Id} zit deze zorg; noem met --without-shift de projectie zonder, dan staat zij apart"
            );
        }
    }

    private string Effect(Lever lever) =>
        session.Interval(lever.Effect.Value, lever.Effect.Low, lever.Effect.High, v => session.Percent(v));

    private string Interval(Spread? spread, Func<double, string> show) =>
        spread is { } s ? session.Interval(s.Middle, s.Low, s.High, show) : "–";

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    private void Title(string text)
    {
        session.Output.WriteLine();
        session.Output.WriteLine(text);
        session.Output.WriteLine(new string('═', text.Length));
    }
}
