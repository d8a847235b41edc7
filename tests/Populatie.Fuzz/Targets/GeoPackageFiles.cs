using Microsoft.Data.Sqlite;
using Populatie.Analytics.Sources.Maps;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>
/// Whole GeoPackages. SQLite reads files only, so each input is one, in memory where the system has such a folder. Some
/// are damaged; others are databases in good order with a schema that nobody would make.
/// </summary>
internal sealed class GeoPackageFiles : Target, IDisposable
{
    private const string Base =
        "PRAGMA page_size = 512; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        + "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);"
        + "INSERT INTO gpkg_spatial_ref_sys VALUES ('RD New', 28992, 'EPSG', 28992);"
        + "CREATE TABLE gpkg_geometry_columns(table_name TEXT, column_name TEXT, srs_id INTEGER);"
        + "INSERT INTO gpkg_geometry_columns VALUES ('buurten', 'geom', 28992), ('wijken', 'geom', 28992);"
        + "CREATE TABLE wijken(wijkcode TEXT, wijknaam TEXT, geom BLOB); INSERT INTO wijken VALUES ('WK034401', 'West', NULL);";

    private static readonly string[] Layers =
    [
        "CREATE TABLE buurten(buurtcode TEXT, buurtnaam TEXT, geom BLOB); INSERT INTO buurten VALUES ('BU03440111', 'Een', {0}), ('BU03440112', 'Twee', {0});",
        "CREATE TABLE buurten(buurtcode, buurtnaam, geom); INSERT INTO buurten VALUES (1, 2.5, 'text'), (NULL, x'00', 7);",
        "CREATE TABLE buurten(buurtcode TEXT, Geom BLOB, GEOM2 BLOB); INSERT INTO buurten VALUES ('BU03440111', {0}, {0});",
        "CREATE VIEW buurten AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'BU03440111' AS buurtcode, NULL AS geom FROM n;",
        "CREATE TABLE buurten(buurtcode TEXT, long TEXT AS (hex(zeroblob(400000000))), geom BLOB); INSERT INTO buurten(buurtcode, geom) VALUES ('BU03440111', {0});",
        "CREATE TABLE buurten(buurtcode TEXT, geom BLOB); INSERT INTO buurten VALUES ('BU03440111', zeroblob(1000));",
        "CREATE TABLE other(a); DELETE FROM gpkg_geometry_columns;",
        "DELETE FROM gpkg_spatial_ref_sys; CREATE TABLE buurten(buurtcode TEXT, geom BLOB);",
        "UPDATE gpkg_geometry_columns SET srs_id = 'x'; CREATE TABLE buurten(buurtcode TEXT, geom BLOB);",
        "UPDATE gpkg_geometry_columns SET column_name = NULL; CREATE TABLE buurten(buurtcode TEXT, geom BLOB);",
        "UPDATE gpkg_geometry_columns SET column_name = 'no\"ne'; CREATE TABLE buurten(buurtcode TEXT, geom BLOB);",
    ];

    private readonly string file = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
        $"populatie-fuzz-{Guid.NewGuid():N}.gpkg"
    );

    private readonly Geometries geometries = new();

    public override string Name => "geopackage";

    public override int MostBytes => 16_000;

    public override int Share => 4;

    public override bool CountsLines => false;

    public override string FaultName => file;

    public override IReadOnlyList<string> Words =>
        ["buurten", "wijken", "geom", "gpkg_geometry_columns", "SELECT", "TABLE"];

    public override (long Fixed, long PerByte) Allocation => (4 << 20, 4096);

    public override IEnumerable<byte[]> Made() => Layers.Select(layer => Make(layer, new Draws(1)));

    public override byte[] Write(Draws draws) => Make(draws.Pick<string>(Layers), draws);

    private byte[] Make(string layer, Draws draws)
    {
        var geometry = $"x'{Convert.ToHexString(geometries.Write(draws))}'";
        System.IO.File.Delete(file);
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Base + layer.Replace("{0}", geometry, StringComparison.Ordinal);
            command.ExecuteNonQuery();
        }
        return System.IO.File.ReadAllBytes(file);
    }

    public override long Read(byte[] input)
    {
        System.IO.File.WriteAllBytes(file, input);
        var layer = new GeoPackageSource(file, layer: null).Read();
        return Shape(
            Size(layer.Features.Count),
            layer.Features.Sum(f => Size(f.Geometry?.NumPoints ?? -1) + f.Properties.Count),
            layer.ReferenceSystem ?? -1,
            layer.WijkNames.Count
        );
    }

    public void Dispose() => System.IO.File.Delete(file);
}
