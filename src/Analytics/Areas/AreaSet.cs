using System.Runtime.InteropServices;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Geometry.Borders;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Areas;

/// <summary>
/// Areas with their boundaries: what a file of buurten becomes. Buurt ordinals of <see cref="Index"/> and of
/// <see cref="Coverage"/> are the same. Immutable; thread-safe.
/// </summary>
public sealed class AreaSet
{
    /// <param name="schematic">True when the boundaries are drawn by us and not surveyed; shown wherever they are.</param>
    /// <param name="source">Where the boundaries come from, for people.</param>
    /// <exception cref="ArgumentException">The coverage has another number of buurten than the index.</exception>
    public AreaSet(AreaIndex index, Coverage coverage, bool schematic, string source)
    {
        if (index.BuurtCount != coverage.BuurtCount)
        {
            throw new ArgumentException(
                $"{coverage.BuurtCount} buurten with boundaries do not fit an index of {index.BuurtCount}",
                nameof(coverage)
            );
        }
        (Index, Coverage, Schematic, Source) = (index, coverage, schematic, source);
        Digest = DigestOf(this);
    }

    public AreaIndex Index { get; }

    public Coverage Coverage { get; }

    public bool Schematic { get; }

    public string Source { get; }

    /// <summary>Digest of codes, names, groupings and boundaries: the id under which a workspace keeps the set.</summary>
    public string Digest { get; }

    /// <summary>Borders of the areas of a level; places that are in none of them lie outside.</summary>
    public AreaBorders BordersOf(AreaLevel level)
    {
        var areas = Index.AreasAt(level);
        var ofBuurt = Index.OfLeaf(level).AsSpan()[..Index.BuurtCount].ToArray();
        for (var buurt = 0; buurt < ofBuurt.Length; buurt++)
        {
            ofBuurt[buurt] = areas[ofBuurt[buurt]].IsUnknown ? AreaBorders.Outside : ofBuurt[buurt];
        }
        return AreaBorders.Of(Coverage, ofBuurt, areas.Length);
    }

    private static string DigestOf(AreaSet set)
    {
        using var digest = new Digest();
        digest.Add("format", "areas 1");
        digest.Add("schematic", set.Schematic ? 1 : 0);
        foreach (var level in set.Index.Levels)
        {
            digest.Add("level", level.ToName());
            foreach (var area in set.Index.AreasAt(level))
            {
                digest.Add(area.Code, area.Name);
            }
            digest.Add<int>("of leaf", set.Index.OfLeaf(level).AsSpan());
        }
        var coverage = set.Coverage;
        digest.Add("points", MemoryMarshal.AsBytes(coverage.Points.AsSpan()));
        digest.Add<int>("rings", coverage.RingEnds.AsSpan());
        digest.Add<int>("polygons", coverage.PolygonEnds.AsSpan());
        digest.Add<int>("buurten", coverage.BuurtEnds.AsSpan());
        return digest.ToId();
    }
}
