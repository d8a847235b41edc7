using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Records.Joining;

/// <summary>Finds the buurt of points: leaf ordinals for RD millimetres, −1 outside every buurt. Must be thread-safe.</summary>
public delegate void PointLocator(ReadOnlySpan<int> xMillimetres, ReadOnlySpan<int> yMillimetres, Span<int> leaf);

/// <summary>
/// Gives every record a leaf, once; after it no code touches a coordinate or a code. The ways are tried in the order
/// coordinates, area code, postcode, and the first that names a buurt wins; where none does, the narrowest area that one
/// of them knows (of equal ones the area code's) gives its <c>onbekend</c> child. Nothing is guessed and nothing dropped. Thread-safe.
/// </summary>
public sealed class LocationJoin
{
    /// <summary>A thousand kilometres: RD coordinates of the Netherlands stay within 0 … 625.</summary>
    private const int MostMillimetres = 1_000_000_000;

    private readonly AreaIndex index;
    private readonly PointLocator locate;
    private readonly FrozenDictionary<ulong, int> leafOfArea;
    private readonly FrozenDictionary<ulong, int>? leafOfPostcode;

    /// <param name="postcodes">Packed postcode or address → leaf; null when there is no table.</param>
    /// <param name="former">Buurt codes of an older vintage → leaf; they go before the codes of the map.</param>
    public LocationJoin(
        AreaIndex index,
        PointLocator locate,
        IReadOnlyDictionary<ulong, int>? postcodes = null,
        IReadOnlyDictionary<string, int>? former = null
    )
    {
        (this.index, this.locate) = (index, locate);
        leafOfPostcode = postcodes?.ToFrozenDictionary();
        var leaves = Codes(index).ToDictionary();
        foreach (var (code, leaf) in former ?? new Dictionary<string, int>(StringComparer.Ordinal))
        {
            leaves[PlaceCode.PackArea(Encoding.UTF8.GetBytes(code))] = leaf;
        }
        leafOfArea = leaves.ToFrozenDictionary();
    }

    /// <summary>Fills <see cref="UseBatch.Leaf"/> of a batch.</summary>
    /// <returns>How its records found their place.</returns>
    public JoinReport Place(UseBatch batch, PlaceColumns places)
    {
        var count = batch.Count;
        LocatePoints(places, batch.Leaf.AsSpan(0, count));
        Span<long> located = stackalloc long[JoinReport.Empty.Located.Length];
        Span<long> unknown = stackalloc long[JoinReport.Empty.Unknown.Length];
        located.Clear();
        unknown.Clear();
        for (var i = 0; i < count; i++)
        {
            if (batch.Leaf[i] >= 0)
            {
                located[(int)PlacedBy.Coordinates]++;
            }
            else
            {
                batch.Leaf[i] = PlaceByCode(places, i, located, unknown);
            }
        }
        return new([.. located], [.. unknown]);
    }

    /// <summary>Leaves of the records that have coordinates, −1 for all others.</summary>
    private void LocatePoints(PlaceColumns places, Span<int> leaf)
    {
        var rented = ArrayPool<int>.Shared.Rent(4 * leaf.Length);
        var x = rented.AsSpan(0, leaf.Length);
        var y = rented.AsSpan(leaf.Length, leaf.Length);
        var found = rented.AsSpan(2 * leaf.Length, leaf.Length);
        var row = rented.AsSpan(3 * leaf.Length, leaf.Length);
        var count = 0;
        for (var i = 0; i < leaf.Length; i++)
        {
            leaf[i] = -1;
            (x[count], y[count], row[count]) = (places.X[i], places.Y[i], i);
            // Unknown and far-away coordinates are outside ± MostMillimetres, and need not be asked about.
            count +=
                x[count] is >= -MostMillimetres and <= MostMillimetres
                && y[count] is >= -MostMillimetres and <= MostMillimetres
                    ? 1
                    : 0;
        }
        locate(x[..count], y[..count], found[..count]);
        for (var i = 0; i < count; i++)
        {
            leaf[row[i]] = found[i];
        }
        ArrayPool<int>.Shared.Return(rented);
    }

