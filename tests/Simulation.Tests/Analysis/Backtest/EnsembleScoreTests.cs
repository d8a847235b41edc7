using MathNet.Numerics.Distributions;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>Scores against closed forms and against sums over all pairs.</summary>
public sealed class EnsembleScoreTests
{
    [Fact]
    public void Crps_is_the_sum_over_all_members_and_pairs()
    {
        for (var members = 1; members <= 40; members++)
        {
            var sample = Normals(members, (ulong)members);
            const double y = 0.3;
            var distance = sample.Average(x => Math.Abs(x - y));
            var pairs = sample.Sum(x => sample.Sum(z => Math.Abs(x - z)));
            var plain = distance - (pairs / (2.0 * members * members));
            EnsembleScore.Crps(sample, y, fair: false).ShouldBe(plain, 1e-12);
            var fair = members == 1 ? distance : distance - (pairs / (2.0 * members * (members - 1)));
            EnsembleScore.Crps(sample, y).ShouldBe(fair, 1e-12);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(-2.5)]
    public void Crps_of_a_large_normal_sample_is_the_closed_form(double y)
    {
        // σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π), at quantiles in place of draws: no chance in it.
        double[] sample = [.. Enumerable.Range(0, 4000).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / 4000))];
        var exact = (y * ((2 * Normal.CDF(0, 1, y)) - 1)) + (2 * Normal.PDF(0, 1, y)) - (1 / Math.Sqrt(Math.PI));
        EnsembleScore.Crps(sample, y, fair: false).ShouldBe(exact, 1e-3);
    }

    [Fact]
    public void Fair_crps_of_a_small_sample_has_the_mean_of_the_law_and_the_plain_one_lies_above_it()
    {
        const int Trials = 4000;
        const int Members = 5;
        var law = (2 * Normal.PDF(0, 1, 0)) - (1 / Math.Sqrt(Math.PI));
        var fair = Enumerable.Range(0, Trials).Select(t => EnsembleScore.Crps(Normals(Members, (ulong)t), 0)).ToArray();
        var error = Spread(fair) / Math.Sqrt(Trials);
        fair.Average().ShouldBe(law, 4.5 * error);
        var plain = Enumerable
            .Range(0, Trials)
            .Average(t => EnsembleScore.Crps(Normals(Members, (ulong)t), 0, fair: false));
        // The plain score of M members is higher by E|X − X′| ÷ (2M).
        plain.ShouldBe(law + (2 / Math.Sqrt(Math.PI) / (2 * Members)), 4.5 * error);
    }

    [Fact]
    public void Pit_is_uniform_and_intervals_cover_their_share_when_the_truth_is_one_of_the_futures()
    {
        const int Trials = 4000;
        var (pit, inside50, inside90) = (new int[10], 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var drawn = Normals(200, (ulong)trial, sort: false);
            var (truth, sample) = (drawn[0], drawn[1..]);
            Array.Sort(sample);
            pit[Math.Min(9, (int)(10 * EnsembleScore.Pit(sample, truth)))]++;
            var (low50, high50) = EnsembleScore.Interval(sample, 0.5);
            var (low90, high90) = EnsembleScore.Interval(sample, 0.9);
            inside50 += low50 <= truth && truth <= high50 ? 1 : 0;
            inside90 += low90 <= truth && truth <= high90 ? 1 : 0;
        }
        pit.Sum(c => Math.Pow(c - (Trials / 10.0), 2) / (Trials / 10.0))
            .ShouldBeLessThan(ChiSquared.InvCDF(9, 1 - 1e-6));
        (inside50 / (double)Trials).ShouldBe(0.5, 4.5 * Math.Sqrt(0.25 / Trials));
        (inside90 / (double)Trials).ShouldBe(0.9, 0.005 + (4.5 * Math.Sqrt(0.09 / Trials)));
    }

    [Fact]
    public void An_outcome_that_is_an_interval_counts_by_the_part_that_is_inside()
    {
        // 90% of 0 … 99 is 5 … 94; of the counts 93 … 97 two are in it.
        double[] sample = [.. Enumerable.Range(0, 100)];
        var score = new ScoreSum();
        score.Add(sample, 49.5, CountInterval.OfPrinted(95));
        score.Coverage90.ShouldBe(0.4, 1e-12);
        score.Crps.ShouldBe(Enumerable.Range(93, 5).Average(y => EnsembleScore.Crps(sample, y)), 1e-9);
        score.WeightedMape.ShouldBe(45.5 / 95, 1e-12);
        score.Pit[9].ShouldBe(1, 1e-12);
        var hidden = new ScoreSum();
        hidden.Add(sample, 3, new(0, 0, 9, Basis.Estimated));
        hidden.Coverage90.ShouldBe(0.5, 1e-12);
        hidden.Clients.ShouldBe(4.5);
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private static double[] Normals(int count, ulong seed, bool sort = true)
    {
        double[] values =
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => FixedMath.NormalQuantile(StreamKey.Of(seed, i).Uniforms(new(1, 2, 3)).First + 1e-17)),
        ];
        if (sort)
        {
            Array.Sort(values);
        }
        return values;
    }
}
