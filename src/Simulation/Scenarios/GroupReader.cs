using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Reads the groups of products that share staff.</summary>
internal static class GroupReader
{
    private static readonly NamedShape Shape = (NamedShape)ScenarioGrammar.Root.Find("groups")!.Value;

    public static ImmutableArray<ProductGroup> Read(SettingNode node)
    {
        if (node is not MapNode map)
        {
            throw node.Place.Fault(
                Section.Quoted(node),
                new("groups by name", "groepen op naam"),
                new(
                    "write groups: {my-group: {products: [wmo-begeleiding], pool: wijk}}",
                    "schrijf groups: {mijn-groep: {products: [wmo-begeleiding], pool: wijk}}"
                )
            );
        }
        return [.. map.Entries.Where(e => !IsOff(e.Value)).Select(e => Group(e, map))];
    }

    private static bool IsOff(SettingNode node) =>
        node is TextNode text && string.Equals(text.Text.Trim(), Shape.Off, StringComparison.OrdinalIgnoreCase);

    private static ProductGroup Group(MapEntry entry, MapNode all)
    {
        var section = Section.Of(entry.Value, Shape.Each);
        if (!section.Has("products"))
        {
            var others = all
                .Entries.Select(e => e.Key)
                .Where(k => !string.Equals(k, entry.Key, StringComparison.Ordinal));
            var meant = Spelling.Nearest(entry.Key, others);
            throw entry.Place.Fault(
                new($"the group '{entry.Key}' without products", $"de groep '{entry.Key}' zonder producten"),
                new("a known group, or products for a new one", "een bekende groep, of producten voor een nieuwe"),
                meant is null
                    ? new("add products: [wmo-begeleiding]", "voeg toe products: [wmo-begeleiding]")
                    : Section.Meant(meant)
            );
        }
        var (inPlaces, number) = Places(section);
        return new(
            entry.Key,
            section.Texts("products"),
            section.Word("pool", ScenarioWords.Levels, Analytics.Areas.AreaLevel.Gemeente),
            inPlaces,
            section.Word("intake", ScenarioWords.Switches, otherwise: false),
            section.QuantityOrNone("fte"),
            number
        )
        {
            IsScarce = section.Word("scarce", ScenarioWords.Switches, otherwise: true),
            LeastClients = section.Has("least-clients") ? section.Whole("least-clients") : 0,
        };
    }

    private static (bool InPlaces, Assumption? Number) Places(Section section)
    {
        if (section.Find("places") is not { } node)
        {
            return (false, null);
        }
        return node is TextNode text && ScenarioWords.Switches.TryFind(text.Text.Trim(), out var on)
            ? (on, null)
            : (true, section.Quantity("places"));
    }
}
