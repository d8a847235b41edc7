using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Simulation.Tests.Analysis.Bridge;

/// <summary>The properties that LogMeanSplit promises, and published decompositions made again from their own figures.</summary>
public sealed class LogMeanSplitTests
{
    [Fact]
    public void Parts_of_random_tables_leave_no_rest_in_cents() => ForSeeds(300, NoRest);

    [Fact]
    public void The_years_exchanged_give_the_same_parts_with_the_other_sign() =>
        ForSeeds(
            200,
            random =>
            {
                var (begin, end) = (Factors(random), Factors(random));
                var there = Split(begin, end);
                var back = Split(end, begin);
                for (var k = 0; k < there.Length; k++)
                {
                    back[k].ShouldBe(-there[k], 1e-9 * (1 + Math.Abs(there[k])));
                }
            }
        );

    [Fact]
    public void A_factor_that_stays_has_no_part_and_the_order_does_not_matter() =>
        ForSeeds(
            200,
            random =>
            {
                var (begin, end) = (Factors(random), Factors(random));
                begin[1] = end[1] = 1 + random.NextDouble();
                var parts = Split(begin, end);
                parts[1].ShouldBe(0);
                var turned = Split([.. begin.Reverse()], [.. end.Reverse()]);
                for (var k = 0; k < parts.Length; k++)
                {
                    turned[^(k + 1)].ShouldBe(parts[k], 1e-9 * (1 + Math.Abs(parts[k])));
                }
            }
        );

    /// <summary>Written down from the definition, with the platform's logarithm.</summary>
    [Fact]
    public void Parts_are_those_of_the_formula() =>
        ForSeeds(
            200,
            random =>
            {
                double[] begin = [.. Enumerable.Range(0, 4).Select(_ => 0.1 + (10 * random.NextDouble()))];
                double[] end = [.. Enumerable.Range(0, 4).Select(_ => 0.1 + (10 * random.NextDouble()))];
                var (first, last) = (begin.Aggregate(1.0, (p, f) => p * f), end.Aggregate(1.0, (p, f) => p * f));
                var mean = (last - first) / Math.Log(last / first);
                var parts = Split(begin, end);
                for (var k = 0; k < parts.Length; k++)
                {
                    parts[k].ShouldBe(mean * Math.Log(end[k] / begin[k]), 1e-9 * Math.Abs(last));
                }
            }
        );

    /// <summary>The limit of small numbers in the place of zeros, taken by small numbers.</summary>
    [Theory]
    [InlineData(0, 2, 5, 3, 4, 7)]
    [InlineData(3, 0, 5, 3, 4, 7)]
    [InlineData(0, 0, 5, 3, 4, 7)]
    [InlineData(3, 4, 7, 0, 2, 5)]
    [InlineData(3, 4, 7, 3, 0, 0)]
    [InlineData(0, 4, 7, 3, 0, 2)]
    public void Zeros_have_the_limit_of_small_numbers(double a, double b, double c, double d, double e, double f)
    {
        static double Small(double value) => value == 0 ? 1e-300 : value;

        var exact = Split([a, b, c], [d, e, f]);
        (exact.Sum() - ((d * e * f) - (a * b * c))).ShouldBe(0, 1e-9);
        // Logarithms go to infinity slowly: what is left of the others falls as 1 ÷ ln of the small number.
        var near = Naive([Small(a), Small(b), Small(c)], [Small(d), Small(e), Small(f)]);
        var scale = Math.Max(a * b * c, d * e * f);
        for (var k = 0; k < exact.Length; k++)
        {
            exact[k].ShouldBe(near[k], 1e-9 + (0.01 * scale));
        }
    }

    [Fact]
    public void Negative_or_endless_factors_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Split([1, -1], [1, 1]));
        Should.Throw<ArgumentOutOfRangeException>(() => Split([1, 1], [double.NaN, 1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LogMeanSplit.LogMean(-1, 2));
    }

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(0, 5, 0)]
    [InlineData(1, 2.718281828459045, 1.718281828459045)]
    [InlineData(1, 1.0000000000000002, 1)]
    public void The_logarithmic_mean_lies_between(double a, double b, double mean)
    {
        LogMeanSplit.LogMean(a, b).ShouldBe(mean, 1e-12);
        LogMeanSplit.LogMean(b, a).ShouldBe(mean, 1e-12);
    }

    private static void NoRest(Random random)
    {
        // Cells of euros in cents up to tens of billions; some factors are zero in one of the years.
        var (cells, factors) = (random.Next(1, 8), random.Next(1, 7));
        var parts = new double[factors];
        var (first, last) = (0.0, 0.0);
        for (var cell = 0; cell < cells; cell++)
        {
            var (begin, end) = (Factors(random, factors), Factors(random, factors));
            begin[0] *= 1e9;
            end[0] *= 1e9;
            first += begin.Aggregate(1.0, (p, f) => p * f);
            last += end.Aggregate(1.0, (p, f) => p * f);
            LogMeanSplit.Add(begin, end, parts);
        }
        parts.Sum().ShouldBe(last - first, 1e-6 + (1e-12 * (first + last)));
        var total = (long)Math.Round(last) - (long)Math.Round(first);
        var cents = CentAllotment.Allot(parts, total);
        cents.Sum().ShouldBe(total);
        for (var k = 0; k < factors; k++)
        {
            Math.Abs(cents[k] - parts[k]).ShouldBeLessThan(2 + (1e-12 * (first + last)));
        }
    }

    private static double[] Factors(Random random, int count = 3) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => random.Next(12) == 0 ? 0 : Math.Exp(3 * (random.NextDouble() - 0.5))),
        ];

    private static double[] Split(double[] begin, double[] end)
    {
        var parts = new double[begin.Length];
        LogMeanSplit.Add(begin, end, parts);
        return parts;
    }

    private static double[] Naive(double[] begin, double[] end)
    {
        var (first, last) = (begin.Sum(Math.Log), end.Sum(Math.Log));
        var mean = first == last ? Math.Exp(first) : (Math.Exp(last) - Math.Exp(first)) / (last - first);
        return [.. begin.Zip(end, (a, b) => mean * (Math.Log(b) - Math.Log(a)))];
    }

    private static void ForSeeds(int count, Action<Random> check) =>
        Prop.ForAll<int>(seed => check(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(5, 7));
}
