using Populatie.Analytics.Faults;
using Populatie.Server.Description;

namespace Populatie.Server.Ogc;

/// <summary>Where a program begins that knows OGC API and not us.</summary>
internal sealed record LandingPage(string Title, string Description, Link[] Links)
{
    public static LandingPage Of(Addresses at, Language language) =>
        new(
            "Populatie",
            new Bilingual(
                "Areas of care: gemeenten, wijken, buurten and what is made of them",
                "Gebieden van zorg: gemeenten, wijken, buurten en wat daaruit is gemaakt"
            ).In(language),
            [
                new(at.Landing, "self", Link.Json, "This document"),
                new(at.Service, "service-desc", ApiDocument.MediaType + ";version=3.0", "The API"),
                new(at.Root + "/", "service-doc", "text/html", "The page"),
                new(at.Conformance, "conformance", Link.Json, "Standards that are kept"),
                new(at.Conformance, Link.ToConformance, Link.Json, "Standards that are kept"),
                new(at.Collections, "data", Link.Json, "Levels of areas"),
                new(at.Collections, Link.ToData, Link.Json, "Levels of areas"),
                new(at.TileMatrixSets, Link.ToTileMatrixSets, Link.Json, "Ways in which tiles divide the plane"),
            ]
        );
}

/// <summary>The parts of the standards that are kept.</summary>
internal sealed record Conformance(string[] ConformsTo)
{
    private const string Ogc = "http://www.opengis.net/spec/";

    public static readonly Conformance Ours = new([
        Ogc + "ogcapi-common-1/1.0/conf/core",
        Ogc + "ogcapi-common-2/1.0/conf/collections",
        Ogc + "ogcapi-features-1/1.0/conf/core",
        Ogc + "ogcapi-features-1/1.0/conf/oas30",
        Ogc + "ogcapi-features-1/1.0/conf/geojson",
        Ogc + "ogcapi-features-2/1.0/conf/crs",
        Ogc + "ogcapi-tiles-1/1.0/conf/core",
        Ogc + "ogcapi-tiles-1/1.0/conf/tileset",
        Ogc + "ogcapi-tiles-1/1.0/conf/tilesets-list",
        Ogc + "ogcapi-tiles-1/1.0/conf/geodata-tilesets",
        Ogc + "ogcapi-tiles-1/1.0/conf/mvt",
        Ogc + "tms/2.0/conf/tilematrixset",
        Ogc + "tms/2.0/conf/json-tilematrixset",
    ]);
}
