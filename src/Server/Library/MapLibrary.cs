using System.Collections.Concurrent;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Store;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Features;
using Populatie.Server.Problems;
using Populatie.Server.Tiles;

namespace Populatie.Server.Library;

/// <summary>The map of the workspace: areas with their boundaries. Read once; a new import asks for a new start. Thread-safe.</summary>
internal sealed class MapLibrary(Workspace workspace)
{
    private readonly Lazy<AreaSet> areas = new(() => AreaChoice.LoadOrDefault(workspace, reference: null));

    private readonly ConcurrentDictionary<(AreaLevel Level, TileMatrix Matrix), Lazy<TilePyramid>> pyramids = new();

    private readonly ConcurrentDictionary<AreaLevel, Lazy<LevelFeatures>> features = new();

    public AreaSet Areas => areas.Value;

    /// <exception cref="ApiFault">The map has no such level.</exception>
    public AreaLevel LevelOf(string name) =>
        AreaLevels.TryParse(name, out var level) && Areas.Index.Has(level)
            ? level
            : throw ApiFault.NotFound(
                $"this map has no such level; it has {string.Join(", ", Areas.Index.Levels.Select(l => l.ToName()))}",
                $"deze kaart heeft dit niveau niet; wel {string.Join(", ", Areas.Index.Levels.Select(l => l.ToName()))}"
            );

    /// <summary>Levels that the map has, from coarse to fine, without what has no place.</summary>
    public LevelSummary[] Levels() =>
        [
            .. Areas.Index.Levels.Select(l => new LevelSummary(
                l.ToName(),
                Areas.Index.AreasAt(l).Count(a => !a.IsUnknown)
            )),
        ];

    /// <summary>Names and boundaries of a level as GeoJSON (RFC 7946: WGS 84, seven decimals).</summary>
    /// <param name="hasBorders">Else the box around each area: a page that has tiles needs no more.</param>
    public Body GeoJson(AreaLevel level, bool hasBorders) =>
        Body.Of(GeoJsonAreas.Of(Areas, Features(level), hasBorders), "application/geo+json");

    /// <summary>The areas of a level, with boundaries in any reference system.</summary>
    public LevelFeatures Features(AreaLevel level) => features.GetOrAdd(level, key => new(() => new(Areas, key))).Value;

    /// <summary>The tiles of a level.</summary>
    public TilePyramid Tiles(AreaLevel level, TileMatrix matrix) =>
        pyramids.GetOrAdd((level, matrix), key => new(() => new(Areas, key.Level, key.Matrix))).Value;
}
