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
            Random draws per second on one core, at every width, of 53-bit uniforms by address. `row` draws eight cells of
            eight replicates in one call, as a step of a projection does, from laws and e^−mean that are worked out once;
            `one` draws a single cell of eight replicates and works everything out anew. Every law at the widest, some at all widths. MathNet draws one at a time from
            `System.Random`, and its draws cannot be repeated by address; that is the work that we replace. The limit of a
            draw is the bare generator at the same width.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var bare = Generator(width);
            yield return Uniforms(width, bare);
            var all = width == LaneChoice.Current;
            foreach (var mean in all ? new[] { 0.05, 0.5, 2, 9, 30, 1000 } : [0.5, 9])
            {
                yield return PoissonRow(width, mean, bare);
            }
            foreach (var (n, p) in all ? new[] { (10, 0.1), (100, 0.02), (10_000, 0.3) } : [(10, 0.1), (100, 0.02)])
            {
                yield return BinomialRow(width, n, p, bare);
            }
        }
        var current = Generator(LaneChoice.Current);
        yield return PoissonCase(LaneChoice.Current, 0.5, current);
        yield return BinomialCase(LaneChoice.Current, 100, 0.02, current);
    }

    /// <summary>The generator alone, two uniforms of 53 bits an address: the bound on every draw.</summary>
    public static Clocked Generator(LaneWidth width)
    {
        var row = new Row(width);
        return Clocked.Processor(() => row.Each((_, _) => { }));
    }

    private static Contest Uniforms(LaneWidth width, Clocked bare)
    {
        var random = new Random(1);
        return new($"uniform {width}", "M/s", bare, Rival("System.Random", () => random.NextDouble()));
    }

    private static Contest PoissonRow(LaneWidth width, double mean, Clocked bare)
    {
        var row = new Row(width);
        var (means, none, count) = (Row.Filled(mean), Row.Filled(0), Row.Filled(0));
        row.Draws.AtZero(means, none);
        var random = new Random(1);
        return new(
            $"poisson row mean {mean} {width}",
            "M/s",
            Clocked.Processor(() => row.Each((draws, uniform) => draws.PoissonRows(uniform, means, none, [], count))),
            Rival("MathNet", () => Poisson.Sample(random, mean))
        )
        {
            Limit = bare,
        };
    }

    private static Contest BinomialRow(LaneWidth width, int n, double p, Clocked bare)
    {
        var row = new Row(width);
        var (trials, count, law) = (Row.Filled(n), Row.Filled(0), new double[ChanceLaw.Width]);
        ChanceLaw.Write(Row.Filled(p).AsSpan(0, Block8.Size), law);
        var laws = new int[Row.Cells];
        var random = new Random(1);
        return new(
            $"binomial row n {n} p {p} {width}",
            "M/s",
            Clocked.Processor(() =>
                row.Each((draws, uniform) => draws.BinomialRows(uniform, trials, [], law, laws, 0, count, []))
            ),
            Rival("MathNet", () => Binomial.Sample(random, p, n))
        )
        {
            Limit = bare,
        };
    }

    private static Contest PoissonCase(LaneWidth width, double mean, Clocked bare)
    {
        var draws = BlockDraws.For(width, 1, 0);
        var (means, count) = (new double[Block8.Size], new double[Block8.Size]);
        means.AsSpan().Fill(mean);
        var random = new Random(1);
        return new(
            $"poisson one mean {mean} {width}",
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
            $"binomial one n {n} p {p} {width}",
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

    /// <summary>Eight cells at a time; each address gives two uniforms, and so two draws.</summary>
    private sealed class Row(LaneWidth width)
    {
        public const int Cells = 8;
        private readonly uint[] cells = [.. Enumerable.Range(0, Cells).Select(c => (uint)c)];
        private readonly double[] first = Filled(0);
        private readonly double[] second = Filled(0);
        private uint step;

        public BlockDraws Draws { get; } = BlockDraws.For(width, 1, 0);

        public static double[] Filled(double value) => [.. Enumerable.Repeat(value, Cells * Block8.Size)];

        public long Each(Action<BlockDraws, double[]> draw)
        {
            const int calls = 256;
            for (var call = 0; call < calls; call++)
            {
                Draws.UniformRows(cells, step++, 1, first, second);
                draw(Draws, first);
                draw(Draws, second);
            }
            return 2L * calls * Cells * Block8.Size;
        }
    }
}
