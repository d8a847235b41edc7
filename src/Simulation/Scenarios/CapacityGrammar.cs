using Populatie.Simulation.Scenarios.Notation;
using static Populatie.Simulation.Scenarios.Notation.Keys;

namespace Populatie.Simulation.Scenarios;

/// <summary>Keys of staff and space: who delivers what, with how many, and what may run out.</summary>
internal static class CapacityGrammar
{
    public static readonly SectionShape Capacity = new([
        Switch("staff", "whether hours of staff may run out", "of uren van personeel op kunnen raken"),
        Switch("space", "whether places and homes may run out", "of plaatsen en woningen op kunnen raken"),
        Switch("money", "whether budgets may run out", "of budgetten op kunnen raken"),
    ]);

    public static readonly SectionShape Group = new([
        new(
            "products",
            new ListShape(new TextShape("wmo-begeleiding")),
            new("codes of products, tracks or acts", "codes van producten, sporen of wetten")
        ),
        new(
            "pool",
            ScenarioWords.Levels,
            new("the areas that each have staff of their own", "de gebieden met elk eigen personeel"),
            Example: "provider-area"
        ),
        new(
            "places",
            new EitherShape(ScenarioWords.Switches, new QuantityShape(Unit.Places, 0)),
            new(
                "whether care happens in places (on: as many as used), or how many there are",
                "of de hulp op plaatsen gebeurt (on: zoveel als gebruikt), of hoeveel er zijn"
            )
        ),
        Switch(
            "intake",
            "whether this team takes requests in and refers them",
            "of dit team vragen aanneemt en doorverwijst"
        ),
        Whole(
            "least-clients",
            0,
            10_000,
            "clients per pool on average below which staff is shared at the next wider level",
            "cliënten per pool gemiddeld waaronder personeel op het eerstvolgende hogere niveau wordt gedeeld",
            required: false,
            example: "25"
        ),
        Switch(
            "scarce",
            "whether its staff, places and money can run out; off: people wait as long as it takes, and no longer",
            "of personeel, plaatsen en geld ervan op kunnen raken; uit: wachten duurt zo lang als nodig, niet langer"
        ),
        new(
            "fte",
            new QuantityShape(Unit.Fte, 0),
            new(
                "contracted staff at the end of the base year; silent: as used, and the reserve",
                "personeel in dienst aan het eind van het basisjaar; anders: zoveel als gebruikt, en de reserve"
            )
        ),
    ]);

    public static readonly SectionShape Staff = new([
        new(
            "contract-hours",
            new QuantityShape(Unit.HoursPerYear, 1, 4000),
            new("paid hours per FTE", "betaalde uren per FTE")
        ),
        Share("direct-time", "hours at work spent with clients", "gewerkte uren met cliënten", low: 0.01),
        Share("absence", "paid hours lost to sickness", "betaalde uren verloren aan ziekte", high: 0.99),
        Share(
            "reserve",
            "what the staff could do above what it did in the base year",
            "wat het personeel meer kon dan het deed in het basisjaar",
            high: 10
        ),
        Share("attrition", "staff that leaves in a year", "personeel dat in een jaar vertrekt"),
        Share(
            "fill",
            "vacancies filled in a year: the labour market",
            "vacatures vervuld in een jaar: de arbeidsmarkt"
        ),
        FittedRate(
            "establishment",
            "growth of the number of posts per year; fitted: as the hours delivered grew",
            "groei van het aantal formatieplaatsen per jaar; fitted: zoals de geleverde uren groeiden",
            low: -1
        ),
    ]);

    public static readonly SectionShape Space = new([
        Share("reserve", "places above those in use", "plaatsen boven die in gebruik", high: 10),
        Rate("growth", "growth of the number of places per year", "groei van het aantal plaatsen per jaar"),
        Share(
            "dwellings",
            "homes in a year for those ready to leave protected living",
            "woningen in een jaar voor wie beschermd wonen kan verlaten",
            high: 10
        ),
    ]);
}
