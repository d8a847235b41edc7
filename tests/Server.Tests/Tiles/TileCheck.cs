using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Populatie.Server.Tests.Oracles;
using Populatie.Server.Tests.Reference;
using Populatie.Server.Tiles;

namespace Populatie.Server.Tests.Tiles;

/// <summary>What must hold of every tile.</summary>
internal static class TileCheck
{
    private const int Low = -TilePyramid.Margin;
    private const int High = TileMatrix.Extent + TilePyramid.Margin;

    /// <summary>
    /// Every piece of border within the tile is gone along once in each direction, or once at the edge of the map; so there are
    /// no gaps between neighbours and no overlaps. Pieces along the sides where the tile was cut off do not count.
    /// </summary>
    public static void Neighbours(DecodedTile tile, string place)
    {
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
                        c.ShouldBeInRange(Low, High, place);
                    }
                    var isCut = (a.X == b.X && (a.X is Low or High)) || (a.Y == b.Y && (a.Y is Low or High));
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

    /// <summary>What our reading finds in tiles, another maker's decoder finds too, ring by ring and name by name.</summary>
    public static async Task OtherDecoder(IReadOnlyList<(byte[] Bytes, DecodedTile Tile, string Place)> tiles)
    {
        var folder = Directory.CreateTempSubdirectory("populatie-tiles-");
        try
        {
            for (var i = 0; i < tiles.Count; i++)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{i}.mvt"), tiles[i].Bytes);
            }
            var told = (await Node.Run("decode.mjs", folder.FullName)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            );
            told.Length.ShouldBe(tiles.Count);
            for (var i = 0; i < tiles.Count; i++)
            {
                told[i].ShouldBe(DigestOf(tiles[i].Tile), tiles[i].Place);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As <c>tests/oracles/decode.mjs</c> makes it.</summary>
    private static string DigestOf(DecodedTile tile)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{tile.Layer} {tile.Extent}");
        foreach (var feature in tile.Features)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{feature.Tags["code"]}\t{feature.Tags.GetValueOrDefault("name", "")}\t"
            );
            text.AppendJoin(
                ';',
                feature.Rings.Select(r =>
                    string.Join(' ', r.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}")))
                )
            );
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Ends of edges that have a neighbour on one side only, and at which no other such edge begins; away from the cut.</summary>
    private static int Edges(Dictionary<((int X, int Y) A, (int X, int Y) B), int> uses)
    {
        var balance = new Dictionary<(int X, int Y), int>();
        foreach (var ((a, b), sum) in uses)
        {
            balance[a] = balance.GetValueOrDefault(a) + sum;
            balance[b] = balance.GetValueOrDefault(b) - sum;
        }
        return balance.Count(p => p.Value != 0 && p.Key.X is not (Low or High) && p.Key.Y is not (Low or High));
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
}
