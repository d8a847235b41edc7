using Populatie.Analytics.Areas;
using Populatie.Analytics.Areas.Schematic;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// The gemeente Utrecht that comes with the program: real codes, names, centres and sizes; schematic boundaries,
/// catchments and provider areas.
/// </summary>
public static class EmbeddedUtrecht
{
    private const string GemeenteCode = "GM0344";
    private const string GemeenteName = "Utrecht";

    /// <summary>Buurtteams of the city; their number is published, their division over the buurten is not.</summary>
    private const int BuurtteamCount = 18;

    private static readonly Lazy<AreaSet> Set = new(Read);

    /// <summary>111 buurten, 10 wijken, 18 schematic buurtteam catchments, 2 provider areas. Always the same.</summary>
    public static AreaSet Areas() => Set.Value;

    /// <summary>Codes, names, centres and sizes, as published.</summary>
    public static IReadOnlyList<SchematicBuurt> Buurten() => EmbeddedTables.ReadBuurten();

    /// <summary>Draws the map and the groupings anew; <see cref="Areas"/> reads what this once made.</summary>
    public static AreaSet Synthesize()
    {
        var buurten = Buurten().OrderBy(b => b.Buurt.Code, StringComparer.Ordinal).ToList();
        var coverage = SchematicMap.Draw(buurten);
        var wijkNames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var buurt in buurten)
        {
            wijkNames.TryAdd(buurt.Buurt.WijkCode, buurt.WijkName);
        }
        var index = new AreaIndex(
            buurten.Select(b => b.Buurt),
            wijkNames,
            GemeenteNames(),
            UtrechtGroupings.Divide(buurten, coverage, BuurtteamCount)
        );
        return new(index, coverage, schematic: true, "Utrecht, schematic");
    }

    private static AreaSet Read()
    {
        var shapes = BuurtShapes.Read(EmbeddedTables.ReadMap(), ReferenceSystems.RdNew, gemeente: null, []);
        var index = new AreaIndex(
            shapes.Buurten,
            shapes.WijkNames,
            shapes.GemeenteNames,
            EmbeddedTables.ReadGroupings(shapes.Buurten)
        );
        return new(index, shapes.ToCoverage(), schematic: true, "Utrecht, schematic");
    }

    private static Dictionary<string, string> GemeenteNames() =>
        new(StringComparer.Ordinal) { [GemeenteCode] = GemeenteName };
}
