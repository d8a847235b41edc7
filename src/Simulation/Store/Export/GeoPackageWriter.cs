using Microsoft.Data.Sqlite;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Simulation.Store.Export;

/// <summary>
/// Writes a layer as GeoPackage 1.3 (OGC 12-128r17) in RD New, which QGIS and ArcGIS open as they are: the layer, and a
/// table <c>about</c>. The same layer gives the same bytes: it holds no time of its own.
/// </summary>
public static class GeoPackageWriter
{
    /// <summary>"GPKG" in ASCII, as the standard asks for in the head of the database.</summary>
    private const int ApplicationId = 0x4750_4B47;
    private const int Version = 10300;

    /// <summary>The standard asks for a moment of change; results hold none, so all have this one.</summary>
    private const string Moment = "1980-01-01T00:00:00.000Z";

    private const string Frame = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
          organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
          description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
          srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
          geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
          ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
          ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]', NULL);
        CREATE TABLE about (name TEXT NOT NULL, what TEXT NOT NULL);
        """;

    /// <param name="file">Made anew; nothing may be there yet.</param>
    public static void Write(string file, FeatureTable table)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        connection.Open();
        // The file has a temporary name until it is whole: a journal of its own would only be one more thing to sync.
        Do(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL");
        Do(connection, FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}"));
        Do(connection, FormattableString.Invariant($"PRAGMA user_version = {Version}"));
        using var transaction = connection.BeginTransaction();
        Do(connection, Frame);
        Insert(
            connection,
            "gpkg_spatial_ref_sys",
            "Amersfoort / RD New",
            ReferenceSystems.RdNew,
            "EPSG",
            ReferenceSystems.RdNew,
            ReferenceSystems.RdNewText,
            null
        );
        var box = GeoPackageGeometry.BoxOf(table.Features.SelectMany(f => f.Polygons));
        Insert(
            connection,
            "gpkg_contents",
            table.Name,
            "features",
            table.Name,
            string.Join("; ", table.About.Take(2).Select(a => $"{a.Name} {a.What}")),
            Moment,
            box.MinX,
            box.MinY,
            box.MaxX,
            box.MaxY,
            ReferenceSystems.RdNew
        );
        Insert(connection, "gpkg_contents", "about", "attributes", "about", "", Moment, null, null, null, null, null);
        Insert(connection, "gpkg_geometry_columns", table.Name, "geom", "MULTIPOLYGON", ReferenceSystems.RdNew, 0, 0);
        foreach (var (name, what) in table.About)
        {
            Insert(connection, "about", name, what);
        }
        var columns = string.Join(", ", table.Columns.Select(c => $"{Quote(c.Name)} {TypeOf(c.Kind)}"));
        Do(
            connection,
            $"CREATE TABLE {Quote(table.Name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, {columns})"
        );
        for (var i = 0; i < table.Features.Length; i++)
        {
            var feature = table.Features[i];
            Insert(connection, table.Name, [i + 1, GeoPackageGeometry.Of(feature.Polygons), .. feature.Values]);
        }
        transaction.Commit();
    }

    private static string TypeOf(CellKind kind) =>
        kind switch
        {
            CellKind.Text => "TEXT",
            CellKind.Year or CellKind.Whole => "INTEGER",
            _ => "DOUBLE",
        };

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Insert(SqliteConnection connection, string table, params object?[] values)
    {
        using var command = connection.CreateCommand();
        var names = Enumerable.Range(0, values.Length).Select(i => FormattableString.Invariant($"$v{i}")).ToArray();
        command.CommandText = $"INSERT INTO {Quote(table)} VALUES ({string.Join(", ", names)})";
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(names[i], values[i] ?? DBNull.Value);
        }
        command.ExecuteNonQuery();
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
