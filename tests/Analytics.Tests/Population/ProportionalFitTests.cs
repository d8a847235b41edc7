using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Population;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Population;

/// <summary>The numbered properties of <see cref="ProportionalFit"/>.</summary>
public sealed class ProportionalFitTests
{
    [Fact]
    public void Property_1_and_3_margins_are_met_and_the_total_is_kept() =>
        Check(table =>
        {
            var fit = ProportionalFit.Run(table.Seed, table.Margins);
            fit.Converged.ShouldBeTrue();
            for (var r = 0; r < table.Rows.Length; r++)
            {
                fit.Cells.Skip(r * table.Width)
                    .Take(table.Width)
                    .Sum()
                    .ShouldBe(table.Rows[r], 1.01e-9 * table.Rows[r]);
            }
            for (var c = 0; c < table.Width; c++)
            {
                fit.Cells.Where((_, i) => i % table.Width == c)
                    .Sum()
                    .ShouldBe(table.Columns[c], 1.01e-9 * table.Columns[c]);
            }
            fit.Cells.Sum().ShouldBe(table.Rows.Sum(), 1.01e-9 * table.Rows.Sum());
        });

    [Fact]
    public void Property_2_a_seed_of_zero_stays_zero()
    {
        double[] seed = [1, 0, 2, 3, 1, 1];
        var fit = ProportionalFit.Run(seed, Table.Of(seed, [10, 20], [6, 9, 15]).Margins);
        fit.Converged.ShouldBeTrue();
        fit.Cells[1].ShouldBe(0);
        fit.Cells[4].ShouldBe(9, 1e-7);
    }

    [Fact]
    public void Property_4_odds_ratios_of_the_seed_are_kept()
    {
        double[] seed = [1, 2, 3, 4];
        var cells = ProportionalFit.Run(seed, Table.Of(seed, [30, 70], [45, 55]).Margins).Cells;
        (cells[0] * cells[3] / (cells[1] * cells[2])).ShouldBe(4.0 / 6.0, 1e-9);
    }

    [Fact]
    public void Property_5_contradicting_margins_are_reported_not_looped()
    {
        double[] seed = [1, 1, 1, 1];
        var fit = ProportionalFit.Run(seed, Table.Of(seed, [10, 10], [10, 20]).Margins, maximumSweeps: 50);
        (fit.Converged, fit.Sweeps).ShouldBe((false, 50));
        fit.Residual.ShouldBeGreaterThan(0.1);
        var empty = ProportionalFit.Run([0, 0, 1, 1], Table.Of(seed, [10, 10], [10, 10]).Margins, maximumSweeps: 50);
        (empty.Converged, empty.WorstMargin).ShouldBe((false, "row"));
    }

    [Fact]
    public void Agrees_with_an_independent_oracle() =>
        Check(table =>
        {
            var oracle = NaiveProportionalFit.Run(table.Seed, table.Rows, table.Columns);
            var fit = ProportionalFit.Run(table.Seed, table.Margins);
            for (var i = 0; i < oracle.Length; i++)
            {
                fit.Cells[i].ShouldBe(oracle[i], 1e-6 * Math.Max(1, oracle[i]));
            }
        });

    [Fact]
    public void A_free_cell_is_left_alone()
    {
        var margin = new Margin("some", [0, 0, -1], [10]);
        ProportionalFit.Run([1, 1, 7], [margin]).Cells.ShouldBe([5, 5, 7]);
    }

    [Fact]
    public void Refuses_what_cannot_be_fitted()
    {
        Should.Throw<ArgumentException>(() => ProportionalFit.Run([1], []));
        Should.Throw<ArgumentException>(() => ProportionalFit.Run([-1], [new("m", [0], [1])]));
        Should.Throw<ArgumentException>(() => ProportionalFit.Run([double.NaN], [new("m", [0], [1])]));
        Should.Throw<ArgumentException>(() => ProportionalFit.Run([1], [new("m", [1], [1])]));
        Should.Throw<ArgumentException>(() => ProportionalFit.Run([1], [new("m", [0], [-1])]));
    }

    private static void Check(Action<Table> property)
    {
        var tables =
            from height in Gen.Choose(1, 6)
            from width in Gen.Choose(1, 6)
            from seed in Gen.ArrayOf(Gen.Choose(1, 1000).Select(v => v / 10.0), height * width)
            from goal in Gen.ArrayOf(Gen.Choose(1, 1000).Select(v => (double)v), height * width)
            select Table.Of(
                seed,
                [.. Enumerable.Range(0, height).Select(r => goal.Skip(r * width).Take(width).Sum())],
                [.. Enumerable.Range(0, width).Select(c => goal.Where((_, i) => i % width == c).Sum())]
            );
        Prop.ForAll(tables.ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(20240101, 7));
    }

    /// <summary>A two-way case whose margins are those of some table, so that a fit exists.</summary>
    private sealed record Table(double[] Seed, double[] Rows, double[] Columns, Margin[] Margins)
    {
        public int Width => Columns.Length;

        public static Table Of(double[] seed, double[] rows, double[] columns) =>
            new(
                seed,
                rows,
                columns,
                [
                    new("row", [.. Enumerable.Range(0, seed.Length).Select(i => i / columns.Length)], rows),
                    new("column", [.. Enumerable.Range(0, seed.Length).Select(i => i % columns.Length)], columns),
                ]
            );
    }
}
