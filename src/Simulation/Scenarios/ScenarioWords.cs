using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>The words of the language that stand for a choice. Other spellings are accepted where they can mean one thing only.</summary>
internal static class ScenarioWords
{
    public static readonly WordShape<GrowthMode> Modes = Of(
        One(
            "bottom-up",
            GrowthMode.BottomUp,
            "the engine's own demography × rates × durations × prices",
            "de eigen demografie × gebruik × duur × prijs"
        ),
        One(
            "top-down",
            GrowthMode.TopDown,
            "spending follows the vintage; what it cannot buy is reported",
            "de uitgaven volgen de groeireeks; wat die niet kan kopen wordt gemeld"
        )
    );

    public static readonly WordShape<int> Steps = Of(
        One("quarter", 4, "four steps in a year", "vier stappen in een jaar", "kwartaal"),
        One("month", 12, "twelve steps in a year", "twaalf stappen in een jaar", "maand")
    );

    public static readonly WordShape<bool> Switches = Of(
        One("on", true, "", "", "yes", "true", "aan", "ja"),
        One("off", false, "", "", "no", "false", "uit", "nee")
    );

    public static readonly WordShape<bool> Unlimited = Of(
        One("unlimited", true, "everyone who asks begins at once", "wie vraagt begint meteen", "onbeperkt")
    );

    public static readonly WordShape<bool> Segments = Of(
        One(
            "segments",
            true,
            "by the population segments of each buurt",
            "naar de bevolkingssegmenten van elke buurt",
            "segmenten"
        )
    );

    public static readonly WordShape<bool> Fitted = Of(
        One("fitted", true, "as the fit found it", "zoals de schatting het vond", "geschat")
    );

    public static readonly WordShape<AreaLevel> Levels = Of([
        .. Enum.GetValues<AreaLevel>().Select(l => One(l.ToName(), l, "", "")),
    ]);

    public static readonly WordShape<Act> Acts = Of(One("Wmo", Act.Wmo, "", ""), One("Jeugd", Act.Jeugd, "", ""));

    public static readonly WordShape<ContractForm> Forms = Of(
        One(
            "taakgericht",
            ContractForm.LumpSum,
            "a lump sum with a ceiling and a duty to deliver",
            "een vast bedrag met een plafond en leveringsplicht",
            "lump-sum"
        ),
        One("inspanningsgericht", ContractForm.Effort, "volume × tariff", "volume × tarief", "effort", "pxq"),
        One("outputgericht", ContractForm.Output, "results × price", "resultaten × prijs", "output")
    );

    public static readonly WordShape<BudgetPolicy> Policies = Of(
        One("queue", BudgetPolicy.Queue, "who comes later waits", "wie later komt wacht", "wachten"),
        One(
            "reallocate",
            BudgetPolicy.Reallocate,
            "what another track has left is used first",
            "eerst wordt gebruikt wat een ander spoor overheeft",
            "schuiven"
        ),
        One(
            "overspend",
            BudgetPolicy.Overspend,
            "care goes on and the gap is reported; not for taakgericht",
            "de hulp gaat door en het tekort wordt gemeld; niet bij taakgericht",
            "overschrijden"
        )
    );

    public static readonly WordShape<AllocationRule> Rules = Of(
        One("need", AllocationRule.Need, "to where people wait", "naar waar mensen wachten", "behoefte"),
        One("per-head", AllocationRule.PerHead, "the same per resident", "per inwoner gelijk", "per-inwoner"),
        One(
            "progressive",
            AllocationRule.Progressive,
            "more where need per head is higher: ongelijk investeren",
            "meer waar de behoefte per inwoner hoger is: ongelijk investeren",
            "progressief"
        )
    );

    public static readonly WordShape<Ramp> Ramps = Of(
        One("linear", Ramp.Linear, "the same step each year", "elk jaar een even grote stap", "lineair"),
        One("front", Ramp.Front, "most at first", "eerst het meeste"),
        One("back", Ramp.Back, "most at last", "het laatst het meeste"),
        One("step", Ramp.Step, "all at once", "alles ineens", "ineens")
    );

    private static WordShape<T> Of<T>(params ImmutableArray<(Word, T)> choices) => new(choices);

    private static (Word, T) One<T>(string name, T value, string english, string dutch, params string[] also) =>
        (new(name, new(english, dutch), [.. also]), value);
}
