namespace Populatie.Server.Tiles;

/// <summary>
/// Cuts a ring off at the sides of a box, one side after the other (Sutherland and Hodgman). Where a border is cut depends on the
/// border alone, not on who of its two neighbours is asked: they stay joined.
/// </summary>
internal static class TileClip
{
    /// <param name="ring">Is replaced by what lies within the box; empty when nothing does.</param>
    /// <param name="spare">To work in.</param>
    public static void Clip(ref List<GridPoint> ring, ref List<GridPoint> spare, Box box)
    {
        foreach (var side in (Side[])[Side.Left, Side.Right, Side.Top, Side.Bottom])
        {
            Clip(ring, spare, side, LimitOf(box, side));
            (ring, spare) = (spare, ring);
        }
    }

    private enum Side
    {
        Left,
        Right,
        Top,
        Bottom,
    }

    private static int LimitOf(Box box, Side side) =>
        side switch
        {
            Side.Left => box.Left,
            Side.Right => box.Right,
            Side.Top => box.Top,
            _ => box.Bottom,
        };

    private static void Clip(List<GridPoint> ring, List<GridPoint> into, Side side, int limit)
    {
        into.Clear();
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[i + 1 < ring.Count ? i + 1 : 0]);
            var (isFrom, isTo) = (IsInside(from, side, limit), IsInside(to, side, limit));
            if (isFrom)
            {
                Add(into, from);
            }
            if (isFrom != isTo)
            {
                Add(into, Cut(from, to, side, limit));
            }
        }
        if (into.Count > 1 && into[^1] == into[0])
        {
            into.RemoveAt(into.Count - 1);
        }
    }

    private static void Add(List<GridPoint> into, GridPoint point)
    {
        if (into.Count == 0 || into[^1] != point)
        {
            into.Add(point);
        }
    }

    private static bool IsInside(GridPoint point, Side side, int limit) =>
        side switch
        {
            Side.Left => point.X >= limit,
            Side.Right => point.X <= limit,
            Side.Top => point.Y >= limit,
            _ => point.Y <= limit,
        };

    private static GridPoint Cut(GridPoint a, GridPoint b, Side side, int limit)
    {
        if (b.X < a.X || (b.X == a.X && b.Y < a.Y))
        {
            (a, b) = (b, a);
        }
        return side is Side.Left or Side.Right
            ? new(limit, Between(a.Y, b.Y, (long)limit - a.X, (long)b.X - a.X))
            : new(Between(a.X, b.X, (long)limit - a.Y, (long)b.Y - a.Y), limit);
    }

    /// <summary>from + (to − from) × part ÷ whole, rounded down.</summary>
    private static int Between(int from, int to, long part, long whole)
    {
        if (whole < 0)
        {
            (part, whole) = (-part, -whole);
        }
        var product = ((long)to - from) * part;
        var quotient = product / whole;
        return from + (int)(product % whole < 0 ? quotient - 1 : quotient);
    }
}
