using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>The laws of the use cube, on random towns.</summary>
public sealed class CubeLawTests
{
    private static readonly AreaLevel[] Levels = [AreaLevel.Buurt, AreaLevel.Wijk, AreaLevel.Buurtteam];

    [Fact]
    public void A1_children_sum_to_parent_with_onbekend_for_every_additive_measure() =>
        RandomTown.Check(
            25,
            rows =>
            {
                var cube = Town.Build(rows).Cube;
                foreach (
                    var measure in CubeFigures
                        .MeasuresOf(cube)
                        .Where(m => !string.Equals(m, "clients", StringComparison.Ordinal))
                )
                {
                    var parents = Figures(cube, measure, AreaLevel.Gemeente);
                    var whole = parents.Sum(f => f.Value!.Value);
                    foreach (var level in Levels)
                    {
                        var children = Figures(cube, measure, level);
                        // Whole numbers, or sixtieths of them: sums in doubles differ by rounding only.
                        children.Sum(f => f.Value!.Value).ShouldBe(whole, 1e-6, $"{measure} over {level}");
                    }
                    foreach (var wijk in Town.Areas.AreasAt(AreaLevel.Wijk))
                    {
                        var ordinal = Town.Areas.AreasAt(AreaLevel.Wijk).IndexOf(wijk);
                        var within = Enumerable
                            .Range(0, Town.Areas.LeafCount)
                            .Where(l => Town.Areas.OfLeaf(AreaLevel.Wijk)[l] == ordinal)
                            .Select(l => Town.Areas.AreasAt(AreaLevel.Buurt)[l].Code)
                            .ToHashSet(StringComparer.Ordinal);
                        Figures(cube, measure, AreaLevel.Buurt)
                            .Where(f => within.Contains(f.Area))
                            .Sum(f => f.Value!.Value)
                            .ShouldBe(Figures(cube, measure, AreaLevel.Wijk, wijk.Code).Sum(f => f.Value!.Value), 1e-6);
                    }
                }
            }
        );

    [Theory]
    [InlineData(PeriodLevel.Month)]
    [InlineData(PeriodLevel.Quarter)]
    [InlineData(PeriodLevel.Year)]
    public void A3_open_at_begin_plus_flows_is_open_at_end_in_every_cell(PeriodLevel level) =>
        RandomTown.Check(
            40,
            rows =>
            {
                var flows = Town.Build(rows, new CubeSettings { Base = level }).Cube.Flows;
                var columns = Cube.FlowMeasures.ToDictionary(m => m, m => flows.Column(m).ToArray());
                var stocks = new Dictionary<(int, int, int, Sex, Delivery), SortedDictionary<int, long[]>>();
                for (var row = 0; row < flows.Count; row++)
                {
                    var key = flows.KeyAt(row);
                    var cell = (key.Leaf, key.Product, key.Band, key.Sex, key.Delivery);
                    var net =
                        columns["begun"][row] - columns["ended"][row] + columns["entered"][row] - columns["left"][row];
                    stocks.TryAdd(cell, []);
                    stocks[cell].Add(key.Period, [net, columns["open"][row]]);
                }
                foreach (var periods in stocks.Values)
                {
                    // A period that a cell does not name has neither flows nor a stock.
                    var (before, open) = (-1, 0L);
                    foreach (var (period, values) in periods)
                    {
                        (before == period - 1 ? open : 0).ShouldBe(open, "an open spell cannot vanish between periods");
                        (open + values[0]).ShouldBe(values[1]);
                        (before, open) = (period, values[1]);
                    }
                }
            }
        );

