using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Levers;

public sealed class StepDownTests
{
    // In the synthetic town wmo-licht (basiszorg) leads up to wmo-zwaar, which leads back down; so do the two of Jeugd.
    private static readonly Fit Town = SyntheticTown.Fit();
    private static readonly CellPlan Cells = new(Town);
    private static readonly StepDownLaw Law = new(Town, Cells);

    [Fact]
    public void Only_steps_to_a_lower_track_are_multiplied()
    {
        var (light, heavy) = (CellOf("wmo-licht"), CellOf("wmo-zwaar"));
        Law.LeadsDown(light).ShouldBeFalse();
        Law.LeadsDown(heavy).ShouldBeTrue();
        Law.StepShare(light, 3).ShouldBe(0.05, 1e-15);
        Law.StepShare(heavy, 1).ShouldBe(0.2, 1e-15);
        Law.StepShare(heavy, 2).ShouldBe(0.4, 1e-15);
        Law.StepShare(heavy, 0).ShouldBe(0);
        Law.StepShare(heavy, 9).ShouldBe(1);
        // 30% of the ends of jeugd-zwaar are steps, all of them down; nothing goes to the Wlz.
        Law.StepShare(CellOf("jeugd-zwaar"), 2).ShouldBe(0.6, 1e-15);
    }

    [Fact]
    public void P3_where_the_factor_is_1_reasons_and_targets_are_those_of_the_fit()
    {
        double[] factor = [1, 1, 2, 1, 1, 0, 1, 1];
        for (var cell = 0; cell < Cells.Cells.Length; cell++)
        {
            var before = Enumerable.Range(0, ReasonLaws.Width).Select(i => i * 0.25).ToArray();
            var after = before.ToArray();
            Law.WriteReasons(cell, [1, 1, 1, 1, 1, 1, 1, 1], after);
            after.ShouldBe(before);
            for (var target = 0; target < Cells.Targets[cell].Length; target++)
            {
                var chance = new double[Lanes];
                Law.FillChance(cell, target, factor, chance);
                chance[0].ShouldBe(Cells.Targets[cell][target].Chance);
            }
        }
    }

    [Fact]
    public void Targets_keep_their_proportions_within_lighter_and_within_heavier()
    {
        // A middle product that leads up half of the time, and down to two others.
        var fit = Branching();
        var cells = new CellPlan(fit);
        var law = new StepDownLaw(fit, cells);
        var cell = Enumerable.Range(0, cells.Cells.Length).First(c => cells.Targets[c].Length == 3);
        double[] Shares(double factor)
        {
            var left = 1.0;
            var chance = new double[Lanes];
            return
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(t =>
                    {
                        law.FillChance(cell, t, [.. Enumerable.Repeat(factor, Lanes)], chance);
                        var own = left * chance[0];
                        left -= own;
                        return own;
                    }),
            ];
        }
        var (once, thrice) = (Shares(1), Shares(3));
        once.ShouldBe([0.2, 0.3, 0.5], 1e-12);
        thrice.ShouldBe([0.2 * 3 / 2, 0.3 * 3 / 2, 0.5 / 2], 1e-12);
        (law.StepShare(cell, 3) * thrice[2]).ShouldBe(law.StepShare(cell, 1) * once[2], 1e-12);
        Shares(0).ShouldBe([0, 0, 1], 1e-12);
    }

    [Fact]
    public void More_steps_down_bring_people_to_lighter_care_in_that_wijk_alone()
    {
        var town = SyntheticTown.Inputs().Scenario with { Levers = [], Horizon = 2030 };
        var lever = Lever(LeverKind.StepDown, 1, "track-3") with { Areas = ["WK000102"] };
        var (plain, steered) = (Run(town), Run(town with { Levers = [lever] }));
        Starts(steered, "wmo-licht", 0).SequenceEqual(Starts(plain, "wmo-licht", 0)).ShouldBeTrue();
        Starts(steered, "wmo-licht", 1).Sum().ShouldBeGreaterThan(Starts(plain, "wmo-licht", 1).Sum());
    }

    private static ProjectionResult Run(Scenario scenario) =>
        Tests.Projection.Town.Run(SyntheticTown.Inputs(scenario), 8);

    /// <summary>Requests of a product in a wijk, mean per year.</summary>
    private static double[] Starts(ProjectionResult run, string product, int wijk)
    {
        var table = run.Table(Analytics.Areas.AreaLevel.Wijk, Measures.Starts);
        var position = Enumerable
            .Range(0, table.Axis)
            .First(p => run.Axis.Ordinals[p] == (Town.Products.TryFind(product, out var o) ? o : -1));
        return
        [
            .. Enumerable.Range(0, run.Inputs.Scenario.YearCount).Select(y => table.Summarise(wijk, position, y).Mean),
        ];
    }

    private static int CellOf(string product) =>
        Enumerable
            .Range(0, Cells.Cells.Length)
            .First(c =>
                string.Equals(Town.Products.Products[Cells.Cells[c].Product].Code, product, StringComparison.Ordinal)
            );

    /// <summary>Everybody of all ages; product 1 leads to 0, 2 and 3, of which the last is heavier.</summary>
    private static Fit Branching()
    {
        var fit = SyntheticTown.Fit();
        Product Of(int p, Track track) => fit.Products.Products[p] with { Track = track, FirstAge = 0, LastAge = 105 };
        var products = new ProductAxis([
            Of(0, Track.SocialeBasis),
            Of(1, Track.Basiszorg),
            Of(2, Track.SocialeBasis),
            Of(3, Track.AanvullendeZorg),
        ]);
        fit.GetType().GetProperty("Products")!.SetValue(fit, products);
        fit.GetType()
            .GetProperty("StepTo")!
            .SetValue(fit, (double[])[0, 0, 0, 0, 0.2, 0, 0.3, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]);
        return fit;
    }
}
