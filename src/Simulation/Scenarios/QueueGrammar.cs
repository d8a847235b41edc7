using Populatie.Simulation.Scenarios.Notation;
using static Populatie.Simulation.Scenarios.Notation.Keys;

namespace Populatie.Simulation.Scenarios;

/// <summary>Keys of the way to care: access, order of service, and what waiting does.</summary>
internal static class QueueGrammar
{
    public static readonly SectionShape Access = new([
        new(
            "intake-hours",
            new QuantityShape(Unit.Hours, 0, 200),
            new("team hours per request", "teamuren per hulpvraag")
        ),
        new(
            "inquiry",
            new EitherShape(ScenarioWords.Fitted, new QuantityShape(Unit.Weeks, 0, 52)),
            new(
                "weeks from request to decision, at least; fitted: wait as long as the records tell",
                "weken van vraag tot besluit, ten minste; fitted: wacht zo lang als de registratie laat zien"
            ),
            Example: "3 weeks"
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
        FittedRate(
            "drop-out",
            "who wait and leave the list, per year; fitted: as the records tell",
            "wie wacht en de lijst verlaat, per jaar; fitted: zoals de registratie laat zien",
            low: 0,
            high: 20
        ),
        FittedRate(
            "helped",
            "of them, helped informally in track 1; fitted: nobody where the records tell who left a list",
            "van hen, informeel geholpen in spoor 1; fitted: niemand waar de registratie zegt wie een lijst verliet",
            low: 0,
            high: 1
        ),
        FittedRate(
            "worsen",
            "who wait and come to need heavier help, per year; fitted: nobody where the records tell who left a list",
            "wie wacht en zwaardere hulp nodig krijgt, per jaar; fitted: niemand waar de registratie zegt wie een lijst verliet",
            low: 0,
            high: 20
        ),
        new("norm", ByAct(Norm), new("waiting longer is unmet need", "langer wachten is onvervulde behoefte")),
    ]);
}
