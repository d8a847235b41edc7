using System.Collections.Immutable;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>
/// Every kind of lever: what it moves, its figures and their ranges, its choices, and a sentence in both languages. The
/// reader, the schema, the checks and the engine all use this one table. A kind without effect changes nothing: its figures
/// are 0 and its choice, if any, is what already holds.
/// </summary>
internal static class LeverCatalogue
{
    /// <summary>Choice of <see cref="LeverKind.Regelarm"/>: whether the wijk has staff and money of its own.</summary>
    public static readonly WordShape<bool> Pools = new([
        (new("own", new("staff and money of its own", "eigen personeel en geld"), ["eigen"]), true),
        (new("shared", new("goes on sharing staff and money", "blijft personeel en geld delen"), ["gedeeld"]), false),
    ]);

    private static readonly LeverFigure Growth = Change(-1, 9, "change", "verandering");

    /// <summary>All kinds, in the order of <see cref="LeverKind"/>.</summary>
    public static readonly ImmutableArray<LeverTerm> All =
    [
        Row(
            LeverKind.TakeUp,
            "take-up",
            Growth,
            "More or fewer of those in need ask for help; who does not ask stays hidden.",
            "Meer of minder mensen met een behoefte vragen hulp; wie niet vraagt blijft verborgen.",
            new LeverMove(Effect.TakeUp, LeverSize.Effect)
        ),
        Row(
            LeverKind.NeedGrowth,
            "need-growth",
            Growth,
            "Need arises more or less often, for whatever reason.",
            "Behoefte ontstaat vaker of minder vaak, om welke reden ook.",
            new LeverMove(Effect.Need, LeverSize.Effect)
        ),
        Row(
            LeverKind.Prevention,
            "prevention",
            Change(-0.5, 0.5, "change per million euros a year", "verandering per miljoen euro per jaar"),
            "Euros in sociale basis lower the inflow to basiszorg and aanvullende zorg, after a lag; they cost money at once.",
            "Euro's in de sociale basis verlagen de instroom in basiszorg en aanvullende zorg, na enige tijd; ze kosten meteen geld.",
            new LeverMove(Effect.Need, LeverSize.EffectPerMillion)
        ) with
        {
            Reach = LeverReach.BeyondSocialeBasis,
            Amount = new(Unit.Euro, 0, 1e9, Required: true, new("euros per year", "euro's per jaar")),
        },
        Delivery(
            LeverKind.Group,
            "group",
            "Care in groups in place of one by one: fewer hours per client, and the cost of those hours less.",
            "Zorg in groepen in plaats van een voor een: minder uren per cliënt, en de kosten daarvan minder."
        ),
        Delivery(
            LeverKind.Blended,
            "blended",
            "Care partly online: fewer hours per client, and the cost of those hours less.",
            "Zorg deels digitaal: minder uren per cliënt, en de kosten daarvan minder."
        ),
        Row(
            LeverKind.Scope,
            "scope",
            Change(-1, 0, "part that is no longer provided", "deel dat niet meer wordt geboden"),
            "Part of the requests is no longer provided for: they come back in sociale basis, or are foregone.",
            "Een deel van de aanvragen valt buiten de polis: die komen terug in de sociale basis, of blijven zonder hulp.",
            new LeverMove(Effect.InScope, LeverSize.Effect)
        ) with
        {
            Reach = LeverReach.BeyondSocialeBasis,
            Amount = Share(
                "part of them that comes back in sociale basis",
                "deel daarvan dat terugkomt in de sociale basis"
            ),
        },
        Row(
            LeverKind.StepDown,
            "step-down",
            Growth,
            "People go on to lighter care sooner or later than they did.",
            "Mensen gaan eerder of later dan voorheen over naar lichtere zorg.",
            new LeverMove(Effect.StepDown, LeverSize.Effect)
        ),
        Row(
            LeverKind.Consolidation,
            "consolidation",
            DirectTime(),
            "One provider per area: staff is shared there, and less of its time goes to arranging.",
            "Eén aanbieder per gebied: personeel wordt daar gedeeld, en er gaat minder tijd naar regelen.",
            new LeverMove(Effect.DirectTime, LeverSize.Effect)
        ) with
        {
            Where = LeverWhere.Everywhere,
            Choice = new(
                ScenarioWords.Levels,
                Required: true,
                new("the areas within which staff is shared", "de gebieden waarbinnen personeel wordt gedeeld")
            ),
        },
        Row(
            LeverKind.Regelarm,
            "regelarm",
            DirectTime(),
            "One wijk with few rules: a budget and a mandate of its own, and more time for clients.",
            "Eén regelarme wijk: een eigen budget en mandaat, en meer tijd voor cliënten.",
            new LeverMove(Effect.DirectTime, LeverSize.Effect)
        ) with
        {
            Where = LeverWhere.OneWijk,
            Choice = new(
                Pools,
                Required: false,
                new(
                    "whether the wijk has staff and money of its own, or goes on sharing them",
                    "of de wijk eigen personeel en geld heeft, of die blijft delen"
                )
            ),
        },
        Row(
            LeverKind.Allocation,
            "allocation",
            null,
            "Scarce care is shared over buurten by another rule; the total is the same.",
            "Schaarse zorg wordt anders over buurten verdeeld; het totaal is gelijk."
        ) with
        {
            Subject = LeverSubject.All,
            Where = LeverWhere.Everywhere,
            Choice = new(
                ScenarioWords.Rules,
                Required: true,
                new("by which scarce care is shared over buurten", "waarnaar schaarse zorg over buurten wordt verdeeld")
            ),
        },
        Row(
            LeverKind.ShiftIn,
            "shift-in",
            Change(0, 9, "requests on top", "aanvragen erbij"),
            "Care that moves to the municipality (AZWA, ambulantisering, Wlz): requests on top of all others.",
            "Zorg die naar de gemeente verschuift (AZWA, ambulantisering, Wlz): aanvragen boven op alle andere.",
            new LeverMove(Effect.Entry, LeverSize.Effect)
        ),
        Row(
            LeverKind.OwnContribution,
            "own-contribution",
            Change(-1, 9, "change of the own contribution", "verandering van de eigen bijdrage"),
            "Clients pay more or less themselves, and fewer or more of them ask.",
            "Cliënten betalen zelf meer of minder, en minder of meer van hen vragen hulp.",
            new LeverMove(Effect.TakeUp, LeverSize.EffectTimesAmount)
        ) with
        {
            Amount = new(
                Unit.Number,
                -5,
                0,
                Required: true,
                new(
                    "percent change of requests for one percent change of the contribution",
                    "procent verandering van aanvragen bij één procent verandering van de bijdrage"
                )
            ),
        },
        Row(
            LeverKind.Hiring,
            "hiring",
            Growth,
            "Vacancies are filled faster or slower.",
            "Vacatures worden sneller of langzamer vervuld.",
            new LeverMove(Effect.Fill, LeverSize.Effect)
        ),
        Row(
            LeverKind.Attrition,
            "attrition",
            Growth,
            "More or fewer of the staff leave.",
            "Meer of minder personeel vertrekt.",
            new LeverMove(Effect.Attrition, LeverSize.Effect)
        ),
        Row(
            LeverKind.Absence,
            "absence",
            Growth,
            "More or fewer hours are lost to sickness.",
            "Meer of minder uren gaan verloren aan ziekte.",
            new LeverMove(Effect.Absence, LeverSize.Effect)
        ),
        Row(
            LeverKind.DirectTime,
            "direct-time",
            Change(-0.9, 2, "change", "verandering"),
            "Staff spends more or less of its time with clients.",
            "Personeel besteedt meer of minder van zijn tijd aan cliënten.",
            new LeverMove(Effect.DirectTime, LeverSize.Effect)
        ),
        Row(
            LeverKind.Budget,
            "budget",
            Change(-1, 9, "change of the level", "verandering van het niveau"),
            "The budget is cut or raised, and grows faster or slower each year.",
            "Het budget wordt verlaagd of verhoogd, en groeit jaarlijks sneller of langzamer.",
            new LeverMove(Effect.Budget, LeverSize.Effect),
            new LeverMove(Effect.Budget, LeverSize.YearlyAmount)
        ) with
        {
            Subject = LeverSubject.Totals,
            Where = LeverWhere.Everywhere,
            Amount = new(
                Unit.Percent,
                -0.2,
                0.2,
                Required: false,
                new("growth per year on top of indexation", "groei per jaar boven op de indexering")
            ),
        },
        Row(
            LeverKind.Contract,
            "contract",
            Optional(Change(-0.9, 9, "change of the price per client", "verandering van de prijs per cliënt")),
            "Another form of contract from a year on, with a price that goes with it.",
            "Een andere contractvorm vanaf een jaar, met een prijs die erbij hoort.",
            new LeverMove(Effect.Price, LeverSize.Effect)
        ) with
        {
            Subject = LeverSubject.Totals,
            Where = LeverWhere.Everywhere,
            Amount = new(
                Unit.Years,
                1,
                75,
                Required: false,
                new(
                    "length of the contract in years; without it, for good",
                    "looptijd van het contract in jaren; zonder, voorgoed"
                )
            ),
            Choice = new(
                ScenarioWords.Forms,
                Required: true,
                new("the form of the contract", "de vorm van het contract")
            ),
        },
        Row(
            LeverKind.Housing,
            "housing",
            Change(-1, 9, "change of the homes to move on to", "verandering van de woningen om naar door te stromen"),
            "More or fewer homes come free for people who can leave protected living, and the number of places changes.",
            "Er komen meer of minder woningen vrij voor wie beschermd wonen kan verlaten, en het aantal plekken verandert.",
            new LeverMove(Effect.Dwellings, LeverSize.Effect),
            new LeverMove(Effect.Places, LeverSize.Amount)
        ) with
        {
            Amount = new(
                Unit.Percent,
                -1,
                9,
                Required: false,
                new("change of the number of places", "verandering van het aantal plekken")
            ),
        },
        Row(
            LeverKind.YouthMentalHealth,
            "youth-mental-health",
            Growth,
            "The mental health of young people changes, and their need for Jeugd with it.",
            "De mentale gezondheid van jongeren verandert, en daarmee hun behoefte aan jeugdhulp.",
            new LeverMove(Effect.Need, LeverSize.Effect)
        ) with
        {
            Reach = LeverReach.Jeugd,
        },
        Row(
            LeverKind.Livelihood,
            "livelihood",
            Growth,
            "People's livelihood grows more or less secure, and all need with it.",
            "De bestaanszekerheid van mensen verandert, en daarmee alle behoefte.",
            new LeverMove(Effect.Need, LeverSize.Effect)
        ),
        Row(
            LeverKind.GgzWaiting,
            "ggz-waiting",
            Growth,
            "Waiting for mental health care (GGZ) grows or shrinks, and with it the need of adults for begeleiding and beschermd wonen.",
            "Het wachten op de GGZ neemt toe of af, en daarmee de behoefte van volwassenen aan begeleiding en beschermd wonen.",
            new LeverMove(Effect.Need, LeverSize.Effect)
        ) with
        {
            Reach = LeverReach.AdultSupport,
        },
    ];

