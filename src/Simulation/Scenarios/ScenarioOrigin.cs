using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// Where each part of a scenario stands in its files, so that a complaint that only comes up later (an area that the cube
/// does not have) still names line and column. No part of the value: scenarios that say the same are equal wherever they
/// say it. Immutable.
/// </summary>
public sealed class ScenarioOrigin
{
    /// <summary>Of a scenario that was made in code.</summary>
    public static readonly ScenarioOrigin Unknown = new(
        "scenario",
        new Dictionary<string, Place>(StringComparer.Ordinal)
    );

    private readonly Dictionary<string, Place> places;

    internal ScenarioOrigin(string file, Dictionary<string, Place> places) => (File, this.places) = (file, places);

    /// <summary>The file of the scenario itself, not of what it extends.</summary>
    public string File { get; }

    /// <summary>A complaint about a part of the scenario.</summary>
    /// <param name="path">
    /// Keys with dots, positions in brackets: <c>growth.jeugd</c>, <c>levers[0].areas[2]</c>; a part that is not written
    /// stands where the part around it does.
    /// </param>
    public SourceFormatException Fault(string path, Bilingual found, Bilingual expected, Bilingual mend)
    {
        var place = PlaceOf(path);
        return place.Fault(found, expected, mend);
    }

    /// <summary>Whether the scenario, or what it extends, says this itself; the shipped assumptions do not count.</summary>
    public bool Says(string path) =>
        places.TryGetValue(path, out var place) && !string.Equals(place.File, Defaults.File, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ScenarioOrigin;

    public override int GetHashCode() => 0;

    internal static ScenarioOrigin Of(string file, MapNode root)
    {
        var found = new Dictionary<string, Place>(StringComparer.Ordinal);
        Walk(root, "", found);
        return new(file, found);
    }

    private Place PlaceOf(string path)
    {
        for (var rest = path; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOfAny(['.', '[']))])
        {
            if (places.TryGetValue(rest, out var place))
            {
                return place;
            }
        }
        return new(File, null, null);
    }

    private static void Walk(SettingNode node, string path, Dictionary<string, Place> found)
    {
        if (path.Length > 0)
        {
            found[path] = node.Place;
        }
        switch (node)
        {
            case MapNode map:
                foreach (var entry in map.Entries)
                {
                    Walk(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", found);
                }
                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Walk(list.Items[i], $"{path}[{i}]", found);
                }
                break;
        }
    }
}
