using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Areas.Schematic;

/// <summary>
/// Assumed groupings of Utrecht. It is published that there are 18 buurtteams, and two providers of specialist youth care
/// that each serve a part of the city; not which buurten are whose.
/// </summary>
internal static class UtrechtGroupings
{
    /// <summary>Wijken east of the Amsterdam–Rhine canal and the railway form the one part, the rest the other.</summary>
    private static readonly HashSet<string> East = new(StringComparer.Ordinal)
    {
        "WK034403",
        "WK034404",
        "WK034405",
        "WK034406",
        "WK034407",
    };

    private static readonly Area[] ProviderAreas =
    [
        new("PA034401", "Jeugdhulp Oost (schematic)", AreaLevel.ProviderArea),
        new("PA034402", "Jeugdhulp West (schematic)", AreaLevel.ProviderArea),
    ];

    public static IReadOnlyList<Grouping> Divide(
        IReadOnlyList<SchematicBuurt> buurten,
        Coverage coverage,
        int buurtteams
    )
    {
        var catchments = SchematicCatchments.Divide([.. buurten.Select(b => b.Buurt)], coverage, buurtteams);
        var codes = buurten.Select((b, i) => $"BT{b.Buurt.WijkCode[2..]}{catchments[i].Number}").ToList();
        var counts = catchments.GroupBy(c => c.Wijk).ToDictionary(g => g.Key, g => g.Max(c => c.Number));
        var teams = Enumerable
            .Range(0, buurten.Count)
            .DistinctBy(i => codes[i], StringComparer.Ordinal)
            .Select(i => new Area(codes[i], Name(i), AreaLevel.Buurtteam))
            .OrderBy(a => a.Code, StringComparer.Ordinal)
            .ToList();
        return
        [
            new(
                AreaLevel.Buurtteam,
                teams,
                [.. codes.Select(c => teams.FindIndex(t => string.Equals(t.Code, c, StringComparison.Ordinal)))]
            ),
            new(
                AreaLevel.ProviderArea,
                ProviderAreas,
                [.. buurten.Select(b => East.Contains(b.Buurt.WijkCode) ? 0 : 1)]
            ),
        ];

        string Name(int i) =>
            counts[catchments[i].Wijk] == 1
                ? $"Buurtteam {buurten[i].WijkName} (schematic)"
                : $"Buurtteam {buurten[i].WijkName} {catchments[i].Number} (schematic)";
    }
}
