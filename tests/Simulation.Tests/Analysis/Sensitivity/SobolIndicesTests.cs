using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Simulation.Tests.Analysis.Sensitivity;

/// <summary>Indices against functions for which they are known.</summary>
public sealed class SobolIndicesTests
{
    [Fact]
    public void Ishigami_has_its_known_indices()
    {
        var answer = Study(new FunctionModel(3, Functions.Ishigami), 2048);
        Agrees(answer, Functions.OfIshigami(), within: 0.02);
        // Nothing here is chance.
        answer.Chance.Total.Value.ShouldBe(0);
        answer.Parameters.Value.ShouldBe(1);
    }

    [Fact]
    public void The_g_function_has_its_known_indices()
    {
        double[] a = [0, 0.5, 3, 9, 99];
        var answer = Study(new FunctionModel(5, (u, _) => Functions.G(u, a)), 2048);
        Agrees(answer, Functions.OfG(a), within: 0.02);
    }

    [Fact]
    public void Factors_without_even_points_have_the_same_indices_but_wider_intervals()
    {
        // Drawn as a whole: no coordinate of the even points, but the same meaning.
        var model = new FunctionModel(3, Functions.Ishigami)
        {
            Factors = [new("x1", null), new("x2", null), new("x3", null)],
        };
        Agrees(Study(model, 2048), Functions.OfIshigami(), within: 0.1);
    }

    [Theory]
    [InlineData(1.0, 2.0)]
    [InlineData(0.5, 0.1)]
    [InlineData(2.0, 0.0)]
    public void Parameters_and_chance_share_the_variance_as_known(double ofParameters, double ofChance)
    {
        // A uniform has variance 1/12; chance here is standard normal.
        var model = new FunctionModel(
            2,
            (u, chance) => (ofParameters * Math.Sqrt(12) * (u[0] - 0.5)) + (0 * u[1]) + (ofChance * chance)
        );
        var answer = Study(model, 4096);
        var (p, c) = (ofParameters * ofParameters, ofChance * ofChance);
        answer.Parameters.Value.ShouldBe(p / (p + c), 0.03);
        answer.Parameters.Low.ShouldBeLessThanOrEqualTo((p / (p + c)) + 1e-9);
        answer.Parameters.High.ShouldBeGreaterThanOrEqualTo((p / (p + c)) - 1e-9);
        answer.Sd.ShouldBe(Math.Sqrt(p + c), 0.05 * Math.Sqrt(p + c));
    }

    [Fact]
    public void Chance_that_works_on_a_factor_is_in_its_total_and_not_in_its_first_index()
    {
        // y = x·ε: all of the variance is of the two together.
        var model = new FunctionModel(1, (u, chance) => Math.Sqrt(12) * (u[0] - 0.5) * chance);
        var answer = Study(model, 4096);
        answer.Shares[0].Indices.First.Value.ShouldBe(0, 0.05);
        answer.Shares[0].Indices.Total.Value.ShouldBe(1, 0.08);
        answer.Chance.Total.Value.ShouldBe(1, 0.08);
    }

    [Fact]
    public void Where_nothing_varies_nothing_is_said()
    {
        var answer = Study(new FunctionModel(2, (_, _) => 3), 64);
        answer.Sd.ShouldBe(0);
        answer.Shares.ShouldAllBe(s => double.IsNaN(s.Indices.First.Value));
    }

    [Fact]
    public void The_same_settings_give_the_same_answer()
    {
        var first = Study(new FunctionModel(3, Functions.Ishigami), 64);
        var second = Study(new FunctionModel(3, Functions.Ishigami), 64);
        first.Shares.Select(s => s.Indices).ShouldBe(second.Shares.Select(s => s.Indices));
        Study(new FunctionModel(3, Functions.Ishigami), 64, seed: 8).Mean.ShouldNotBe(first.Mean);
    }

    [Fact]
    public void What_is_counted_as_evaluated_was_evaluated()
    {
        var model = new FunctionModel(3, Functions.Ishigami);
        var answer = Study(model, 60);
        answer.Points.ShouldBe(64);
        answer.Evaluations.ShouldBe(model.Asked);
    }

    [Fact]
    public void Nine_intervals_of_ten_hold_the_known_index()
    {
        // 40 independent studies of four indices each: far below nine in ten would be a fault, above is what even points do.
        double[] a = [0, 1];
        var (first, total) = Functions.OfG(a);
        var held = 0;
        for (var seed = 1u; seed <= 40; seed++)
        {
            var answer = Study(new FunctionModel(2, (u, _) => Functions.G(u, a)), 128, seed);
            for (var f = 0; f < 2; f++)
            {
                var own = answer.Shares.Single(s => s.Group.Factors[0] == f).Indices;
                held += Holds(own.First, first[f]) + Holds(own.Total, total[f]);
            }
        }
        held.ShouldBeGreaterThanOrEqualTo(160 * 8 / 10);
    }

    private static int Holds(Estimate estimate, double truth) =>
        estimate.Low <= truth && truth <= estimate.High ? 1 : 0;

    private static SensitivityAnswer Study(IUncertainModel model, int points, ulong seed = 7) =>
        SensitivityStudy.Run(model, new SensitivitySettings(points, 10, [], seed));

    private static void Agrees(SensitivityAnswer answer, (double[] First, double[] Total) known, double within)
    {
        foreach (var share in answer.Shares)
        {
            var factor = share.Group.Factors.Single();
            share.Indices.First.Value.ShouldBe(known.First[factor], within, share.Group.Name);
            share.Indices.Total.Value.ShouldBe(known.Total[factor], within, share.Group.Name);
            share.Indices.First.Low.ShouldBeLessThan(known.First[factor] + 1e-3);
            share.Indices.First.High.ShouldBeGreaterThan(known.First[factor] - 1e-3);
        }
    }
}
