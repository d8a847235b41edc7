using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
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
            var (before, after) = (new double[ReasonLaws.Width], new double[ReasonLaws.Width]);
            Law.WriteReasons(cell, [1, 1, 1, 1, 1, 1, 1, 1], before);
            Law.WriteReasons(cell, factor, after);
            for (var lane = 0; lane < Lanes; lane++)
            {
                if (factor[lane] == 1)
                {
                    ChanceLaw.Read(after, lane).ShouldBe(ChanceLaw.Read(before, lane));
                }
            }
        }
    }

    [Fact]
    public void Each_target_takes_its_share_of_the_uniform_and_the_Wlz_the_rest()
    {
        var fit = Branching();
        var cells = new CellPlan(fit);
        var law = new StepDownLaw(fit, cells);
        var cell = Enumerable.Range(0, cells.Cells.Length).First(c => cells.Targets[c].Length == 3);
        var wlz = fit.EndReason[(cells.Cells[cell].Product * 4) + 3];
        foreach (var factor in new[] { 0, 1, 1.0000000001, 3 })
        {
            const int grid = 10_000;
            var to = Enumerable.Range(0, grid).Select(i => law.TargetOf(cell, factor, (i + 0.5) / grid)).ToArray();
            var onward = law.StepShare(cell, factor);
            ((double)to.Count(t => t < 0)).ShouldBe(grid * wlz / (onward + wlz), 1);
            var shares = ((double[])[0.2 * factor, 0.3 * factor, 0.5])
                .Select(w => w / ((0.5 * factor) + 0.5))
                .ToArray();
            for (var target = 0; target < 3; target++)
            {
                double found = to.Count(t => t == cells.Targets[cell][target].Cell);
                found.ShouldBe(grid * shares[target] * onward / (onward + wlz), 1);
            }
        }
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
