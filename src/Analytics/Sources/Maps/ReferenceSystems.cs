using NetTopologySuite.Geometries;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Tells in which reference system the coordinates of a file are, and brings them to RD New. A file that does not say, and
/// whose coordinates fit neither range, is refused: a guess would put people in the wrong buurt.
/// </summary>
/// <remarks>
/// Conversion from WGS 84: ProjNET, Bessel 1841 with the seven parameters that EPSG publishes for Amersfoort (transformation
/// 15934). Against RDNAPTRANS, the official transformation with its correction grid, this is off by at most 0.25 m.
/// </remarks>
public static class ReferenceSystems
{
    public const int RdNew = 28992;
    public const int Wgs84 = 4326;

    /// <summary>RD New as well-known text (OGC 01-009).</summary>
    internal const string RdNewText = """
        PROJCS["Amersfoort / RD New",
          GEOGCS["Amersfoort",
            DATUM["Amersfoort",
              SPHEROID["Bessel 1841",6377397.155,299.1528128],
              TOWGS84[565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725]],
            PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],
          PROJECTION["Oblique_Stereographic"],
          PARAMETER["latitude_of_origin",52.15616055555555],
          PARAMETER["central_meridian",5.38763888888889],
          PARAMETER["scale_factor",0.9999079],
          PARAMETER["false_easting",155000],
          PARAMETER["false_northing",463000],
          UNIT["metre",1]]
        """;

    private static readonly Lazy<MathTransform> ToRd = new(() =>
        new CoordinateTransformationFactory()
            .CreateFromCoordinateSystems(
                GeographicCoordinateSystem.WGS84,
                new CoordinateSystemFactory().CreateFromWkt(RdNewText)
            )
            .MathTransform
    );

    private static readonly Lazy<MathTransform> FromRd = new(() => ToRd.Value.Inverse());

    /// <summary>The reference system of a layer, RD New or WGS 84.</summary>
    /// <exception cref="SourceFormatException">It is another one, or it cannot be told.</exception>
    internal static int Of(MapLayer layer)
    {
        var box = new Envelope();
        foreach (var feature in layer.Features)
        {
            if (feature.Geometry is { } geometry)
            {
                box.ExpandToInclude(geometry.EnvelopeInternal);
            }
        }
        var fits =
            LooksLikeRd(box) ? RdNew
            : LooksLikeWgs84(box) ? Wgs84
            : (int?)null;
        // 4258 is ETRS89: the same to within a metre, and what the Dutch registers publish in degrees.
        var said = layer.ReferenceSystem is 4258 ? Wgs84 : layer.ReferenceSystem;
        if (box.IsNull && said is null or RdNew or Wgs84)
        {
            return said ?? RdNew;
        }
        if (layer.ReferenceText is not null && said is not (RdNew or Wgs84))
        {
            throw Refused(
                layer,
                new($"the reference system '{layer.ReferenceText}'", $"het coördinatenstelsel '{layer.ReferenceText}'")
            );
        }
        if (fits is null || (said is not null && said != fits))
        {
            throw Refused(
                layer,
                said is null
                    ? new($"no reference system, and {Spell(box)}", $"geen coördinatenstelsel, en {Spell(box)}")
                    : new($"EPSG:{said}, but {Spell(box)}", $"EPSG:{said}, maar {Spell(box)}")
            );
        }
        return fits.Value;
    }

    internal static bool LooksLikeRd(Envelope box) =>
        box.MinX >= 0 && box.MaxX <= 300_000 && box.MinY >= 289_000 && box.MaxY <= 629_000;

    internal static bool LooksLikeWgs84(Envelope box) =>
        box.MinX >= 3 && box.MaxX <= 8 && box.MinY >= 50 && box.MaxY <= 54;

    /// <summary>WGS 84 to RD New.</summary>
    /// <param name="longitude">Unit: degree, 3 … 8.</param>
    /// <param name="latitude">Unit: degree, 50 … 54.</param>
    public static (double X, double Y) FromWgs84(double longitude, double latitude)
    {
        var (x, y) = ToRd.Value.Transform(longitude, latitude);
        return (x, y);
    }

    /// <summary>RD New to WGS 84: the inverse, to the same quarter of a metre.</summary>
    /// <returns>Longitude and latitude. Unit: degree.</returns>
    public static (double Longitude, double Latitude) ToWgs84(RdPoint point)
    {
        var (longitude, latitude) = FromRd.Value.Transform(
            point.X / (double)RdPoint.MillimetresPerMetre,
            point.Y / (double)RdPoint.MillimetresPerMetre
        );
        return (longitude, latitude);
    }

    /// <summary>A point of a file as a point of ours; null when it is too far away to be one.</summary>
    internal static RdPoint? ToRdPoint(Coordinate coordinate, int system)
    {
        const double farthest = RdPoint.Limit / RdPoint.MillimetresPerMetre;
        var (x, y) = system == Wgs84 ? FromWgs84(coordinate.X, coordinate.Y) : (coordinate.X, coordinate.Y);
        return Math.Abs(x) < farthest && Math.Abs(y) < farthest ? RdPoint.FromMetres(x, y) : null;
    }

    private static string Spell(Envelope box) =>
        FormattableString.Invariant($"x {box.MinX:0.###} … {box.MaxX:0.###}, y {box.MinY:0.###} … {box.MaxY:0.###}");

    private static SourceFormatException Refused(MapLayer layer, Bilingual found) =>
        new(
            layer.File,
            null,
            null,
            found,
            new(
                "RD New (EPSG:28992; x 0 … 300000, y 289000 … 629000) or WGS 84 (longitude 3 … 8, latitude 50 … 54)",
                "RD (EPSG:28992; x 0 … 300000, y 289000 … 629000) of WGS 84 (lengte 3 … 8, breedte 50 … 54)"
            ),
            new(
                "save the file in RD New, with a crs member that says so",
                "sla het bestand op in RD, met een onderdeel crs dat dat zegt"
            )
        );
}
