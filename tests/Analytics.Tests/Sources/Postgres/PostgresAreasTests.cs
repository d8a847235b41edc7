using NetTopologySuite.IO;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Postgres;

namespace Populatie.Analytics.Tests.Sources.Postgres;

/// <summary>Boundaries as PostGIS sends them; another library writes them.</summary>
public sealed class PostgresAreasTests
{
    private static readonly PostgresAreas Areas = new(
        new(
            PostgresAddress.Parse("postgres://localhost/care", _ => null),
            "SELECT code, geom FROM buurten",
            PostgresSource.DefaultTimeout,
            CancellationToken.None
        )
    );

    [Theory]
    [InlineData("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))", 1)]
    [InlineData("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((9 9, 9 8, 8 8, 9 9)))", 2)]
    public void A_boundary_comes_with_its_reference_system(string text, int parts)
    {
        var told = new WKTReader().Read(text);
        var read = Areas.Decode(Written(text), 1, out var system).ShouldNotBeNull();
        (system, read.NumGeometries).ShouldBe((28992, parts));
        read.EqualsTopologically(told).ShouldBeTrue();
    }

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("MULTIPOLYGON EMPTY")]
    public void An_empty_boundary_is_none(string text) => Areas.Decode(Written(text), 1, out _).ShouldBeNull();

    [Fact]
    public void What_is_no_polygon_is_refused_with_its_row_and_what_to_write()
    {
        var fault = Should.Throw<SourceFormatException>(() => Areas.Decode(Written("POINT (1 2)"), 17, out _));
        fault.Text.English.ShouldContain(":17: found a geometry of type Point, expected a polygon; write ST_Multi(");
        fault.Text.Dutch.ShouldContain("een geometrie van type Point");
    }

    [Fact]
    public void A_boundary_cut_at_any_byte_is_refused()
    {
        var whole = Written("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))");
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<SourceFormatException>(() => Areas.Decode(whole.AsSpan(0, length), 1, out _));
        }
    }

    private static byte[] Written(string text)
    {
        var geometry = new WKTReader().Read(text);
        geometry.SRID = 28992;
        return new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(geometry);
    }
}
