using System.Numerics;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Areas.Schematic;

/// <summary>
/// Divides buurten into contiguous catchments within their wijken, for places whose real division is not published. An
/// assumption, and named as one: the groups carry the name of their wijk and a number.
/// </summary>
public static class SchematicCatchments
{
    private const int LargestWijk = 20;

    /// <param name="buurten">In order of code.</param>
    /// <param name="coverage">Boundaries in the same order.</param>
    /// <param name="total">Catchments in all; at least one for each wijk.</param>
    /// <returns>For each buurt the ordinal of its wijk and the number, from 1, of its catchment within it.</returns>
    public static IReadOnlyList<(int Wijk, int Number)> Divide(
        IReadOnlyList<Buurt> buurten,
        Coverage coverage,
        int total
    )
    {
        var neighbours = Neighbours(coverage);
        var wijken = buurten
            .Select(b => b.WijkCode)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var members = wijken.ConvertAll(w =>
            Enumerable
                .Range(0, buurten.Count)
                .Where(i => string.Equals(buurten[i].WijkCode, w, StringComparison.Ordinal))
                .ToList()
        );
        var shares = Apportion([.. members.Select(m => m.Count)], total);
        var result = new (int Wijk, int Number)[buurten.Count];
        for (var wijk = 0; wijk < wijken.Count; wijk++)
        {
            foreach (var (part, number) in Split(members[wijk], shares[wijk], neighbours).Select((p, n) => (p, n + 1)))
            {
                part.ForEach(buurt => result[buurt] = (wijk, number));
            }
        }
        return result;
    }

    /// <summary>Whether buurten hang together by shared borders.</summary>
    internal static bool IsContiguous(IReadOnlyList<int> buurten, IReadOnlySet<(int, int)> neighbours)
    {
        var reached = new List<int> { buurten[0] };
        for (var i = 0; i < reached.Count; i++)
        {
            reached.AddRange(buurten.Where(b => !reached.Contains(b) && neighbours.Contains((reached[i], b))));
        }
        return reached.Count == buurten.Count;
    }

    /// <summary>Pairs of buurten, both ways round, that share an edge.</summary>
    internal static IReadOnlySet<(int, int)> Neighbours(Coverage coverage)
    {
        var holder = new Dictionary<Edge, int>();
        var pairs = new HashSet<(int, int)>();
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var rings = coverage.RingsOfBuurt(buurt);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                var corners = coverage.Ring(ring);
                var from = corners[^1];
                foreach (var to in corners)
                {
                    if (!holder.TryAdd(new Edge(from, to), buurt))
                    {
                        var other = holder[new Edge(from, to)];
                        pairs.Add((buurt, other));
                        pairs.Add((other, buurt));
                    }
                    from = to;
                }
            }
        }
        return pairs;
    }

    /// <summary>One for each, the rest by largest remainder in proportion to size.</summary>
    private static int[] Apportion(int[] sizes, int total)
    {
        var shares = sizes.Select(_ => 1).ToArray();
        for (var given = shares.Length; given < total; given++)
        {
            // The wijk whose catchments are largest gets the next one.
            var largest = Enumerable.Range(0, sizes.Length).MaxBy(i => (double)sizes[i] / shares[i]);
            shares[largest]++;
        }
        return shares;
    }

    /// <summary>
    /// Halves a wijk until there are enough parts. The best half has the fewest loose pieces, then the most even sizes,
    /// then the lowest codes: CBS numbers the buurten of a wijk quarter by quarter, so those lie together.
    /// </summary>
    private static IEnumerable<List<int>> Split(List<int> members, int parts, IReadOnlySet<(int, int)> neighbours)
    {
        if (parts == 1)
        {
            return [members];
        }
        if (members.Count > LargestWijk)
        {
            throw new ArgumentException(
                $"a wijk of {members.Count} buurten is too large to try every half",
                nameof(members)
            );
        }
        var beside = members.ConvertAll(a =>
            members.Select((b, i) => neighbours.Contains((a, b)) ? 1 << i : 0).Aggregate(0, (all, bit) => all | bit)
        );
        var everyone = (1 << members.Count) - 1;
        var size = members.Count * (parts / 2) / parts;
        var best = (Pieces: int.MaxValue, Order: int.MaxValue, Half: 0);
        for (var half = 1; half < everyone; half++)
        {
            if (BitOperations.PopCount((uint)half) != size)
            {
                continue;
            }
            var pieces = Pieces(half, beside) + Pieces(everyone & ~half, beside);
            var order = Enumerable.Range(0, members.Count).Where(i => (half >> i & 1) == 1).Sum();
            if ((pieces, order).CompareTo((best.Pieces, best.Order)) < 0)
            {
                best = (pieces, order, half);
            }
        }
        var first = members.Where((_, i) => (best.Half >> i & 1) == 1).ToList();
        var rest = members.Where((_, i) => (best.Half >> i & 1) == 0).ToList();
        return Split(first, parts / 2, neighbours).Concat(Split(rest, parts - (parts / 2), neighbours));
    }

    /// <summary>How many pieces, not joined by a shared border, a set of buurten has.</summary>
    private static int Pieces(int set, List<int> beside)
    {
        var pieces = 0;
        while (set != 0)
        {
            pieces++;
            for (var reached = set & -set; reached != 0; )
            {
                set &= ~reached;
                var onward = 0;
                for (; reached != 0; reached &= reached - 1)
                {
                    onward |= beside[BitOperations.TrailingZeroCount(reached)];
                }
                reached = onward & set;
            }
        }
        return pieces;
    }
}
