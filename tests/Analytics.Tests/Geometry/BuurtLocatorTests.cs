using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Tests.Geometry.Reference;
using Populatie.Analytics.Tests.Kernels;

namespace Populatie.Analytics.Tests.Geometry;

public sealed class BuurtLocatorTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(3, 9)]
    [InlineData(4, 17)]
    public void It_agrees_with_brute_force_on_edges_and_corners(int seed, int side)
    {
        var coverage = TestMaps.Field(seed, side);
        AgreesWithBruteForce(coverage, TestMaps.Points(coverage, seed, 1500));
    }

    [Fact]
    public void It_agrees_with_brute_force_on_the_embedded_map()
    {
        var coverage = EmbeddedUtrecht.Areas().Coverage;
        AgreesWithBruteForce(coverage, TestMaps.Points(coverage, 7, 2000));
    }

    [Fact]
    public void It_agrees_with_brute_force_on_any_field()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var coverage = TestMaps.Field(seed, 3, cell: 12_000 + (Math.Abs(seed % 50) * 1_000));
                    AgreesWithBruteForce(coverage, TestMaps.Points(coverage, seed, 40));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(2026, 1121));
    }

    /// <summary>Property 1: every point has one owner or none, also where three meet.</summary>
    [Fact]
    public void Property_1_each_corner_inside_the_map_has_exactly_one_owner()
    {
        var coverage = TestMaps.Field(11, 6);
        var locator = BuurtLocator.Build(coverage);
        foreach (var point in TestMaps.Points(coverage, 11, 800))
        {
            var owners = BruteForceOwner.Of(coverage, point.X, point.Y);
            owners.Count.ShouldBeLessThanOrEqualTo(1);
            locator.Locate(point).ShouldBe(owners is [var one] ? one : -1);
        }
        // A corner in the middle of the field is surrounded, so some buurt must have it.
        var middle = coverage.Ring(coverage.RingsOfBuurt(14).Start.Value);
        foreach (var corner in middle)
        {
            locator.Locate(corner).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public void Property_2_the_order_of_points_does_not_matter()
    {
        var coverage = EmbeddedUtrecht.Areas().Coverage;
        var locator = BuurtLocator.Build(coverage);
        var points = TestMaps.Points(coverage, 3, 5000);
        var straight = Locate(locator, points);
        var order = Enumerable.Range(0, points.Count).ToArray();
        new Random(5).Shuffle(order);
        var shuffled = Locate(locator, [.. order.Select(i => points[i])]);
        for (var i = 0; i < order.Length; i++)
        {
            shuffled[i].ShouldBe(straight[order[i]]);
        }
    }

    [Fact]
    public void Every_buurt_can_be_reached()
    {
        var areas = EmbeddedUtrecht.Areas();
        var locator = BuurtLocator.Build(areas.Coverage);
        var reached = new HashSet<int>();
        for (var x = 126_000_000; x < 143_000_000; x += 50_000)
        {
            for (var y = 449_000_000; y < 461_000_000; y += 50_000)
            {
                reached.Add(locator.Locate(new RdPoint(x, y)));
            }
        }
        reached.Remove(-1);
        reached.Count.ShouldBe(areas.Index.BuurtCount);
    }

    [Theory]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, 455_000_000)]
    [InlineData(135_000_000, int.MaxValue)]
    [InlineData(0, 0)]
    public void Far_away_is_outside(int x, int y) =>
        BuurtLocator.Build(EmbeddedUtrecht.Areas().Coverage).Locate(new RdPoint(x, y)).ShouldBe(-1);

    [Fact]
    public void Lengths_must_match() =>
        Should.Throw<ArgumentException>(() =>
            BuurtLocator.Build(TestMaps.Field(1, 2)).Locate(new int[2], new int[3], new int[2])
        );

    private static void AgreesWithBruteForce(Coverage coverage, List<RdPoint> points)
    {
        var locator = BuurtLocator.Build(coverage);
        var owners = points.ConvertAll(p => BruteForceOwner.Of(coverage, p.X, p.Y));
        owners.ShouldAllBe(o => o.Count <= 1);
        int[] expected = [.. owners.Select(o => o is [var one] ? one : -1)];
        foreach (var width in Widths.All)
        {
            Locate(locator.At(width), points).ShouldBe(expected, width.ToString());
        }
    }

    private static int[] Locate(BuurtLocator locator, List<RdPoint> points)
    {
        var leaf = new int[points.Count];
        locator.Locate([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], leaf);
        return leaf;
    }
}
