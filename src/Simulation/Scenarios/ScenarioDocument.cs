using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>A scenario as text: laid over what it extends, and that over the shipped assumptions; not yet read as values.</summary>
internal sealed class ScenarioDocument
{
    private const int LongestChain = 16;

    private ScenarioDocument(string file, MapNode root) => (File, Root) = (file, root);

    public string File { get; }

    /// <summary>Every key that the scenario has, of itself or from below; without <c>extends</c>.</summary>
    public MapNode Root { get; }

    /// <exception cref="SourceFormatException">No YAML; or extends what is not there, or itself.</exception>
    public static ScenarioDocument Load(ScenarioSource source, FindScenario find)
    {
        var chain = Chain(source, find);
        var root = Defaults.Text;
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            root = Layers.Lay(root, Without(chain[i].Root));
        }
        return new(source.File, root);
    }

    /// <summary>The scenario, what it extends, what that extends, and so on.</summary>
    private static List<(string File, MapNode Root)> Chain(ScenarioSource source, FindScenario find)
    {
        var chain = new List<(string File, MapNode Root)>();
        for (var next = source; ; )
        {
            var root = Parse(next);
            chain.Add((next.File, root));
            if (root.Find(ScenarioGrammar.Extends) is not { } wanted)
            {
                return chain;
            }
            if (root.Find("name") is null)
            {
                throw Section.Of(root, ScenarioGrammar.Root).Missing("name");
            }
            next = find(wanted.Shown, next) ?? throw NotFound(wanted);
            if (
                chain.Exists(c => string.Equals(c.File, next.File, StringComparison.Ordinal))
                || chain.Count == LongestChain
            )
            {
                var way = string.Join(" → ", chain.Select(c => c.File).Append(next.File));
                throw wanted.Place.Fault(
                    new($"a circle: {way}", $"een kring: {way}"),
                    new("a scenario that does not lead back to this one", "een scenario dat niet hierheen terugleidt"),
                    new("let one of them extend nothing", "laat een ervan niets uitbreiden")
                );
            }
        }
    }

    private static MapNode Parse(ScenarioSource source)
    {
        var node = SettingNode.Parse(source.Text, source.File, new("a scenario in YAML", "een scenario in YAML"));
        Section.Of(node, ScenarioGrammar.Root);
        return (MapNode)node;
    }

    private static MapNode Without(MapNode root) =>
        new(
            root.Place,
            [.. root.Entries.Where(e => !string.Equals(e.Key, ScenarioGrammar.Extends, StringComparison.Ordinal))]
        );

    private static SourceFormatException NotFound(SettingNode wanted)
    {
        var names = ShippedScenarios.Names;
        var meant = Spelling.Nearest(wanted.Shown, names);
        // All names are for who has no idea of them; who was near needs the one.
        var all = meant is null ? $": {string.Join(", ", names)}" : "";
        return wanted.Place.Fault(
            Section.Quoted(wanted),
            new(
                $"the name of a scenario beside this file, or of a shipped one{all}",
                $"de naam van een scenario naast dit bestand, of van een meegeleverd{all}"
            ),
            meant is null
                ? new("put the file beside this one", "zet het bestand naast dit bestand")
                : Section.Meant(meant)
        );
    }
}
