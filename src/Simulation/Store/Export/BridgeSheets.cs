using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Simulation.Store.Export;

/// <summary>A bridge as a workbook: a row for each reason, euros that add up to the cent, and a sheet that says what it is of.</summary>
public sealed class BridgeSheets(GrowthBridge bridge, Language language)
{
    private const int Wide = 60;
    private const int Middle = 24;
    private const double CentsPerEuro = 100;

    public Workbook ToWorkbook() => new([Parts(), About()]);

    private string Say(string english, string dutch) => new Bilingual(english, dutch).In(language);

    private Sheet Parts()
    {
        var total = bridge.Total;
        var (first, last) = bridge.OtherScenario is { } other
            ? (bridge.Scenario, other)
            : (Year(bridge.From), Year(bridge.To));
        return new(
            Say("Bridge", "Brug"),
            [
                new(Say("reason", "reden"), CellKind.Text, Middle),
                .. bridge.Parts.Select(p => new SheetColumn($"{Product(p)} (€)", CellKind.Euro, Middle)),
                new(Say("of all, 5%", "van alles, 5%"), CellKind.Euro, Middle),
                new(Say("of all, 95%", "van alles, 95%"), CellKind.Euro, Middle),
                new(bridge.Other is null ? Say("a year", "per jaar") : Say("difference", "verschil"), CellKind.Percent),
                new(Say("basis", "grondslag"), CellKind.Text),
            ],
            [
                [first, .. bridge.Parts.Select(p => (object?)(p.Begin / CentsPerEuro)), null, null, null, null],
                .. total.Rows.Select((row, i) => Row(row, i)),
                [last, .. bridge.Parts.Select(p => (object?)(p.End / CentsPerEuro)), null, null, total.PerYear, null],
            ]
        );
    }

    private IReadOnlyList<object?> Row(BridgeRow row, int at) =>
        [
            row.Term.ToWords().In(language),
            .. bridge.Parts.Select(p => (object?)(p.Rows[at].Change / CentsPerEuro)),
            row.P5 / CentsPerEuro,
            row.P95 / CentsPerEuro,
            row.PerYear,
            row.Basis.ToWords().In(language),
        ];

    private Sheet About()
    {
        ImmutableArray<(string Name, string What)> about =
        [
            (Say("area", "gebied"), $"{bridge.AreaName} ({bridge.Area})"),
            (Say("run", "projectie"), $"{bridge.Run} ({bridge.Scenario})"),
            .. bridge.Other is { } other
                ? [(Say("beside", "naast"), $"{other} ({bridge.OtherScenario})")]
                : Array.Empty<(string, string)>(),
            (Say("money", "geld"), Money()),
            (Say("futures", "toekomsten"), Year(bridge.Replicates)),
            (
                Say("method", "methode"),
                Say(
                    "logarithmic mean (LMDI): the parts add up without a rest; percentages multiply",
                    "logaritmisch gemiddelde (LMDI): de delen tellen op zonder restpost; percentages vermenigvuldigen"
                )
            ),
        ];
        return new(
            Say("Sources", "Bronnen"),
            [new(Say("name", "naam"), CellKind.Text, Middle), new(Say("what", "wat"), CellKind.Text, Wide)],
            about.Select(a => (IReadOnlyList<object?>)[a.Name, a.What])
        );
    }

    private string Money() =>
        bridge.Money switch
        {
            MoneyBasis.Nominal => Say("euros of each year (nominal)", "euro's van elk jaar (nominaal)"),
            MoneyBasis.Real => Say(
                $"euros at prices of {bridge.PriceYear} (real)",
                $"euro's in prijzen van {bridge.PriceYear} (reëel)"
            ),
            _ => Say(
                $"euros at prices of care of {bridge.PriceYear} (volume)",
                $"euro's in zorgprijzen van {bridge.PriceYear} (volume)"
            ),
        };

    private string Product(BridgePart part) => part.Product is "all" ? Say("all care", "alle zorg") : part.Product;

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
