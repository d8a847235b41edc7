using System.Collections.Frozen;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Addresses;

/// <summary>
/// Collects addresses, in any order. A postcode whose addresses lie in several buurten is known to their wijk or gemeente
/// only; its addresses are kept one by one. Not thread-safe.
/// </summary>
internal sealed class AddressTableBuilder(AreaIndex index)
{
    /// <summary>Stands for a buurt that the areas do not have.</summary>
    public const int Elsewhere = -1;

    private readonly Dictionary<ulong, int> ofPostcode = [];
    private readonly List<(ulong Address, int Leaf)> addresses = [];
    private long rows;

    /// <summary>Rows in the areas.</summary>
    public long Located { get; private set; }

    public void Add(ulong postcode, ulong address, int leaf)
    {
        if (leaf != Elsewhere)
        {
            addresses.Add((address, leaf));
        }
        Add(postcode, leaf);
    }

    /// <param name="leaf">A leaf, or −1 for a buurt that the areas do not have.</param>
    public void Add(ulong postcode, int leaf)
    {
        rows++;
        Located += leaf == Elsewhere ? 0 : 1;
        ofPostcode[postcode] = ofPostcode.TryGetValue(postcode, out var other) ? Common(leaf, other) : leaf;
    }

    public AddressTable Build(int? year)
    {
        var leaves = ofPostcode.Where(p => p.Value != Elsewhere).ToDictionary();
        var shared = leaves.Values.Count(leaf => leaf >= index.BuurtCount);
        foreach (var (address, leaf) in addresses)
        {
            if (leaves[PlaceCode.PostcodeOf(address)] >= index.BuurtCount)
            {
                leaves[address] = leaves.TryGetValue(address, out var other) ? Common(leaf, other) : leaf;
            }
        }
        return new(leaves.ToFrozenDictionary(), year, rows, shared);
    }

    /// <summary>The smallest area that holds both: itself, their wijk, their gemeente, or nothing known.</summary>
    private int Common(int a, int b)
    {
        if (a == b)
        {
            return a;
        }
        if (a == Elsewhere || b == Elsewhere)
        {
            return index.UnknownLeaf;
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
