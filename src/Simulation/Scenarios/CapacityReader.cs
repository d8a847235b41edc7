using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Reads which scarcities may bind, and what is assumed about staff and space.</summary>
internal static class CapacityReader
{
    public static CapacityChoice Choice(Section root)
    {
        if (root.Get("capacity") is TextNode word)
        {
            Section.WordOf(word, ScenarioWords.Unlimited);
            return CapacityChoice.Unlimited;
        }
        // A switch can only be absent where the base of a variant said "unlimited": then it is off.
        var section = root.Sub("capacity");
        bool On(string key) => section.Word(key, ScenarioWords.Switches, otherwise: false);
        return new(On("staff"), On("space"), On("money"));
    }

    public static StaffChoice Staff(Section section) =>
        new(
            section.Quantity("contract-hours"),
            section.Quantity("direct-time"),
            section.Quantity("absence"),
            section.Quantity("reserve"),
            section.Quantity("attrition"),
            section.Quantity("fill"),
            ScenarioReader.FittedOr(section, "establishment")
        );

    public static SpaceChoice Space(Section section) =>
        new(section.Quantity("reserve"), section.Quantity("growth"), section.Quantity("dwellings"));
}
