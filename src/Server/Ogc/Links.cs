using Microsoft.AspNetCore.Http;

namespace Populatie.Server.Ogc;

/// <summary>Where another document is, and what it is to this one.</summary>
/// <param name="Rel">As IANA or OGC registers it.</param>
/// <param name="Templated">True where the address holds names in braces; null where it does not.</param>
internal sealed record Link(string Href, string Rel, string Type, string Title, bool? Templated = null)
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string Mvt = "application/vnd.mapbox-vector-tile";
    private const string Ogc = "http://www.opengis.net/def/rel/ogc/1.0/";

    public const string ToConformance = Ogc + "conformance";
    public const string ToData = Ogc + "data";
    public const string ToTileMatrixSets = Ogc + "tiling-schemes";
    public const string ToTileMatrixSet = Ogc + "tiling-scheme";
    public const string ToTileSets = Ogc + "tilesets-vector";
}

/// <summary>Addresses under <c>/v1/ogc</c>, in full: programs that follow them may have forgotten where they began.</summary>
/// <param name="Root">Without a slash at the end.</param>
internal readonly record struct Addresses(string Root)
{
    public string Service => Root + "/openapi.json";

    public string Landing => Root + "/v1/ogc";

    public string Conformance => Landing + "/conformance";

    public string Collections => Landing + "/collections";

    public string TileMatrixSets => Landing + "/tileMatrixSets";

    public static Addresses Of(HttpRequest request) => new($"{request.Scheme}://{request.Host}");

    public string Collection(string id) => $"{Collections}/{id}";

    public string Items(string id) => $"{Collections}/{id}/items";

    public string TileSets(string id) => $"{Collections}/{id}/tiles";

    public string TileSet(string id, string matrix) => $"{Collections}/{id}/tiles/{matrix}";

    public string TileMatrixSet(string matrix) => $"{TileMatrixSets}/{matrix}";
}
