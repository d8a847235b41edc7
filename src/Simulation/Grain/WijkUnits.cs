using System.Collections.Immutable;
using System.Numerics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;

namespace Populatie.Simulation.Grain;

/// <summary>
/// Wijken in the place of buurten: an index in which each wijk has one 'buurt', with the code and name of the wijk itself, so
/// that all that is reckoned per buurt is reckoned per wijk. Immutable; thread-safe.
/// </summary>
public sealed class WijkUnits
{
    private readonly ImmutableArray<int> wijkOfBuurt;

    private WijkUnits(AreaIndex areas, ImmutableArray<int> wijkOfBuurt, ImmutableArray<AreaLevel> dropped) =>
        (Areas, this.wijkOfBuurt, Dropped) = (areas, wijkOfBuurt, dropped);

    /// <summary>The wijken as leaves. Wijken, gemeenten and the groupings that are kept are numbered as they were.</summary>
    public AreaIndex Areas { get; }

    /// <summary>Groupings that divide a wijk, and so mean nothing here.</summary>
    public ImmutableArray<AreaLevel> Dropped { get; }

    public static WijkUnits Of(AreaIndex fine)
    {
        var ofBuurt = fine.OfLeaf(AreaLevel.Wijk)[..fine.BuurtCount];
        var (wijken, gemeenten) = (fine.AreasAt(AreaLevel.Wijk), fine.AreasAt(AreaLevel.Gemeente));
        var gemeenteOf = fine.OfLeaf(AreaLevel.Gemeente);
        // The onbekend leaf of a wijk lies in its gemeente, as its buurten do.
        var leaves = Enumerable
            .Range(0, fine.WijkCount)
            .Select(w => new Buurt(
                wijken[w].Code,
                wijken[w].Name,
                wijken[w].Code,
                gemeenten[gemeenteOf[fine.BuurtCount + w]].Code
            ));
        var groupings = fine
            .Levels.Where(l => l > AreaLevel.Buurt)
            .Select(l => (Level: l, OfWijk: WholeWijken(fine, l, ofBuurt)))
            .ToList();
        var kept = groupings
            .Where(g => g.OfWijk is not null)
            .Select(g => new Grouping(g.Level, [.. fine.AreasAt(g.Level).Where(a => !a.IsUnknown)], g.OfWijk!));
        var areas = new AreaIndex(leaves, NamesOf(wijken), NamesOf(gemeenten), kept);
        return new(areas, ofBuurt, [.. groupings.Where(g => g.OfWijk is null).Select(g => g.Level)]);
    }

    /// <summary>Sums over the buurten of each wijk.</summary>
    /// <param name="perBuurt">Shape [Buurt, …]; row-major.</param>
    /// <returns>Shape [Wijk, …]; sums of doubles in the order of the buurten.</returns>
    public T[] Sum<T>(ReadOnlySpan<T> perBuurt)
        where T : INumber<T>
    {
        var width = perBuurt.Length / wijkOfBuurt.Length;
        var sums = new T[Areas.BuurtCount * width];
        for (var buurt = 0; buurt < wijkOfBuurt.Length; buurt++)
        {
            var (from, to) = (buurt * width, wijkOfBuurt[buurt] * width);
            for (var i = 0; i < width; i++)
            {
                sums[to + i] = checked(sums[to + i] + perBuurt[from + i]);
            }
        }
        return sums;
    }

    /// <summary>Residents per wijk of one year.</summary>
    public PopulationSeries Sum(PopulationTable perBuurt) =>
        new(
            [.. Areas.Buurten.Select(w => w.Code)],
            [new PopulationTable(perBuurt.Year, Areas.BuurtCount, Sum(perBuurt.Persons), perBuurt.Basis)]
        );

    /// <summary>Shape [Buurt]: the ordinal of its wijk.</summary>
    internal ReadOnlySpan<int> WijkOfBuurt => wijkOfBuurt.AsSpan();

    /// <returns>Shape [Wijk]: the group of all its buurten; null when some wijk lies in more than one.</returns>
    private static int[]? WholeWijken(AreaIndex fine, AreaLevel level, ImmutableArray<int> ofBuurt)
    {
        var (ofLeaf, ofWijk) = (fine.OfLeaf(level), new int[fine.WijkCount]);
        ofWijk.AsSpan().Fill(-1);
        for (var buurt = 0; buurt < ofBuurt.Length; buurt++)
        {
            ref var group = ref ofWijk[ofBuurt[buurt]];
            if (group >= 0 && group != ofLeaf[buurt])
            {
                return null;
            }
            group = ofLeaf[buurt];
        }
        return ofWijk;
    }

    private static Dictionary<string, string> NamesOf(ImmutableArray<Area> areas) =>
        areas.Where(a => !a.IsUnknown).ToDictionary(a => a.Code, a => a.Name, StringComparer.Ordinal);
}
