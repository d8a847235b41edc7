using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Joining;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Reads a table of postcodes: CSV with columns <c>pc6</c> and <c>buurt</c>, <c>,</c> or <c>;</c>. Rows of buurten that
/// the areas do not have are passed over, so that a national table serves a city. A postcode in several buurten is known
/// to their wijk, or gemeente, only: nothing is guessed.
/// </summary>
public static class PostcodeFile
{
    public static IReadOnlyDictionary<ulong, int> Read(string path, AreaIndex index)
    {
        using var reader = new StreamReader(path);
        var heading = reader.ReadLine() ?? throw RecordFaults.Empty(path);
        var separator = heading.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var names = heading.Split(separator).Select(n => n.Trim().Trim('"')).ToList();
        var (postcodeAt, buurtAt) = (Find(path, names, "pc6"), Find(path, names, "buurt"));
        var leaves = new Dictionary<ulong, int>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }
            var fields = text.Split(separator);
            var postcode =
                fields.Length == names.Count
                    ? PlaceCode.PackPostcode(Encoding.UTF8.GetBytes(fields[postcodeAt].Trim().Trim('"')))
                    : PlaceCode.Malformed;
            if (postcode is PlaceCode.None or PlaceCode.Malformed)
            {
                throw new SourceFormatException(
                    path,
                    line,
                    1,
                    Bilingual.Same($"'{text}'"),
                    new("a postcode such as 3512AB and a buurt code", "een postcode als 3512AB en een buurtcode"),
                    new("mend or remove this row", "herstel of verwijder deze regel")
                );
            }
            if (index.TryFindLeaf(fields[buurtAt].Trim().Trim('"'), out var leaf))
            {
                leaves[postcode] = leaves.TryGetValue(postcode, out var other) ? Common(index, leaf, other) : leaf;
            }
        }
        return leaves;
    }

    private static int Find(string path, List<string> names, string name)
    {
        var at = names.FindIndex(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0
            ? at
            : throw new SourceFormatException(
                path,
                1,
                1,
                new($"no column '{name}'", $"geen kolom '{name}'"),
                new("the columns pc6 and buurt", "de kolommen pc6 en buurt"),
                new("name them in the heading", "noem ze in de kopregel")
            );
    }

    /// <summary>The smallest area that holds both leaves: itself, their wijk, their gemeente, or nothing known.</summary>
    private static int Common(AreaIndex index, int a, int b)
    {
        if (a == b)
        {
            return a;
        }
        var wijken = index.OfLeaf(AreaLevel.Wijk);
        if (wijken[a] == wijken[b])
        {
            return index.BuurtCount + wijken[a];
        }
        var gemeenten = index.OfLeaf(AreaLevel.Gemeente);
        return gemeenten[a] == gemeenten[b] ? index.BuurtCount + index.WijkCount + gemeenten[a] : index.UnknownLeaf;
    }
}
