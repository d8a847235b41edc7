using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Server.Tiles;

/// <summary>
/// How the plane is divided into tiles: at zoom 0 one tile holds all of it, and each zoom halves the side. Positions within it
/// run from 0 to 1, x to the east, y to the south.
/// </summary>
internal abstract class TileMatrix
{
    /// <summary>Whole units along the side of a tile, as in the tiles themselves.</summary>
    public const int Extent = 4096;

    /// <summary>Beyond it nothing new is seen: a unit is then a few centimetres.</summary>
    public const int MostZoom = 14;

    public static readonly TileMatrix WebMercator = new WebMercatorQuad();

    public static readonly TileMatrix DutchRd = new NetherlandsRdQuad();

    public static readonly TileMatrix[] All = [WebMercator, DutchRd];

    /// <summary>As OGC registers it, or the Dutch profile does.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>Number of its reference system at EPSG; east before north, in metres.</summary>
    public abstract int Epsg { get; }

    /// <summary>Address of its registration; null when it has none.</summary>
    public virtual string? Registered => null;

    /// <summary>Top left corner and side of the whole. Unit: metre.</summary>
    public abstract (double West, double North, double Side) Square { get; }

    /// <returns>Both in [0, 1) for points within the plane.</returns>
    public abstract (double X, double Y) Place(RdPoint point);

    /// <summary>East and north in its reference system. Unit: metre.</summary>
    public (double East, double North) Project(RdPoint point)
    {
        var ((x, y), (west, north, side)) = (Place(point), Square);
        return (west + (x * side), north - (y * side));
    }

    /// <summary>Null when there is none of that name.</summary>
    public static TileMatrix? Find(string name) =>
        Array.Find(All, m => string.Equals(m.Name, name, StringComparison.Ordinal));

    /// <summary>Units along the whole side at a zoom.</summary>
    public static int UnitsAt(int zoom) => Extent << zoom;

    /// <summary>EPSG:3857, as every web map has it.</summary>
    private sealed class WebMercatorQuad : TileMatrix
    {
        private const double HalfSide = 20_037_508.342789244;

        public override string Name => "WebMercatorQuad";

        public override string Title => "Web Mercator, as web maps divide it";

        public override int Epsg => 3857;

        public override string Registered => "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

        public override (double West, double North, double Side) Square => (-HalfSide, HalfSide, 2 * HalfSide);

        public override (double X, double Y) Place(RdPoint point)
        {
            var (longitude, latitude) = ReferenceSystems.ToWgs84(point);
            var sine = Math.Sin(latitude * Math.PI / 180);
            return ((longitude + 180) / 360, 0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)));
        }
    }

    /// <summary>EPSG:28992 in the tiling that Dutch public maps share: square, from the north-west of the RD plane.</summary>
    private sealed class NetherlandsRdQuad : TileMatrix
    {
        private const double West = -285_401.92;
        private const double North = 903_401.92;
        private const double Side = 880_803.84;

        public override string Name => "NetherlandsRDNewQuad";

        public override string Title => "RD New, as Dutch public maps divide it";

        public override int Epsg => 28992;

        public override (double West, double North, double Side) Square => (West, North, Side);

        public override (double X, double Y) Place(RdPoint point) =>
            (
                ((point.X / (double)RdPoint.MillimetresPerMetre) - West) / Side,
                (North - (point.Y / (double)RdPoint.MillimetresPerMetre)) / Side
            );
    }
}
