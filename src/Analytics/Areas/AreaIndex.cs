using System.Collections.Immutable;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Areas;

/// <summary>
/// The dense numbering of a set of areas. A place is one <em>leaf</em>: a buurt, or an <c>onbekend</c> child that holds
/// what is known only to its wijk, to its gemeente, or not at all. Leaves are numbered: buurten by code, then one per
/// wijk, then one per gemeente, then one for wholly unknown. Every leaf has one area on every level, so sums over a
/// level always reach the total (law A1). Immutable; thread-safe.
/// </summary>
public sealed class AreaIndex
{
    public const string UnknownName = "onbekend";

    /// <summary>So many areas are told of where a code is not known.</summary>
    private const int MostTold = 12;

    private readonly Dictionary<string, int> leafOfCode = new(StringComparer.Ordinal);
    private readonly Dictionary<AreaLevel, (ImmutableArray<Area> Areas, ImmutableArray<int> OfLeaf)> levels = [];

    public AreaIndex(
        IEnumerable<Buurt> buurten,
        IReadOnlyDictionary<string, string>? wijkNames = null,
        IReadOnlyDictionary<string, string>? gemeenteNames = null,
        IEnumerable<Grouping>? groupings = null
    )
    {
        Buurten = [.. buurten.OrderBy(b => b.Code, StringComparer.Ordinal)];
        var wijken = Distinct(Buurten.Select(b => b.WijkCode), AreaLevel.Wijk, wijkNames);
        var gemeenten = Distinct(Buurten.Select(b => b.GemeenteCode), AreaLevel.Gemeente, gemeenteNames);
        var gemeenteOfWijk = new int[wijken.Length];
        foreach (var buurt in Buurten)
        {
            gemeenteOfWijk[Find(wijken, buurt.WijkCode)] = Find(gemeenten, buurt.GemeenteCode);
        }

        WijkCount = wijken.Length;
        GemeenteCount = gemeenten.Length;
        LeafCount = BuurtCount + WijkCount + GemeenteCount + 1;
        var leaves = new List<Area>(LeafCount);
        leaves.AddRange(Buurten.Select(b => new Area(b.Code, b.Name, AreaLevel.Buurt)));
        leaves.AddRange(wijken.Select(w => Unknown(w, AreaLevel.Buurt)));
        leaves.AddRange(gemeenten.Select(g => Unknown(g, AreaLevel.Buurt)));
        leaves.Add(new Area(UnknownName, UnknownName, AreaLevel.Buurt));
        levels[AreaLevel.Buurt] = ([.. leaves], [.. Enumerable.Range(0, LeafCount)]);

        var wijkAreas = wijken.Concat(gemeenten.Select(g => Unknown(g, AreaLevel.Wijk))).ToList();
        wijkAreas.Add(new Area(UnknownName, UnknownName, AreaLevel.Wijk));
        var wijkOfLeaf = new int[LeafCount];
        var gemeenteOfLeaf = new int[LeafCount];
        for (var leaf = 0; leaf < LeafCount; leaf++)
        {
            (wijkOfLeaf[leaf], gemeenteOfLeaf[leaf]) = leaf switch
            {
                _ when leaf < BuurtCount => (
                    Find(wijken, Buurten[leaf].WijkCode),
                    Find(gemeenten, Buurten[leaf].GemeenteCode)
                ),
                _ when leaf < BuurtCount + WijkCount => (leaf - BuurtCount, gemeenteOfWijk[leaf - BuurtCount]),
                _ => (leaf - BuurtCount, leaf - BuurtCount - WijkCount),
            };
        }
        levels[AreaLevel.Wijk] = ([.. wijkAreas], [.. wijkOfLeaf]);
        levels[AreaLevel.Gemeente] = (
            [.. gemeenten, new Area(UnknownName, UnknownName, AreaLevel.Gemeente)],
            [.. gemeenteOfLeaf]
        );
        foreach (var grouping in groupings ?? [])
        {
            AddGrouping(grouping);
        }

        for (var leaf = 0; leaf < LeafCount; leaf++)
        {
            leafOfCode.Add(leaves[leaf].Code, leaf);
        }
        for (var wijk = 0; wijk < WijkCount; wijk++)
        {
            // A wijk without a map of buurten is its own only leaf: its code then already has a place.
            leafOfCode.TryAdd(wijken[wijk].Code, BuurtCount + wijk);
        }
        for (var gemeente = 0; gemeente < GemeenteCount; gemeente++)
        {
            leafOfCode.Add(gemeenten[gemeente].Code, BuurtCount + WijkCount + gemeente);
        }
    }

    /// <summary>The real buurten, ordered by code; leaf ordinals 0 … BuurtCount − 1.</summary>
    public ImmutableArray<Buurt> Buurten { get; }

    public int BuurtCount => Buurten.Length;

    public int WijkCount { get; }

    public int GemeenteCount { get; }

    /// <summary>Buurten plus all <c>onbekend</c> leaves.</summary>
    public int LeafCount { get; }

    /// <summary>The leaf for what has no known place at all.</summary>
    public int UnknownLeaf => LeafCount - 1;

    public IEnumerable<AreaLevel> Levels => levels.Keys.Order();

    public bool Has(AreaLevel level) => levels.ContainsKey(level);

    /// <summary>Areas of a level, <c>onbekend</c> children last.</summary>
    public ImmutableArray<Area> AreasAt(AreaLevel level) => levels[level].Areas;

