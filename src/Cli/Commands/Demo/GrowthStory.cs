using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Demo;

/// <summary>
/// The engine's own growth beside CPB's. The own growth is split along the chain of its measures, residents → need →
/// volume → real → nominal: each link is a ratio of medians, so the links multiply to the whole without a rest.
/// </summary>
internal sealed class GrowthStory(Session session, RunView run)
{
    private const string Vintage = "cpb-2027-2033";
    private readonly Area gemeente = run.Areas.AreasAt(AreaLevel.Gemeente)[0];

    public void Tell()
    {
        var text = session.Say("4. How fast does it grow, and why?", "4. Hoe snel groeit het, en waardoor?");
        session.Output.WriteLine();
        session.Output.WriteLine(text);
        session.Output.WriteLine(new string('═', text.Length));
        var (from, to) = (run.FirstProjected, run.LastProjected);
        session.Output.WriteLine(
            session.Say(
                $"Growth in % per year, {from}–{to}. The engine's own growth is the first five rows together.",
                $"Groei in % per jaar, {from}–{to}. De eigen groei is de eerste vijf regels samen."
            )
        );
        session.Output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("Part", "Deel")),
            new("Wmo", Right: true),
            new("Jeugd", Right: true),
            new(session.Say("Basis", "Grondslag"))
        );
        var estimated = session.Name(Basis.Estimated);
        var assumed = session.Name(Basis.Assumed);
        Row(
            table,
            session.Say("number of residents", "aantal inwoners"),
            _ => Yearly(Measures.Population, "all", null, "all"),
            estimated
        );
        Row(
            table,
            session.Say("need per resident: age, place, trend", "behoefte per inwoner: leeftijd, plek, trend"),
            a => Yearly(Measures.Need, a, Measures.Population, "all"),
            estimated
        );
        Row(
            table,
            session.Say("stays, returns, waits and the mix of care", "duur, terugkeer, wachten en soort zorg"),
            a => Yearly(Measures.CostVolume, a, Measures.Need, a),
            estimated
        );
        Row(
            table,
            session.Say("price of care against other prices", "prijs van zorg ten opzichte van andere prijzen"),
            a => Yearly(Measures.CostReal, a, Measures.CostVolume, a),
            assumed
        );
        Row(
            table,
            session.Say("general prices", "algemene prijzen"),
            a => Yearly(Measures.CostNominal, a, Measures.CostReal, a),
            assumed
        );
        Row(
            table,
            session.Say("= own growth, nominal", "= eigen groei, nominaal"),
            a => Yearly(Measures.CostNominal, a, null, a),
            estimated
        );
        Row(
            table,
            session.Say(
                "= own growth, real (without general prices)",
                "= eigen groei, reëel (zonder algemene prijzen)"
            ),
            a => Yearly(Measures.CostReal, a, null, a),
            estimated
        );
        if (VintageTable.Embedded.Find(Vintage) is { } cpb)
        {
            var rate = session.Percent(cpb.Published["wmo"]);
            table.Add(
                session.Say($"CPB {cpb.FirstYear}–{cpb.LastYear}, real", $"CPB {cpb.FirstYear}–{cpb.LastYear}, reëel"),
                rate,
                session.Say("not published", "niet gepubliceerd"),
                session.Name(Basis.Published)
            );
        }
        table.Print(session.Output);
    }

    private static void Row(TablePrinter table, string name, Func<string, string> cell, string basis) =>
        table.Add(name, cell("Wmo"), cell("Jeugd"), basis);

    /// <summary>Compound growth per year of a measure, or of its ratio to another.</summary>
    private string Yearly(Measure above, string productAbove, Measure? below, string productBelow)
    {
        var years = run.LastProjected - run.FirstProjected;
        var first = Median(above, productAbove, run.FirstProjected);
        var last = Median(above, productAbove, run.LastProjected);
        if (below is not null)
        {
            first /= Median(below, productBelow, run.FirstProjected);
            last /= Median(below, productBelow, run.LastProjected);
        }
        return first > 0 && last > 0 ? session.Percent(Math.Pow(last / first, 1.0 / years) - 1, 2) : "–";
    }

    private double Median(Measure measure, string product, int year)
    {
        var query = new FigureQuery
        {
            Area = gemeente.Code,
            Product = product,
            Measure = measure.Name,
            Year = year,
        };
        return RunFigures.Select(run, query).FirstOrDefault()?.Spread?.P50 ?? double.NaN;
    }
}
