using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;

namespace Populatie.Analytics.Tests.Sources.Maps;

/// <summary>GeoPackages are made here, in the layout of CBS.</summary>
public sealed class GeoPackageSourceTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"populatie-test-{Guid.NewGuid():N}.gpkg");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void It_reads_the_layer_of_buurten_with_the_names_of_the_others()
    {
        Make("gemeenten", "wijken", "buurten");
        var read = AreaImport.Read(file);
        var index = read.Areas.Index;
        index
            .Buurten.Select(b => (b.Code, b.Name))
            .ShouldBe([("BU03440111", "Welgelegen"), ("BU03440112", "Oog in Al")]);
        index.AreasAt(AreaLevel.Wijk)[0].Name.ShouldBe("West");
        index.AreasAt(AreaLevel.Gemeente)[0].Name.ShouldBe("Utrecht");
        read.Areas.Coverage.AreaOf(0).ShouldBe(10_000);
        read.Notes.ShouldContain(n => n.English.Contains("water", StringComparison.Ordinal));
    }

    [Fact]
    public void One_without_buurten_names_the_layers_it_has()
    {
        Make("gemeenten", "wijken");
        var fault = Should.Throw<SourceFormatException>(() => AreaImport.Read(file));
        fault.Message.ShouldContain("gemeenten, wijken");
        fault.Message.ShouldContain("'buurten'");
    }

    [Fact]
    public void A_named_layer_that_is_absent_is_refused()
    {
        Make("buurten");
        Should
            .Throw<SourceFormatException>(() => AreaImport.Read(file, new(Layer: "straten")))
            .Message.ShouldContain("'straten'");
    }

    [Fact]
    public void A_damaged_one_is_refused()
    {
        Make("buurten");
        var bytes = File.ReadAllBytes(file);
        Array.Fill<byte>(bytes, 0x5A, 100, bytes.Length - 100);
        File.WriteAllBytes(file, bytes);
        Should.Throw<SourceFormatException>(() => AreaImport.Read(file));
    }

    [Fact]
    public void Another_reference_system_is_refused()
    {
        Make("buurten");
        Run("UPDATE gpkg_geometry_columns SET srs_id = 3857");
        Should.Throw<SourceFormatException>(() => AreaImport.Read(file)).Message.ShouldContain("EPSG:3857");
    }

    private void Make(params string[] layers)
    {
        Run(
            "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);"
                + "INSERT INTO gpkg_spatial_ref_sys VALUES ('RD New', 28992, 'EPSG', 28992, ''), ('Web', 3857, 'EPSG', 3857, '');"
                + "CREATE TABLE gpkg_geometry_columns(table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);"
                + "CREATE TABLE gemeenten(gemeentecode TEXT, gemeentenaam TEXT, geom BLOB); INSERT INTO gemeenten VALUES ('GM0344', 'Utrecht', NULL);"
                + "CREATE TABLE wijken(wijkcode TEXT, wijknaam TEXT, geom BLOB); INSERT INTO wijken VALUES ('WK034401', 'West', NULL);"
                + "CREATE TABLE buurten(fid INTEGER PRIMARY KEY, buurtcode TEXT, buurtnaam TEXT, wijkcode TEXT, gemeentecode TEXT, water TEXT, aantal_inwoners INTEGER, geom BLOB);"
        );
        foreach (var layer in layers)
        {
            Run($"INSERT INTO gpkg_geometry_columns VALUES ('{layer}', 'geom', 'MULTIPOLYGON', 28992, 0, 0)");
        }
        AddBuurt("BU03440112", "Oog in Al", "NEE", 134_100, envelope: 1);
        AddBuurt("BU03440111", "Welgelegen", "NEE", 134_000, envelope: 0);
        AddBuurt("BU03449997", "Kanaal", "JA", 134_200, envelope: 0);
    }

    private void AddBuurt(string code, string name, string water, int x, int envelope)
    {
        var square = new Polygon(
            new LinearRing([
                new(x, 455_000),
                new(x + 100, 455_000),
                new(x + 100, 455_100),
                new(x, 455_100),
                new(x, 455_000),
            ])
        );
        byte[] header =
        [
            (byte)'G',
            (byte)'P',
            0,
            (byte)(1 | (envelope << 1)),
            0x40,
            0x71,
            0,
            0,
            .. new byte[envelope * 32],
        ];
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO buurten(buurtcode, buurtnaam, wijkcode, gemeentecode, water, aantal_inwoners, geom) VALUES ($code, $name, 'WK034401', 'GM0344', $water, -99997, $geom)";
        command.Parameters.AddWithValue("$code", code);
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$water", water);
        command.Parameters.AddWithValue(
            "$geom",
            header.Concat(new WKBWriter().Write(new MultiPolygon([square]))).ToArray()
        );
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }
}
