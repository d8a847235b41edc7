using System.Collections.Concurrent;
using Populatie.Analytics.Areas;
using Populatie.Server.Tests.Reference;
using Populatie.Server.Tiles;
using Populatie.Tests.Shared;

namespace Populatie.Server.Tests.Tiles;

public sealed class TileTests
{
    private static readonly Lazy<AreaSet> Utrecht = new(EmbeddedUtrecht.Areas);
    private static readonly Lazy<AreaSet> Country = new(() =>
        AreaImport.Read(SharedFolder.File("geodata/nl_buurten_clean.geojson")).Areas
    );

    private const int DeepestZoom = 14;

    /// <summary>Tiles of the deepest zoom that a corner of the map lies in.</summary>
    private static readonly ConcurrentDictionary<(AreaSet Map, TileMatrix Matrix), HashSet<(int X, int Y)>> Deepest =
        new();

    [Theory]
    [InlineData(AreaLevel.Buurt)]
    [InlineData(AreaLevel.Wijk)]
    [InlineData(AreaLevel.Gemeente)]
    [InlineData(AreaLevel.Buurtteam)]
    public void Neighbours_share_borders_in_every_tile_of_Utrecht(AreaLevel level)
    {
        foreach (var matrix in (TileMatrix[])[TileMatrix.WebMercator, TileMatrix.DutchRd])
        {
            var tiles = new TilePyramid(Utrecht.Value, level, matrix);
            var found = 0;
            for (var zoom = 0; zoom <= 13; zoom++)
            {
                foreach (var (x, y) in Places(Utrecht.Value, matrix, zoom))
                {
                    if (tiles.Tile(zoom, x, y) is { } tile)
                    {
                        found++;
                        Check(DecodedTile.Of(tile), $"{matrix.Name} {zoom}/{x}/{y}");
                    }
                }
            }
            found.ShouldBeGreaterThan(40);
        }
    }

    [SharedTheory]
    [InlineData(AreaLevel.Buurt)]
    [InlineData(AreaLevel.Wijk)]
    [Trait("Speed", "slow")]
    public void Neighbours_share_borders_in_200_tiles_of_the_country(AreaLevel level)
    {
        var tiles = new TilePyramid(Country.Value, level, TileMatrix.WebMercator);
        var chance = new Random(20260101);
        var tried = 0;
        while (tried < 200)
        {
            var zoom = chance.Next(0, 13);
            var places = Places(Country.Value, TileMatrix.WebMercator, zoom);
            var (x, y) = places[chance.Next(places.Count)];
            if (tiles.Tile(zoom, x, y) is { } tile)
            {
                tried++;
                Check(DecodedTile.Of(tile), $"{zoom}/{x}/{y}");
            }
        }
    }

    [Fact]
    public void A_tile_over_the_whole_city_holds_every_buurt_with_its_name()
    {
        var tiles = new TilePyramid(Utrecht.Value, AreaLevel.Buurt, TileMatrix.WebMercator);
        var tile = DecodedTile.Of(tiles.Tile(9, 263, 168)!);
        tile.Layer.ShouldBe("buurt");
        tile.Extent.ShouldBe(4096);
        tile.Features.Select(f => f.Tags["code"])
            .Order(StringComparer.Ordinal)
            .ShouldBe(Utrecht.Value.Index.Buurten.Select(b => b.Code));
        tile.Features[0].Tags["name"].ShouldBe(Utrecht.Value.Index.Buurten[0].Name);
    }

    [Fact]
    public void Where_nothing_is_there_is_no_tile() =>
        new TilePyramid(Utrecht.Value, AreaLevel.Buurt, TileMatrix.WebMercator).Tile(9, 0, 0).ShouldBeNull();

    /// <summary>
    /// Every piece of border within the tile is gone along once in each direction, or once at the edge of the map; so there are
    /// no gaps between neighbours and no overlaps. Pieces along the sides where the tile was cut off do not count.
    /// </summary>
    private static void Check(DecodedTile tile, string place)
    {
        const int low = -TilePyramid.Margin;
        const int high = TileMatrix.Extent + TilePyramid.Margin;
        var uses = new Dictionary<((int, int), (int, int)), int>();
        foreach (var feature in tile.Features)
        {
            Turns(feature.Rings[0]).ShouldBeGreaterThan(0, $"{place}: an outer ring turns right on the screen");
            foreach (var ring in feature.Rings)
            {
                ring.Count.ShouldBeGreaterThanOrEqualTo(3, place);
                for (var i = 0; i < ring.Count; i++)
                {
                    var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                    a.ShouldNotBe(b, place);
                    foreach (var c in (int[])[a.X, a.Y, b.X, b.Y])
                    {
                        c.ShouldBeInRange(low, high, place);
                    }
                    var isCut =
                        (a.X == b.X && a.X is low or high && b.X == a.X) || (a.Y == b.Y && (a.Y is low or high));
                    if (!isCut)
                    {
                        var way = a.CompareTo(b) < 0 ? 1 : -1;
                        var key = way > 0 ? (a, b) : (b, a);
                        uses[key] = uses.GetValueOrDefault(key) + way;
                    }
                }
            }
        }
        foreach (var (((ax, ay), (bx, by)), sum) in uses)
        {
            // 0: one neighbour on either side. ±1: the edge of the map. On a coarse grid what is thinner than a unit, an eighth
            // of a pixel, may fold over itself.
            var isTiny = Math.Max(Math.Abs(ax - bx), Math.Abs(ay - by)) <= 2;
            if (!isTiny)
            {
                Math.Abs(sum)
                    .ShouldBeLessThanOrEqualTo(1, $"{place}: {ax},{ay} to {bx},{by} is used twice on one side");
            }
        }
        Edges(uses).ShouldBe(0, $"{place}: the edge of the map is not closed");
    }

    /// <summary>Ends of edges that have a neighbour on one side only, and at which no other such edge begins; away from the cut.</summary>
    private static int Edges(Dictionary<((int X, int Y) A, (int X, int Y) B), int> uses)
    {
        const int low = -TilePyramid.Margin;
        const int high = TileMatrix.Extent + TilePyramid.Margin;
        var balance = new Dictionary<(int X, int Y), int>();
        foreach (var ((a, b), sum) in uses)
        {
            balance[a] = balance.GetValueOrDefault(a) + sum;
            balance[b] = balance.GetValueOrDefault(b) - sum;
        }
        return balance.Count(p => p.Value != 0 && p.Key.X is not (low or high) && p.Key.Y is not (low or high));
    }

    private static long Turns(List<(int X, int Y)> ring)
    {
        var twice = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            twice += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }
        return twice;
    }

    /// <summary>Columns and rows of the tiles around a map at a zoom.</summary>
    private static List<(int X, int Y)> Places(AreaSet map, TileMatrix matrix, int zoom)
    {
        var deepest = Deepest.GetOrAdd(
            (map, matrix),
            key =>
                [
                    .. Enumerable
                        .Range(0, key.Map.Coverage.RingCount)
                        .SelectMany(r => key.Map.Coverage.Ring(r).ToArray())
                        .Select(key.Matrix.Place)
                        .Select(p => ((int)(p.X * (1 << DeepestZoom)), (int)(p.Y * (1 << DeepestZoom)))),
                ]
        );
        var places = deepest.Select(p => (p.X >> (DeepestZoom - zoom), p.Y >> (DeepestZoom - zoom))).ToHashSet();
        return [.. places.Order()];
    }
}
