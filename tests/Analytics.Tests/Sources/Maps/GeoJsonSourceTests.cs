using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Tests.Sources.Maps;

public sealed class GeoJsonSourceTests
{
    private const string Rd = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},";

    [Fact]
    public void It_reads_codes_names_and_holes()
    {
        var areas = Import(
            $$$"""
            {"type":"FeatureCollection",{{{Rd}}}"features":[
            {"type":"Feature","properties":{"bu_code":"BU03440112","bu_naam":"Oog in Al","wk_code":"WK034401","gm_code":"GM0344","gm_naam":"Utrecht","aantal":5,"leeg":null,"lijst":[1,{"a":2}]},
             "geometry":{"type":"Polygon","coordinates":[[[134000,455000],[135000,455000],[135000,456000],[134000,456000],[134000,455000]],[[134400,455400],[134400,455600],[134600,455600],[134400,455400]]]}},
            {"type":"Feature","geometry":{"coordinates":[[[[135000,455000,1.5],[136000,455000,1.5],[135000,456000,1.5]]]],"type":"MultiPolygon"},"properties":{"statcode":"BU03440111"}}
            ]}
            """
        ).Areas;
        areas.Index.Buurten.Select(b => b.Code).ShouldBe(["BU03440111", "BU03440112"]);
        areas.Index.Buurten[1].Name.ShouldBe("Oog in Al");
        areas.Index.Buurten[0].WijkCode.ShouldBe("WK034401");
        areas.Index.AreasAt(AreaLevel.Gemeente)[0].Name.ShouldBe("Utrecht");
        areas.Coverage.AreaOf(1).ShouldBe(1_000_000 - 20_000);
        areas.Coverage.AreaOf(0).ShouldBe(500_000);
    }

    [Fact]
    public void It_splits_long_files_over_windows_without_losing_a_digit()
    {
        var text = new StringBuilder("{\"features\":[");
        const int Count = 4000;
        for (var i = 0; i < Count; i++)
        {
            var (x, y) = (100_000 + (i % 80 * 100), 400_000 + (i / 80 * 100));
            text.Append(i == 0 ? "" : ",\n")
                .Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{{\"properties\":{{\"statcode\":\"BU{i:D8}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x}.125,{y}],[{x + 50},{y}],[{x},{y + 50}.5]]]}}}}"
                );
        }
        var areas = Import(text.Append("]}").ToString()).Areas;
        areas.Index.BuurtCount.ShouldBe(Count);
        areas.Coverage.Ring(81).ToArray().ShouldContain(new RdPoint(100_100_125, 400_100_000));
    }

    [Theory]
    [InlineData(
        "{\"features\":[{\"properties\":{\"statcode\":\"BU03440111\"},\n\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[13",
        2
    )]
    [InlineData("{\"features\":[\n\n{\"properties\":{\"stat", 3)]
    [InlineData("{\"features\":[\n]", 2)]
    [InlineData("{\"features\":[\n{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[134000,455000],[13500", 2)]
    public void A_file_that_ends_early_names_line_and_column(string text, int line)
    {
        var fault = Should.Throw<SourceFormatException>(() => Import(text));
        fault.Line.ShouldBe(line);
        fault.Column.ShouldNotBeNull();
        fault.Message.ShouldContain("end of the file");
        fault.Text.Dutch.ShouldContain("einde van het bestand");
    }

    [Theory]
    [InlineData("", "empty file")]
    [InlineData("[]", "FeatureCollection")]
    [InlineData("{\"type\":\"Topology\"}", "features")]
    [InlineData("code,name\n1,2", "JSON")]
    [InlineData("{\"features\":[{\"properties\":{\"statcode\":\"WK034401\"},\"geometry\":null}]}", "BU + 8")]
    [InlineData(
        "{\"features\":[{\"properties\":{\"statcode\":\"BU03440111\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[[[[1,2]]]]}}]}",
        "Polygon"
    )]
    [InlineData(
        "{\"features\":[{\"properties\":{\"statcode\":\"BU03440111\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[\"a\",2]]]}}]}",
        "coordinates"
    )]
    [InlineData("{\"features\":[]}", "no buurt")]
    public void What_is_no_map_is_refused(string text, string says) =>
        Should.Throw<SourceFormatException>(() => Import(text)).Message.ShouldContain(says);

    [Fact]
    public void Open_water_and_other_gemeenten_are_left_out_with_a_note()
    {
        const string Square =
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[134000,455000],[135000,455000],[135000,456000]]]}";
        var read = AreaImport.From(
            Layer(
                $$"""
                {"features":[{"properties":{"buurtcode":"BU03440111","water":"NEE"},{{Square}}},
                {"properties":{"buurtcode":"BU03449997","water":"JA"},{{Square}}},{"properties":{"buurtcode":"BU03550001"},{{Square}}}]}
                """
            ),
            new(Gemeente: "GM0344")
        );
        read.Areas.Index.Buurten.Single().Code.ShouldBe("BU03440111");
        read.Notes.Count.ShouldBe(2);
    }

    internal static AreaImport Import(string text) => AreaImport.From(Layer(text), new());

    internal static MapLayer Layer(string text) =>
        new GeoJsonSource(new MemoryStream(Encoding.UTF8.GetBytes(text)), "map.geojson").Read();
}
