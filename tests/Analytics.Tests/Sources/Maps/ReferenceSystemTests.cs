using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Tests.Sources.Maps;

public sealed class ReferenceSystemTests
{
    /// <summary>The documented error: a quarter of a metre against published pairs, which are given to 1e-8 degree.</summary>
    [Theory]
    [InlineData(5.38720621, 52.15517440, 155_000, 463_000)]
    [InlineData(4.88352559, 52.37453253, 120_700.723, 487_525.501)]
    [InlineData(6.56820053, 53.21938317, 233_883.131, 582_065.167)]
    public void Wgs84_comes_out_within_a_quarter_metre(double longitude, double latitude, double x, double y)
    {
        var found = ReferenceSystems.FromWgs84(longitude, latitude);
        found.X.ShouldBe(x, 0.25);
        found.Y.ShouldBe(y, 0.25);
    }

    [Theory]
    [InlineData("", "[[[134000,455000],[135000,455000],[135000,456000]]]", ReferenceSystems.RdNew)]
    [InlineData(
        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:28992\"}},",
        "[[[134000,455000],[135000,455000],[135000,456000]]]",
        ReferenceSystems.RdNew
    )]
    [InlineData("", "[[[5.1,52.1],[5.2,52.1],[5.2,52.2]]]", ReferenceSystems.Wgs84)]
    [InlineData(
        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},",
        "[[[5.1,52.1],[5.2,52.1],[5.2,52.2]]]",
        ReferenceSystems.Wgs84
    )]
    public void It_is_told_by_the_file_or_by_its_coordinates(string crs, string rings, int expected) =>
        ReferenceSystems.Of(Layer(crs, rings)).ShouldBe(expected);

    [Theory]
    [InlineData("", "[[[0.1,0.2],[0.3,0.2],[0.3,0.4]]]")]
    [InlineData("", "[[[52.1,5.1],[52.1,5.2],[52.2,5.2]]]")]
    [InlineData("", "[[[570000,6800000],[571000,6800000],[571000,6801000]]]")]
    [InlineData(
        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},",
        "[[[134000,455000],[135000,455000],[135000,456000]]]"
    )]
    [InlineData(
        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:28992\"}},",
        "[[[5.1,52.1],[5.2,52.1],[5.2,52.2]]]"
    )]
    public void What_cannot_be_told_is_refused_in_both_languages(string crs, string rings)
    {
        var fault = Should.Throw<SourceFormatException>(() => ReferenceSystems.Of(Layer(crs, rings)));
        fault.Text.English.ShouldContain("EPSG:28992");
        fault.Text.Dutch.ShouldContain("sla het bestand op");
    }

    private static MapLayer Layer(string crs, string rings) =>
        GeoJsonSourceTests.Layer(
            "{"
                + crs
                + "\"features\":[{\"properties\":{\"statcode\":\"BU03440111\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                + rings
                + "}}]}"
        );
}
