using Populatie.Analytics.Geometry;
using Populatie.Analytics.Geometry.Repair;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Geometry.Repair;

public sealed class CoverageRepairTests
{
    private const int Metre = 1000;

    [Fact]
    public void A_sound_map_is_left_alone()
    {
        var coverage = TestMaps.Field(1, 6);
        var repaired = CoverageRepair.Of(coverage);
        repaired.Faults.ShouldBeEmpty();
        repaired.Coverage.ShouldBeSameAs(coverage);
    }

    [Fact]
    public void The_embedded_map_is_sound() =>
        CoverageRepair.Of(EmbeddedUtrecht.Areas().Coverage).Faults.ShouldBeEmpty();

    [Fact]
    public void An_overlap_goes_to_the_smallest()
    {
        var coverage = Build([Box(0, 0, 100, 100)], [Box(90, 20, 60, 60)]);
        var repaired = CoverageRepair.Of(coverage);
        var overlap = repaired.Faults.ShouldHaveSingleItem();
        overlap.Kind.ShouldBe(CoverageFaultKind.Overlap);
        overlap.Buurten.ShouldBe([1, 0]);
        overlap.Area.ShouldBe(600);
        repaired.Coverage.AreaOf(0).ShouldBe(9400);
        repaired.Coverage.AreaOf(1).ShouldBe(3600);
        IsSound(repaired.Coverage);
    }

    [Fact]
    public void A_buurt_drawn_inside_another_gets_its_hole()
    {
        var repaired = CoverageRepair.Of(Build([Box(0, 0, 100, 100)], [Box(40, 40, 10, 10)]));
        repaired.Faults.ShouldHaveSingleItem().Area.ShouldBe(100);
        repaired.Coverage.AreaOf(0).ShouldBe(9900);
        repaired.Coverage.RingsOfBuurt(0).ShouldBe(0..2);
        IsSound(repaired.Coverage);
    }

    [Fact]
    public void A_narrow_gap_closes_and_a_wide_one_stays()
    {
        // Four boxes around a slit of half a metre, and around a square of 20 metres.
        RdPoint[][] Around(int width) =>
            [
                Box(0, 0, 100, 40),
                Box(0, 60, 100, 40),
                [P(0, 40), P(40, 40), P(40, 60), P(0, 60)],
                [new(40 * Metre + width, 40 * Metre), P(100, 40), P(100, 60), new(40 * Metre + width, 60 * Metre)],
            ];
        var narrow = CoverageRepair.Of(Build([.. Around(500).Select(r => new[] { r })]));
        narrow.Faults.ShouldContain(f => f.Kind == CoverageFaultKind.Gap);
        Enumerable.Range(0, 4).Sum(narrow.Coverage.AreaOf).ShouldBe(10_000);
        var wide = CoverageRepair.Of(Build([.. Around(20 * Metre).Select(r => new[] { r })]));
        wide.Faults.ShouldNotContain(f => f.Kind == CoverageFaultKind.Gap);
        Enumerable.Range(0, 4).Sum(wide.Coverage.AreaOf).ShouldBe(9600);
    }

    [Fact]
    public void A_bow_tie_becomes_two_polygons()
    {
        var repaired = CoverageRepair.Of(
            Build([
                [P(0, 0), P(10, 10), P(10, 0), P(0, 10)],
            ])
        );
        repaired.Faults.ShouldContain(f => f.Kind == CoverageFaultKind.InvalidRing);
        repaired.Coverage.PolygonCount.ShouldBe(2);
        repaired.Coverage.AreaOf(0).ShouldBe(50);
        IsSound(repaired.Coverage);
    }

    [Fact]
    public void A_spike_and_a_repeated_edge_go()
    {
        var repaired = CoverageRepair.Of(
            Build([
                [P(0, 0), P(10, 0), P(10, 10), P(10, 30), P(10, 10), P(0, 10)],
            ])
        );
        repaired.Faults.ShouldContain(f => f.Kind == CoverageFaultKind.InvalidRing);
        repaired.Coverage.AreaOf(0).ShouldBe(100);
        repaired.Coverage.PointCount.ShouldBe(4);
    }

