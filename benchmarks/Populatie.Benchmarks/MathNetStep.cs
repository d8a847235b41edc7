using MathNet.Numerics.Distributions;
using Populatie.Analytics.Randomness;

namespace Populatie.Benchmarks;

/// <summary>The same step with MathNet's samplers: one cell after another, one draw at a time.</summary>
internal sealed class MathNetStep
{
    private readonly Random random = new(1);
    private readonly int[] open1 = new int[BuurtBoard.Cells];
    private readonly int[] open2 = new int[BuurtBoard.Cells];
    private readonly int[] pool = new int[BuurtBoard.Cells];
    private readonly double[] chances = BuurtBoard.Chances();
    private long onward;

    public long Advance()
    {
        Span<double> p = stackalloc double[BuurtBoard.ChanceCount];
        for (var cell = 0; cell < BuurtBoard.Cells; cell++)
        {
            for (var chance = 0; chance < p.Length; chance++)
            {
                p[chance] = chances[((chance * BuurtBoard.Cells) + cell) * Block8.Size];
            }
            var mean = BuurtBoard.MeanOf(cell);
            var requests = Poisson.Sample(random, mean);
            var out1 = Draw(open1[cell], p[0]);
            var done = Draw(out1, p[1]);
            var over = Draw(done, p[2]);
            var out2 = Draw(open2[cell], p[3]);
            over += Draw(out2, p[4]);
            open1[cell] -= out1;
            open2[cell] += out1 - done - out2;
            var gone = Draw(pool[cell], p[8]);
            requests += Draw(gone, p[9]);
            pool[cell] += Plain(over, p[10], p[11]) - gone;
            var beyond = Draw(requests, p[5]);
            done = Draw(beyond, p[6]);
            over = Draw(done, p[7]);
            open1[cell] += requests - beyond;
            open2[cell] += beyond - done;
            pool[cell] += Plain(over, p[10], p[11]);
        }
        GC.KeepAlive(onward);
        return BuurtBoard.Cells;

        int Plain(int ended, double notPlain, double byStep)
        {
            var other = Draw(ended, notPlain);
            onward += Draw(other, byStep);
            return ended - other;
        }
    }

    private int Draw(int trials, double chance) => trials == 0 ? 0 : Binomial.Sample(random, chance, trials);
}
