using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Tests.Counting;
using Populatie.Analytics.Vintages;

namespace Populatie.Analytics.Tests.Vintages;

/// <summary>
/// A town redivided as CBS does it: the first buurt is renamed to the code that the second had, the second is divided over
/// a new code and the fourth, and the third stays. So code 2 means one place before and another after.
/// </summary>
public sealed class CubeMoveTests
{
    private static readonly AreaIndex After = new([
        new("BU00010002", "Een, hernummerd", "WK000101", "GM0001"),
        new("BU00010003", "Drie", "WK000102", "GM0001"),
        new("BU00010004", "Vier", "WK000102", "GM0001"),
        new("BU00010009", "Nieuw", "WK000101", "GM0001"),
    ]);

    private static readonly ChangeMatrix Matrix = new([
        ("BU00010001", "BU00010002", 500),
        ("BU00010002", "BU00010009", 60),
        ("BU00010002", "BU00010004", 40),
        ("BU00010004", "BU00010004", 300),
    ]);

    private static LeafMoves Moves => LeafMoves.Of(Matrix, "matrix.csv", Town.Areas, After);

    [Fact]
    public void A1_every_total_is_what_it_was_and_every_gemeente_too() =>
        RandomTown.Check(
            25,
            rows =>
            {
                var before = Town.Build(rows).Cube;
                var (after, _) = CubeMove.Move(before, Moves, "v", schematic: false);
                foreach (var (old, moved) in Tables(before).Zip(Tables(after)))
                {
                    foreach (var measure in old.Measures)
                    {
                        Sums(moved, measure, After).ShouldBe(Sums(old, measure, Town.Areas), measure);
                    }
                }
                foreach (var measure in CubeFigures.MeasuresOf(after))
                {
                    var whole = Of(after, measure, AreaLevel.Gemeente);
                    Of(after, measure, AreaLevel.Buurt).ShouldBe(whole, 1e-6);
                    Of(after, measure, AreaLevel.Wijk).ShouldBe(whole, 1e-6);
                }
            }
        );

    /// <summary>The oracle of a move without divisions: count the records again on the new areas.</summary>
    [Fact]
    public void Whole_moves_give_the_cube_that_the_records_would_give() =>
        RandomTown.Check(
            25,
            rows =>
            {
                // 1 → 2, 2 → 1, 3 and 4 together to 3: codes that were swapped, and a merger.
                var swap = new ChangeMatrix([
                    ("BU00010001", "BU00010002", 1),
                    ("BU00010002", "BU00010001", 1),
                    ("BU00010003", "BU00010003", 1),
                    ("BU00010004", "BU00010003", 1),
                ]);
                int[] leafOf = [1, 0, 2, 2, 4, 2, 6, 7];
                var moves = LeafMoves.Of(swap, "matrix.csv", Town.Areas, Town.Areas);
                moves.Targets.Select(t => t.Single().Leaf).ShouldBe([1, 0, 2, 2, 4, 2, 6, 7]);
                // Without the stocks: who moves from buurt 3 to 4 stands still on the new map.
                var (moved, report) = CubeMove.Move(Town.Build(rows).Cube, moves, "v", schematic: false);
                var counted = Town.Build(rows.Select(r => r with { Leaf = leafOf[r.Leaf] })).Cube;
                moved.Clients.Keys.ToArray().ShouldBe(counted.Clients.Keys.ToArray());
                moved.Clients.Column("clients").ToArray().ShouldBe(counted.Clients.Column("clients").ToArray());
                foreach (var measure in new[] { "requests", "open", "person_days", "cost" })
                {
                    Cells(moved.Flows, measure).ShouldBe(Cells(counted.Flows, measure), measure);
                }
                (report.Same, report.Renamed, report.Split).ShouldBe((1, 3, 0));
                moved.Splits.ShouldBeEmpty();
                CubeFigures
                    .Select(moved, new FigureQuery { Measure = "open", Level = AreaLevel.Buurt })
                    .ShouldAllBe(f => f.Basis == Basis.Observed);
            }
        );

    [Fact]
    public void Only_areas_that_hold_part_of_a_divided_buurt_are_allocated()
    {
        var rows = Enumerable
            .Range(0, 100)
            .Select(p => new Row(p, Town.Support, null, "2024-01-10", "2024-11-30", Leaf: 1));
        var (cube, report) = CubeMove.Move(Town.Build(rows).Cube, Moves, "v", schematic: false);
        report.ClientsSplit.ShouldBe(100);
        Year(cube, "BU00010009").ShouldBe((60, Basis.Allocated));
        Year(cube, "BU00010004").ShouldBe((40, Basis.Allocated));
        Year(cube, "BU00010002").ShouldBe((0, Basis.Observed));
        Year(cube, "WK000101", AreaLevel.Wijk).ShouldBe((60, Basis.Allocated));
        Year(cube, "GM0001", AreaLevel.Gemeente).ShouldBe((100, Basis.Observed));
        // What was divided stays marked when it is kept and read again.
        CubeStore.FromFile(CubeStore.ToFile(cube)).Splits.ShouldHaveSingleItem().ShouldBe(cube.Splits[0]);
    }

