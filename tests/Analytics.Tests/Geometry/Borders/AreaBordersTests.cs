using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Geometry.Borders;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Geometry.Borders;

public sealed class AreaBordersTests
{
    [Theory]
    [InlineData(AreaLevel.Buurt)]
    [InlineData(AreaLevel.Wijk)]
    [InlineData(AreaLevel.Gemeente)]
    [InlineData(AreaLevel.Buurtteam)]
    public void Areas_are_as_large_as_their_buurten(AreaLevel level) => Check(EmbeddedUtrecht.Areas(), level);

    [SharedTheory]
    [InlineData(AreaLevel.Buurt)]
    [InlineData(AreaLevel.Wijk)]
    [InlineData(AreaLevel.Gemeente)]
    [Trait("Speed", "slow")]
    public void Areas_of_the_country_are_as_large_as_their_buurten(AreaLevel level) =>
        Check(AreaImport.Read(SharedFolder.File("geodata/nl_buurten_clean.geojson")).Areas, level);

    [Fact]
    public void A_wijk_has_no_border_within()
    {
        var map = EmbeddedUtrecht.Areas();
        var ofBuurt = map.Index.OfLeaf(AreaLevel.Wijk).AsSpan()[..map.Index.BuurtCount];
        var borders = AreaBorders.Of(map.Coverage, ofBuurt, map.Index.AreasAt(AreaLevel.Wijk).Length);
        borders.Borders.ShouldAllBe(b => b.Left != b.Right);
        borders.PolygonsOfArea.Take(10).ShouldAllBe(p => p.Length == 1);
    }

    [Fact]
    public void A_hole_goes_with_the_ring_around_it()
    {
        // A square of 10 with a hole of 4, in which a buurt of its own lies; beside it a second part of the first.
        var coverage = CoverageOf(
            [
                [Square(0, 0, 10), Square(3, 3, 4)],
                [Square(20, 0, 5)],
            ],
            [
                [Square(3, 3, 4)],
            ]
        );
        var borders = AreaBorders.Of(coverage, [0, 1], 2);
        borders.PolygonsOfArea[0].Select(p => p.Rings.Length).OrderDescending().ShouldBe([2, 1]);
        borders.PolygonsOfArea[1].Single().Rings.Length.ShouldBe(1);
        SizeOf(borders, 0).ShouldBe(2 * (100 - 16 + 25));
        SizeOf(borders, 1).ShouldBe(2 * 16);
    }

    private static void Check(AreaSet map, AreaLevel level)
    {
        var count = map.Index.AreasAt(level).Length;
        var ofBuurt = map.Index.OfLeaf(level).AsSpan()[..map.Index.BuurtCount];
        var borders = AreaBorders.Of(map.Coverage, ofBuurt, count);
        var expected = new long[count];
        for (var buurt = 0; buurt < map.Index.BuurtCount; buurt++)
        {
            expected[ofBuurt[buurt]] += (long)Math.Round(2e6 * map.Coverage.AreaOf(buurt));
        }
        for (var area = 0; area < count; area++)
        {
            SizeOf(borders, area).ShouldBe(expected[area], map.Index.AreasAt(level)[area].Name);
            foreach (var polygon in borders.PolygonsOfArea[area])
            {
                Twice(borders.PointsOf(polygon.Rings[0])).ShouldBeGreaterThan(0);
                polygon.Rings.Skip(1).ShouldAllBe(r => Twice(borders.PointsOf(r)) < 0);
            }
        }
    }

    private static long SizeOf(AreaBorders borders, int area) =>
        borders.PolygonsOfArea[area].Sum(p => p.Rings.Sum(r => Twice(borders.PointsOf(r))));

    private static long Twice(RdPoint[] ring)
    {
        var twice = 0L;
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            // About the first point, so that products stay small.
            twice += ((long)(a.X - ring[0].X) * (b.Y - ring[0].Y)) - ((long)(b.X - ring[0].X) * (a.Y - ring[0].Y));
        }
        return twice;
    }

    private static RdPoint[] Square(int x, int y, int side) =>
        [new(x, y), new(x + side, y), new(x + side, y + side), new(x, y + side)];

    /// <param name="buurten">Per buurt, per polygon, per ring.</param>
    private static Coverage CoverageOf(params RdPoint[][][][] buurten)
    {
        var (points, rings, polygons, ends) = (new List<RdPoint>(), new List<int>(), new List<int>(), new List<int>());
        foreach (var buurt in buurten)
        {
            foreach (var polygon in buurt)
            {
                foreach (var ring in polygon)
                {
                    points.AddRange(ring);
                    rings.Add(points.Count);
                }
                polygons.Add(rings.Count);
            }
            ends.Add(polygons.Count);
        }
        return new([.. points], [.. rings], [.. polygons], [.. ends]);
    }
}
