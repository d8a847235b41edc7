using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

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
        Rate(
            "establishment",
            "growth of the number of posts per year",
            "groei van het aantal formatieplaatsen per jaar"
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

    public static readonly SectionShape Access = new([
        new(
            "intake-hours",
            new QuantityShape(Unit.Hours, 0, 200),
            new("team hours per request", "teamuren per hulpvraag")
        ),
        new(
            "past-team",
            ByAct(new QuantityShape(Unit.Percent, 0, 1)),
            new("requests for track 3 that do not pass the team", "vragen om spoor 3 die niet langs het team gaan")
        ),
    ]);

    public static readonly SectionShape Norm = new([
        Weeks("decision", "from request to decision", "van vraag tot besluit"),
        Weeks("start", "from decision to start", "van besluit tot start"),
    ]);

    public static readonly SectionShape Queue = new([
        new(
            "safety",
            ByAct(new QuantityShape(Unit.Percent, 0, 1)),
            new(
                "requests that cannot wait; no scenario can lower the floor",
                "vragen die niet kunnen wachten; geen scenario kan de bodem verlagen"
            )
        ),
        Share("urgent", "requests that go before the others", "vragen die voorgaan"),
        Rate(
            "drop-out",
            "who wait and leave the list, per year",
            "wie wacht en de lijst verlaat, per jaar",
            low: 0,
            high: 20
        ),
        Share("helped", "of them, helped informally in track 1", "van hen, informeel geholpen in spoor 1"),
        Rate(
            "worsen",
            "who wait and come to need heavier help, per year",
            "wie wacht en zwaardere hulp nodig krijgt, per jaar",
            low: 0,
            high: 20
        ),
        new("norm", ByAct(Norm), new("waiting longer is unmet need", "langer wachten is onvervulde behoefte")),
    ]);

    public static readonly SectionShape Contract = new([
        new("act", ScenarioWords.Acts, new("Wmo or Jeugd", "Wmo of Jeugd"), Required: true),
        new("track", new WholeShape(1, 3), new("1, 2 or 3", "1, 2 of 3"), Required: true, Example: "3"),
        new("form", ScenarioWords.Forms, new("how the municipality pays", "hoe de gemeente betaalt"), Required: true),
        new(
            "policy",
            ScenarioWords.Policies,
            new("what happens when the budget is spent", "wat gebeurt als het budget op is")
        ),
        new(
            "budget",
            new QuantityShape(Unit.Euro, 0),
            new(
                "per year at prices of the base year; silent: what the base year cost",
                "per jaar in prijzen van het basisjaar; anders: wat het basisjaar kostte"
            )
        ),
        Rate(
            "indexation",
            "growth of the budget above the deflator, per year",
            "groei van het budget boven de deflator, per jaar"
        ),
        Rate(
            "induced",
            "growth of volume per year that the form itself brings about (inspanningsgericht)",
            "groei van het volume per jaar die de vorm zelf uitlokt (inspanningsgericht)",
            low: 0
        ),
    ]);

    public static readonly SectionShape Money = new([
        new(
            "allocation",
            ScenarioWords.Rules,
            new("how scarce help is shared over buurten", "hoe schaarse hulp over buurten wordt verdeeld")
        ),
        Rate(
            "indexation",
            "growth of budgets above the deflator, where a contract is silent",
            "groei van budgetten boven de deflator, waar een contract zwijgt"
        ),
        Rate(
            "induced",
            "induced growth of volume, where a contract is silent",
            "uitgelokte groei van volume, waar een contract zwijgt",
            low: 0
        ),
        new(
            "contracts",
            new ListShape(Contract),
            new("what is paid for an act and a track", "wat voor een wet en een spoor wordt betaald")
        ),
    ]);

    public static readonly SectionShape Uncertainty = new([
        Switch("parameters", "whether parameters are uncertain", "of parameters onzeker zijn"),
        Rate(
            "wijk-volatility",
            "yearly walk of a wijk's rate, as a standard deviation",
            "jaarlijkse zwerftocht van het gebruik in een wijk, als standaardafwijking",
            low: 0
        ),
    ]);

    public static readonly SectionShape Lever = new([
        new("lever", LeverReader.Kinds, new("what is changed", "wat verandert"), Required: true),
        new(
            "name",
            new TextShape("prevention-overvecht"),
            new(
                "a name of your own; in a variant a lever of the same name takes the place of that of its base",
                "een eigen naam; in een variant neemt een knop met dezelfde naam de plaats in van die van de basis"
            )
        ),
        new(
            "for",
            new TextShape("all"),
            new(
                "an act, a track, a product, a group, or all (default)",
                "een wet, een spoor, een product, een groep, of all (standaard)"
            )
        ),
        new(
            "areas",
            new ListShape(new TextShape("WK034403")),
            new(
                "codes of buurten, wijken, gemeenten or groupings; silent: everywhere",
                "codes van buurten, wijken, gemeenten of groeperingen; anders: overal"
            )
        ),
        Whole("start", 2000, 2199, "first year", "eerste jaar", required: true, example: "2027"),
        new(
            "ramp-years",
            new WholeShape(1, 50, Unit.Years),
            new("years until the full effect; default 1", "jaren tot het volle effect; standaard 1"),
            Example: "5"
        ),
        new("ramp", ScenarioWords.Ramps, new("the way there; default linear", "de weg erheen; standaard linear")),
        new(
            "lag-years",
            new WholeShape(0, 50, Unit.Years),
            new("years before anything is felt; default 0", "jaren voor er iets te merken is; standaard 0"),
            Example: "2"
        ),
        new(
            "effect",
            new AnyQuantityShape(),
            new(
                "the change at full effect; the neutral value changes nothing",
                "de verandering bij vol effect; de neutrale waarde verandert niets"
            ),
            Example: "-5% (assumed, -10% to 0%)"
        ),
        new(
            "amount",
            new AnyQuantityShape(),
            new("a second figure, where the kind asks for one", "een tweede getal, waar de soort dat vraagt"),
            Example: "EUR 4 mln (2025)"
        ),
        new(
            "choice",
            new TextShape("wijk"),
            new("a word, where the kind asks for one", "een woord, waar de soort dat vraagt")
        ),
    ]);

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
            new EitherShape(ScenarioWords.Unlimited, Capacity),
            new("which scarcities may bind", "welke schaarste kan knellen")
        ),
        new(
            "groups",
            new NamedShape(Group, "none"),
            new(
                "products delivered by the same people; a product in no group has no scarcity",
                "producten die dezelfde mensen leveren; een product in geen groep kent geen schaarste"
            )
        ),
        new(
            "staff",
            Staff,
            new(
                "how hours become FTE, and how staff comes and goes",
                "hoe uren FTE worden, en hoe personeel komt en gaat"
            )
        ),
        new("space", Space, new("places, and homes to move on to", "plaatsen, en woningen om naar door te stromen")),
        new("access", Access, new("the way from request to decision", "de weg van vraag naar besluit")),
        new("queue", Queue, new("who goes first, and what happens while waiting", "wie voorgaat, en wat wachten doet")),
        new(
            "money",
            Money,
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
            new ListShape(Lever),
            new("what policy, or the world, changes", "wat beleid, of de wereld, verandert")
        ),
    ]);

    private static SectionShape ByAct(ValueShape each) =>
        new([new("wmo", each, Bilingual.Same("Wmo")), new("jeugd", each, Bilingual.Same("Jeugd"))]);

    private static KeyShape Reference(string name, string english, string dutch) =>
        new(
            name,
            new TextShape("latest"),
            new(
                $"{english}: an id, the beginning of one, a path, or latest",
                $"{dutch}: een id, het begin ervan, een pad, of latest"
            )
        );

    private static KeyShape Whole(
        string name,
        int low,
        int high,
        string english,
        string dutch,
        bool required,
        string example
    ) => new(name, new WholeShape(low, high), new(english, dutch), required, example);

    private static KeyShape Switch(string name, string english, string dutch) =>
        new(name, ScenarioWords.Switches, new(english, dutch));

    private static KeyShape Share(string name, string english, string dutch, double low = 0, double high = 1) =>
        new(name, new QuantityShape(Unit.Percent, low, high), new(english, dutch));

    private static KeyShape Rate(
        string name,
        string english,
        string dutch,
        double low = -1,
        double high = 10,
        double spread = 0
    ) => new(name, new QuantityShape(Unit.Percent, low, high, spread), new(english, dutch));

    private static KeyShape Weeks(string name, string english, string dutch) =>
        new(name, new QuantityShape(Unit.Weeks, 0, 520), new(english, dutch), Example: "8 weeks");
}
