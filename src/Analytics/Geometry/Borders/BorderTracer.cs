using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry.Borders;

/// <summary>Strings edges together into borders. Where each begins is told by the map alone, not by the order of buurten.</summary>
internal sealed class BorderTracer
{
    private readonly Dictionary<(RdPoint From, RdPoint To), BorderEdges.Sides> edges;

    /// <summary>Per point where it is joined to; ordered.</summary>
    private readonly Dictionary<RdPoint, List<RdPoint>> joined = [];
    private readonly HashSet<(RdPoint, RdPoint)> done = [];

    public BorderTracer(Dictionary<(RdPoint From, RdPoint To), BorderEdges.Sides> edges)
    {
        this.edges = edges;
        foreach (var (from, to) in edges.Keys)
        {
            Join(from, to);
            Join(to, from);
        }
    }

    public ImmutableArray<Border> Trace()
    {
        var points = joined.Keys.ToArray();
        Array.Sort(points, BorderEdges.Compare);
        var found = ImmutableArray.CreateBuilder<Border>();
        // From every place where lines meet first; what is left then are closed lines, each from its least point.
        foreach (var isMeeting in (bool[])[true, false])
        {
            foreach (var point in points.Where(p => (joined[p].Count != 2) == isMeeting))
            {
                joined[point].Sort(BorderEdges.Compare);
                foreach (var next in joined[point])
                {
                    if (!done.Contains(Key(point, next)))
                    {
                        found.Add(Follow(point, next));
                    }
                }
            }
        }
        return found.ToImmutable();
    }

    private Border Follow(RdPoint first, RdPoint next)
    {
        var line = ImmutableArray.CreateBuilder<RdPoint>();
        line.Add(first);
        var (before, here) = (first, next);
        while (true)
        {
            done.Add(Key(before, here));
            line.Add(here);
            var on = joined[here];
            if (on.Count != 2 || here == first)
            {
                break;
            }
            (before, here) = (here, on[0] == before ? on[1] : on[0]);
        }
        var sides = edges[Key(first, next)];
        return BorderEdges.Compare(first, next) < 0
            ? new(line.ToImmutable(), sides.Left, sides.Right)
            : new(line.ToImmutable(), sides.Right, sides.Left);
    }

    private void Join(RdPoint from, RdPoint to)
    {
        if (!joined.TryGetValue(from, out var others))
        {
            joined.Add(from, others = new(2));
        }
        others.Add(to);
    }

    private static (RdPoint, RdPoint) Key(RdPoint a, RdPoint b) => BorderEdges.Compare(a, b) < 0 ? (a, b) : (b, a);
}