    /// <summary>
    /// Golden check G08: youth care in the Netherlands, first half of 2021 (CBS): 326,570 at the begin, 149,835 came,
    /// 114,085 went, 362,320 at the end, 476,405 active. One person stands for each five of the published figures, which
    /// are rounded to five.
    /// </summary>
    [Fact]
    public void A3_G08_youth_flow_of_2021_closes()
    {
        const int PerPerson = 5;
        var (atBegin, came, went) = (326_570 / PerPerson, 149_835 / PerPerson, 114_085 / PerPerson);
        var rows = Enumerable
            .Range(0, atBegin + came)
            .Select(person => new Row(
                person,
                Town.Youth,
                null,
                person < atBegin ? "2020-11-15" : Date(new DateOnly(2021, 1, 1).AddDays(person % 181)),
                // Those who leave are spread over both groups; nobody leaves before coming.
                (long)person * went % (atBegin + came)
                < went
                    ? "2021-06-30"
                    : "2021-12-31",
                Leaf: person % Town.Areas.LeafCount,
                BirthYear: 2010
            ));
        var halfYear = Town.Build(rows, batch: 5000).Cube;
        long Of(string measure, params string[] periods) =>
            (long)(
                CubeFigures
                    .Select(halfYear, new FigureQuery { Measure = measure, Product = "Jeugd" })
                    .Where(f => f.Period is not null && periods.Contains(f.Period, StringComparer.Ordinal))
                    .Sum(f => f.Value!.Value) * PerPerson
            );
        Of("open", "2020Q4").ShouldBe(326_570);
        Of("begun", "2021Q1", "2021Q2").ShouldBe(149_835);
        Of("ended", "2021Q1", "2021Q2").ShouldBe(114_085);
        Of("open", "2021Q2").ShouldBe(362_320);
        var active = CubeFigures.Select(
            halfYear,
            new FigureQuery
            {
                Measure = "clients",
                Product = "Jeugd",
                Year = 2021,
            }
        );
        active.Where(f => f.Period is null).Sum(f => f.Value!.Value * PerPerson).ShouldBe(476_405);
    }

    [Fact]
    public void A4_any_order_of_records_and_any_number_of_threads_give_the_same_cube() =>
        RandomTown.Check(
            40,
            rows =>
            {
                var expected = CubeStore.IdOf(Town.Build(rows).Cube);
                var backwards = rows.Reverse().ToList();
                var renamed = rows.Select(r => r with { Person = 1000 - r.Person });
                CubeStore.IdOf(Town.Build(renamed).Cube).ShouldBe(expected, "pseudonyms leave no trace");
                var dearer = rows.Select((r, i) => i > 0 ? r : r with { Cents = (r.Cents ?? 0) + 1 });
                Town.Build(dearer)
                    .Cube.Origin.Inputs["records"]
                    .ShouldNotBe(Town.Build(rows).Cube.Origin.Inputs["records"]);
                var byCost = rows.OrderBy(r => r.Cents)
                    .ThenByDescending(r => r.Started, StringComparer.Ordinal)
                    .ToList();
                CubeStore
                    .IdOf(Town.Build(backwards, new CubeSettings { Threads = 2 }, batch: 3).Cube)
                    .ShouldBe(expected);
                CubeStore.IdOf(Town.Build(byCost, new CubeSettings { Threads = 5 }, batch: 1).Cube).ShouldBe(expected);
            }
        );

    [Fact]
    public void A5_distinct_clients_lie_between_the_largest_part_and_the_sum_of_the_parts() =>
        RandomTown.Check(
            40,
            rows =>
            {
                var cube = Town.Build(rows, new CubeSettings { Base = PeriodLevel.Month }).Cube;
                var count = new Dictionary<(int Leaf, int Product, int Period), long>();
                for (var row = 0; row < cube.Clients.Count; row++)
                {
                    var key = cube.Clients.KeyAt(row);
                    var cell = (key.Leaf, key.Product, key.Period);
                    count[cell] = count.GetValueOrDefault(cell) + cube.Clients.Column("clients")[row];
                }
                var products = cube.Axes.Products;
                foreach (var ((leaf, total, period), clients) in count.Where(c => products.IsTotal(c.Key.Product)))
                {
                    var parts = Enumerable
                        .Range(0, products.ProductCount)
                        .Where(p => products.Contains(total, p))
                        .Select(p => count.GetValueOrDefault((leaf, p, period)))
                        .ToList();
                    clients.ShouldBeInRange(parts.Max(), parts.Sum());
                }
                OverPeriods(cube, count);
            }
        );

