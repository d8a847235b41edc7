using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Reads a division of buurten into buurtteams and provider areas: CSV with the columns <c>buurt</c>, and
/// <c>buurtteam</c> (with <c>buurtteam_name</c>) or <c>provider_area</c> (with <c>provider_area_name</c>) or both.
/// Lines that begin with # are remarks.
/// </summary>
internal static class GroupingFile
{
    private static readonly (AreaLevel Level, string Column)[] Kinds =
    [
        (AreaLevel.Buurtteam, "buurtteam"),
        (AreaLevel.ProviderArea, "provider_area"),
    ];

    public static IReadOnlyList<Grouping> Read(string path, IEnumerable<Buurt> buurten)
    {
        using var text = new StreamReader(path);
        return Read(text, path, buurten);
    }

    /// <exception cref="SourceFormatException">A column is missing, a buurt is unknown, or is in no group.</exception>
    public static IReadOnlyList<Grouping> Read(TextReader text, string file, IEnumerable<Buurt> buurten)
    {
        var ordinals = buurten
            .Select(b => b.Code)
            .Order(StringComparer.Ordinal)
            .Select((code, i) => (code, i))
            .ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal);
        var table = SmallTable.Read(text, file);
        var kinds = Kinds.Where(k => table.Has(k.Column)).ToList();
        if (!table.Has("buurt") || kinds.Count == 0)
        {
            var columns = string.Join(", ", table.Header);
            throw Fault(
                file,
                table.HeaderLine,
                new($"the columns {columns}", $"de kolommen {columns}"),
                new("buurt with buurtteam or provider_area", "buurt met buurtteam of provider_area")
            );
        }
        var groups = kinds.ConvertAll(_ => new string?[ordinals.Count]);
        var names = kinds.ConvertAll(_ => new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            if (!ordinals.TryGetValue(table.Field(row, "buurt"), out var ordinal))
            {
                // A division of the whole country is fine for a map of one gemeente.
                continue;
            }
            for (var kind = 0; kind < kinds.Count; kind++)
            {
                var column = kinds[kind].Column;
                if (table.Field(row, column) is not { Length: > 0 } group)
                {
                    continue;
                }
                groups[kind][ordinal] = group;
                names[kind][group] = table.Field(row, $"{column}_name") is { Length: > 0 } name ? name : group;
            }
        }
        return kinds.ConvertAll(k => k.Level).Select((level, k) => ToGrouping(level, groups[k], names[k])).ToList();

        Grouping ToGrouping(AreaLevel level, string?[] groupOf, SortedDictionary<string, string> nameOf)
        {
            if (Array.IndexOf(groupOf, null) is >= 0 and var missing)
            {
                var code = ordinals.First(o => o.Value == missing).Key;
                throw Fault(
                    file,
                    null,
                    new($"no {level.ToName()} for {code}", $"geen {level.ToName()} voor {code}"),
                    new("every buurt in exactly one", "elke buurt in precies één")
                );
            }
            var codes = nameOf.Keys.ToList();
            return new(
                level,
                [.. nameOf.Select(n => new Area(n.Key, n.Value, level))],
                [.. groupOf.Select(g => codes.BinarySearch(g!, StringComparer.Ordinal))]
            );
        }
    }

    private static SourceFormatException Fault(string file, int? line, Bilingual found, Bilingual expected) =>
        new(
            file,
            line,
            null,
            found,
            expected,
            new("mend the file with groupings", "herstel het bestand met indelingen")
        );
}
