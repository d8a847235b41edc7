using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Which properties of a map hold the codes and names of its buurten: the CBS layout of today, the older ones, and the
/// bare <c>statcode</c>. What a map leaves out follows from the code, which CBS builds from gemeente, wijk and buurt.
/// </summary>
internal static class BuurtColumns
{
    private static readonly string[] BuurtCode = ["buurtcode", "bu_code", "statcode", "code"];
    private static readonly string[] BuurtName = ["buurtnaam", "bu_naam", "statnaam", "naam", "name"];
    private static readonly string[] WijkCode = ["wijkcode", "wk_code", "wijk"];
    private static readonly string[] WijkName = ["wijknaam", "wk_naam", "wijk_name"];
    private static readonly string[] GemeenteCode = ["gemeentecode", "gm_code", "gemeente"];
    private static readonly string[] GemeenteName = ["gemeentenaam", "gm_naam", "gemeente_name"];

    /// <summary>What one feature says about its buurt.</summary>
    internal readonly record struct Reading(Buurt Buurt, string? WijkName, string? GemeenteName, bool Water);

    /// <exception cref="SourceFormatException">The feature has no code of a buurt.</exception>
    public static Reading Read(MapLayer layer, MapFeature feature)
    {
        var code = First(feature, BuurtCode);
        if (code is null || !IsCode(code, "BU", 8))
        {
            throw new SourceFormatException(
                layer.File,
                feature.Place,
                null,
                code is null
                    ? new(
                        $"a feature with the properties {List(feature.Properties.Keys)}",
                        $"een feature met de eigenschappen {List(feature.Properties.Keys)}"
                    )
                    : Bilingual.Same($"'{code}'"),
                new(
                    $"a buurt code BU + 8 digits in one of {List(BuurtCode)}",
                    $"een buurtcode BU + 8 cijfers in een van {List(BuurtCode)}"
                ),
                new("use the layer of buurten of the CBS map", "gebruik de laag buurten van de CBS-kaart")
            );
        }
        var digits = code[2..];
        var wijk = First(feature, WijkCode) is { } w && IsCode(w, "WK", 6) ? w : $"WK{digits[..6]}";
        var gemeente = First(feature, GemeenteCode) is { } g && IsCode(g, "GM", 4) ? g : $"GM{digits[..4]}";
        var water = feature.Properties.GetValueOrDefault("water") ?? feature.Properties.GetValueOrDefault("h2o");
        return new(
            new Buurt(code, First(feature, BuurtName) ?? code, wijk, gemeente),
            First(feature, WijkName),
            First(feature, GemeenteName),
            water is not null && water.Equals("JA", StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>Whether a text is such a code, as <c>BU03440111</c>.</summary>
    internal static bool IsCode(string text, string prefix, int digits) =>
        text.Length == prefix.Length + digits
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? First(MapFeature feature, string[] names)
    {
        foreach (var name in names)
        {
            if (feature.Properties.GetValueOrDefault(name) is { Length: > 0 } found)
            {
                return found.Trim();
            }
        }
        return null;
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Take(12));
}
