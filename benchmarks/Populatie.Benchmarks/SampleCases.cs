using MathNet.Numerics.Distributions;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Benchmarks;

/// <summary>Draws per second on one core: every case at every width, MathNet beside it.</summary>
internal static class SampleCases
{
    private const int Blocks = 4096;

    public static Bench Bench { get; } =
        new(
            "sample",
            """
            Random draws per second on one core, at every width. MathNet draws one at a time from `System.Random`, and its
            draws cannot be repeated by address; that is the work that we replace. The limit of a draw is the bare generator
            at the same width.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var bare = Generator(width);
            yield return Uniforms(width, bare);
            foreach (var mean in new[] { 0.05, 0.5, 2, 9, 30, 1000 })
            {
                yield return PoissonCase(width, mean, bare);
            }
            foreach (var (n, p) in new[] { (10, 0.1), (100, 0.02), (10_000, 0.3) })
            {
                yield return BinomialCase(width, n, p, bare);
            }
        }
    }

    /// <summary>The generator alone, one call of eight per item: the bound on every draw.</summary>
    public static Clocked Generator(LaneWidth width)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (first, second) = (new double[Block8.Size], new double[Block8.Size]);
        return Clocked.Processor(() => Each(cell => draws.Uniforms(new(cell, 0, 1), first, second)));
    }

    private static Contest Uniforms(LaneWidth width, Clocked bare)
    {
        var random = new Random(1);
        return new($"uniform {width}", "M/s", bare, Rival("System.Random", () => random.NextDouble()));
    }

    private static Contest PoissonCase(LaneWidth width, double mean, Clocked bare)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (means, count) = (new double[Block8.Size], new double[Block8.Size]);
        means.AsSpan().Fill(mean);
        var random = new Random(1);
        return new(
            $"poisson mean {mean} {width}",
            "M/s",
            Clocked.Processor(() => Each(cell => draws.Poisson(new(cell, 0, 1), means, count))),
            Rival("MathNet", () => Poisson.Sample(random, mean))
        )
        {
            Limit = bare,
        };
    }

    private static Contest BinomialCase(LaneWidth width, int n, double p, Clocked bare)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (trials, chance, count) = (new double[Block8.Size], new double[Block8.Size], new double[Block8.Size]);
        trials.AsSpan().Fill(n);
        chance.AsSpan().Fill(p);
        var random = new Random(1);
        return new(
            $"binomial n {n} p {p} {width}",
            "M/s",
            Clocked.Processor(() => Each(cell => draws.Binomial(new(cell, 0, 1), trials, chance, count))),
            Rival("MathNet", () => Binomial.Sample(random, p, n))
        )
        {
            Limit = bare,
        };
    }

    private static long Each(Action<uint> draw)
    {
        for (var cell = 0u; cell < Blocks; cell++)
        {
            draw(cell);
        }
        return Blocks * Block8.Size;
    }

    private static Rival Rival(string name, Func<double> draw) =>
        new(
            name,
            Clocked.Processor(() =>
            {
                const int count = 256;
                var sum = 0.0;
                for (var i = 0; i < count; i++)
                {
                    sum += draw();
                }
                GC.KeepAlive(sum);
                return count;
            })
        );
}
