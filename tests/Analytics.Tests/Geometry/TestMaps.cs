using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Tests.Geometry;

/// <summary>Small maps with awkward shapes.</summary>
internal static class TestMaps
{
    /// <summary>
    /// Squares in a field of side × side, whose corners are pushed about at random, and the middle one with an enclave: a
    /// valid coverage with slanted, level and upright edges.
    /// </summary>
    public static Coverage Field(int seed, int side, int cell = 40_000)
    {
        var random = new Random(seed);
        var corner = new RdPoint[side + 1, side + 1];
        for (var row = 0; row <= side; row++)
        {
            for (var column = 0; column <= side; column++)
            {
                var (dx, dy) = random.Next(3) == 0 ? (0, 0) : (random.Next(cell / 3), random.Next(cell / 3));
                corner[row, column] = new(130_000_000 + (column * cell) + dx, 450_000_000 + (row * cell) + dy);
            }
        }
        var builder = new CoverageBuilder();
        var enclave = Array.Empty<RdPoint>();
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                RdPoint[] ring =
                [
                    corner[row, column],
                    corner[row, column + 1],
                    corner[row + 1, column + 1],
                    corner[row + 1, column],
                ];
                builder.AddRing(ring);
                if (row == side / 2 && column == side / 2)
                {
                    var (x, y) = ((int)ring.Average(p => (double)p.X), (int)ring.Average(p => (double)p.Y));
                    enclave = [new(x - 600, y), new(x, y - 900), new(x + 750, y), new(x, y + 300)];
                    builder.AddRing(enclave);
                }
                builder.EndPolygon().EndBuurt();
            }
        }
        return builder.AddRing(enclave).EndPolygon().EndBuurt().Build();
    }

    /// <summary>Points in and around a map; many of them on corners, on edges, or a millimetre off.</summary>
    public static List<RdPoint> Points(Coverage coverage, int seed, int count)
    {
        var random = new Random(seed);
        var points = new List<RdPoint>(count);
        while (points.Count < count)
        {
            var corners = coverage.Ring(random.Next(coverage.RingCount));
            var at = random.Next(corners.Length);
            var (one, other) = (corners[at], corners[(at + 1) % corners.Length]);
            var share = random.NextDouble();
            points.Add(
                random.Next(5) switch
                {
                    0 => one,
                    1 => new(one.X + random.Next(-2, 3), one.Y + random.Next(-2, 3)),
                    2 => new(one.X + (int)(share * (other.X - one.X)), one.Y + (int)(share * (other.Y - one.Y))),
                    3 => new((int)(((long)one.X + other.X) / 2), (int)(((long)one.Y + other.Y) / 2)),
                    _ => new(one.X + random.Next(-60_000, 60_000), one.Y + random.Next(-60_000, 60_000)),
                }
            );
        }
        return points;
    }
}
