using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Populatie.Server.Tiles;

/// <summary>
/// Simplifies lines that met only in their ends, such that they still do: lines that would cross are simplified less, down to
/// every point that they had.
/// </summary>
internal static class Uncrossed
{
    /// <summary>Each round halves the tolerance of lines that cross; after this many they keep all their points.</summary>
    private const int Rounds = 4;

    private const int LeastCellBits = 2;
    private const int MostCellBits = 12;

    public static ImmutableArray<GridPoint>[] Simplify(GridPoint[][] lines, double tolerance)
    {
        var simple = new ImmutableArray<GridPoint>[lines.Length];
        var tolerances = new double[lines.Length];
        Array.Fill(tolerances, tolerance);
        Parallel.For(0, lines.Length, i => simple[i] = Simplification.Of(lines[i], tolerance));
        for (var round = 1; round <= Rounds && tolerance > 0; round++)
        {
            var crossing = Crossing(simple);
            if (crossing.Count == 0)
            {
                break;
            }
            foreach (var i in crossing)
            {
                tolerances[i] = round == Rounds ? 0 : tolerances[i] / 2;
                simple[i] = Simplification.Of(lines[i], tolerances[i]);
            }
        }
        return simple;
    }

    /// <summary>Ordinals of lines that cross another or themselves, in order.</summary>
    private static List<int> Crossing(ImmutableArray<GridPoint>[] lines)
    {
        var segments = Segments(lines);
        var bits = CellBits(segments);
        var cells = new Dictionary<(int, int), List<(GridPoint A, GridPoint B, int Line)>>();
        foreach (var ((a, b), line) in segments)
        {
            for (var x = Math.Min(a.X, b.X) >> bits; x <= Math.Max(a.X, b.X) >> bits; x++)
            {
                for (var y = Math.Min(a.Y, b.Y) >> bits; y <= Math.Max(a.Y, b.Y) >> bits; y++)
                {
                    if (!cells.TryGetValue((x, y), out var own))
                    {
                        cells.Add((x, y), own = []);
                    }
                    own.Add((a, b, line));
                }
            }
        }
        var found = new ConcurrentDictionary<int, bool>();
        Parallel.ForEach(
            cells.Values,
            cell =>
            {
                for (var i = 0; i < cell.Count; i++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        var (p, q) = (cell[i], cell[j]);
                        if (DoCross(p.A, p.B, q.A, q.B))
                        {
                            found[p.Line] = found[q.Line] = true;
                        }
                    }
                }
            }
        );
        return [.. found.Keys.Order()];
    }

    /// <summary>Every segment once, with one of the lines that it is in: on a coarse grid many lines run over each other.</summary>
    private static Dictionary<(GridPoint A, GridPoint B), int> Segments(ImmutableArray<GridPoint>[] lines)
    {
        var segments = new Dictionary<(GridPoint, GridPoint), int>();
        for (var line = 0; line < lines.Length; line++)
        {
            for (var at = 0; at + 1 < lines[line].Length; at++)
            {
                var (a, b) = (lines[line][at], lines[line][at + 1]);
                segments.TryAdd(a.X < b.X || (a.X == b.X && a.Y < b.Y) ? (a, b) : (b, a), line);
            }
        }
        return segments;
    }

    /// <summary>Cells of the index are some segments wide: with few segments each, and few of them for each segment.</summary>
    private static int CellBits(Dictionary<(GridPoint A, GridPoint B), int> segments)
    {
        var sum = segments.Keys.Sum(s => (double)Math.Abs(s.A.X - s.B.X) + Math.Abs(s.A.Y - s.B.Y));
        var mean = sum / Math.Max(1, segments.Count);
        return Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(1, mean))), LeastCellBits, MostCellBits);
    }

    /// <summary>Whether two segments have a point in common that is an end of neither.</summary>
    private static bool DoCross(GridPoint a, GridPoint b, GridPoint c, GridPoint d)
    {
        var (s1, s2) = (Math.Sign(Side(a, b, c)), Math.Sign(Side(a, b, d)));
        var (s3, s4) = (Math.Sign(Side(c, d, a)), Math.Sign(Side(c, d, b)));
        return s1 * s2 < 0 && s3 * s4 < 0;
    }

    private static long Side(GridPoint a, GridPoint b, GridPoint p) =>
        (((long)b.X - a.X) * ((long)p.Y - a.Y)) - (((long)b.Y - a.Y) * ((long)p.X - a.X));
}
