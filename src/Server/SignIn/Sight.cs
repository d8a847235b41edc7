using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Populatie.Analytics.Areas;

namespace Populatie.Server.SignIn;

/// <summary>
/// Of which areas a reader sees figures: of all, or of some wijken with all that lies within them, and of the gemeente as
/// a whole where that does not tell one wijk that they do not see. Boundaries and names are public, and not bound by it. Equal sights see the same. Immutable.
/// </summary>
internal sealed class Sight : IEquatable<Sight>
{
    /// <summary>As documents call it.</summary>
    public const string Reason = "not_allowed";

    public static readonly Sight All = new([]);

    private readonly ImmutableArray<string> wijken;
    private readonly string key;

    private Sight(ImmutableArray<string> wijken) => (this.wijken, key) = (wijken, string.Join(' ', wijken));

    /// <summary>Who sees these wijken only.</summary>
    public static Sight Of(IEnumerable<string> wijken) =>
        new([.. wijken.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Of whoever asks; all, where nobody has to sign in.</summary>
    public static Sight Of(HttpContext context) => context.Features.Get<Caller>()?.Sight ?? All;

    /// <summary>Codes of the wijken that are seen, in order; empty for who sees all.</summary>
    public ImmutableArray<string> Wijken => wijken;

    public bool SeesAll => ReferenceEquals(this, All);

    /// <summary>Shape [area, as in <see cref="AreaIndex.AreasAt"/>]: whether its figures are seen.</summary>
    /// <remarks>
    /// An area is seen when all of it lies in wijken that are. A gemeente is when any of it does, unless it has one wijk that is
    /// not: its total less those that are seen would be that one.
    /// </remarks>
    public bool[] AreasSeen(AreaIndex index, AreaLevel level)
    {
        var seen = new bool[index.AreasAt(level).Length];
        if (SeesAll)
        {
            Array.Fill(seen, true);
            return seen;
        }
        var (all, any) = (new bool[seen.Length], seen);
        Array.Fill(all, true);
        var unseen = new HashSet<int>[seen.Length];
        var (places, wijkOfLeaf) = (index.OfLeaf(level), index.OfLeaf(AreaLevel.Wijk));
        var known = index.AreasAt(AreaLevel.Wijk);
        for (var leaf = 0; leaf < index.LeafCount; leaf++)
        {
            var (place, wijk) = (places[leaf], wijkOfLeaf[leaf]);
            var isMine = wijken.BinarySearch(known[wijk].Code, StringComparer.Ordinal) >= 0;
            any[place] |= isMine;
            all[place] &= isMine;
            if (!isMine && !known[wijk].IsUnknown)
            {
                (unseen[place] ??= []).Add(wijk);
            }
        }
        for (var area = 0; area < seen.Length; area++)
        {
            seen[area] = any[area] && (all[area] || (level == AreaLevel.Gemeente && unseen[area] is not { Count: 1 }));
        }
        return seen;
    }

    /// <summary>Codes of the areas of a level whose figures are not seen.</summary>
    public HashSet<string> Unseen(AreaIndex index, AreaLevel level)
    {
        if (SeesAll)
        {
            return [];
        }
        var (areas, seen) = (index.AreasAt(level), AreasSeen(index, level));
        return areas.Where((_, i) => !seen[i]).Select(a => a.Code).ToHashSet(StringComparer.Ordinal);
    }

    public bool Equals(Sight? other) =>
        other is not null && SeesAll == other.SeesAll && string.Equals(key, other.key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Sight);

    public override int GetHashCode() => SeesAll ? 0 : StringComparer.Ordinal.GetHashCode(key);
}
