using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Vintages;

/// <summary>
/// A change matrix on two maps: per leaf of the old one the leaves of the new one. A buurt that the matrix does not name,
/// and to which no other goes, is the same on both. What is known only to a wijk or gemeente goes to the <c>onbekend</c> of the
/// smallest area that holds all of it, and is never split. Immutable; thread-safe.
/// </summary>
public sealed class LeafMoves
{
    private LeafMoves(AreaIndex from, AreaIndex to, ImmutableArray<ImmutableArray<LeafShare>> targets)
    {
        (From, To, Targets) = (from, to, targets);
    }

    public AreaIndex From { get; }

    public AreaIndex To { get; }

    /// <summary>Shape [Old leaf][…]: new leaves in order, with weights above 0; never empty.</summary>
    public ImmutableArray<ImmutableArray<LeafShare>> Targets { get; }

    /// <summary>Whether a leaf goes to more than one.</summary>
    public bool IsSplit(int leaf) => Targets[leaf].Length > 1;

    /// <exception cref="SourceFormatException">The matrix does not say what became of a buurt, or sends it off the new map.</exception>
    public static LeafMoves Of(ChangeMatrix matrix, string file, AreaIndex from, AreaIndex to)
    {
        var targets = new ImmutableArray<LeafShare>[from.LeafCount];
        for (var leaf = 0; leaf < from.BuurtCount; leaf++)
        {
            targets[leaf] = OfBuurt(matrix, file, from.Buurten[leaf].Code, to);
        }
        var buurten = Enumerable.Range(0, from.BuurtCount).ToList();
        for (var wijk = 0; wijk < from.WijkCount; wijk++)
        {
            var within = buurten.Where(b => from.OfLeaf(AreaLevel.Wijk)[b] == wijk);
            targets[from.BuurtCount + wijk] = [new(Common(to, within.SelectMany(b => targets[b])), 1)];
        }
        for (var gemeente = 0; gemeente < from.GemeenteCount; gemeente++)
        {
            var within = buurten.Where(b => from.OfLeaf(AreaLevel.Gemeente)[b] == gemeente);
            var common = Common(to, within.SelectMany(b => targets[b]), widest: true);
            targets[from.BuurtCount + from.WijkCount + gemeente] = [new(common, 1)];
        }
        targets[from.UnknownLeaf] = [new(to.UnknownLeaf, 1)];
        return new(from, to, [.. targets]);
    }

    /// <summary>
    /// The leaf for records that give a code of the old vintage and nothing better: the buurt when all of it went there,
    /// else the <c>onbekend</c> of the smallest area that holds all of it. Codes that lead off the map are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, int> OfCodes(ChangeMatrix matrix, AreaIndex to)
    {
        var leaves = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var code in matrix.Codes)
        {
            var known = new List<LeafShare>();
            foreach (var target in matrix.TargetsOf(code))
            {
                if (to.TryFindLeaf(target.To, out var leaf))
                {
                    known.Add(new(leaf, target.Weight));
                }
            }
            if (known.Count > 0)
            {
                // Part of it lies off the map: which part the record is in cannot be told.
                var all = known.Count == matrix.TargetsOf(code).Length;
                leaves.Add(code, all ? Common(to, known) : to.UnknownLeaf);
            }
        }
        return leaves;
    }

    private static ImmutableArray<LeafShare> OfBuurt(ChangeMatrix matrix, string file, string code, AreaIndex to)
    {
        var targets = matrix.TargetsOf(code);
        if (targets.IsEmpty)
        {
            return !matrix.Reaches(code) && to.TryFindLeaf(code, out var same)
                ? [new(same, 1)]
                : throw Fault(
                    file,
                    new($"nothing on what became of {code}", $"niets over wat er werd van {code}"),
                    matrix.Reaches(code)
                        ? new(
                            $"a row from {code}: other buurten go to that code, so it may mean another place",
                            $"een regel van {code}: andere buurten gaan naar die code, dus hij kan een andere plek zijn"
                        )
                        : new(
                            $"a row from {code}, which is not on the new map",
                            $"een regel van {code}, die niet op de nieuwe kaart staat"
                        )
                );
        }
        var leaves = new List<LeafShare>();
        foreach (var target in targets)
        {
            leaves.Add(
                to.TryFindLeaf(target.To, out var leaf) && leaf < to.BuurtCount
                    ? new(leaf, target.Weight)
                    : throw Fault(
                        file,
                        new($"{code} goes to {target.To}", $"{code} gaat naar {target.To}"),
                        new("a buurt on the new map", "een buurt op de nieuwe kaart")
                    )
            );
        }
        return [.. leaves];
    }

    /// <summary>The only leaf, or the <c>onbekend</c> of the one wijk or gemeente that holds all, or the wholly unknown.</summary>
    private static int Common(AreaIndex to, IEnumerable<LeafShare> shares, bool widest = false)
    {
        var leaves = shares.Select(s => s.Leaf).Distinct().ToList();
        var wijken = leaves.Select(l => to.OfLeaf(AreaLevel.Wijk)[l]).Distinct().ToList();
        var gemeenten = leaves.Select(l => to.OfLeaf(AreaLevel.Gemeente)[l]).Distinct().ToList();
        return (leaves, wijken, gemeenten) switch
        {
            ([var only], _, _) when !widest && only < to.BuurtCount => only,
            (_, [var wijk], _) when !widest && wijk < to.WijkCount => to.BuurtCount + wijk,
            (_, _, [var gemeente]) when gemeente < to.GemeenteCount => to.BuurtCount + to.WijkCount + gemeente,
            _ => to.UnknownLeaf,
        };
    }

    private static SourceFormatException Fault(string file, Bilingual found, Bilingual expected) =>
        new(
            file,
            null,
            null,
            found,
            expected,
            new("add it to the change matrix", "voeg het toe aan de veranderingstabel")
        );
}

/// <summary>A new leaf and how much of the old one lies in it.</summary>
public readonly record struct LeafShare(int Leaf, long Weight);
