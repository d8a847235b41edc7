using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Reads levers.</summary>
internal static class LeverReader
{
    private static readonly Assumption Nothing = new(0, 0, 0, "neutral", 1);

    /// <param name="year">Base year: amounts are at its prices.</param>
    public static ImmutableArray<Lever> Read(Section root, int year) =>
        [.. root.Items("levers").Select(n => One(Section.Of(n, ScenarioGrammar.Lever), year))];

    private static Lever One(Section section, int year) =>
        new(
            section.Word("lever", ScenarioWords.LeverKinds),
            section.Text("for", "all"),
            section.Texts("areas"),
            section.Whole("start"),
            section.Whole("ramp-years", 1),
            section.Word("ramp", ScenarioWords.Ramps, Ramp.Linear),
            Any(section, "effect", year) ?? Nothing,
            Any(section, "amount", year),
            section.Whole("lag-years", 0),
            section.Has("choice") ? section.Text("choice") : null
        )
        {
            Position = new(section.Place.File, section.Place.Line ?? 1, section.Place.Column ?? 1),
        };

    private static Assumption? Any(Section section, string key, int year) =>
        section.Find(key) is { } node ? Quantities.Read(node, key, new(UnitOf(node)), year) : null;

    /// <summary>The unit that the text itself names; percent where it names none, so that the sign is asked for.</summary>
    private static Unit UnitOf(SettingNode node)
    {
        var text = node is MapNode map ? map.Find("value")?.Shown ?? "" : node.Shown;
        return Unit.All.FirstOrDefault(u =>
                !u.BareIsClear && QuantityText.Parse(text, u, out _, out _) == QuantityFault.None
            ) ?? Unit.Percent;
    }
}
