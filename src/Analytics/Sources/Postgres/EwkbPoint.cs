using System.Buffers.Binary;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>A point as PostGIS sends it: byte order, type with flags for height, measure and system, the system, the numbers.</summary>
/// <param name="X">Metres in RD New, degrees of longitude in WGS 84; not a number for an empty point.</param>
/// <param name="System">28992 or 4326.</param>
internal readonly record struct EwkbPoint(double X, double Y, int System)
{
    private const uint HasSystem = 0x20000000;
    private const uint PointType = 1;

    public bool IsEmpty => double.IsNaN(X) || double.IsNaN(Y);

    /// <param name="row">1-based row of the query, for messages.</param>
    /// <exception cref="SourceFormatException">It is another shape, or in another reference system.</exception>
    public static EwkbPoint Read(PostgresSource source, long row, ReadOnlySpan<byte> ewkb)
    {
        const int Head = 5;
        if (ewkb.Length < Head || ewkb[0] > 1)
        {
            throw Refused(source, row, Bilingual.Same("EWKB?"), AskPoint);
        }
        var little = ewkb[0] == 1;
        var type = UInt32(ewkb[1..], little);
        if ((type & 0xFFFF) != PointType)
        {
            throw Refused(source, row, new("a shape that is no point", "een vorm die geen punt is"), AskPoint);
        }
        var numbers = ewkb[Head..];
        var system = 0;
        if ((type & HasSystem) != 0 && numbers.Length >= 4)
        {
            system = unchecked((int)UInt32(numbers, little));
            numbers = numbers[4..];
        }
        // 4258 is ETRS89: the same to within a metre.
        system = system == 4258 ? ReferenceSystems.Wgs84 : system;
        if (system is not (ReferenceSystems.RdNew or ReferenceSystems.Wgs84))
        {
            throw Refused(
                source,
                row,
                new($"a point in SRID {system}", $"een punt in SRID {system}"),
                system == 0 ? "ST_SetSRID(geom, 28992)" : "ST_Transform(geom, 28992)"
            );
        }
        return numbers.Length < 16
            ? throw Refused(source, row, new("a point that is cut short", "een punt dat is afgekapt"), AskPoint)
            : new(Double(numbers, little), Double(numbers[8..], little), system);
    }

    private const string AskPoint = "ST_PointOnSurface(geom)";

    private static uint UInt32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    private static double Double(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadDoubleLittleEndian(at) : BinaryPrimitives.ReadDoubleBigEndian(at);

    private static SourceFormatException Refused(PostgresSource source, long row, Bilingual found, string mend) =>
        new(
            source.Name,
            row,
            null,
            found,
            new("a point in SRID 28992 or 4326", "een punt in SRID 28992 of 4326"),
            new($"write {mend} as geom in the query", $"schrijf {mend} as geom in de query")
        );
}
