using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry.Borders;

/// <summary>
/// Strings borders together into rings, each with its area on the left. Where an area touches itself in a point the ring
/// turns into the same part of the area again, so that rings do not cross.
/// </summary>
internal static class RingTracer
{
    public static ImmutableArray<ImmutableArray<ImmutableArray<BorderUse>>> Trace(
        ImmutableArray<Border> borders,
        int areaCount
    )
    {
        var usesOfArea = new List<BorderUse>[areaCount];
        for (var area = 0; area < areaCount; area++)
        {
            usesOfArea[area] = [];
        }
        for (var i = 0; i < borders.Length; i++)
        {
            if (borders[i].Left >= 0)
            {
                usesOfArea[borders[i].Left].Add(new(i, Backwards: false));
            }
            if (borders[i].Right >= 0)
            {
                usesOfArea[borders[i].Right].Add(new(i, Backwards: true));
            }
        }
        return [.. usesOfArea.Select(uses => RingsOf(borders, uses))];
    }

    private static ImmutableArray<ImmutableArray<BorderUse>> RingsOf(
        ImmutableArray<Border> borders,
        List<BorderUse> uses
    )
    {
        var from = uses.ToLookup(u => First(borders, u));
        var done = new HashSet<BorderUse>();
        var rings = ImmutableArray.CreateBuilder<ImmutableArray<BorderUse>>();
        foreach (var begin in uses)
        {
            if (done.Contains(begin))
            {
                continue;
            }
            var ring = ImmutableArray.CreateBuilder<BorderUse>();
            for (var use = begin; done.Add(use); use = Next(borders, from[Last(borders, use)], use))
            {
                ring.Add(use);
            }
            rings.Add(ring.ToImmutable());
        }
        return rings.ToImmutable();
    }

    /// <summary>Of the borders that go on from the end of one: the first when turning right from where we came.</summary>
    private static BorderUse Next(ImmutableArray<Border> borders, IEnumerable<BorderUse> onward, BorderUse from)
    {
        var points = borders[from.Ordinal].Points;
        var (here, back) = from.Backwards ? (points[0], points[1]) : (points[^1], points[^2]);
        BorderUse? best = null;
        foreach (var use in onward)
        {
            if (best is null || IsSooner(here, back, Second(borders, use), Second(borders, best.Value)))
            {
                best = use;
            }
        }
        return best ?? throw new InvalidOperationException("a border ends where no other begins");
    }

    /// <summary>Whether turning clockwise from one direction meets a second sooner than a third.</summary>
    private static bool IsSooner(RdPoint here, RdPoint from, RdPoint a, RdPoint b)
    {
        var (halfA, halfB) = (Half(here, from, a), Half(here, from, b));
        return halfA != halfB ? halfA < halfB : Cross(here, a, b) < 0;
    }

    /// <summary>0 in the first half turn clockwise from a direction, 1 in the second, 2 for that direction itself.</summary>
    private static int Half(RdPoint here, RdPoint from, RdPoint to)
    {
        var cross = Cross(here, from, to);
        return cross != 0 ? (cross < 0 ? 0 : 1)
            : Dot(here, from, to) < 0 ? 1
            : 2;
    }

    private static long Cross(RdPoint o, RdPoint a, RdPoint b) =>
        (((long)a.X - o.X) * ((long)b.Y - o.Y)) - (((long)a.Y - o.Y) * ((long)b.X - o.X));

    private static double Dot(RdPoint o, RdPoint a, RdPoint b) =>
        (((double)a.X - o.X) * ((double)b.X - o.X)) + (((double)a.Y - o.Y) * ((double)b.Y - o.Y));

    private static RdPoint First(ImmutableArray<Border> borders, BorderUse use) =>
        use.Backwards ? borders[use.Ordinal].Points[^1] : borders[use.Ordinal].Points[0];

    private static RdPoint Last(ImmutableArray<Border> borders, BorderUse use) =>
        use.Backwards ? borders[use.Ordinal].Points[0] : borders[use.Ordinal].Points[^1];

    private static RdPoint Second(ImmutableArray<Border> borders, BorderUse use) =>
        use.Backwards ? borders[use.Ordinal].Points[^2] : borders[use.Ordinal].Points[1];
}
