using MathNet.Numerics.Distributions;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Benchmarks;

/// <summary>Draws per second on one core: every case at every width, MathNet beside it.</summary>
internal static class SampleCases
{
    private const int Blocks = 4096;

    public static IEnumerable<Case> All()
    {
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            yield return Uniforms(width);
            foreach (var mean in new[] { 0.05, 0.5, 2, 9, 30, 1000 })
            {
                yield return PoissonCase(width, mean);
            }
            foreach (var (n, p) in new[] { (10, 0.1), (100, 0.02), (10_000, 0.3) })
            {
                yield return BinomialCase(width, n, p);
            }
        }
    }

    /// <summary>The generator alone, one call of eight per item: the bound on every draw.</summary>
    public static Case Uniforms(LaneWidth width)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (first, second) = (new double[Block8.Size], new double[Block8.Size]);
        var random = new Random(1);
        return new(
            $"uniform {width}",
            () => Each(cell => draws.Uniforms(new(cell, 0, 1), first, second)),
            () => Rival(() => random.NextDouble()),
            "System.Random",
            "M/s"
        );
    }

    private static Case PoissonCase(LaneWidth width, double mean)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (means, count) = (new double[Block8.Size], new double[Block8.Size]);
        means.AsSpan().Fill(mean);
        var random = new Random(1);
        return new(
            $"poisson mean {mean} {width}",
            () => Each(cell => draws.Poisson(new(cell, 0, 1), means, count)),
            () => Rival(() => Poisson.Sample(random, mean)),
            "MathNet",
            "M/s"
        );
    }

    private static Case BinomialCase(LaneWidth width, int n, double p)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (trials, chance, count) = (new double[Block8.Size], new double[Block8.Size], new double[Block8.Size]);
        trials.AsSpan().Fill(n);
        chance.AsSpan().Fill(p);
        var random = new Random(1);
        return new(
            $"binomial n {n} p {p} {width}",
            () => Each(cell => draws.Binomial(new(cell, 0, 1), trials, chance, count)),
            () => Rival(() => Binomial.Sample(random, p, n)),
            "MathNet",
            "M/s"
        );
    }

    private static long Each(Action<uint> draw)
    {
        for (var cell = 0u; cell < Blocks; cell++)
        {
            draw(cell);
        }
        return Blocks * Block8.Size;
    }

    private static long Rival(Func<double> draw)
    {
        const int count = 256;
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += draw();
        }
        GC.KeepAlive(sum);
        return count;
    }
}
