using System.Collections.Immutable;

namespace Populatie.Server.Tiles;

/// <summary>
/// Leaves out points of a line that are not seen: no point left out lies further from the line that remains than a tolerance
/// (Douglas and Peucker). The ends stay, and of a closed line the point that is farthest from them, so that neighbours keep
/// meeting. What remains does not depend on the direction in which the line is gone along.
/// </summary>
internal static class Simplification
{
    /// <param name="tolerance">Unit: that of the points. 0 leaves out only what changes nothing.</param>
    public static ImmutableArray<GridPoint> Of(ReadOnlySpan<GridPoint> line, double tolerance)
    {
        if (line.Length <= 2)
        {
            return [.. line];
        }
        var keep = new bool[line.Length];
        (keep[0], keep[^1]) = (true, true);
        var parts = new Stack<(int From, int To)>();
        if (line[0] == line[^1])
        {
            var far = Farthest(line, 0, line.Length - 1).At;
            keep[far] = true;
            parts.Push((0, far));
            parts.Push((far, line.Length - 1));
        }
        else
        {
            parts.Push((0, line.Length - 1));
        }
        while (parts.TryPop(out var part))
        {
            var (at, distance) = Farthest(line, part.From, part.To);
            if (at > 0 && distance > tolerance * tolerance)
            {
                keep[at] = true;
                parts.Push((part.From, at));
                parts.Push((at, part.To));
            }
        }
        var kept = ImmutableArray.CreateBuilder<GridPoint>();
        for (var i = 0; i < line.Length; i++)
        {
            if (keep[i] && (kept.Count == 0 || kept[^1] != line[i]))
            {
                kept.Add(line[i]);
            }
        }
        return kept.ToImmutable();
    }

    /// <summary>The point farthest from the segment between two others, and the square of how far; of equals the least.</summary>
    private static (int At, double Distance) Farthest(ReadOnlySpan<GridPoint> line, int from, int to)
    {
        var (a, b) = (line[from], line[to]);
        var (best, most) = (0, 0.0);
        for (var i = from + 1; i < to; i++)
        {
            var distance = DistanceTo(line[i], a, b);
            if (distance > most || (distance == most && best > 0 && IsLess(line[i], line[best])))
            {
                (best, most) = (i, distance);
            }
        }
        return (best, most);
    }

    private static double DistanceTo(GridPoint p, GridPoint a, GridPoint b)
    {
        double dx = b.X - (double)a.X;
        double dy = b.Y - (double)a.Y;
        double px = p.X - (double)a.X;
        double py = p.Y - (double)a.Y;
        var length = (dx * dx) + (dy * dy);
        var along = length > 0 ? Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1) : 0;
        var (ex, ey) = (px - (along * dx), py - (along * dy));
        return (ex * ex) + (ey * ey);
    }

    private static bool IsLess(GridPoint a, GridPoint b) => a.X != b.X ? a.X < b.X : a.Y < b.Y;
}
