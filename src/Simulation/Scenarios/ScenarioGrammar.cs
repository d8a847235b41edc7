using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;
using static Populatie.Simulation.Scenarios.Notation.Keys;

namespace Populatie.Simulation.Scenarios;

/// <summary>Every key that a scenario may have: what may stand behind it and what it means. Reader, schema, template and guide follow it.</summary>
internal static class ScenarioGrammar
{
    public const string Extends = "extends";

    public static readonly SectionShape Base = new([
        Whole("year", 2000, 2099, "last observed year", "laatste waargenomen jaar", required: true, example: "2025"),
        Reference("cube", "the use cube", "de gebruikskubus"),
        Reference("population", "the population", "de bevolking"),
        Reference("fit", "the fit; latest makes a missing one", "de schatting; latest maakt een ontbrekende"),
    ]);

    public static readonly SectionShape Growth = new([
        new(
            "vintage",
            new TextShape("cpb-2027-2033"),
            new(
                "code of a published path (populatie growth list), or none",
                "code van een gepubliceerde reeks (populatie growth list), of none"
            ),
            Example: "cpb-2027-2033"
        ),
        new("mode", ScenarioWords.Modes, new("what follows what", "wat volgt wat")),
        Rate(
            "wmo",
            "growth of Wmo per year where the vintage gives none",
            "groei van de Wmo per jaar waar de reeks niets geeft",
            spread: 0.01
        ),
        Rate(
            "jeugd",
            "growth of Jeugd per year where the vintage gives none",
            "groei van Jeugd per jaar waar de reeks niets geeft",
            spread: 0.01
        ),
        Rate(
            "other",
            "growth of need per year that nothing else explains",
            "groei van de behoefte per jaar die niets anders verklaart",
            spread: 0.005
        ),
        Switch(
            "trend",
            "whether growth of requests that the fit found goes on, fading",
            "of groei van aanvragen die de schatting vond doorgaat, uitdovend"
        ),
        new(
            "period-convention",
            new WholeShape(6, 7),
            new("6 or 7 steps in 2027-2033", "6 of 7 stappen in 2027-2033"),
            Example: "6"
        ),
    ]);

    public static readonly SectionShape Prices = new([
        Rate(
            "relative",
            "prices of care above those of the whole economy, per year",
            "prijzen van hulp boven die van de hele economie, per jaar",
            spread: 0.01
        ),
        Rate(
            "deflator",
            "prices of the whole economy, per year",
            "prijzen van de hele economie, per jaar",
            spread: 0.01
        ),
    ]);

    public static readonly SectionShape Uncertainty = new([
        Switch("parameters", "whether parameters are uncertain", "of parameters onzeker zijn"),
        Volatility(
            "city-volatility",
            "yearly walk that all products of an act share, as a standard deviation",
            "jaarlijkse zwerftocht die alle producten van een wet delen, als standaardafwijking"
        ),
        Volatility(
            "wijk-volatility",
            "yearly walk of a wijk's rate, as a standard deviation",
            "jaarlijkse zwerftocht van het gebruik in een wijk, als standaardafwijking"
        ),
    ]);

    private static KeyShape Volatility(string name, string english, string dutch) =>
        new(name, new EitherShape(ScenarioWords.Fitted, new QuantityShape(Unit.Percent, 0, 10)), new(english, dutch));

    public static readonly SectionShape Root = new([
        new(
            "name",
            new TextShape("basis-2040"),
            new("what this future is called", "hoe deze toekomst heet"),
            Required: true
        ),
        new(
            Extends,
            new TextShape("basis-2040"),
            new(
                "the scenario that this one varies: a file beside it, or one that is shipped",
                "het scenario waarvan dit een variant is: een bestand ernaast, of een meegeleverd"
            )
        ),
        new(
            "base",
            Base,
            new("where the projection starts", "waar de projectie begint"),
            Required: true,
            Example: "{year: 2025, cube: latest, population: latest, fit: latest}"
        ),
        Whole(
            "horizon",
            2001,
            2174,
            "last projected year",
            "laatste geprojecteerde jaar",
            required: true,
            example: "2040"
        ),
        new("steps", ScenarioWords.Steps, new("length of a step", "lengte van een stap")),
        new(
            "growth",
            Growth,
            new("what is assumed about growth", "wat over groei wordt aangenomen"),
            Required: true,
            Example: "{vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}"
        ),
        new("prices", Prices, new("growth of prices", "groei van prijzen")),
        new(
            "capacity",
            new EitherShape(ScenarioWords.Unlimited, CapacityGrammar.Capacity),
            new("which scarcities may bind", "welke schaarste kan knellen")
        ),
        new(
            "groups",
            new NamedShape(CapacityGrammar.Group, "none"),
            new(
                "products delivered by the same people; a product in no group has no scarcity",
                "producten die dezelfde mensen leveren; een product in geen groep kent geen schaarste"
            )
        ),
        new(
            "staff",
            CapacityGrammar.Staff,
            new(
                "how hours become FTE, and how staff comes and goes",
                "hoe uren FTE worden, en hoe personeel komt en gaat"
            )
        ),
        new(
            "space",
            CapacityGrammar.Space,
            new("places, and homes to move on to", "plaatsen, en woningen om naar door te stromen")
        ),
        new("access", QueueGrammar.Access, new("the way from request to decision", "de weg van vraag naar besluit")),
        new(
            "queue",
            QueueGrammar.Queue,
            new("who goes first, and what happens while waiting", "wie voorgaat, en wat wachten doet")
        ),
        new(
            "money",
            MoneyGrammar.Money,
            new("contracts, and how scarce help is shared", "contracten, en hoe schaarse hulp wordt verdeeld")
        ),
        new(
            "take-up",
            new EitherShape(ScenarioWords.Segments, new QuantityShape(Unit.Percent, 0.001, 1)),
            new(
                "share of needs that become a request; 100% is neutral",
                "deel van de behoeften dat een vraag wordt; 100% is neutraal"
            )
        ),
        new(
            "uncertainty",
            Uncertainty,
            new("how much chance is in the parameters", "hoeveel toeval in de parameters zit")
        ),
        new(
            "levers",
            new ListShape(LeverGrammar.Lever),
            new("what policy, or the world, changes", "wat beleid, of de wereld, verandert")
        ),
    ]);
}
