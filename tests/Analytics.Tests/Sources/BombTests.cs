using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Points;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Yaml;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Sources;

/// <summary>
/// Small files that stand for more than a memory or a disk holds, and files without end. Each is refused with a reason,
/// after no more than was needed to see it.
/// </summary>
public sealed class BombTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private readonly string file = Path.Combine(Path.GetTempPath(), $"populatie-bomb-{Guid.NewGuid():N}.gpkg");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_gzip_bomb_of_records_is_refused_by_its_ratio()
    {
        var row = string.Join(',', SampleRows.GoodRow(1)) + "\n";
        var bomb = new EndlessStream(Packed(SampleRows.Heading + "\n"), Packed(row, times: 4000));
        var fault = Refused(() => Check(new("bomb.csv.gz", () => bomb)), "more than 150 times its own size");
        fault.Text.Dutch.ShouldContain("meer dan 150 maal zijn eigen omvang");
        fault.Text.English.ShouldContain("unpack it first");
        bomb.Taken.ShouldBeLessThan(Megabyte);
    }

    [Fact]
    public void A_gzip_bomb_of_points_is_refused_by_its_ratio()
    {
        var bomb = new EndlessStream(Packed("x,y\n"), Packed("130500,450500\n", times: 4000));
        using var points = PointFile.Open("bomb.csv.gz", () => bomb);
        Refused(() => points.CopyTo(Stream.Null), "more than 150 times its own size");
        bomb.Taken.ShouldBeLessThan(Megabyte);
    }

    [Fact]
    public void A_table_that_packs_twenty_times_is_read()
    {
        // Random digits take some four bits each: a row of which one part in twenty is random packs about so much.
        var random = new Random(1);
        var text = new StringBuilder();
        for (var i = 0; i < 4000; i++)
        {
            text.Append("wmo-huishouden,ZIN,aanbieder-aan-de-gracht,3,huisarts,2020-01-01,2020-02-01,");
            text.Append(random.Next(10_000)).Append('\n');
        }
        var packed = Packed(text.ToString());
        var ratio = text.Length / (double)packed.Length;
        ratio.ShouldBeInRange(10, 60);
        using var points = PointFile.Open(
            "table.csv.gz",
            () => new MemoryStream([.. Enumerable.Repeat(packed, 130).SelectMany(p => p)])
        );
        var block = new byte[1 << 16];
        var read = 0L;
        for (var count = points.Read(block); count > 0; count = points.Read(block))
        {
            read += count;
        }
        read.ShouldBe(130L * text.Length);
        read.ShouldBeGreaterThan(Swelling.FreeBytes);
    }

    [Theory]
    [InlineData(150, 1, false)]
    [InlineData(151, 1, true)]
    [InlineData(270_000, 2000, false)]
    public void The_limits_are_what_they_say(long megabytesOfText, long packedMegabytes, bool refused)
    {
        void Check() => Swelling.Check("file", packedMegabytes * Megabyte, megabytesOfText * Megabyte);
        if (refused)
        {
            Refused(Check, "more than 150 times");
        }
        else if (megabytesOfText * Megabyte > Swelling.MostBytes)
        {
            Refused(Check, "more than 256 GB of text");
        }
        else
        {
            Should.NotThrow(Check);
        }
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        var endless = new EndlessStream(Encoding.UTF8.GetBytes(SampleRows.Heading + "\np1,"), "x"u8.ToArray());
        Refused(() => Check(new("endless.csv", () => endless)), "a row of more than");
        endless.Taken.ShouldBeLessThan(16 * Megabyte);
    }

    [Fact]
    public void A_quote_without_end_is_refused()
    {
        var endless = new EndlessStream(Encoding.UTF8.GetBytes(SampleRows.Heading + "\n\"p1,"), "x\n"u8.ToArray());
        Refused(() => Check(new("endless.csv", () => endless)), "a row of more than");
        endless.Taken.ShouldBeLessThan(16 * Megabyte);
    }

    [Fact]
    public void A_million_columns_are_refused()
    {
        var heading = string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i % 10}"));
        Refused(() => Check(RecordFile.InMemory("wide.csv", Encoding.UTF8.GetBytes(heading + "\n"))), "expected");
    }

    [Fact]
    public void Aliases_of_yaml_are_refused()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 'b'; i <= 'k'; i++)
        {
            var last = (char)(i - 1);
            bomb.Append(i).Append(": &").Append(i).Append(" [");
            bomb.AppendJoin(", ", Enumerable.Repeat($"*{last}", 9)).Append("]\n");
        }
        Refused(() => Yaml(bomb.ToString()), "an anchor or alias (& or *)").Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Depth_of_yaml_is_refused(string open) =>
        Refused(() => Yaml(string.Concat(Enumerable.Repeat(open, 5000))), "more than 32 levels");

    [Fact]
    public void Yaml_without_end_is_refused()
    {
        using var endless = new StreamReader(new EndlessStream([], "- x\n"u8.ToArray()));
        Refused(() => YamlText.Load("endless.yaml", endless, Bilingual.Same("x")), "more than 4194304 characters");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Depth_of_geojson_is_refused(string open) =>
        Refused(
            () => GeoJson(Encoding.UTF8.GetBytes("{\"features\":" + string.Concat(Enumerable.Repeat(open, 50_000)))),
            "expected"
        );

    [Fact]
    public void A_text_without_end_in_geojson_is_refused()
    {
        var endless = new EndlessStream("{\"name\":\""u8.ToArray(), "x"u8.ToArray());
        Refused(() => new GeoJsonSource(endless, "endless.geojson").Read(), "a value of more than 16 MB");
        endless.Taken.ShouldBeLessThan(40 * Megabyte);
    }

    [Fact]
    public void Points_without_end_in_geojson_are_refused()
    {
        var begin = "{\"features\":[{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["u8.ToArray();
        var endless = new EndlessStream(begin, "[1,2],[3,4],"u8.ToArray());
        Refused(
            () => new GeoJsonSource(endless, "endless.geojson") { MostPoints = 100_000 }.Read(),
            "more than 100000 points"
        );
    }

    [Theory]
    [InlineData("0106000000FFFFFFFF")]
    [InlineData("0103000000FFFFFFFF")]
    [InlineData("010300000001000000FFFFFF7F0000000000000000")]
    [InlineData("0000000003000000010FFFFFFF")]
    public void Counts_in_wkb_that_their_bytes_do_not_hold_are_refused(string hex)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        WkbPolygons.Read(Convert.FromHexString(hex), out _, out var fault).ShouldBeNull();
        fault.English.ShouldContain("counts or coordinates cannot be");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);
    }

    [Fact]
    public void A_value_of_a_geopackage_that_is_too_large_is_refused()
    {
        Make(
            "CREATE TABLE buurten(buurtcode TEXT, geom BLOB); INSERT INTO buurten VALUES ('BU03440111', zeroblob(40000000));"
        );
        Refused(() => MapFile.Read(file, null), "a value of more than 32 MB");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_value_of_a_geopackage_that_is_computed_without_bound_is_refused()
    {
        Make(
            "CREATE TABLE buurten(buurtcode TEXT, more TEXT AS (hex(zeroblob(400000000))), geom BLOB);"
                + "INSERT INTO buurten(buurtcode) VALUES ('BU03440111');"
        );
        Refused(() => MapFile.Read(file, null), "a value of more than 32 MB");
    }

    [Fact]
    public void A_layer_that_computes_rows_without_end_is_refused()
    {
        Make(
            "CREATE VIEW buurten AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                + "SELECT 'BU03440111' AS buurtcode, NULL AS geom FROM n;"
        );
        Refused(() => MapFile.Read(file, null), "'buurten', which is no table");
    }

    private void Make(string layer)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TABLE gpkg_spatial_ref_sys(srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);"
            + "INSERT INTO gpkg_spatial_ref_sys VALUES (28992, 'EPSG', 28992);"
            + "CREATE TABLE gpkg_geometry_columns(table_name TEXT, column_name TEXT, srs_id INTEGER);"
            + "INSERT INTO gpkg_geometry_columns VALUES ('buurten', 'geom', 28992);"
            + layer;
        command.ExecuteNonQuery();
    }

    private static RecordReport Check(RecordFile records) =>
        RecordImport.Check([records], SampleRows.Places, ProductCatalogue.Embedded, SampleRows.Settings);

    private static void Yaml(string text) => YamlText.Load("bomb.yaml", new StringReader(text), Bilingual.Same("x"));

    private static void GeoJson(byte[] text) => new GeoJsonSource(new MemoryStream(text), "bomb.geojson").Read();

    private static byte[] Packed(string text, int times = 1)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var i = 0; i < times; i++)
            {
                gzip.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    private static SourceFormatException Refused(Action read, string reason)
    {
        var fault = Should.Throw<SourceFormatException>(read);
        fault.Text.English.ShouldContain(reason);
        fault.Text.Dutch.ShouldNotBeNullOrWhiteSpace();
        return fault;
    }
}
