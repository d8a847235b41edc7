using System.Globalization;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Imports;
using Populatie.Server.Tests.Oracles;
using Populatie.Server.Tests.Reference;
using Populatie.Server.Tiles;
using Populatie.Tests.Shared;

namespace Populatie.Server.Tests.Tiles;

/// <summary>
/// Tiles of real maps: neighbours share borders, and another maker's decoder reads what ours does. 200 of each map and level
/// here; <c>./soak.sh tiles</c> asks for all to zoom 12, in RD to 8, by POPULATIE_TILES_TABLE, which says where to put the table;
/// POPULATIE_TILES_ZOOM ends it earlier.
/// </summary>
public sealed class TileStudy
{
    private const int Sampled = 200;
    private const int DeepestZoom = 12;
    private const int DeepestRdZoom = 8;

    /// <summary>Tiles that are handed to the other decoder at once.</summary>
    private const int Batch = 500;

    private const string Utrecht = "geodata/utrecht_buurten_clean.geojson";
    private const string Dense = "geodata/utrecht_buurten_dense.geojson";
    private const string Country = "geodata/nl_buurten_clean.geojson";

    /// <summary>A tile in RD is as wide as one of Web Mercator of so many zooms deeper, and half as wide at the deepest.</summary>
    private const int RdAhead = DeepestZoom - DeepestRdZoom;

    private static readonly int Deepest = int.Parse(
        Environment.GetEnvironmentVariable("POPULATIE_TILES_ZOOM") ?? $"{DeepestZoom}",
        CultureInfo.InvariantCulture
    );

    private static readonly string? Table = Environment.GetEnvironmentVariable("POPULATIE_TILES_TABLE");

    [RealMapFact]
    [Trait("Speed", "slow")]
    public async Task Tiles_of_real_maps_are_whole_and_the_same_to_another_decoder()
    {
        var table = new StringBuilder();
        table.AppendLine("| map | level | matrix | tiles | areas in them | points | largest tile |");
        table.AppendLine("|---|---|---|---:|---:|---:|---:|");
        foreach (var file in Table is null ? (string[])[Utrecht, Country] : [Utrecht, Dense, Country])
        {
            var map = AreaImport.Read(SharedFolder.File(file)).Areas;
            foreach (var level in Table is null ? [AreaLevel.Buurt, AreaLevel.Wijk] : map.Index.Levels)
            {
                foreach (var matrix in TileMatrix.All)
                {
                    var batch = new DecoderBatch(new(map, level, matrix));
                    await (Table is null ? Sample(batch, map, matrix) : All(batch, map, matrix));
                    await batch.Finish();
                    table.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"| {Path.GetFileNameWithoutExtension(file)} | {level.ToName()} | {matrix.Name} | {batch.Tiles:N0} | {batch.Areas:N0} | {batch.Points:N0} | {batch.Largest / 1000.0:N0} kB |"
                    );
                    if (Table is not null)
                    {
                        await File.WriteAllTextAsync(Table, table.ToString());
                    }
                }
            }
        }
    }

    private static async Task Sample(DecoderBatch batch, AreaSet map, TileMatrix matrix)
    {
        var chance = new Random(20260101);
        while (batch.Tiles < Sampled / TileMatrix.All.Length)
        {
            var zoom = chance.Next(0, DeepestZoom + 1);
            var places = TilePlaces.At(map, matrix, zoom);
            await batch.Add(zoom, places[chance.Next(places.Count)]);
        }
    }

    private static async Task All(DecoderBatch batch, AreaSet map, TileMatrix matrix)
    {
        var deepest = matrix == TileMatrix.WebMercator ? Deepest : Math.Max(0, Deepest - RdAhead);
        for (var zoom = 0; zoom <= deepest; zoom++)
        {
            foreach (var place in TilePlaces.Around(map, matrix, zoom))
            {
                await batch.Add(zoom, place);
            }
        }
    }

    /// <summary>Checks tiles as they come, and hands them to the other decoder many at a time.</summary>
    private sealed class DecoderBatch(TilePyramid tiles)
    {
        private readonly List<(byte[] Bytes, DecodedTile Tile, string Place)> waiting = [];

        public int Tiles { get; private set; }

        public long Areas { get; private set; }

        public long Points { get; private set; }

        public int Largest { get; private set; }

        /// <summary>Where there is no tile there is nothing to check.</summary>
        public async Task Add(int zoom, (int X, int Y) at)
        {
            if (tiles.Tile(zoom, at.X, at.Y) is not { } bytes)
            {
                return;
            }
            var place = $"{tiles.Matrix.Name} {zoom}/{at.X}/{at.Y}";
            var tile = DecodedTile.Of(bytes);
            TileCheck.Neighbours(tile, place);
            waiting.Add((bytes, tile, place));
            Tiles++;
            Areas += tile.Features.Count;
            Points += tile.Features.Sum(f => f.Rings.Sum(r => (long)r.Count));
            Largest = Math.Max(Largest, bytes.Length);
            if (waiting.Count == Batch)
            {
                await Finish();
            }
        }

        public async Task Finish()
        {
            if (waiting.Count > 0)
            {
                await TileCheck.OtherDecoder(waiting);
                waiting.Clear();
            }
        }
    }
}

/// <summary>A fact on real maps and another decoder; skipped, with the reason in the report, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealMapFactAttribute : FactAttribute
{
    public RealMapFactAttribute() => Skip = SharedFolder.Path is null ? SharedFolder.Reason : Node.WhyNot;
}