    /// <summary>
    /// Households lie between the largest product and the sum of all, as clients do, and where everybody names one
    /// household or none they are never more than the clients that name one: a household is where one of them is.
    /// </summary>
    [Fact]
    public void A5_distinct_households_lie_between_the_largest_part_and_the_sum_and_never_above_their_clients() =>
        RandomTown.Check(
            40,
            rows =>
            {
                var cube = Town.Build(rows, new CubeSettings { Base = PeriodLevel.Month }).Cube;
                var products = cube.Axes.Products;
                var clients = new Dictionary<(int Leaf, int Product, int Period), long>();
                for (var row = 0; row < cube.Clients.Count; row++)
                {
                    var key = cube.Clients.KeyAt(row);
                    var cell = (key.Leaf, key.Product, key.Period);
                    clients[cell] = clients.GetValueOrDefault(cell) + cube.Clients.Column("clients")[row];
                }
                var households = new Dictionary<(int Leaf, int Product, int Period), long>();
                for (var row = 0; row < cube.Households.Count; row++)
                {
                    var key = cube.Households.KeyAt(row);
                    var cell = (key.Leaf, key.Product, key.Period);
                    households.Add(cell, cube.Households.Column("households")[row]);
                    var without = cube.Households.Column("clients_without_household")[row];
                    without.ShouldBeLessThanOrEqualTo(clients.GetValueOrDefault(cell));
                    if (key.Product == products.AllOrdinal)
                    {
                        // Somebody whose records name several households, or name one and then none, is not where it is.
                        var several = rows.GroupBy(r => r.Person)
                            .Any(p => p.Select(r => r.Household).Distinct().Count() > 1);
                        (several || households[cell] <= clients.GetValueOrDefault(cell) - without).ShouldBeTrue();
                    }
                }
                foreach (var ((leaf, total, period), found) in households.Where(c => products.IsTotal(c.Key.Product)))
                {
                    var parts = Enumerable
                        .Range(0, products.ProductCount)
                        .Where(p => products.Contains(total, p))
                        .Select(p => households.GetValueOrDefault((leaf, p, period)))
                        .ToList();
                    found.ShouldBeInRange(parts.Max(), parts.Sum());
                }
            }
        );

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A4_rows_that_were_spilled_count_as_those_that_were_not(int threads) =>
        RandomTown.Check(
            15,
            rows =>
            {
                var many = Enumerable
                    .Range(0, 40)
                    .SelectMany(copy =>
                        rows.Select(r =>
                            r with
                            {
                                Person = r.Person + (10 * copy),
                                Household = r.Household == 0 ? 0 : r.Household + (10 * copy),
                            }
                        )
                    )
                    .ToList();
                var expected = CubeStore.IdOf(Town.Build(many).Cube);
                var spill = new MemorySpill();
                var settings = new CubeSettings
                {
                    Threads = threads,
                    MemoryForRows = 2000,
                    Spill = spill,
                };
                CubeStore.IdOf(Town.Build(many, settings).Cube).ShouldBe(expected);
                (spill.Length > 0 || many.Count < 100).ShouldBeTrue("nothing was spilled, so nothing was tested");
            }
        );

    /// <summary>Over periods the law holds for the whole town only: within it people move.</summary>
    private static void OverPeriods(Cube cube, Dictionary<(int Leaf, int Product, int Period), long> count)
    {
        var town = count.GroupBy(c => (c.Key.Product, c.Key.Period)).ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
        var periods = cube.Axes.Periods;
        foreach (var ((product, period), clients) in town.Where(t => periods[t.Key.Period].Level > PeriodLevel.Month))
        {
            var parts = Enumerable
                .Range(0, periods.Length)
                .Where(p => periods[p].Level == PeriodLevel.Month)
                .Where(p => Period.Of(periods[period].Level, periods[p].FirstDay) == periods[period])
                .Select(p => town.GetValueOrDefault((product, p)))
                .ToList();
            clients.ShouldBeInRange(parts.Max(), parts.Sum());
        }
    }

    private static List<Figure> Figures(Cube cube, string measure, AreaLevel level, string? area = null) =>
        [
            .. CubeFigures.Select(
                cube,
                new FigureQuery
                {
                    Measure = measure,
                    Level = level,
                    Area = area,
                }
            ),
        ];

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
