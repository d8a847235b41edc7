using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// Buurten from a query: <c>code</c>, <c>name</c> and <c>geom</c>, and what else the layouts of CBS hold (wijkcode,
/// gemeentenaam, water …). Everything after the reading is as with a file.
/// </summary>
internal sealed class PostgresAreas(PostgresSource source) : IAreaSource
{
    private const int MostBuurten = 100_000;

    /// <exception cref="PopulatieException">The database cannot be used, or the query gives no map.</exception>
    public MapLayer Read()
    {
        try
        {
            return Task.Run(ReadAsync).GetAwaiter().GetResult();
        }
        catch (Exception fault) when (PostgresFaults.Is(fault) || fault is InvalidDataException)
        {
            throw PostgresFaults.Of(fault, source);
        }
    }

    private async Task<MapLayer> ReadAsync()
    {
        await using var session = await PostgresSession.OpenAsync(source).ConfigureAwait(false);
        var columns = session.Columns;
        var shape = columns.Select(CopyKinds.Of).ToList().IndexOf(CopyKind.Geometry);
        if (shape < 0)
        {
            throw NoShape();
        }
        var rows = new CopyRows(
            source,
            await session.CopyAsync().ConfigureAwait(false),
            columns.Length,
            CopyRows.MostShapeBytes
        );
        var features = new List<MapFeature>();
        int? system = null;
        var wkb = new WKBReader();
        while (await rows.NextAsync(source.Cancellation).ConfigureAwait(false))
        {
            if (features.Count == MostBuurten)
            {
                throw TooMany();
            }
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var field = 0; field < columns.Length; field++)
            {
                if (
                    field != shape
                    && !rows.IsNull(field)
                    && CopyKinds.Of(columns[field]) is not (CopyKind.Other or CopyKind.Geometry) and var kind
                )
                {
                    properties[columns[field].Name.ToLowerInvariant()] = CopyText.Plain(kind, rows.Field(field));
                }
            }
            var geometry = rows.IsNull(shape) ? null : Decode(wkb, rows.Field(shape).ToArray(), rows.Row);
            if (geometry is not null)
            {
                system =
                    system is null || system == geometry.SRID
                        ? geometry.SRID
                        : throw Mixed(rows.Row, system.Value, geometry.SRID);
            }
            features.Add(new(properties, geometry, rows.Row));
        }
        // 0 is PostGIS's own way to say "undefined".
        var epsg = system is 0 ? null : system;
        return new(
            source.Name,
            epsg,
            epsg is null ? null : $"EPSG:{epsg}",
            Schematic: false,
            features,
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
    }

    private MultiPolygon? Decode(WKBReader wkb, byte[] ewkb, long row)
    {
        try
        {
            var read = wkb.Read(ewkb);
            return read switch
            {
                { IsEmpty: true } => null,
                MultiPolygon many => many,
                Polygon one => new MultiPolygon([one]) { SRID = one.SRID },
                _ => throw Bad(
                    row,
                    new($"a geometry of type {read.GeometryType}", $"een geometrie van type {read.GeometryType}"),
                    null
                ),
            };
        }
        catch (Exception fault)
            when (fault is ParseException or ArgumentException or EndOfStreamException or OverflowException)
        {
            throw Bad(row, new("a geometry that cannot be read", "een geometrie die niet te lezen is"), fault);
        }
    }

    private SourceFormatException Bad(long row, Bilingual found, Exception? inner) =>
        new(
            source.Name,
            row,
            null,
            found,
            new("a polygon", "een polygoon"),
            new("write ST_Multi(ST_Force2D(…)) as geom", "schrijf ST_Multi(ST_Force2D(…)) as geom"),
            inner
        );

    private SourceFormatException Mixed(long row, int first, int other) =>
        new(
            source.Name,
            row,
            null,
            new($"SRID {other} after SRID {first}", $"SRID {other} na SRID {first}"),
            new("one reference system", "één coördinatenstelsel"),
            new("write ST_Transform(geom, 28992) as geom", "schrijf ST_Transform(geom, 28992) as geom")
        );

    private SourceFormatException NoShape() =>
        new(
            source.Name,
            null,
            null,
            new("no column of type geometry", "geen kolom van het type geometry"),
            new("code, name and geom", "code, name en geom"),
            new("add the boundary of each buurt to the query", "voeg de grens van elke buurt toe aan de query")
        );

    private SourceFormatException TooMany() =>
        new(
            source.Name,
            null,
            null,
            new($"more than {MostBuurten} rows", $"meer dan {MostBuurten} regels"),
            new("one row per buurt", "één regel per buurt"),
            new("check the joins of the query", "controleer de joins van de query")
        );
}
