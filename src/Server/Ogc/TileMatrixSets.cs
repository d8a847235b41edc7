using System.Globalization;
using Populatie.Server.Tiles;

namespace Populatie.Server.Ogc;

/// <summary>The ways in which the plane is divided into tiles.</summary>
internal sealed record TileMatrixSetList(TileMatrixSetLink[] TileMatrixSets)
{
    public static TileMatrixSetList Of(Addresses at) =>
        new([
            .. TileMatrix.All.Select(m => new TileMatrixSetLink(
                m.Name,
                m.Title,
                m.Registered,
                SystemUri.Of(m),
                [new(at.TileMatrixSet(m.Name), "self", Link.Json, m.Title)]
            )),
        ]);
}

/// <param name="Uri">Of its registration; left out when it has none.</param>
internal sealed record TileMatrixSetLink(string Id, string Title, string? Uri, string Crs, Link[] Links);

/// <summary>One way to divide the plane, in the words of OGC Tile Matrix Set 2.0.</summary>
internal sealed record TileMatrixSet(
    string Id,
    string Title,
    string? Uri,
    string Crs,
    string[] OrderedAxes,
    ZoomMatrix[] TileMatrices
)
{
    public static TileMatrixSet Of(TileMatrix matrix) =>
        new(
            matrix.Name,
            matrix.Title,
            matrix.Registered,
            SystemUri.Of(matrix),
            ["X", "Y"],
            [.. Enumerable.Range(0, TileMatrix.MostZoom + 1).Select(z => ZoomMatrix.Of(matrix, z))]
        );
}

/// <param name="ScaleDenominator">With the standard's pixel of 0.28 mm.</param>
/// <param name="CellSize">Of one of the 256 pixels along a tile. Unit: metre.</param>
internal sealed record ZoomMatrix(
    string Id,
    double ScaleDenominator,
    double CellSize,
    string CornerOfOrigin,
    double[] PointOfOrigin,
    int TileWidth,
    int TileHeight,
    int MatrixWidth,
    int MatrixHeight
)
{
    private const int Pixels = 256;
    private const double MetresPerPixel = 0.000_28;

    public static ZoomMatrix Of(TileMatrix matrix, int zoom)
    {
        var (west, north, side) = matrix.Square;
        var cell = side / Pixels / (1 << zoom);
        return new(
            zoom.ToString(CultureInfo.InvariantCulture),
            cell / MetresPerPixel,
            cell,
            "topLeft",
            [west, north],
            Pixels,
            Pixels,
            1 << zoom,
            1 << zoom
        );
    }
}

/// <summary>The name of a matrix's reference system.</summary>
internal static class SystemUri
{
    public static string Of(TileMatrix matrix) =>
        string.Create(CultureInfo.InvariantCulture, $"http://www.opengis.net/def/crs/EPSG/0/{matrix.Epsg}");
}
