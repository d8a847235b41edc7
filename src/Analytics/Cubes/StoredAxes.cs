using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Axes inside a column file: areas, products and age bands as JSON in its heading, so that an artefact can be read
/// without any other. The same axes give the same text.
/// </summary>
public static class StoredAxes
{
    private const string AreasKey = "axis.areas";
    private const string ProductsKey = "axis.products";
    private const string BandsKey = "axis.bands";

    private static readonly AreaLevel[] Own = [AreaLevel.Gemeente, AreaLevel.Wijk, AreaLevel.Buurt];

    public static void Put(ColumnFile file, AreaIndex areas, ProductAxis products, AgeBands bands)
    {
        PutAreas(file, areas);
        file.Meta[ProductsKey] = JsonSerializer.Serialize(products.Products.ToArray());
        file.Meta[BandsKey] = JsonSerializer.Serialize(bands.LowerBounds.ToArray());
    }

    public static void PutAreas(ColumnFile file, AreaIndex areas) =>
        file.Meta[AreasKey] = JsonSerializer.Serialize(
            new StoredAreas(
                [.. areas.Buurten],
                Names(areas, AreaLevel.Wijk),
                Names(areas, AreaLevel.Gemeente),
                [.. areas.Levels.Except(Own).Select(level => GroupingAt(areas, level))]
            )
        );

    public static AreaIndex Areas(ColumnFile file)
    {
        var stored = JsonSerializer.Deserialize<StoredAreas>(file.Meta[AreasKey])!;
        return new(
            stored.Buurten,
            stored.WijkNames,
            stored.GemeenteNames,
            stored.Groupings.Select(g => new Grouping(
                g.Level,
                [.. g.Codes.Select((code, i) => new Area(code, g.Names[i], g.Level))],
                g.OfBuurt
            ))
        );
    }

    public static ProductAxis Products(ColumnFile file) =>
        new(JsonSerializer.Deserialize<Product[]>(file.Meta[ProductsKey])!);

    public static AgeBands Bands(ColumnFile file) => new(JsonSerializer.Deserialize<int[]>(file.Meta[BandsKey]));

    private static SortedDictionary<string, string> Names(AreaIndex areas, AreaLevel level)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var area in areas.AreasAt(level).Where(a => !a.IsUnknown))
        {
            names.Add(area.Code, area.Name);
        }
        return names;
    }

    private static StoredGrouping GroupingAt(AreaIndex areas, AreaLevel level)
    {
        var groups = areas.AreasAt(level)[..^1];
        return new(
            level,
            [.. groups.Select(g => g.Code)],
            [.. groups.Select(g => g.Name)],
            [.. areas.OfLeaf(level).Take(areas.BuurtCount)]
        );
    }

    private sealed record StoredAreas(
        Buurt[] Buurten,
        SortedDictionary<string, string> WijkNames,
        SortedDictionary<string, string> GemeenteNames,
        StoredGrouping[] Groupings
    );

    private sealed record StoredGrouping(AreaLevel Level, string[] Codes, string[] Names, int[] OfBuurt);
}
