using Populatie.Analytics.Randomness;
using Populatie.Analytics.Tests.Kernels;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Randomness;

/// <summary>Draws of many cells in one call, and the uniforms that they leave.</summary>
public sealed class RowDrawsTests
{
    private const int Group = RowInversion.Group;
    private static readonly int[] OneLaw = new int[Group / Block8.Size];
    private static readonly BlockDraws[] AtEachWidth = [.. Widths.All.Select(w => BlockDraws.For(w, 42, 16))];

    [Fact]
    public void Row_uniforms_are_those_of_each_cell_alone()
    {
        uint[] cells = [7, 4_000_000_000, 8];
        foreach (var draws in AtEachWidth)
        {
            var (first, second) = (new double[24], new double[24]);
            draws.UniformRows(cells, 5, 70, first, second);
            var (one, other) = (new double[8], new double[8]);
            for (var row = 0; row < cells.Length; row++)
            {
                draws.Uniforms(new(cells[row], 5, 70), one, other);
                first.AsSpan(row * 8, 8).ToArray().ShouldBe(one);
                second.AsSpan(row * 8, 8).ToArray().ShouldBe(other);
            }
        }
    }

    [Fact]
    public void Rows_may_have_another_draw_than_the_first()
    {
        foreach (var draws in AtEachWidth)
        {
            var (first, second, one, other) = (new double[8], new double[8], new double[8], new double[8]);
            draws.UniformRows([9], 5, 70, first, second, 11);
            draws.Uniforms(new(9, 5, 70, 11), one, other);
            first.ShouldBe(one);
            second.ShouldBe(other);
        }
    }

    [Fact]
    public void Scattered_uniforms_are_those_of_each_address_and_replicate_alone()
    {
        var random = new Random(8);
        uint[] cells = [.. Enumerable.Range(0, 24).Select(_ => (uint)random.NextInt64(1L << 32))];
        uint[] persons = [.. Enumerable.Range(0, 24).Select(_ => (uint)random.NextInt64(1L << 32))];
        int[] replicates = [.. Enumerable.Range(0, 24).Select(_ => random.Next(8))];
        foreach (var draws in AtEachWidth)
        {
            var uniforms = new double[24];
            draws.ScatteredUniforms(cells, replicates, persons, 7, 71, uniforms);
            for (var i = 0; i < uniforms.Length; i++)
            {
                uniforms[i].ShouldBe(draws.Keys.Of(replicates[i]).Uniforms(new(cells[i], 7, 71, persons[i])).First);
            }
        }
    }

