using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Store;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Areas;

public sealed class AreaSetTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"populatie-test-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_set_comes_back_from_the_workspace_as_it_went_in()
    {
        var workspace = Workspace.Open(folder);
        var saved = EmbeddedUtrecht.Areas();
        var id = AreaSetStore.Save(workspace, saved, "utrecht");
        var loaded = AreaSetStore.Load(workspace, id[..6]);
        loaded.Digest.ShouldBe(saved.Digest);
        loaded.Schematic.ShouldBeTrue();
        loaded.Source.ShouldBe(saved.Source);
        loaded.Index.AreasAt(AreaLevel.Buurtteam).ShouldBe(saved.Index.AreasAt(AreaLevel.Buurtteam));
        loaded.Coverage.AreaOf(42).ShouldBe(saved.Coverage.AreaOf(42));
    }

    [Fact]
    public void Without_an_import_a_workspace_has_the_embedded_map()
    {
        var workspace = Workspace.Open(folder);
        AreaChoice.LoadOrDefault(workspace, reference: null).ShouldBeSameAs(EmbeddedUtrecht.Areas());
        Should.Throw<SourceFormatException>(() => AreaChoice.LoadOrDefault(workspace, "latest"));
    }

    [SharedTheory]
    [Trait("Speed", "slow")]
    [InlineData("utrecht_buurten_clean.geojson", 111, 10)]
    [InlineData("nl_buurten_clean.geojson", 13_594, 3_000)]
    public void A_real_map_imports_and_is_kept(string map, int buurten, int wijkenAtLeast)
    {
        var workspace = Workspace.Open(folder);
        var areas = AreaImport.Read(SharedFolder.File($"geodata/{map}")).Areas;
        areas.Index.BuurtCount.ShouldBe(buurten);
        areas.Index.WijkCount.ShouldBeGreaterThanOrEqualTo(wijkenAtLeast);
        areas.Schematic.ShouldBeFalse();
        AreaSetStore.Save(workspace, areas, map);
        AreaChoice.LoadOrDefault(workspace, reference: null).Digest.ShouldBe(areas.Digest);
    }

    /// <summary>The real map and the schematic one are of the same buurten.</summary>
    [SharedFact]
    public void The_embedded_map_has_the_codes_of_the_real_one() =>
        AreaImport
            .Read(SharedFolder.File("geodata/utrecht_buurten_clean.geojson"))
            .Areas.Index.Buurten.Select(b => (b.Code, b.WijkCode))
            .ShouldBe(EmbeddedUtrecht.Areas().Index.Buurten.Select(b => (b.Code, b.WijkCode)));

    /// <summary>Law A1, for areas: what is counted on leaves adds up to the same total on every level.</summary>
    [Fact]
    public void A1_children_sum_to_parent()
    {
        var index = EmbeddedUtrecht.Areas().Index;
        var random = new Random(8);
        var counts = Enumerable.Range(0, index.LeafCount).Select(_ => random.NextInt64(1_000_000)).ToArray();
        foreach (var level in index.Levels)
        {
            var sums = new long[index.AreasAt(level).Length];
            for (var leaf = 0; leaf < counts.Length; leaf++)
            {
                sums[index.OfLeaf(level)[leaf]] += counts[leaf];
            }
            sums.Sum().ShouldBe(counts.Sum(), level.ToName());
        }
        // And buurt within wijk within gemeente: no wijk is split between gemeenten.
        var (wijkOf, gemeenteOf) = (index.OfLeaf(AreaLevel.Wijk), index.OfLeaf(AreaLevel.Gemeente));
        Enumerable
            .Range(0, index.LeafCount)
            .GroupBy(l => wijkOf[l])
            .ShouldAllBe(g => g.Select(l => gemeenteOf[l]).Distinct().Count() == 1);
    }

    [Fact]
    public void G20_every_buurt_is_in_exactly_one_of_18_catchments_within_its_wijk()
    {
        var index = EmbeddedUtrecht.Areas().Index;
        var teams = index.OfLeaf(AreaLevel.Buurtteam);
        Enumerable.Range(0, index.BuurtCount).Select(b => teams[b]).Distinct().Count().ShouldBe(18);
        Enumerable
            .Range(0, index.BuurtCount)
            .GroupBy(b => teams[b])
            .ShouldAllBe(g => g.Select(b => index.Buurten[b].WijkCode).Distinct().Count() == 1);
    }

    [Theory]
    [InlineData("buurt;buurtteam\nBU03440111;A\n", "BU03440112")]
    [InlineData("buurt,team\nBU03440111,A\n", "buurtteam")]
    [InlineData("", "empty file")]
    public void A_grouping_that_does_not_fit_is_refused(string text, string says)
    {
        var buurten = EmbeddedUtrecht.Areas().Index.Buurten;
        Should
            .Throw<SourceFormatException>(() => GroupingFile.Read(new StringReader(text), "groupings.csv", buurten))
            .Message.ShouldContain(says);
    }
}
