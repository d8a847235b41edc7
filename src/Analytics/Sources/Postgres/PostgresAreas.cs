using NetTopologySuite.Geometries;
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
            MultiPolygon? geometry = null;
            if (!rows.IsNull(shape))
            {
                geometry = Decode(rows.Field(shape), rows.Row, out var told);
                if (geometry is not null)
                {
                    system = system is null || system == told ? told : throw Mixed(rows.Row, system.Value, told);
                }
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

    /// <summary>The boundary that a row holds, and the reference system that it names; null for an empty one.</summary>
    /// <exception cref="SourceFormatException">It is no polygon, or cannot be read.</exception>
    internal MultiPolygon? Decode(ReadOnlySpan<byte> ewkb, long row, out int system)
    {
        var read = WkbPolygons.Read(ewkb, out system, out var fault) ?? throw Bad(row, fault);
        return read.IsEmpty ? null : read;
    }

    private SourceFormatException Bad(long row, Bilingual found) =>
        new(
            source.Name,
            row,
            null,
            found,
            new("a polygon", "een polygoon"),
            new("write ST_Multi(ST_Force2D(…)) as geom", "schrijf ST_Multi(ST_Force2D(…)) as geom")
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