    [Fact]
    public void Rows_have_the_same_bits_at_every_width()
    {
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var (u, mean, n) = (new double[2 * Group], new double[2 * Group], new double[2 * Group]);
            var laws = new double[2 * Group / Block8.Size * ChanceLaw.Width];
            for (var i = 0; i < u.Length; i++)
            {
                u[i] = random.NextInt64(1L << 53) * (1.0 / (1L << 53));
                // Mostly small; in some rounds a few large ones stand between them.
                var big = round % 3 == 0 && random.Next(12) == 0;
                mean[i] = random.Next(5) == 0 ? 0 : Math.Exp((random.NextDouble() * (big ? 14 : 6)) - 4);
                n[i] = Math.Floor(Math.Exp(random.NextDouble() * (big ? 13 : 4))) - 1;
                var p =
                    random.Next(8) == 0 ? random.Next(2)
                    : random.Next(3) == 0 ? random.NextDouble()
                    : Math.Exp(-9 * random.NextDouble());
                ChanceLaw.Write(p, i % 8, laws.AsSpan(i / 8 * ChanceLaw.Width, ChanceLaw.Width));
            }
            int[] rows = [.. Enumerable.Range(0, u.Length / 8).Reverse()];
            var expected = Results(AtEachWidth[0]);
            foreach (var draws in AtEachWidth.AsSpan(1))
            {
                Results(draws).ShouldHaveTheBitsOf(expected, $"round {round}");
            }

            double[] Results(BlockDraws draws)
            {
                var (zero, poisson) = (new double[u.Length], new double[u.Length]);
                var (binomial, rest, chained) = (new double[u.Length], new double[u.Length], new double[u.Length]);
                draws.AtZero(mean, zero);
                draws.PoissonRows(u, mean, zero, [], poisson);
                var large = draws.BinomialRows(u, n, [], laws, rows, ChanceLaw.Width, binomial, rest);
                large.ShouldBe(rest.Contains(RowInversion.NoRest));
                draws.BinomialRows(rest, binomial, [], laws, rows, ChanceLaw.Width, chained, []);
                for (var i = 0; i < u.Length; i++)
                {
                    // Where nobody was drawn from, a uniform is left whole.
                    rest[i].ShouldBe(n[i] > 0 ? rest[i] : u[i]);
                    binomial[i].ShouldBeInRange(0, n[i]);
                    chained[i].ShouldBeInRange(0, binomial[i]);
                }
                return [.. zero, .. poisson, .. binomial, .. rest, .. chained];
            }
        }
    }

    [Fact]
    public void One_person_is_drawn_by_the_same_bits_whether_or_not_others_are_more_than_one()
    {
        var random = new Random(7);
        var laws = new double[Group / Block8.Size * ChanceLaw.Width];
        int[] rows = [.. Enumerable.Range(0, Group / Block8.Size)];
        for (var round = 0; round < 400; round++)
        {
            var (u, n) = (new double[Group], new double[Group]);
            for (var i = 0; i < Group; i++)
            {
                u[i] = (random.Next(9) == 0 ? (1L << 53) - 1 : random.NextInt64(1L << 53)) * (1.0 / (1L << 53));
                n[i] = random.Next(2);
                var p = random.Next(6) == 0 ? random.Next(3) / 2.0 : random.NextDouble();
                ChanceLaw.Write(p, i % 8, laws.AsSpan(i / 8 * ChanceLaw.Width, ChanceLaw.Width));
            }
            foreach (var draws in AtEachWidth)
            {
                // Vectors are searched four at a time: at any width each four have someone larger among them.
                double[] more = [.. n.Select((some, i) => i % 4 == round % 4 ? 3 : some)];
                var (alone, aloneRest) = (new double[Group], new double[Group]);
                var (beside, besideRest) = (new double[Group], new double[Group]);
                draws.BinomialRows(u, n, [], laws, rows, ChanceLaw.Width, alone, aloneRest);
                draws.BinomialRows(u, more, [], laws, rows, ChanceLaw.Width, beside, besideRest);
                for (var i = 0; i < Group; i++)
                {
                    var (count, rest) = more[i] > 1 ? (alone[i], aloneRest[i]) : (beside[i], besideRest[i]);
                    alone[i].ShouldBe(count);
                    aloneRest[i].ShouldBe(rest);
                }
            }
        }
    }

    [Fact]
    public void Rows_that_lie_elsewhere_give_what_they_give_side_by_side()
    {
        var random = new Random(6);
        double[] u = [.. Enumerable.Range(0, Group).Select(_ => random.NextInt64(1L << 53) * (1.0 / (1L << 53)))];
        int[] places = [6, 1, 3, 1];
        double[] everyone = [.. Enumerable.Range(0, 7 * Block8.Size).Select(i => i % 11 == 0 ? 90.0 : i % 5)];
        double[] here = [.. places.SelectMany(p => everyone[(p * Block8.Size)..((p + 1) * Block8.Size)])];
        foreach (var draws in AtEachWidth)
        {
            var (there, thereRest) = (new double[Group], new double[Group]);
            var (beside, besideRest) = (new double[Group], new double[Group]);
            draws.BinomialRows(u, everyone, places, Law(0.4), OneLaw, 0, there, thereRest);
            draws.BinomialRows(u, here, [], Law(0.4), OneLaw, 0, beside, besideRest);
            there.ShouldHaveTheBitsOf(beside, "counts");
            thereRest.ShouldHaveTheBitsOf(besideRest, "rests");
            var (zero, zeroHere) = (new double[everyone.Length], new double[Group]);
            draws.AtZero(everyone, zero);
            draws.AtZero(here, zeroHere);
            draws.PoissonRows(u, everyone, zero, places, there);
            draws.PoissonRows(u, here, zeroHere, [], beside);
            there.ShouldHaveTheBitsOf(beside, "Poisson counts");
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(9)]
    [InlineData(31.999)]
    [InlineData(32.001)]
    public void P12_Poisson_rows_are_exact(double mean)
    {
        var draws = AtEachWidth[^1];
        var (means, zero) = (Filled(mean), new double[Group]);
        draws.AtZero(means, zero);
        var last = (int)(mean + (8 * Math.Sqrt(mean)) + 30);
        var found = Boundaries(last, (u, count) => draws.PoissonRows(u, means, zero, [], count));
        var (distance, before, term, exact) = (0.0, 0.0, Math.Exp(-mean), 0.0);
        for (var k = 0; k <= last; k++)
        {
            distance += Math.Abs(found[k] - before - term) / 2;
            (before, exact) = (found[k], exact + term);
            term *= mean / (k + 1);
        }
        exact.ShouldBe(1, 1e-12);
        distance.ShouldBeLessThan(1.0 / (1 << 30));
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 0.1)]
    [InlineData(100, 0.02)]
    [InlineData(64, 0.5)]
    [InlineData(66, 0.5)]
    [InlineData(4096, 0.0078)]
    [InlineData(5000, 0.001)]
    public void P12_binomial_rows_are_exact(int trials, double p)
    {
        var draws = AtEachWidth[^1];
        var (n, law) = (Filled(trials), Law(p));
        var last = Math.Min(trials, (int)((trials * p) + (8 * Math.Sqrt(trials * p)) + 30));
        var found = Boundaries(last, (u, count) => draws.BinomialRows(u, n, [], law, OneLaw, 0, count, []));
        var oracle = new NaiveBinomial(trials, p);
        var (distance, before, exactBefore) = (0.0, 0.0, 0.0);
        for (var k = 0; k <= last; k++)
        {
            var exact = oracle.UpTo(k);
            distance += Math.Abs(found[k] - before - (exact - exactBefore)) / 2;
            (before, exactBefore) = (found[k], exact);
        }
        distance.ShouldBeLessThan(1.0 / (1 << 30));
    }

    /// <summary>
    /// Three counts out of one uniform: who goes, of those who ends, of those who steps on. The uniform at which each triple
    /// turns into the next is found by bisection, so the joint law that is drawn from is measured without sampling.
    /// </summary>
    [Theory]
    [InlineData(3, 0.2, 0.4, 0.1)]
    [InlineData(14, 0.3, 0.45, 0.3)]
    [InlineData(40, 0.02, 0.5, 0.01)]
    public void P12_counts_from_what_a_uniform_leaves_are_jointly_exact(int trials, double go, double end, double on)
    {
        var draws = AtEachWidth[^1];
        var n = Filled(trials);
        var (goes, ends, steps) = (Law(go), Law(end), Law(on));
        var most = trials + 1;
        void Draw(double[] u, double[] code)
        {
            var (rest, a, b, c) = ((double[])u.Clone(), new double[Group], new double[Group], new double[Group]);
            draws.BinomialRows(rest, n, [], goes, OneLaw, 0, a, rest).ShouldBeFalse();
            draws.BinomialRows(rest, a, [], ends, OneLaw, 0, b, rest);
            draws.BinomialRows(rest, b, [], steps, OneLaw, 0, c, []);
            for (var i = 0; i < Group; i++)
            {
                code[i] = (((a[i] * most) + b[i]) * most) + c[i];
            }
        }
        var found = Boundaries((most * most * most) - 1, Draw);
        var (distance, before) = (0.0, 0.0);
        for (var code = 0; code < found.Length; code++)
        {
            var (a, b, c) = (code / (most * most), code / most % most, code % most);
            var exact = Mass(trials, go, a) * Mass(a, end, b) * Mass(b, on, c);
            distance += Math.Abs(found[code] - before - exact) / 2;
            before = found[code];
        }
        distance.ShouldBeLessThan(1.0 / (1 << 30));

        static double Mass(int n, double p, int k)
        {
            if (k > n)
            {
                return 0;
            }
            var mass = Math.Pow(p, k) * Math.Pow(1 - p, n - k);
            for (var i = 1; i <= k; i++)
            {
                mass *= (double)(n - k + i) / i;
            }
            return mass;
        }
    }

    [Fact]
    public void A_large_neighbour_changes_no_other_lane_and_leaves_no_rest_itself()
    {
        var random = new Random(3);
        var u = Enumerable.Range(0, Group).Select(_ => random.NextInt64(1L << 53) * (1.0 / (1L << 53))).ToArray();
        var (n, law) = (Filled(7), Law(0.3));
        var mixed = (double[])n.Clone();
        mixed[9] = 1000;
        foreach (var draws in AtEachWidth)
        {
            var (few, fewRest) = (new double[Group], new double[Group]);
            var (all, allRest) = (new double[Group], new double[Group]);
            draws.BinomialRows(u, n, [], law, OneLaw, 0, few, fewRest).ShouldBeFalse();
            draws.BinomialRows(u, mixed, [], law, OneLaw, 0, all, allRest).ShouldBeTrue();
            allRest[9].ShouldBe(RowInversion.NoRest);
            all[9].ShouldBeInRange(200, 400);
            (all[9], allRest[9]) = (few[9], fewRest[9]);
            all.ShouldHaveTheBitsOf(few, "counts");
            allRest.ShouldHaveTheBitsOf(fewRest, "rests");
        }
    }

    [Fact]
    public void What_is_certain_or_impossible_is_exact()
    {
        foreach (var draws in AtEachWidth)
        {
            foreach (var uniform in new[] { 0, 1e-300, 0.5, 1 - (1.0 / (1L << 53)) })
            {
                var count = new double[Group];
                draws.BinomialRows(Filled(uniform), Filled(12), [], Law(1), OneLaw, 0, count, []);
                count.ShouldAllBe(k => k == 12);
                draws.BinomialRows(Filled(uniform), Filled(12), [], Law(0), OneLaw, 0, count, []);
                count.ShouldAllBe(k => k == 0);
            }
        }
    }

    [Fact]
    public void Rows_refuse_what_is_no_mean_no_chance_and_no_group()
    {
        foreach (var draws in AtEachWidth)
        {
            foreach (var bad in new[] { -1, double.NaN, 3e9 })
            {
                Should.Throw<ArgumentOutOfRangeException>(() => draws.AtZero(Filled(bad), new double[Group]));
                Should.Throw<ArgumentOutOfRangeException>(() => Law(bad));
            }
            Should.Throw<ArgumentException>(() =>
                draws.BinomialRows(new double[8], new double[8], [], Law(0.5), OneLaw, 0, new double[8], [])
            );
        }
    }

    private static double[] Filled(double value) => [.. Enumerable.Repeat(value, Group)];

    private static double[] Law(double p)
    {
        var law = new double[ChanceLaw.Width];
        ChanceLaw.Write(Filled(p).AsSpan(0, Block8.Size), law);
        return law;
    }

    /// <summary>Per k the smallest uniform that gives more than k; a group of them at a time.</summary>
    private static double[] Boundaries(int last, Action<double[], double[]> draw)
    {
        const double unit = 1.0 / (1L << 53);
        var found = new double[last + 1];
        for (var first = 0; first <= last; first += Group)
        {
            var (low, high) = (new long[Group], new long[Group]);
            Array.Fill(high, 1L << 53);
            var (u, count) = (new double[Group], new double[Group]);
            for (var halving = 0; halving < 54; halving++)
            {
                for (var i = 0; i < Group; i++)
                {
                    // At the end there is nothing between: the largest uniform stands in and decides nothing.
                    u[i] = Math.Min((low[i] + high[i]) / 2, (1L << 53) - 1) * unit;
                }
                draw(u, count);
                for (var i = 0; i < Group && first + i <= last; i++)
                {
                    if (low[i] < high[i])
                    {
                        var middle = (low[i] + high[i]) / 2;
                        (low[i], high[i]) = count[i] > first + i ? (low[i], middle) : (middle + 1, high[i]);
                    }
                }
            }
            for (var i = 0; i < Group && first + i <= last; i++)
            {
                found[first + i] = low[i] * unit;
            }
        }
        return found;
    }
}