    public static LeverTerm Of(LeverKind kind) => All[(int)kind];

    /// <summary>Null when no kind has that name.</summary>
    public static LeverTerm? Find(string name) =>
        All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    private static LeverTerm Row(
        LeverKind kind,
        string name,
        LeverFigure? effect,
        string english,
        string dutch,
        params LeverMove[] moves
    ) =>
        new(
            kind,
            name,
            LeverReach.All,
            LeverSubject.Products,
            LeverWhere.Anywhere,
            effect,
            null,
            null,
            [.. moves],
            new(english, dutch)
        );

    private static LeverTerm Delivery(LeverKind kind, string name, string english, string dutch) =>
        Row(
            kind,
            name,
            Change(-0.9, 1, "change of hours per client", "verandering van uren per cliënt"),
            english,
            dutch,
            new LeverMove(Effect.Minutes, LeverSize.Effect)
        );

    private static LeverFigure DirectTime() =>
        Optional(Change(-0.5, 0.5, "change of the time with clients", "verandering van de tijd met cliënten"));

    private static LeverFigure Change(double least, double most, string english, string dutch) =>
        new(Unit.Percent, least, most, Required: true, new(english, dutch));

    private static LeverFigure Share(string english, string dutch) =>
        new(Unit.Percent, 0, 1, Required: false, new(english, dutch));

    private static LeverFigure Optional(LeverFigure figure) => figure with { Required = false };
}