    /// <summary>As far as A5 can hold when clients are divided: within one of what it says, for every total.</summary>
    [Fact]
    public void A5_totals_of_a_divided_buurt_stay_within_one_client_of_their_parts()
    {
        var random = new Random(3);
        var rows = Enumerable
            .Range(0, 300)
            .SelectMany(p =>
                Enumerable
                    .Range(0, 4)
                    .Where(_ => random.Next(3) == 0)
                    .Select(product => new Row(
                        p,
                        product,
                        null,
                        "2024-01-10",
                        "2024-11-30",
                        Leaf: 1,
                        BirthYear: 1950 + random.Next(40)
                    ))
            );
        var (cube, _) = CubeMove.Move(Town.Build(rows).Cube, Moves, "v", schematic: false);
        var count = CubeFigures
            .Select(
                cube,
                new FigureQuery
                {
                    Measure = "clients",
                    Level = AreaLevel.Buurt,
                    Year = 2024,
                }
            )
            .Where(f => f.Period is null)
            .ToDictionary(f => (f.Area, f.Product), f => f.Value!.Value);
        foreach (var area in new[] { "BU00010009", "BU00010004" })
        {
            var parts = Town.Products.Products.Select(p => count[(area, p.Code)]).ToList();
            count[(area, "all")].ShouldBeInRange(parts.Max() - 1, parts.Sum() + 4);
        }
    }

    [Fact]
    public void A_reused_code_is_not_taken_for_the_place_it_was()
    {
        // Without a row for the old buurt 2, its code on the new map is the old buurt 1.
        var silent = new ChangeMatrix([("BU00010001", "BU00010002", 1), ("BU00010004", "BU00010004", 1)]);
        Should
            .Throw<SourceFormatException>(() => LeafMoves.Of(silent, "matrix.csv", Town.Areas, After))
            .Message.ShouldContain("BU00010002");
        var lost = new ChangeMatrix([("BU00010001", "BU00019999", 1)]);
        Should
            .Throw<SourceFormatException>(() => LeafMoves.Of(lost, "matrix.csv", Town.Areas, After))
            .Message.ShouldContain("BU00019999");
    }

    [Fact]
    public void Records_with_codes_of_the_old_vintage_go_over_whole_or_to_onbekend()
    {
        var former = LeafMoves.OfCodes(Matrix, After);
        var postcode = PlaceCode.PackPostcode("3512AB"u8);
        var join = new LocationJoin(
            After,
            (x, _, leaf) => leaf.Fill(x.Length > 0 ? 1 : -1),
            new Dictionary<ulong, int> { [postcode] = 3 },
            former
        );
        var batch = new UseBatch(5) { Count = 5 };
        var places = new PlaceColumns(5);
        string[] codes = ["BU00010001", "BU00010002", "BU00010002", "BU00010003", "BU00010002"];
        for (var i = 0; i < codes.Length; i++)
        {
            (places.X[i], places.Y[i]) = (UseBatch.UnknownCoordinate, UseBatch.UnknownCoordinate);
            places.AreaCode[i] = PlaceCode.PackArea(Encoding.UTF8.GetBytes(codes[i]));
        }
        places.Postcode[2] = postcode;
        (places.X[4], places.Y[4]) = (1000, 1000);
        join.Place(batch, places);
        // Renamed; divided over two wijken; divided but with a postcode; unchanged; divided but with a point.
        batch.Leaf.ShouldBe([0, After.BuurtCount + After.WijkCount, 3, 1, 1]);
    }

    private static CubeTable[] Tables(Cube cube) => [cube.Flows, cube.Clients, cube.Durations, cube.Households];

    private static SortedDictionary<(int, int, int), long> Sums(CubeTable table, string measure, AreaIndex areas)
    {
        var sums = new Dictionary<(int, int, int), long>();
        for (var row = 0; row < table.Count; row++)
        {
            var key = table.KeyAt(row);
            var at = (areas.OfLeaf(AreaLevel.Gemeente)[key.Leaf], key.Period, key.Product);
            sums[at] = sums.GetValueOrDefault(at) + table.Column(measure)[row];
        }
        return new(sums.Where(s => s.Value != 0).ToDictionary());
    }

    private static List<(ulong, long)> Cells(CubeTable table, string measure) =>
        [
            .. Enumerable
                .Range(0, table.Count)
                .Select(r => (table.KeyAt(r).Bits, table.Column(measure)[r]))
                .Where(c => c.Item2 != 0),
        ];

    private static double Of(Cube cube, string measure, AreaLevel level) =>
        CubeFigures.Select(cube, new FigureQuery { Measure = measure, Level = level }).Sum(f => f.Value!.Value);

    private static (double, Basis) Year(Cube cube, string area, AreaLevel level = AreaLevel.Buurt)
    {
        var query = new FigureQuery
        {
            Measure = "clients",
            Product = "all",
            Area = area,
            Level = level,
        };
        var figure = CubeFigures.Select(cube, query).Single(f => f.Period is null);
        return (figure.Value!.Value, figure.Basis);
    }
}
