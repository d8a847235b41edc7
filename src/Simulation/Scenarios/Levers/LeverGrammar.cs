using Populatie.Simulation.Scenarios.Notation;
using static Populatie.Simulation.Scenarios.Notation.Keys;

namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>Keys of a lever.</summary>
internal static class LeverGrammar
{
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
}
