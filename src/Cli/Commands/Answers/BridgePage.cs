using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Cli.Commands.Answers;

/// <summary>A bridge as a page: what it comes to in a sentence, the parts, a waterfall, what the words mean.</summary>
internal sealed class BridgePage(Session session, GrowthBridge bridge)
{
    private const int MostNamed = 3;
    private readonly string from = bridge.From.ToString(CultureInfo.InvariantCulture);
    private readonly string to = bridge.To.ToString(CultureInfo.InvariantCulture);

    public void Print()
    {
        session.Output.WriteLine(Sentence());
        session.Output.WriteLine();
        PrintTable();
        session.Output.WriteLine();
        PrintPicture();
        session.Output.WriteLine();
        Explain();
    }

    private string Sentence()
    {
        var total = bridge.Total;
        var largest = total
            .Rows.OrderByDescending(r => Math.Abs(r.Change))
            .Take(MostNamed)
            .Select(r => $"{Signed(r.Change)} {session.Say(r.Term.ToWords())}");
        var money = session.Say(
            bridge.Money switch
            {
                MoneyBasis.Nominal => new Bilingual("nominal cost", "de nominale kosten"),
                MoneyBasis.Real => new(
                    $"cost at prices of {bridge.PriceYear}",
                    $"de kosten in prijzen van {bridge.PriceYear}"
                ),
                _ => new("cost at constant prices of care", "de kosten tegen vaste zorgprijzen"),
            }
        );
        var (begin, end) = (session.Millions(total.Begin), session.Millions(total.End));
        var yearly = session.Percent(total.PerYear);
        var parts = string.Join(", ", largest);
        return session.Say(
            $"{bridge.AreaName}, {bridge.Scenario}: {money} of {Product(total)} goes from € {begin} mln in {from} to € {end} mln in {to}, {yearly} a year; most of it: {parts} (€ mln).",
            $"{bridge.AreaName}, {bridge.Scenario}: {money} van {Product(total)} gaan van € {begin} mln in {from} naar € {end} mln in {to}, {yearly} per jaar; vooral: {parts} (€ mln)."
        );
    }

    private void PrintTable()
    {
        var total = bridge.Total;
        var table = new TablePrinter([
            new(session.Say("€ mln", "€ mln")),
            .. bridge.Parts.Select(p => new TablePrinter.Column(Product(p), Right: true)),
            new(session.Say("90% of the futures", "90% van de toekomsten"), Right: true),
            new(session.Say("% a year", "% per jaar"), Right: true),
            new(session.Say("Basis", "Grondslag")),
        ]);
        table.Add([from, .. bridge.Parts.Select(p => session.Millions(p.Begin)), "", "", ""]);
        for (var i = 0; i < total.Rows.Length; i++)
        {
            var row = total.Rows[i];
            table.Add([
                session.Say(row.Term.ToWords()),
                .. bridge.Parts.Select(p => Signed(p.Rows[i].Change)),
                row.P5 is { } low && row.P95 is { } high ? $"{Signed(low)} … {Signed(high)}" : "",
                Rate(row.PerYear),
                session.Name(row.Basis),
            ]);
            if (Sum(row.Term) is { } name && i > 0)
            {
                var until = total.Rows.Take(i + 1).ToList();
                table.Add([
                    $"= {session.Say(name)}",
                    .. bridge.Parts.Select(p => Signed(p.Rows.Take(i + 1).Sum(r => r.Change))),
                    "",
                    Rate(until.Aggregate(1.0, (growth, r) => growth * (1 + r.PerYear)) - 1),
                    "",
                ]);
            }
        }
        table.Add([to, .. bridge.Parts.Select(p => session.Millions(p.End)), "", "", ""]);
        table.Print(session.Output);
    }

    private void PrintPicture()
    {
        var total = bridge.Total;
        var picture = new Waterfall();
        picture.AddTotal(from, session.Millions(total.Begin), total.Begin);
        foreach (var row in total.Rows)
        {
            picture.AddStep(session.Say(row.Term.ToWords()), Signed(row.Change), row.Change);
        }
        picture.AddTotal(to, session.Millions(total.End), total.End);
        picture.Print(
            session.Output,
            start =>
                session.Say(
                    $"the scale begins at € {session.Millions(start)} mln",
                    $"de schaal begint bij € {session.Millions(start)} mln"
                )
        );
    }

    private void Explain()
    {
        var ages = bridge.ByAges
            ? session.Say(
                "what care would cost more or less if rates by age, sex, buurt and product stayed as fitted, on the central path",
                "wat zorg meer of minder zou kosten als de kansen per leeftijd, geslacht, buurt en product bleven als geschat, op het middenpad"
            )
            : session.Say(
                "are in clients per resident here: what this run was made of is not in the workspace",
                "zit hier in cliënten per inwoner: waarvan deze projectie is gemaakt is niet in de werkmap"
            );
        session.Output.WriteLine(
            session.Say(
                $"""
                Parts by the logarithmic mean (LMDI): they add up without a rest, to the cent; percentages a year multiply.
                ages          {ages}
                hours         of care per client in the year: stays, waiting, intensity
                kind of care  cost per hour at constant prices
                Projected years: means of {session.Count(bridge.Replicates)} futures.
                """,
                $"""
                Delen volgens het logaritmisch gemiddelde (LMDI): zij tellen op zonder restpost, tot op de cent; percentages per jaar vermenigvuldigen.
                leeftijd       {ages}
                uren           zorg per cliënt in het jaar: duur, wachten, intensiteit
                soort zorg     kosten per uur tegen vaste prijzen
                Geprojecteerde jaren: gemiddelden van {session.Count(bridge.Replicates)} toekomsten.
                """
            )
        );
    }

    /// <summary>What the rows up to here come to, where that has a name.</summary>
    private Bilingual? Sum(BridgeTerm term) =>
        term switch
        {
            BridgeTerm.Mix => new("volume", "volume"),
            BridgeTerm.RelativePrice => new("real", "reëel"),
            BridgeTerm.GeneralPrice or BridgeTerm.Price when bridge.Money == MoneyBasis.Nominal => new(
                "nominal",
                "nominaal"
            ),
            _ => null,
        };

    private string Product(BridgePart part) =>
        string.Equals(part.Product, "all", StringComparison.Ordinal)
            ? session.Say("all care", "alle zorg")
            : part.Product;

    private string Signed(double cents)
    {
        var text = session.Millions(Math.Abs(cents));
        var isZero = text.All(c => !char.IsAsciiDigit(c) || c == '0');
        return isZero ? text
            : cents < 0 ? "−" + text
            : "+" + text;
    }

    private string Rate(double rate) => (rate < 0 ? "−" : "") + session.Percent(Math.Abs(rate), 2);
}
