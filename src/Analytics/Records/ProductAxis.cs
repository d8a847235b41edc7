using System.Collections.Immutable;

namespace Populatie.Analytics.Records;

/// <summary>
/// Products and their totals on one axis: first the products of the catalogue in its order, then
/// <c>track-1 … track-3</c>, <c>Wmo</c>, <c>Jeugd</c>, <c>all</c>. Immutable; thread-safe.
/// </summary>
public sealed class ProductAxis
{
    private readonly Dictionary<string, int> ordinalOfCode = new(StringComparer.Ordinal);

    public ProductAxis(IEnumerable<Product> products)
    {
        Products = [.. products];
        var codes = new List<string>(Products.Select(p => p.Code))
        {
            "track-1",
            "track-2",
            "track-3",
            "Wmo",
            "Jeugd",
            "all",
        };
        Codes = [.. codes];
        for (var i = 0; i < Codes.Length; i++)
        {
            ordinalOfCode.Add(Codes[i], i);
        }
    }

    public ImmutableArray<Product> Products { get; }

    /// <summary>Codes of products and totals, by ordinal.</summary>
    public ImmutableArray<string> Codes { get; }

    /// <summary>Number of products proper; ordinals from here on are totals.</summary>
    public int ProductCount => Products.Length;

    /// <summary>Products and totals.</summary>
    public int Count => Codes.Length;

    public int AllOrdinal => Count - 1;

    public int TrackOrdinal(Track track) => ProductCount + (int)track - 1;

    public int ActOrdinal(Act act) => ProductCount + 3 + (int)act;

    public bool IsTotal(int ordinal) => ordinal >= ProductCount;

    public bool TryFind(string code, out int ordinal) => ordinalOfCode.TryGetValue(code, out ordinal);

    /// <summary>True when the product counts towards the total (or is it).</summary>
    public bool Contains(int total, int product) =>
        total == product
        || total == AllOrdinal
        || total == TrackOrdinal(Products[product].Track)
        || total == ActOrdinal(Products[product].Act);
}
