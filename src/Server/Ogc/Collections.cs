using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Server.Features;

namespace Populatie.Server.Ogc;

/// <summary>The levels of a map, each a collection of areas.</summary>
internal sealed record CollectionList(Link[] Links, string[] Crs, AreaCollection[] Collections)
{
    public static CollectionList Of(
        AreaSet map,
        Func<AreaLevel, LevelFeatures> features,
        Addresses at,
        Language language
    ) =>
        new(
            [new(at.Collections, "self", Link.Json, "This document")],
            [.. CoordinateSystem.All.Select(s => s.Uri)],
            [.. map.Index.Levels.Select(l => AreaCollection.Of(map, features(l), at, language))]
        );
}

/// <param name="Crs">Reference systems in which its boundaries may be asked for.</param>
/// <param name="StorageCrs">The one in which they are kept: nothing is lost in it.</param>
internal sealed record AreaCollection(
    string Id,
    string Title,
    string Description,
    Extent Extent,
    string ItemType,
    string[] Crs,
    string StorageCrs,
    Link[] Links
)
{
    public static AreaCollection Of(AreaSet map, LevelFeatures features, Addresses at, Language language)
    {
        var id = features.Level.ToName();
        return new(
            id,
            TitleOf(features.Level).In(language),
            SourceText.Of(map.Source).In(language),
            Extent.Of(features),
            "feature",
            [.. CoordinateSystem.All.Select(s => s.Uri)],
            CoordinateSystem.DutchRd.Uri,
            [
                new(at.Collection(id), "self", Link.Json, "This document"),
                new(at.Items(id), "items", Link.GeoJson, "Areas with their boundaries"),
                new(at.TileSets(id), Link.ToTileSets, Link.Json, "Tiles with the boundaries"),
            ]
        );
    }

    private static Bilingual TitleOf(AreaLevel level) =>
        level switch
        {
            AreaLevel.Gemeente => new("Municipalities (gemeenten)", "Gemeenten"),
            AreaLevel.Wijk => new("Districts (wijken)", "Wijken"),
            AreaLevel.Buurt => new("Neighbourhoods (buurten)", "Buurten"),
            AreaLevel.Buurtteam => new("Areas of neighbourhood teams (buurtteams)", "Gebieden van buurtteams"),
            _ => new("Areas of providers", "Gebieden van aanbieders"),
        };
}

internal sealed record Extent(SpatialExtent Spatial)
{
    public static Extent Of(LevelFeatures features)
    {
        var box = features.Extent(CoordinateSystem.Crs84);
        double[] corners = [box.Low1, box.Low2, box.High1, box.High2];
        return new(
            new SpatialExtent(
                [
                    [.. corners.Select(c => Math.Round(c, CoordinateSystem.Crs84.Decimals))],
                ],
                CoordinateSystem.Crs84.Uri
            )
        );
    }
}

/// <param name="Bbox">One box: west, south, east, north.</param>
internal sealed record SpatialExtent(double[][] Bbox, string Crs);