    [Fact]
    public void A_corner_on_the_edge_of_a_neighbour_is_added_there()
    {
        var repaired = CoverageRepair.Of(Build([Box(0, 0, 10, 20)], [Box(10, 0, 10, 10)], [Box(10, 10, 10, 10)]));
        repaired.Faults.ShouldAllBe(f => f.Kind == CoverageFaultKind.UnmatchedCorner);
        repaired.Coverage.Ring(0).ToArray().ShouldContain(P(10, 10));
        IsSound(repaired.Coverage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_thrown_in_comes_out_sound(int seed)
    {
        var random = new Random(seed);
        var rings = Enumerable
            .Range(0, 25)
            .Select(_ =>
                new[]
                {
                    Enumerable
                        .Range(0, random.Next(3, 9))
                        .Select(_ => new RdPoint(random.Next(200_000), random.Next(200_000)))
                        .ToArray(),
                }
            )
            .ToArray();
        IsSound(CoverageRepair.Of(Build(rings)).Coverage);
    }

    [SharedFact]
    [Trait("Speed", "slow")]
    public void The_dirty_map_of_the_country_imports_with_every_repair_listed()
    {
        var read = AreaImport.Read(SharedFolder.File("geodata/nl_buurten_raw_dirty.geojson"));
        read.Areas.Index.BuurtCount.ShouldBe(13_594);
        // Counted independently when the file was prepared: geodata/README.md.
        read.Faults.Where(f => f.Kind == CoverageFaultKind.Overlap).Sum(f => f.Area).ShouldBe(31.7e6, 0.05e6);
        read.Faults.Count(f => f.Kind == CoverageFaultKind.InvalidRing).ShouldBeGreaterThanOrEqualTo(5);
        read.Faults.Where(f => f.Kind == CoverageFaultKind.EdgeUsedThrice).Sum(f => f.Count).ShouldBeInRange(38, 42);
        IsSound(read.Areas.Coverage);
        var (x, y, codes) = ReferencePointTests.ReadPoints(SharedFolder.File("geodata/reference_nl.csv"));
        var leaf = new int[x.Length];
        BuurtLocator.Build(read.Areas.Coverage).Locate(x, y, leaf);
        Enumerable
            .Range(0, x.Length)
            .Count(i =>
                !string.Equals(
                    leaf[i] < 0 ? "" : read.Areas.Index.Buurten[leaf[i]].Code,
                    codes[i],
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(0);
    }

    [SharedTheory]
    [InlineData("utrecht_buurten_clean.geojson")]
    [InlineData("utrecht_buurten_dense.geojson")]
    public void The_clean_maps_have_no_faults(string map) =>
        AreaImport.Read(SharedFolder.File($"geodata/{map}")).Faults.ShouldBeEmpty();

    /// <summary>Every edge at most twice, no overlap, and nothing left to repair.</summary>
    private static void IsSound(Coverage coverage)
    {
        var uses = new Dictionary<Edge, int>();
        for (var ring = 0; ring < coverage.RingCount; ring++)
        {
            var corners = coverage.Ring(ring);
            for (var i = 0; i < corners.Length; i++)
            {
                var edge = new Edge(corners[i], corners[(i + 1) % corners.Length]);
                uses[edge] = uses.GetValueOrDefault(edge) + 1;
            }
        }
        uses.Values.ShouldAllBe(u => u <= 2);
        CoverageRepair.Of(coverage).Faults.ShouldBeEmpty();
    }

    private static RdPoint P(int x, int y) => new(x * Metre, y * Metre);

    private static RdPoint[] Box(int x, int y, int width, int height) =>
        [P(x, y), P(x + width, y), P(x + width, y + height), P(x, y + height)];

    private static Coverage Build(params RdPoint[][][] buurten)
    {
        var builder = new CoverageBuilder();
        foreach (var rings in buurten)
        {
            foreach (var ring in rings)
            {
                builder.AddRing(ring);
            }
            builder.EndPolygon().EndBuurt();
        }
        return builder.Build();
    }
}
