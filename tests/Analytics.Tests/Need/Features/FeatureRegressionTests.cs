using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Need.Features;

/// <summary>The regression on features against a truth that is known, its limits, and its algebra against a library.</summary>
public sealed class FeatureRegressionTests
{
    [Fact]
    public void Systems_are_solved_as_a_library_solves_them()
    {
        var random = new Random(5);
        for (var n = 1; n <= 8; n++)
        {
            var half = Matrix<double>.Build.Dense(n + 2, n, (_, _) => random.NextDouble() - 0.5);
            var matrix = half.TransposeThisAndMultiply(half) + (0.1 * Matrix<double>.Build.DenseIdentity(n));
            var right = Vector<double>.Build.Dense(n, _ => random.NextDouble());
            var oracle = matrix.Cholesky().Solve(right);
            var found = Cholesky.Solve(matrix.ToArray(), right.ToArray());
            for (var i = 0; i < n; i++)
            {
                found[i].ShouldBe(oracle[i], 1e-10 * (1 + Math.Abs(oracle[i])));
            }
        }
        Should.Throw<ArgumentException>(() =>
            Cholesky.Solve(
                new double[,]
                {
                    { 1, 2 },
                    { 2, 1 },
                },
                [1, 1]
            )
        );
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Effects_are_recovered_and_their_intervals_cover_the_truth()
    {
        double[] truth = [0.25, -0.1, 0];
        const int Cities = 60;
        var inside = 0;
        for (var seed = 0; seed < Cities; seed++)
        {
            var (y, e, x) = City(new Random(300 + seed), truth, alpha: 10, perBuurt: 60);
            var (effect, error, mean) = FeatureRegression.Estimate(y, e, x, spread: 0.5);
            mean.ShouldAllBe(m => m > 0 && double.IsFinite(m));
            for (var f = 0; f < truth.Length; f++)
            {
                Math.Abs(effect[f] - truth[f]).ShouldBeLessThan(5.5 * error[f]);
                inside += Math.Abs(effect[f] - truth[f]) <= 1.645 * error[f] ? 1 : 0;
            }
        }
        var all = Cities * truth.Length;
        ((double)inside / all).ShouldBe(0.9, 4.5 * Math.Sqrt(0.09 / all));
    }

    [Fact]
    public void Few_requests_keep_to_the_belief_and_no_requests_are_no_trouble()
    {
        var (y, e, x) = City(new Random(1), [0.3, 0, 0], alpha: 10, perBuurt: 0.05);
        var (effect, error, _) = FeatureRegression.Estimate(y, e, x, spread: 0.2);
        effect.ShouldAllBe(b => Math.Abs(b) < 0.3);
        error.ShouldAllBe(s => s > 0.05 && s <= 0.2 + 1e-9);
        var (nothing, _, mean) = FeatureRegression.Estimate(new double[y.Length], new double[y.Length], x, 0.2);
        nothing.ShouldAllBe(b => b == 0);
        mean.ShouldAllBe(m => m == 1);
    }

    [Fact]
    public void A_fit_with_features_keeps_what_is_expected_and_pulls_small_buurten_to_their_like()
    {
        var world = new SmallWorld(2, 20, 1, 2022, 2024).WithPeople(_ => 10);
        var features = Table(world, b => b % 2 == 0 ? 300 : 20);
        for (var b = 0; b < 40; b++)
        {
            // Buurten with much assistance ask twice as often; of one of each kind nothing was seen yet.
            world.Add(
                "requests",
                b,
                2023,
                0,
                4,
                Sex.V,
                b < 2 ? 0
                    : b % 2 == 0 ? 40
                    : 20
            );
        }
        var plain = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings { Features = features });
        fit.Expected.ShouldBe(plain.Expected);
        fit.Features!.Effect[0].ShouldBeGreaterThan(0.2);
        double Risk(Fit of, int b) => of.RiskShape[b] / of.RiskRate[b];
        Risk(fit, 0).ShouldBeGreaterThan(Risk(fit, 1));
        FitStore.FromColumns(FitStore.ToColumns(fit)).Features!.Effect.ShouldBe(fit.Features.Effect);
        FitStore.FromColumns(FitStore.ToColumns(plain)).Features.ShouldBeNull();
    }

    private static (double[] Observed, double[] Expected, double[] Features) City(
        Random random,
        double[] truth,
        double alpha,
        double perBuurt
    )
    {
        const int Buurten = 110;
        var x = new double[Buurten * truth.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Normal.Sample(random, 0, 1);
        }
        var (y, e) = (new double[Buurten], new double[Buurten]);
        for (var b = 0; b < Buurten; b++)
        {
            e[b] = perBuurt * (0.3 + random.NextDouble());
            double log = 0;
            for (var f = 0; f < truth.Length; f++)
            {
                log += truth[f] * x[(b * truth.Length) + f];
            }
            y[b] = Poisson.Sample(random, e[b] * Math.Exp(log) * Gamma.Sample(random, alpha, alpha));
        }
        return (y, e, x);
    }

    private static AreaFeatures Table(SmallWorld world, Func<int, int> assistance)
    {
        var rows = world.Areas.Buurten.Select((b, i) => $"{b.Code},2000,200,1000,400,{assistance(i)},100,20,1");
        return AreaFeatures.Of(
            Analytics.Sources.Tables.PublishedTable.Parse(
                "features.csv",
                "# title: t\n# source: s\n# licence: l\n# date: d\n# unit: u\n# basis: b\n"
                    + $"code,{string.Join(',', AreaFeatures.Columns)}\n"
                    + string.Join('\n', rows)
            )
        );
    }
}
