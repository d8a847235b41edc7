using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Cubes;

/// <summary>The counts per year beside the cube that they follow from.</summary>
public sealed class CubeYearsTests
{
    private static readonly string[] Stocks = ["open", "waiting"];

    [Theory]
    [InlineData(PeriodLevel.Quarter)]
    [InlineData(PeriodLevel.Month)]
    public void Every_level_adds_up_to_what_the_cube_reads_for_each_of_its_areas(PeriodLevel level) =>
        RandomTown.Check(12, rows => HoldsFor(Town.Build(rows, new CubeSettings { Base = level }).Cube));

    private static void HoldsFor(Cube cube)
    {
        var years = CubeYears.Of(cube);
        var (areas, axis) = (cube.Axes.Areas, cube.Axes.Products.Count);
        var flows = CubeYears
            .Measures.Where(m => !string.Equals(m, CubeYears.Dropped, StringComparison.Ordinal))
            .ToList();
        var reading = new AreaReading(
            cube,
            [.. flows.Select(m => string.Equals(m, "clients", StringComparison.Ordinal) ? null : m)]
        );
        foreach (var areaLevel in areas.Levels)
        {
            var areaOfLeaf = areas.OfLeaf(areaLevel).ToArray();
            for (var m = 0; m < flows.Count; m++)
            {
                var sums = new long[areas.AreasAt(areaLevel).Length * axis * years.YearCount];
                years.AddTo(m, areaOfLeaf, sums, years.YearCount);
                var expected = new List<long>();
                for (var area = 0; area < areas.AreasAt(areaLevel).Length; area++)
                {
                    reading.Read(Enumerable.Range(0, areas.LeafCount).Where(l => areaOfLeaf[l] == area));
                    foreach (var product in Enumerable.Range(0, axis))
                    {
                        expected.AddRange(
                            Enumerable
                                .Range(cube.Origin.FirstYear, years.YearCount)
                                .Select(y => cube.Axes.Find(new Period(PeriodLevel.Year, y, 1)))
                                .Select(p => reading.Value(m, p, product, Stocks.Contains(CubeYears.Measures[m])))
                        );
                    }
                }
                sums.ShouldBe(expected);
            }
        }
        HoldsForDropped(cube, years);
        years.LumpSum.ShouldBe(Enumerable.Range(0, axis).Select(reading.HoldsLumpSum));
    }

    /// <summary>Who gave up is told of products proper: a total would count who waited for two products twice.</summary>
    private static void HoldsForDropped(Cube cube, CubeYears years)
    {
        var (leaves, axis) = (cube.Axes.Areas.LeafCount, cube.Axes.Products.Count);
        var sums = new long[leaves * axis * years.YearCount];
        var each = Enumerable.Range(0, leaves).ToArray();
        years.AddTo(CubeYears.Measures.Count - 1, each, sums, years.YearCount);
        var reading = new LengthReading(cube, cube.Origin.LastYear);
        var expected = new List<long>();
        foreach (var leaf in each)
        {
            reading.Read([leaf]);
            for (var cell = 0; cell < axis * years.YearCount; cell++)
            {
                var (product, year) = Math.DivRem(cell, years.YearCount);
                var ago = years.YearCount - 1 - year;
                var isProper = product < cube.Axes.Products.ProductCount;
                expected.Add(
                    Enumerable
                        .Range(0, isProper ? LengthReading.Acts : 0)
                        .Sum(act => reading.Dropped[(((product * LengthReading.Acts) + act) * reading.Years) + ago])
                );
            }
        }
        sums.ShouldBe(expected);
    }

    [Fact]
    public void They_are_kept_beside_the_cube_and_a_damaged_file_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-years-");
        try
        {
            var workspace = Workspace.Open(folder.FullName);
            var id = CubeStore.Save(
                workspace,
                Town.Build([new(1, Town.Support, "2023-12-20", "2024-01-10", "2024-03-31", Minutes: 90)]).Cube,
                "a town"
            );
            var first = CubeStore.LoadYears(workspace, id);
            var file = Path.Combine(workspace.PathOf(ArtefactKind.Cube, id), CubeStore.YearsName);
            File.Exists(file).ShouldBeTrue();
            var again = CubeStore.LoadYears(workspace, id);
            again.Counted.Keys.ShouldBe(first.Counted.Keys);
            again.Counted.Columns.ShouldBe(first.Counted.Columns);
            again.LumpSum.ShouldBe(first.LumpSum);
            again.Axes.Periods.ShouldBe(first.Axes.Periods);
            again.Origin.Inputs.ShouldBe(first.Origin.Inputs);
            CubeStore.YearsHold(workspace, id).ShouldBeTrue();

            var other = CubeStore.Save(
                workspace,
                Town.Build([new(2, Town.Support, null, "2024-01-10", null)]).Cube,
                "another town"
            );
            CubeStore.LoadYears(workspace, other);
            File.Copy(Path.Combine(workspace.PathOf(ArtefactKind.Cube, other), CubeStore.YearsName), file, true);
            CubeStore.YearsHold(workspace, id).ShouldBeFalse();

            var bytes = File.ReadAllBytes(file);
            bytes[^100] ^= 1;
            File.WriteAllBytes(file, bytes);
            Should.Throw<SourceFormatException>(() => CubeStore.LoadYears(workspace, id));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
