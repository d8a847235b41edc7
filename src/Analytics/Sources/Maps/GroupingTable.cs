using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Writes the groupings of a set of areas as the table that an import reads with <c>--groupings</c>.</summary>
public static class GroupingTable
{
    public static void Write(AreaSet areas, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        if (areas.Schematic)
        {
            text.WriteLine(
                "# Assumed groupings, made by: populatie areas synthesize. The real catchments are not published."
            );
        }
        text.WriteLine("buurt,buurtteam,buurtteam_name,provider_area,provider_area_name");
        for (var buurt = 0; buurt < areas.Index.BuurtCount; buurt++)
        {
            var team = Of(areas.Index, AreaLevel.Buurtteam, buurt);
            var provider = Of(areas.Index, AreaLevel.ProviderArea, buurt);
            text.WriteLine(
                string.Join(
                    ',',
                    areas.Index.Buurten[buurt].Code,
                    team?.Code,
                    Quoted(team?.Name),
                    provider?.Code,
                    Quoted(provider?.Name)
                )
            );
        }
    }

    private static Area? Of(AreaIndex index, AreaLevel level, int leaf) =>
        index.Has(level) ? index.AreasAt(level)[index.OfLeaf(level)[leaf]] : null;

    private static string Quoted(string? name) =>
        name is null || name.IndexOfAny([',', '"']) < 0
            ? name ?? ""
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
