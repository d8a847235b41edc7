using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;

namespace Populatie.Simulation.Tests.Growth;

/// <summary>Top-down against bottom-up, on figures small enough to reckon on paper.</summary>
public sealed class GrowthComparisonTests
{
    private static readonly GrowthVintage Cpb = VintageTable.Embedded.Find("cpb-2027-2033")!;

    /// <summary>Cost of 1000 in 2026; then three futures of two years.</summary>
    private static readonly ActMoney Own = Money(
        real:
        [
            [1100, 1000, 1200],
            [1210, 1000, 1800],
        ]
    );

    [Fact]
    public void What_the_money_cannot_buy_is_the_volume_beyond_it_in_each_future()
    {
        // 10% more money each year: 1100, then 1210; prices rise by a tenth in the second year.
        var path = Path(0.10);
        var own = Own with { Volume = [Own.Real[0], [1100, 909, 1636]] };
        var rows = GrowthComparison.Of(own, null, path);
        rows[0].Money!.Value.ShouldBe(1100, 1e-9);
        rows[0].Own.Middle.ShouldBe(0.10, 1e-12);
        rows[0].Unbought!.Value.ShouldBe(Spread.Of([0, 0, 100]));
        rows[1].Money!.Value.ShouldBe(1210, 1e-9);
        // 1210 buys 1100 of volume at the first future's price; the third needs 1636 and gets 1210 × 1636 / 1800.
        rows[1].Buys!.Value.Middle.ShouldBe(1100, 0.5);
        rows[1].Unbought!.Value.High.ShouldBe(0.9 * (1636 - (1210 * 1636.0 / 1800)), 0.5);
        rows[1].UnboughtShare!.Value.Low.ShouldBe(0);
        rows[1].UnboughtHours!.Value.High.ShouldBe(0.9 * (1800 - 1210) / 1800.0 * 600 / 60, 1e-6);
    }

    [Fact]
    public void A_run_that_follows_the_vintage_finds_all_of_it_for_sale()
    {
        var own = Money(
            real:
            [
                [1100],
                [1210],
            ]
        );
        foreach (var row in GrowthComparison.Of(own, null, Path(0.10)))
        {
            row.Own.Middle.ShouldBe(0.10, 1e-12);
            row.Unbought!.Value.High.ShouldBe(0, 1e-9);
        }
    }

    [Fact]
    public void Where_no_cost_was_observed_each_future_grows_from_its_own_first_year()
    {
        var own = Own with { BaseCost = [1000, 900, 1500] };
        var rows = GrowthComparison.Of(own, null, Path(0.10));
        rows[0].Money!.Value.ShouldBe(1100, 1e-9, "10% more than the middle of the futures");
        rows[0].Own.ShouldBe(Spread.Of([0.1, (1000 - 900) / 900.0, (1200 - 1500) / 1500.0]));
        rows[1].Own.ShouldBe(GrowthComparison.Of(Own, null, Path(0.10))[1].Own);
    }

    [Fact]
    public void What_moves_in_is_an_extra_and_changes_no_figure_of_the_base()
    {
        var moved = Own with
        {
            Real =
            [
                [1150, 1000, 1300],
                [1310, 1050, 2000],
            ],
        };
        var alone = GrowthComparison.Of(Own, null, Path(0.02));
        var beside = GrowthComparison.Of(Own, moved, Path(0.02));
        beside.Select(r => r with { Moved = null }).ShouldBe(alone);
        beside[0].Moved!.Value.ShouldBe(Spread.Of([50, 0, 100]));
        beside[1].Moved!.Value.Middle.ShouldBe(100);
    }

    [Fact]
    public void A_year_that_nobody_gives_stays_open_and_so_does_all_that_follows()
    {
        var path = MoneyPath.Of(Cpb, Act.Jeugd, own: null, 2026, 2040, 6);
        path.ShouldAllBe(y => y.Rate == null && y.Index == null);
        var stated = MoneyPath.Of(Cpb, Act.Jeugd, new(0.01, 0, 0.02, "test", 0.5), 2026, 2040, 6);
        stated.ShouldAllBe(y => y.Basis == Basis.Assumed);
        var row = GrowthComparison.Of(Own, null, [.. path.Take(2)])[1];
        (row.Money, row.Buys, row.Unbought, row.Vintage).ShouldBe((null, null, null, null));
        row.Own.Middle.ShouldBe(0.10, 1e-12, "the own growth needs no vintage");
    }

    [Theory]
    [InlineData(6, 2028, 1.1328)]
    [InlineData(7, 2027, 1.1566)]
    public void G05_the_published_years_of_the_path_are_those_of_the_convention(int steps, int first, double index)
    {
        var path = MoneyPath.Of(Cpb, Act.Wmo, null, 2026, 2040, steps);
        var published = path.Where(y => y.Basis == Basis.Published).ToList();
        published[0].Year.ShouldBe(first);
        published.Count.ShouldBe(steps);
        var before = path.Single(y => y.Year == first - 1).Index!.Value;
        (published[^1].Index!.Value / before).ShouldBe(index, 0.00005);
    }

    [Fact]
    public void G06_growth_is_shown_as_it_is_and_not_rounded_up()
    {
        var own = Money(
            real:
            [
                [1840],
            ]
        ) with
        {
            BaseCost = [1660],
        };
        var row = GrowthComparison.Of(own, null, [.. Path(0.11).Take(1)])[0];
        Math.Round(100 * row.Own.Middle, 1).ShouldBe(10.8);
    }

    [Fact]
    public void Lines_of_a_vintage_stand_beside_each_other_from_the_same_level()
    {
        foreach (var (steps, wlz) in new[] { (6, 127.26), (7, 132.48) })
        {
            var rows = VintageGrid.Indices(Cpb, steps).ToList();
            rows.Select(r => r.Line).Distinct().ShouldBe(["wmo", "wlz", "zvw"]);
            rows.Last(r => string.Equals(r.Line, "wlz", StringComparison.Ordinal)).Index.ShouldBe(wlz, 0.005);
        }
    }

    [Fact]
    public void A_growth_of_ones_own_is_never_told_as_published()
    {
        var own = GrowthVintage.Own(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["wmo"] = 0.025 },
            2025,
            2030,
            "me"
        );
        var rows = VintageGrid.Rates([own], 2025, 2030, 6).ToList();
        rows.Count.ShouldBe(6);
        rows.ShouldAllBe(r => r.Basis == Basis.Assumed && r.Growth == 0.025);
    }

    private static ImmutableArray<MoneyYear> Path(double rate) =>
        [
            new(2027, new(rate, rate, rate, "test", 1), Basis.Published, 1 + rate),
            new(2028, new(rate, rate, rate, "test", 1), Basis.Published, (1 + rate) * (1 + rate)),
        ];

    private static ActMoney Money(long[][] real) =>
        new(
            Act.Wmo,
            2026,
            [.. real[0].Select(_ => 1000L)],
            [.. real],
            [.. real],
            [.. real.Select(r => r.Select(_ => 600L).ToArray())]
        );
}
