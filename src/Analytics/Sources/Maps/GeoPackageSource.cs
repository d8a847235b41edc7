using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// Reads the layer of buurten from a GeoPackage in the CBS layout; the names of wijken and gemeenten come from their own
/// layers where the file has them.
/// </summary>
internal sealed class GeoPackageSource(string file, string? layer) : IAreaSource
{
    /// <summary>CBS writes numbers at or below this for "not known"; none of them is a value.</summary>
    private const double LargestMissing = -99990;

    private const string Buurten = "buurten";

    /// <summary>Longest text or geometry that is read; the largest buurt takes some hundreds of kilobytes.</summary>
    private const int LongestValue = 32 << 20;

    /// <summary>Most rows of a layer: the whole country has some 15,000 buurten.</summary>
    private const int MostRows = 250_000;

    private const int LimitOfLength = 0;
    private const int TooLong = 18;

    private static readonly Bilingual GetAgain = new(
        "get the Wijk- en buurtkaart of CBS as GeoPackage again",
        "haal de Wijk- en buurtkaart van het CBS opnieuw op als GeoPackage"
    );

    private sealed record Layer(string Table, string Column, int SystemId);

    public MapLayer Read()
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            connection.Open();
            // A column can be computed, so what a value says of its own length comes too late.
            _ = SQLitePCL.raw.sqlite3_limit(connection.Handle, LimitOfLength, LongestValue);
            var layers = Layers(connection);
            var chosen = Choose(layers);
            var system = SystemOf(connection, chosen.SystemId);
            return new(
                file,
                system.Epsg,
                system.Text,
                Schematic: false,
                ReadFeatures(connection, chosen),
                Names(connection, layers, "wijken", "wijkcode", "wijknaam"),
                Names(connection, layers, "gemeenten", "gemeentecode", "gemeentenaam")
            );
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == TooLong)
        {
            throw Unusable(
                new(
                    $"a value of more than {LongestValue >> 20} MB",
                    $"een waarde van meer dan {LongestValue >> 20} MB"
                ),
                new("names and boundaries", "namen en grenzen"),
                fault
            );
        }
        catch (Exception fault)
            when (fault is InvalidOperationException or ArgumentException or InvalidCastException or OverflowException)
        {
            // The library's answers to a name that is no column, and to a value of another kind than its column.
            throw Unusable(
                new("tables that do not fit together", "tabellen die niet bij elkaar passen"),
                new("the tables of the GeoPackage standard", "de tabellen van de GeoPackage-standaard"),
                fault
            );
        }
        catch (SqliteException fault)
        {
            throw Unusable(
                new(
                    $"a database that does not open ({fault.Message})",
                    $"een database die niet opengaat ({fault.Message})"
                ),
                new("an intact GeoPackage", "een gave GeoPackage"),
                fault
            );
        }
    }

    private List<Layer> Layers(SqliteConnection connection)
    {
        DemandTable(connection, "gpkg_geometry_columns");
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g ORDER BY g.table_name";
        using var reader = command.ExecuteReader();
        var layers = new List<Layer>();
        while (reader.Read())
        {
            layers.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        }
        return layers;
    }

    private Layer Choose(List<Layer> layers)
    {
        var wanted = layer ?? Buurten;
        // Some releases carry the year in the name of the layer: buurten_2023.
        return layers.Find(l => l.Table.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? layers.Find(l => layer is null && l.Table.Contains("buurt", StringComparison.OrdinalIgnoreCase))
            ?? throw Unusable(
                layers.Count == 0
                    ? new("no layers", "geen lagen")
                    : new(
                        $"the layers {string.Join(", ", layers.Select(l => l.Table))}",
                        $"de lagen {string.Join(", ", layers.Select(l => l.Table))}"
                    ),
                new($"a layer '{wanted}'", $"een laag '{wanted}'")
            );
    }

    private (int? Epsg, string? Text) SystemOf(SqliteConnection connection, int id)
    {
        // 0 and −1 are the standard's own way to say "undefined".
        if (id <= 0)
        {
            return (null, null);
        }
        DemandTable(connection, "gpkg_spatial_ref_sys");
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return (id, $"srs {id}");
        }
        var (organization, code) = (reader.GetString(0), reader.GetInt32(1));
        return (
            organization.Equals("EPSG", StringComparison.OrdinalIgnoreCase) ? code : null,
            $"{organization}:{code}"
        );
    }

    private List<MapFeature> ReadFeatures(SqliteConnection connection, Layer chosen)
    {
        DemandTable(connection, chosen.Table);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {Quote(chosen.Table)} LIMIT {MostRows + 1}";
        using var reader = command.ExecuteReader();
        var shape = reader.GetOrdinal(chosen.Column);
        var features = new List<MapFeature>();
        while (reader.Read())
        {
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (i != shape && !reader.IsDBNull(i) && Text(reader.GetValue(i)) is { } text)
                {
                    properties[reader.GetName(i).ToLowerInvariant()] = text;
                }
            }
            var row = features.Count + 1;
            if (row > MostRows)
            {
                throw Unusable(
                    new($"more than {MostRows} rows", $"meer dan {MostRows} rijen"),
                    new("one row per buurt", "één rij per buurt")
                );
            }
            var geometry = reader.IsDBNull(shape) ? null : Decode(reader.GetFieldValue<byte[]>(shape), row);
            features.Add(new(properties, geometry, row));
        }
        return features;
    }

    /// <summary>A layer that is a view can run a program of its maker, which need not end.</summary>
    private void DemandTable(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $table COLLATE NOCASE "
            + "AND sql NOT LIKE 'CREATE VIRTUAL%'";
        command.Parameters.AddWithValue("$table", table);
        if ((long)command.ExecuteScalar()! == 0)
        {
            throw Unusable(
                new($"'{table}', which is no table", $"'{table}', dat geen tabel is"),
                new("a layer that is a table", "een laag die een tabel is")
            );
        }
    }

    private static string? Text(object value) =>
        value switch
        {
            string text => text,
            long number => number <= LargestMissing ? null : number.ToString(CultureInfo.InvariantCulture),
            double number => number <= LargestMissing ? null : number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    /// <summary>A GeoPackage geometry: <c>GP</c>, version, flags, reference system, an optional box, then plain WKB.</summary>
    internal MultiPolygon? Decode(ReadOnlySpan<byte> blob, int row)
    {
        const int Fixed = 8;
        const int EmptyFlag = 1 << 4;
        if (blob.Length < Fixed || blob[0] != 'G' || blob[1] != 'P')
        {
            throw Bad(row, new("bytes that do not begin with GP", "bytes die niet met GP beginnen"));
        }
        var flags = blob[3];
        if ((flags & EmptyFlag) != 0)
        {
            return null;
        }
        var box = ((flags >> 1) & 7) switch
        {
            0 => 0,
            1 => 32,
            2 or 3 => 48,
            4 => 64,
            _ => throw Bad(row, new($"header flags {flags}", $"kopvlaggen {flags}")),
        };
        return WkbPolygons.Read(blob[Math.Min(Fixed + box, blob.Length)..], out _, out var fault)
            ?? throw Bad(row, fault);
    }

    private Dictionary<string, string> Names(
        SqliteConnection connection,
        List<Layer> layers,
        string layerName,
        string code,
        string name
    )
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (layers.Find(l => l.Table.Equals(layerName, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return names;
        }
        DemandTable(connection, found.Table);
        using var columns = connection.CreateCommand();
        columns.CommandText = "SELECT COUNT(*) FROM pragma_table_info($table) WHERE name IN ($code, $name)";
        columns.Parameters.AddWithValue("$table", found.Table);
        columns.Parameters.AddWithValue("$code", code);
        columns.Parameters.AddWithValue("$name", name);
        if ((long)columns.ExecuteScalar()! < 2)
        {
            return names;
        }
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Quote(code)}, {Quote(name)} FROM {Quote(found.Table)} LIMIT {MostRows}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!reader.IsDBNull(0) && !reader.IsDBNull(1))
            {
                names[reader.GetString(0)] = reader.GetString(1);
            }
        }
        return names;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private SourceFormatException Bad(int row, Bilingual found) =>
        new(file, row, null, found, new("a polygon in GeoPackage form", "een polygoon in GeoPackage-vorm"), GetAgain);

    private SourceFormatException Unusable(Bilingual found, Bilingual expected, Exception? inner = null) =>
        new(file, null, null, found, expected, GetAgain, inner);
}