    private int PlaceByCode(PlaceColumns places, int row, Span<long> located, Span<long> unknown)
    {
        UnknownPlace? reason = places.X[row] == UseBatch.UnknownCoordinate ? null : UnknownPlace.Outside;
        var leaf = index.UnknownLeaf;
        if (places.AreaCode[row] != PlaceCode.None)
        {
            // An old code of which part lies off the map is as good as unknown.
            if (!leafOfArea.TryGetValue(places.AreaCode[row], out var found) || found == index.UnknownLeaf)
            {
                reason ??= UnknownPlace.CodeUnknown;
            }
            else if (found < index.BuurtCount)
            {
                located[(int)PlacedBy.BuurtCode]++;
                return found;
            }
            else
            {
                (leaf, reason) = (found, ReasonOf(found));
            }
        }
        if (places.Postcode[row] != PlaceCode.None)
        {
            if (leafOfPostcode is null)
            {
                reason ??= UnknownPlace.PostcodeWithoutTable;
            }
            else if (TryFindPostcode(places.Postcode[row], out var found, out var way))
            {
                if (found < index.BuurtCount)
                {
                    located[(int)way]++;
                    return found;
                }
                // A postcode that lies in several buurten: leaves of wijken come before those of gemeenten, then none.
                if (LevelOf(found) < LevelOf(leaf))
                {
                    (leaf, reason) = (found, ReasonOf(found));
                }
                else
                {
                    reason ??= ReasonOf(found);
                }
            }
            else
            {
                reason ??= UnknownPlace.PostcodeUnknown;
            }
        }
        unknown[(int)(reason ?? UnknownPlace.NoPlace)]++;
        return leaf;
    }

    /// <summary>The address when the table has it, else its postcode: most postcodes lie in one buurt.</summary>
    private bool TryFindPostcode(ulong code, out int leaf, out PlacedBy way)
    {
        way = PlacedBy.Postcode;
        if (!PlaceCode.HasHouse(code))
        {
            return leafOfPostcode!.TryGetValue(code, out leaf);
        }
        if (leafOfPostcode!.TryGetValue(code, out leaf))
        {
            way = PlacedBy.Address;
            return true;
        }
        return leafOfPostcode.TryGetValue(PlaceCode.PostcodeOf(code), out leaf);
    }

    /// <summary>How wide the area is to which a leaf is known: 0 a buurt, 1 a wijk, 2 a gemeente, 3 nothing.</summary>
    private int LevelOf(int leaf) =>
        leaf < index.BuurtCount ? 0
        : leaf < index.BuurtCount + index.WijkCount ? 1
        : leaf < index.UnknownLeaf ? 2
        : 3;

    private UnknownPlace ReasonOf(int leaf) =>
        LevelOf(leaf) switch
        {
            0 or 1 => UnknownPlace.KnownToWijk,
            2 => UnknownPlace.KnownToGemeente,
            _ => UnknownPlace.PostcodeUnknown,
        };

    /// <summary>Every buurt, wijk and gemeente code with its leaf. Codes of other shapes cannot be met in records.</summary>
    private static IEnumerable<KeyValuePair<ulong, int>> Codes(AreaIndex index) =>
        index
            .Buurten.Select(b => b.Code)
            .Concat(Known(index, AreaLevel.Wijk))
            .Concat(Known(index, AreaLevel.Gemeente))
            .Select(code =>
                KeyValuePair.Create(
                    PlaceCode.PackArea(Encoding.UTF8.GetBytes(code)),
                    index.TryFindLeaf(code, out var leaf) ? leaf : index.UnknownLeaf
                )
            )
            .Where(pair => pair.Key != PlaceCode.Malformed);

    private static IEnumerable<string> Known(AreaIndex index, AreaLevel level) =>
        index.AreasAt(level).Where(a => !a.IsUnknown).Select(a => a.Code);
}
