using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Maps;
using Populatie.Server.Tests.Reference;
using Populatie.Server.Tiles;

namespace Populatie.Server.Tests.Tiles;

public sealed class TileTests
{
    private static readonly Lazy<AreaSet> Utrecht = new(EmbeddedUtrecht.Areas);

    [Theory]
    [InlineData(AreaLevel.Buurt)]
    [InlineData(AreaLevel.Wijk)]
    [InlineData(AreaLevel.Gemeente)]
    [InlineData(AreaLevel.Buurtteam)]
    [Trait("Speed", "slow")]
    public void Neighbours_share_borders_in_every_tile_of_Utrecht(AreaLevel level)
    {
        foreach (var matrix in TileMatrix.All)
        {
            var tiles = new TilePyramid(Utrecht.Value, level, matrix);
            var found = 0;
            for (var zoom = 0; zoom <= 13; zoom++)
            {
                foreach (var (x, y) in TilePlaces.At(Utrecht.Value, matrix, zoom))
                {
                    if (tiles.Tile(zoom, x, y) is { } tile)
                    {
                        found++;
                        TileCheck.Neighbours(DecodedTile.Of(tile), $"{matrix.Name} {zoom}/{x}/{y}");
                    }
                }
            }
            found.ShouldBeGreaterThan(40);
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

    /// <summary>Of a country, each is a few pixels: a third of what travels would be names that nobody can read.</summary>
    [Theory]
    [InlineData(TileWriter.MostNamed, true)]
    [InlineData(TileWriter.MostNamed + 1, false)]
    public void A_tile_with_very_many_areas_has_codes_alone(int count, bool isNamed)
    {
        var writer = new TileWriter("buurt", default);
        var area = Utrecht.Value.Index.AreasAt(AreaLevel.Buurt)[0];
        for (var i = 0; i < count; i++)
        {
            writer.AddRing([new(i, 0), new(i, 1), new(i + 1, 1), new(i + 1, 0)], isHole: false).ShouldBeTrue();
            writer.EndArea(i, area);
        }
        var tile = DecodedTile.Of(writer.ToTile());
        tile.Features.Count.ShouldBe(count);
        tile.Features.ShouldAllBe(f =>
            string.Equals(f.Tags["code"], area.Code, StringComparison.Ordinal) && f.Tags.ContainsKey("name") == isNamed
        );
    }

    [Fact]
    public void Where_nothing_is_there_is_no_tile() =>
        new TilePyramid(Utrecht.Value, AreaLevel.Buurt, TileMatrix.WebMercator).Tile(9, 0, 0).ShouldBeNull();
}
