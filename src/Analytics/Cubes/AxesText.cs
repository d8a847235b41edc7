using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// The axes of a cube as JSON texts, so that a stored cube explains itself: it needs no other artefact to be read.
/// </summary>
internal static class AxesText
{
    public static string OfAreas(AreaIndex areas) =>
        JsonSerializer.Serialize(
            new AreasText(
                areas.Buurten,
                NamesOf(areas, AreaLevel.Wijk),
                NamesOf(areas, AreaLevel.Gemeente),
                [
                    .. areas
                        .Levels.Where(l => l is not (AreaLevel.Gemeente or AreaLevel.Wijk or AreaLevel.Buurt))
                        .Select(l => new Grouping(
                            l,
                            [.. areas.AreasAt(l).Where(a => !a.IsUnknown)],
                            [.. areas.OfLeaf(l).Take(areas.BuurtCount)]
                        )),
                ]
            )
        );

    public static AreaIndex ToAreas(string text)
    {
        var areas = Read<AreasText>(text);
        return new AreaIndex(areas.Buurten, areas.Wijken, areas.Gemeenten, areas.Groupings);
    }

    public static string OfProducts(ProductAxis products) => JsonSerializer.Serialize(products.Products);

    public static ProductAxis ToProducts(string text) => new(Read<IReadOnlyList<Product>>(text));

    public static string OfInputs(IReadOnlyDictionary<string, string> inputs) =>
        JsonSerializer.Serialize(
            new SortedDictionary<string, string>(inputs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        );

    public static IReadOnlyDictionary<string, string> ToInputs(string text) => Read<Dictionary<string, string>>(text);

    private static SortedDictionary<string, string> NamesOf(AreaIndex areas, AreaLevel level) =>
        new(
            areas
                .AreasAt(level)
                .Where(a => !a.IsUnknown)
                .ToDictionary(a => a.Code, a => a.Name, StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    private static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text) ?? throw new InvalidOperationException("a stored axis is empty");

    private sealed record AreasText(
        IReadOnlyList<Buurt> Buurten,
        SortedDictionary<string, string> Wijken,
        SortedDictionary<string, string> Gemeenten,
        IReadOnlyList<Grouping> Groupings
    );
}
