using Populatie.Analytics.Geometry;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Tests.Geometry.Reference;
using Populatie.Analytics.Tests.Kernels;

namespace Populatie.Analytics.Tests.Geometry;

/// <summary>The passes of the kernel at every width, and the corners of its tables.</summary>
public sealed class LocatorKernelTests
{
    private const int Untouched = -7;

    [Fact]
    public void Every_length_at_every_width_agrees_with_brute_force_and_writes_nothing_else()
    {
        var coverage = TestMaps.Field(21, 7);
        var points = TestMaps.Points(coverage, 21, 256);
        var (x, y) = (points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray());
        int[] owners = [.. points.Select(p => OwnerByBruteForce(coverage, p))];
        var locator = BuurtLocator.Build(coverage);
        foreach (var width in Widths.All)
        {
            for (var length = 0; length <= 256; length++)
            {
                var leaf = new int[256];
                leaf.AsSpan().Fill(Untouched);
                locator.At(width).Locate(x.AsSpan(0, length), y.AsSpan(0, length), leaf.AsSpan(0, length));
                leaf[..length].ShouldBe(owners[..length], $"{width}, {length}");
                leaf[length..].ShouldAllBe(l => l == Untouched, $"{width}, {length}");
            }
        }
    }

    /// <summary>More than one block, and a rest: each point must meet its own result.</summary>
    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(4097)]
    [InlineData(5000)]
    public void Blocks_join_without_a_seam(int length)
    {
        var coverage = TestMaps.Field(22, 9);
        var points = TestMaps.Points(coverage, 22, length);
        var locator = BuurtLocator.Build(coverage);
        int[] oneByOne = [.. points.Select(locator.At(LaneWidth.Scalar).Locate)];
        foreach (var width in Widths.All)
        {
            var leaf = new int[length];
            locator.At(width).Locate([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], leaf);
            leaf.ShouldBe(oneByOne, width.ToString());
        }
    }

    [Fact]
    public void Corners_of_tiles_and_cells_and_a_millimetre_beside_them_agree_with_brute_force()
    {
        var coverage = TestMaps.Field(23, 5);
        var locator = BuurtLocator.Build(coverage);
        var grid = locator.Tables.Grid;
        var random = new Random(23);
        var points = new List<RdPoint>();
        for (var i = 0; i < 1500; i++)
        {
            // From whole tiles down to the smallest cells.
            var shift = grid.Shift - random.Next(0, 4);
            var column = random.Next(-1, (grid.Columns << (grid.Shift - shift)) + 2);
            var row = random.Next(-1, (grid.Rows << (grid.Shift - shift)) + 2);
            points.Add(
                new(
                    grid.Origin.X + (column << shift) + random.Next(-1, 2),
                    grid.Origin.Y + (row << shift) + random.Next(-1, 2)
                )
            );
        }
        Agrees(coverage, locator, points);
    }

    [Fact]
    public void Coordinates_at_the_ends_of_the_numbers_are_outside()
    {
        var coverage = TestMaps.Field(24, 4);
        var locator = BuurtLocator.Build(coverage);
        var grid = locator.Tables.Grid;
        int[] far =
        [
            int.MinValue,
            int.MinValue + 1,
            -1,
            0,
            int.MaxValue - 1,
            int.MaxValue,
            unchecked(grid.Origin.X - 1 + int.MinValue),
            unchecked(grid.Origin.X + int.MinValue),
            unchecked(grid.Origin.Y + int.MinValue),
        ];
        var inside = coverage.Ring(0)[0];
        int[] x = [.. far, inside.X, .. far];
        int[] y = [.. far, inside.Y, .. far];
        Agrees(coverage, locator, [.. x.SelectMany(px => y.Select(py => new RdPoint(px, py)))]);
    }

    /// <summary>36,100 squares of three metres: more owners than codes, and more tests in a page of cells than codes.</summary>
    [Fact]
    public void More_owners_and_tests_than_codes_are_told_apart()
    {
        const int side = 190;
        const int metre = 1000;
        var builder = new CoverageBuilder();
        for (var buurt = 0; buurt < side * side; buurt++)
        {
            var (left, bottom) = (buurt % side * 3 * metre, buurt / side * 3 * metre);
            var (right, top) = (left + (3 * metre), bottom + (3 * metre));
            builder.AddRing([new(left, bottom), new(right, bottom), new(right, top), new(left, top)]);
            builder.EndPolygon().EndBuurt();
        }
        var locator = BuurtLocator.Build(builder.Build());
        locator.Tables.Tests.Length.ShouldBeGreaterThan(LocatorTables.FirstTestCode);
        var random = new Random(25);
        var points = Enumerable
            .Range(0, 20_000)
            .Select(i =>
                i % 2 == 0
                    ? new RdPoint(random.Next(-500, 571_000), random.Next(-500, 571_000))
                    : new RdPoint(random.Next(191) * 3 * metre, (random.Next(191) * 3 * metre) + random.Next(-1, 2))
            )
            .ToList();
        foreach (var width in Widths.All)
        {
            var leaf = new int[points.Count];
            locator.At(width).Locate([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], leaf);
            for (var i = 0; i < leaf.Length; i++)
            {
                var (column, row) = (Math.Floor(points[i].X / 3e3), Math.Floor(points[i].Y / 3e3));
                var owner = column is >= 0 and < side && row is >= 0 and < side ? (int)((row * side) + column) : -1;
                leaf[i].ShouldBe(owner, $"{points[i]} at {width}");
            }
        }
    }

    /// <summary>One buurt that is the largest thing allowed, and one that is the smallest.</summary>
    [Fact]
    public void Maps_of_any_size_have_few_tiles()
    {
        const int far = RdPoint.Limit / 2;
        var coverage = new CoverageBuilder()
            .AddRing([new(-far, -far), new(far, -far), new(far, far), new(-far, far)])
            .AddRing([new(0, 0), new(2, 0), new(1, 2)])
            .EndPolygon()
            .EndBuurt()
            .AddRing([new(0, 0), new(2, 0), new(1, 2)])
            .EndPolygon()
            .EndBuurt()
            .Build();
        var locator = BuurtLocator.Build(coverage);
        locator.TableBytes.ShouldBeLessThan(1_000_000);
        var points = TestMaps.Points(coverage, 26, 400);
        points.AddRange([new(1, 1), new(1, 0), new(0, 0), new(2, 0), new(1, 2), new(far, far), new(-far, -far)]);
        Agrees(coverage, locator, points);
    }

    [Fact]
    public void A_map_without_buurten_owns_nothing()
    {
        var locator = BuurtLocator.Build(new CoverageBuilder().Build());
        locator.Locate(new RdPoint(0, 0)).ShouldBe(-1);
        locator.Locate(new RdPoint(int.MinValue, int.MaxValue)).ShouldBe(-1);
    }

    [Fact]
    public void The_inner_loops_allocate_nothing()
    {
        var coverage = TestMaps.Field(27, 6);
        var points = TestMaps.Points(coverage, 27, 3000);
        int[] x = [.. points.Select(p => p.X)];
        int[] y = [.. points.Select(p => p.Y)];
        var leaf = new int[x.Length];
        var locator = BuurtLocator.Build(coverage);
        locator.Locate(x, y, leaf);
        var before = GC.GetAllocatedBytesForCurrentThread();
        locator.Locate(x, y, leaf);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Agrees(Coverage coverage, BuurtLocator locator, List<RdPoint> points)
    {
        int[] owners = [.. points.Select(p => OwnerByBruteForce(coverage, p))];
        foreach (var width in Widths.All)
        {
            var leaf = new int[points.Count];
            locator.At(width).Locate([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], leaf);
            for (var i = 0; i < leaf.Length; i++)
            {
                leaf[i].ShouldBe(owners[i], $"{points[i]} at {width}");
            }
        }
    }

    private static int OwnerByBruteForce(Coverage coverage, RdPoint point) =>
        BruteForceOwner.Of(coverage, point.X, point.Y) is [var one] ? one : -1;
}