    /// <summary>Whether an area of any level has this code.</summary>
    public bool Knows(string code) =>
        Levels.Any(level => AreasAt(level).Any(a => string.Equals(a.Code, code, StringComparison.Ordinal)));

    /// <summary>
    /// How to mend a code that is not among those asked for: its own level, the code of the area that is called so, the nearest
    /// code or name, or what there is.
    /// </summary>
    /// <param name="level">On which it is looked for; null: on any.</param>
    public Bilingual MendCode(string code, AreaLevel? level = null)
    {
        var known = Levels.SelectMany(l => AreasAt(l)).Where(a => !a.IsUnknown).ToList();
        if (known.Find(a => string.Equals(a.Code, code, StringComparison.Ordinal)) is { } itself)
        {
            var own = itself.Level.ToName();
            return new($"it is of level {own}", $"het is van niveau {own}");
        }
        var meant = known.Where(a => string.Equals(a.Name, code, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant.Count == 0 && Nearest(code, known) is { } nearest)
        {
            meant.Add(nearest);
        }
        if (meant.Count > 0)
        {
            var codes = meant.Select(a => $"{a.Code} ({a.Name})").ToList();
            return new($"did you mean {string.Join(" or ", codes)}?", $"bedoelde u {string.Join(" of ", codes)}?");
        }
        var there = known.Where(a => a.Level == (level ?? AreaLevel.Wijk)).Select(a => $"{a.Code} ({a.Name})").ToList();
        var told = string.Join(", ", there.Take(MostTold)) + (there.Count > MostTold ? ", …" : "");
        return level is null
            ? new($"choose a wijk, or a buurt of one: {told}", $"kies een wijk, of een buurt ervan: {told}")
            : new($"it has {told}", $"wel {told}");
    }

    /// <summary>What to say to who asks for an area that is not there; how to mend it comes with it.</summary>
    /// <param name="level">On which it was looked for; null: on any.</param>
    public UsageException NoArea(string code, AreaLevel? level = null)
    {
        var mend = MendCode(code, level);
        return level is null
            ? new(new($"there is no area '{code}'; {mend.English}", $"er is geen gebied '{code}'; {mend.Dutch}"))
            : new(
                new(
                    $"there is no area '{code}' at this level; {mend.English}",
                    $"er is geen gebied '{code}' op dit niveau; {mend.Dutch}"
                )
            );
    }

    /// <summary>The area whose code is nearly this one, or else whose name is.</summary>
    private static Area? Nearest(string word, List<Area> known) =>
        Spelling.Nearest(word, known.Select(a => a.Code)) is { } code
            ? known.Find(a => string.Equals(a.Code, code, StringComparison.Ordinal))
        : Spelling.Nearest(word, known.Select(a => a.Name)) is { } name
            ? known.Find(a => string.Equals(a.Name, name, StringComparison.Ordinal))
        : null;

    /// <summary>Areas of a level; of buurten those that are none of the onbekend.</summary>
    public int CountAt(AreaLevel level) => level == AreaLevel.Buurt ? BuurtCount : AreasAt(level).Length;

    /// <summary>Ordinals of the areas of a level that are not onbekend, in the order of their codes.</summary>
    public ImmutableArray<int> KnownAt(AreaLevel level)
    {
        var areas = AreasAt(level);
        return
        [
            .. Enumerable
                .Range(0, areas.Length)
                .Where(a => !areas[a].IsUnknown)
                .OrderBy(a => areas[a].Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Shape [Leaf]: ordinal, in <see cref="AreasAt"/>, of the area that holds each leaf.</summary>
    public ImmutableArray<int> OfLeaf(AreaLevel level) => levels[level].OfLeaf;

    /// <summary>Finds the leaf of a code: BU… the buurt; WK… or GM… the <c>onbekend</c> child of it.</summary>
    public bool TryFindLeaf(string code, out int leaf) => leafOfCode.TryGetValue(code, out leaf);

    private static Area Unknown(Area parent, AreaLevel level) =>
        new($"{UnknownName}:{parent.Code}", $"{parent.Name} ({UnknownName})", level);

    private static ImmutableArray<Area> Distinct(
        IEnumerable<string> codes,
        AreaLevel level,
        IReadOnlyDictionary<string, string>? names
    ) =>
        [
            .. codes
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(c => new Area(c, names?.GetValueOrDefault(c) ?? c, level)),
        ];

    private static int Find(ImmutableArray<Area> areas, string code)
    {
        var (low, high) = (0, areas.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(areas[middle].Code, code);
            if (order == 0)
            {
                return middle;
            }
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        throw new ArgumentException($"{code} is not an area of this index", nameof(code));
    }

    private void AddGrouping(Grouping grouping)
    {
        if (grouping.OfBuurt.Count != BuurtCount)
        {
            throw new ArgumentException(
                $"a grouping of {grouping.OfBuurt.Count} buurten does not fit an index of {BuurtCount}",
                nameof(grouping)
            );
        }
        var unknown = grouping.Areas.Count;
        var ofLeaf = Enumerable.Range(0, LeafCount).Select(l => l < BuurtCount ? grouping.OfBuurt[l] : unknown);
        levels[grouping.Level] = ([.. grouping.Areas, new Area(UnknownName, UnknownName, grouping.Level)], [.. ofLeaf]);
    }
}
