using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Maps;
using Populatie.Server.Tiles;

namespace Populatie.Server.Features;

/// <summary>
/// A reference system in which boundaries may be asked for, named by its address at OGC. Coordinates are in the order of its
/// axes: in EPSG:4326 latitude comes first, in CRS84 longitude.
/// </summary>
/// <param name="Uri">As requests and answers name it.</param>
/// <param name="Decimals">Beyond them is less than a centimetre.</param>
/// <param name="Turn">Which axis goes round the world: 0, 1, or null for neither.</param>
/// <param name="Place">From RD New, in the order of the axes.</param>
internal sealed record CoordinateSystem(
    string Uri,
    int Decimals,
    int? Turn,
    Func<RdPoint, (double First, double Second)> Place
)
{
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
    private const int Metres = 3;

    /// <summary>WGS 84, longitude before latitude: what GeoJSON is in unless it says otherwise.</summary>
    public static readonly CoordinateSystem Crs84 = new(
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        GeoJsonShape.DecimalsOfDegrees,
        0,
        point => ReferenceSystems.ToWgs84(point)
    );

    /// <summary>RD New, east before north: what the boundaries are kept in, to the millimetre.</summary>
    public static readonly CoordinateSystem DutchRd = new(
        Epsg + "28992",
        Metres,
        null,
        point => (point.X / (double)RdPoint.MillimetresPerMetre, point.Y / (double)RdPoint.MillimetresPerMetre)
    );

    /// <summary>WGS 84, latitude before longitude.</summary>
    public static readonly CoordinateSystem Wgs84 = new(
        Epsg + "4326",
        GeoJsonShape.DecimalsOfDegrees,
        1,
        point =>
        {
            var (longitude, latitude) = ReferenceSystems.ToWgs84(point);
            return (latitude, longitude);
        }
    );

    /// <summary>That of web maps, east before north.</summary>
    public static readonly CoordinateSystem WebMercator = new(
        Epsg + "3857",
        Metres,
        null,
        TileMatrix.WebMercator.Project
    );

    public static readonly CoordinateSystem[] All = [Crs84, DutchRd, Wgs84, WebMercator];

    /// <summary>Null when there is none of that name.</summary>
    public static CoordinateSystem? Find(string uri) =>
        Array.Find(All, s => string.Equals(s.Uri, uri, StringComparison.Ordinal));
}
