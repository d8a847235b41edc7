using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Tests.Areas.Schematic;

public sealed class SchematicMapTests
{
    /// <summary>The program that draws the map and the map that travels with the program belong together.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Drawing_it_again_gives_the_embedded_map() =>
        EmbeddedUtrecht.Synthesize().Digest.ShouldBe(EmbeddedUtrecht.Areas().Digest);

    /// <summary>Published sizes, within 15% for each buurt and 3% on the whole; every buurt is one polygon.</summary>
    [Fact]
    public void Buurten_have_their_published_sizes()
    {
        var areas = EmbeddedUtrecht.Areas();
        var published = EmbeddedUtrecht.Buurten().ToDictionary(b => b.Buurt.Code, b => b.Area, StringComparer.Ordinal);
        for (var buurt = 0; buurt < areas.Index.BuurtCount; buurt++)
        {
            var (code, drawn) = (areas.Index.Buurten[buurt].Code, areas.Coverage.AreaOf(buurt));
            drawn.ShouldBe(published[code], 0.15 * published[code], code);
            var polygons = areas.Coverage.PolygonsOf(buurt);
            (polygons.End.Value - polygons.Start.Value).ShouldBe(1, code);
        }
        Enumerable
            .Range(0, areas.Index.BuurtCount)
            .Average(b => areas.Coverage.AreaOf(b) / published[areas.Index.Buurten[b].Code])
            .ShouldBe(1, 0.03);
    }
}
