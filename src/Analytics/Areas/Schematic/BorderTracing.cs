using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Areas.Schematic;

/// <summary>
/// Turns a divided lattice into polygons. Borders are cut at the corners where three owners meet into stretches, and each
/// stretch is straightened once, for both of its sides: so neighbours keep the same border.
/// </summary>
internal sealed class BorderTracing
{
    private readonly Lattice lattice;
    private readonly double inner;
    private readonly double outer;

    /// <summary>From corner to corner: the directed lattice edges that have an owner on their left.</summary>
    private readonly Dictionary<(int From, int To), int> leftOwner = [];
    private readonly Dictionary<int, List<int>> next = [];
    private readonly Dictionary<(int, int), List<int>> straightened = [];

    /// <param name="inner">How far a straightened border may lie from the traced one. Unit: metre.</param>
    /// <param name="outer">The same for a border with nobody on the other side.</param>
    public BorderTracing(Lattice lattice, double inner, double outer)
    {
        (this.lattice, this.inner, this.outer) = (lattice, inner, outer);
        for (var row = -1; row < lattice.Rows; row++)
        {
            for (var column = -1; column < lattice.Columns; column++)
            {
                var here = lattice.OwnerAt(row, column);
                var right = lattice.OwnerAt(row, column + 1);
                var above = lattice.OwnerAt(row + 1, column);
                if (here != right)
                {
                    AddBorder(Corner(row, column + 1), Corner(row + 1, column + 1), here, right);
                }
                if (here != above)
                {
                    AddBorder(Corner(row + 1, column + 1), Corner(row + 1, column), here, above);
                }
            }
        }
    }

    /// <summary>The rings of each buurt, outer ones counter-clockwise and holes clockwise. Shape [Buurt][Ring][Point].</summary>
    public List<RdPoint[]>[] Rings(int buurten)
    {
        var rings = new List<RdPoint[]>[buurten];
        for (var i = 0; i < buurten; i++)
        {
            rings[i] = [];
        }
        var used = new HashSet<(int, int)>();
        foreach (var (edge, owner) in leftOwner.OrderBy(e => e.Key.From).ThenBy(e => e.Key.To))
        {
            if (owner != Lattice.Nobody && !used.Contains(edge))
            {
                rings[owner].Add(Straighten(Trace(edge, owner, used)));
            }
        }
        return rings;
    }

    private int Corner(int row, int column) => ((row + 1) * (lattice.Columns + 3)) + column + 1;

    private void AddBorder(int from, int to, int left, int right)
    {
        leftOwner[(from, to)] = left;
        leftOwner[(to, from)] = right;
        Reach(from).Add(to);
        Reach(to).Add(from);
    }

    private List<int> Reach(int corner)
    {
        if (!next.TryGetValue(corner, out var list))
        {
            next[corner] = list = [];
        }
        return list;
    }

    private List<int> Trace((int From, int To) start, int owner, HashSet<(int, int)> used)
    {
        var ring = new List<int>();
        var edge = start;
        do
        {
            used.Add(edge);
            ring.Add(edge.From);
            var (from, at) = edge;
            // Where a buurt touches itself at a corner the sharpest turn to the left keeps to the same cell.
            var onward = next[at]
                .Where(to => to != from && leftOwner[(at, to)] == owner)
                .MaxBy(to => Turn(from, at, to));
            edge = (at, onward);
        } while (edge != start);
        return ring;
    }

    private int Turn(int from, int at, int to)
    {
        var (ax, ay) = (X(at) - X(from), Y(at) - Y(from));
        var (bx, by) = (X(to) - X(at), Y(to) - Y(at));
        return (ax * by) - (ay * bx);
    }

    private int X(int corner) => corner % (lattice.Columns + 3) - 1;

    private int Y(int corner) => corner / (lattice.Columns + 3) - 1;

    private RdPoint ToPoint(int corner) =>
        new((lattice.Left + (X(corner) * lattice.Side)) * 1000, (lattice.Bottom + (Y(corner) * lattice.Side)) * 1000);

    private RdPoint[] Straighten(List<int> ring)
    {
        var first = ring.FindIndex(c => next[c].Count > 2);
        if (first < 0)
        {
            // A border that meets no other: cut it at its least corner and at the one farthest from there.
            first = ring.IndexOf(ring.Min());
        }
        var turned = ring.Skip(first).Concat(ring.Take(first + 1)).ToList();
        var points = new List<RdPoint>();
        for (var from = 0; from < turned.Count - 1; )
        {
            var to = from + 1;
            while (to < turned.Count - 1 && next[turned[to]].Count == 2)
            {
                to++;
            }
            points.AddRange(StretchBetween(turned.GetRange(from, to - from + 1)).SkipLast(1).Select(ToPoint));
            from = to;
        }
        return [.. points];
    }

    /// <summary>Straightens a stretch the first time that it is met, whichever way it is walked.</summary>
    private List<int> StretchBetween(List<int> stretch)
    {
        var forward = (stretch[0], stretch[1]);
        if (straightened.TryGetValue(forward, out var known))
        {
            return known;
        }
        var isOutline = leftOwner[forward] == Lattice.Nobody || leftOwner[(stretch[1], stretch[0])] == Lattice.Nobody;
        var tolerance = isOutline ? outer : inner;
        var kept = new List<int> { stretch[0] };
        var far = stretch[0] == stretch[^1] ? Farthest(stretch, 0, stretch.Count - 1).At : stretch.Count - 1;
        Keep(stretch, 0, far, tolerance, kept);
        if (far < stretch.Count - 1)
        {
            Keep(stretch, far, stretch.Count - 1, tolerance, kept);
        }
        straightened[forward] = kept;
        straightened[(stretch[^1], stretch[^2])] = [.. Enumerable.Reverse(kept)];
        return kept;
    }

    /// <summary>Keeps the corners without which the border would move by more than the tolerance.</summary>
    private void Keep(List<int> stretch, int from, int to, double tolerance, List<int> kept)
    {
        var (at, distance) = Farthest(stretch, from, to);
        if (distance > tolerance)
        {
            Keep(stretch, from, at, tolerance, kept);
            Keep(stretch, at, to, tolerance, kept);
        }
        else
        {
            kept.Add(stretch[to]);
        }
    }

    private (int At, double Distance) Farthest(List<int> stretch, int from, int to)
    {
        var (at, farthest) = (from, 0.0);
        var (ax, ay) = (X(stretch[from]), Y(stretch[from]));
        var (dx, dy) = (X(stretch[to]) - ax, Y(stretch[to]) - ay);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        for (var i = from + 1; i < to; i++)
        {
            var (px, py) = (X(stretch[i]) - ax, Y(stretch[i]) - ay);
            var distance = length > 0 ? Math.Abs((dx * py) - (dy * px)) / length : Math.Sqrt((px * px) + (py * py));
            if (distance > farthest)
            {
                (at, farthest) = (i, distance);
            }
        }
        return (at, farthest * lattice.Side);
    }
}
