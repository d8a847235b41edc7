using Populatie.Analytics.Randomness;
using Populatie.Analytics.Tests.Kernels;

namespace Populatie.Analytics.Tests.Randomness;

public sealed class BlockDrawsTests
{
    private static readonly BlockDraws[] AtEachWidth = [.. Widths.All.Select(w => BlockDraws.For(w, 42, 16))];

    [Fact]
    public void Wide_uniforms_are_those_of_the_scalar_generator()
    {
        var random = new Random(1);
        foreach (var draws in AtEachWidth)
        {
            for (var i = 0; i < 500; i++)
            {
                var at = new DrawAddress(
                    (uint)random.Next(),
                    (uint)random.Next(),
                    (uint)random.Next(),
                    (uint)random.Next()
                );
                var (first, second) = (new double[8], new double[8]);
                draws.Uniforms(at, first, second);
                for (var lane = 0; lane < 8; lane++)
                {
                    StreamKey.Of(42, 16 + lane).Uniforms(at).ShouldBe((first[lane], second[lane]));
                }
            }
        }
    }

    [Fact]
    public void Keys_of_a_seed_differ_and_do_not_depend_on_the_block_they_are_in()
    {
        Enumerable.Range(0, 10_000).Select(r => StreamKey.Of(7, r).Value).Distinct().Count().ShouldBe(10_000);
        new ReplicateKeys(7, 8).Of(3).ShouldBe(StreamKey.Of(7, 11));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Counts_have_the_same_bits_at_every_width()
    {
        var random = new Random(2);
        for (var i = 0; i < 3000; i++)
        {
            var at = new DrawAddress((uint)i, 3, DrawPurpose.Care);
            var (mean, n, p) = (new double[8], new double[8], new double[8]);
            for (var lane = 0; lane < 8; lane++)
            {
                mean[lane] = random.Next(5) == 0 ? 0 : Math.Exp((random.NextDouble() * 14) - 6);
                n[lane] = Math.Floor(Math.Exp(random.NextDouble() * 13)) - 1;
                p[lane] = random.Next(3) == 0 ? random.NextDouble() : Math.Exp(-12 * random.NextDouble());
            }
            var (poisson, binomial) = (new double[8], new double[8]);
            AtEachWidth[0].Poisson(at, mean, poisson);
            AtEachWidth[0].Binomial(at, n, p, binomial);
            for (var lane = 0; lane < 8; lane++)
            {
                binomial[lane].ShouldBeInRange(0, n[lane]);
                Math.Abs(poisson[lane] - mean[lane]).ShouldBeLessThan((8 * Math.Sqrt(mean[lane])) + 30);
            }
            foreach (var draws in AtEachWidth.AsSpan(1))
            {
                var count = new double[8];
                draws.Poisson(at, mean, count);
                count.ShouldHaveTheBitsOf(poisson, "Poisson");
                draws.Binomial(at, n, p, count);
                count.ShouldHaveTheBitsOf(binomial, "binomial");
            }
        }
    }

    [Fact]
    public void Certain_and_impossible_events_are_exact()
    {
        var (n, p, count) = (new double[8], new double[8], new double[8]);
        n.AsSpan().Fill(12);
        foreach (var draws in AtEachWidth)
        {
            for (var i = 0u; i < 50; i++)
            {
                p.AsSpan().Fill(1);
                draws.Binomial(new(i, 0, 1), n, p, count);
                count.ShouldAllBe(c => c == 12);
                p.AsSpan().Clear();
                draws.Binomial(new(i, 0, 1), n, p, count);
                count.ShouldAllBe(c => c == 0);
            }
        }
    }

    [Fact]
    public void Parameters_outside_their_range_are_refused()
    {
        var (bad, fine, count) = (new double[8], new double[8], new double[8]);
        fine.AsSpan().Fill(0.5);
        foreach (var draws in AtEachWidth)
        {
            foreach (var value in new[] { -1, double.NaN, double.PositiveInfinity, 3e9 })
            {
                bad[5] = value;
                Should.Throw<ArgumentOutOfRangeException>(() => draws.Poisson(default, bad, count));
                Should.Throw<ArgumentOutOfRangeException>(() => draws.Binomial(default, bad, fine, count));
                Should.Throw<ArgumentOutOfRangeException>(() => draws.Binomial(default, fine, bad, count));
            }
        }
    }

    [Fact]
    public void A_multinomial_conserves_its_trials_and_has_the_right_shares()
    {
        double[] shares = [0.1, 0, 0.25, 0.05];
        var probability = shares.SelectMany(s => Enumerable.Repeat(s, 8)).ToArray();
        var trials = Enumerable.Range(0, 8).Select(lane => lane * 7.0).ToArray();
        var (count, totals, all) = (new double[32], new double[4], 0.0);
        const int rounds = 4000;
        for (var i = 0u; i < rounds; i++)
        {
            AtEachWidth[^1].Multinomial(new(i, 0, 1), trials, probability, count);
            for (var lane = 0; lane < 8; lane++)
            {
                var taken = 0.0;
                for (var j = 0; j < 4; j++)
                {
                    taken += count[(j * 8) + lane];
                    totals[j] += count[(j * 8) + lane];
                }
                taken.ShouldBeLessThanOrEqualTo(trials[lane]);
                all += trials[lane];
            }
        }
        for (var j = 0; j < 4; j++)
        {
            var sd = Math.Sqrt(all * shares[j] * (1 - shares[j]));
            Math.Abs(totals[j] - (all * shares[j])).ShouldBeLessThanOrEqualTo(4.5 * sd);
        }
    }

    [Fact]
    public void Draws_allocate_nothing()
    {
        var (mean, p, count) = (new double[8], new double[8], new double[32]);
        mean.AsSpan().Fill(40);
        p.AsSpan().Fill(0.1);
        var four = Enumerable.Repeat(0.2, 32).ToArray();
        foreach (var draws in AtEachWidth)
        {
            Once(1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Once(2);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

            void Once(uint cell)
            {
                draws.Poisson(new(cell, 0, 1), mean, count);
                draws.Binomial(new(cell, 0, 1), mean, p, count);
                draws.Multinomial(new(cell, 0, 1), mean, four, count);
                draws.Normal(new(cell, 0, 1), count);
                draws.Gamma(new(cell, 0, 1), 0.4, 2, count);
            }
        }
    }
}
