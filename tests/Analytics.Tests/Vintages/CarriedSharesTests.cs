using Populatie.Analytics.Vintages;

namespace Populatie.Analytics.Tests.Vintages;

/// <summary>Whole numbers divided one after another: nothing lost, nobody favoured.</summary>
public sealed class CarriedSharesTests
{
    [Fact]
    public void Parts_sum_to_the_number_have_its_sign_and_never_stray_from_what_is_owed()
    {
        var random = new Random(20_260_301);
        var astray = 0;
        for (var round = 0; round < 300; round++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (long)random.Next(1, 400)).ToArray();
            var shares = new CarriedShares(weights);
            var parts = new long[weights.Length];
            var given = new long[weights.Length];
            long sum = 0;
            for (var i = 0; i < 200; i++)
            {
                long number = random.Next(4) == 0 ? random.Next(1000) : random.Next(3);
                shares.Divide(number, parts);
                astray += parts.Sum() == number && Array.TrueForAll(parts, p => p >= 0) ? 0 : 1;
                sum += number;
                for (var p = 0; p < parts.Length; p++)
                {
                    given[p] += parts[p];
                    // What each part has got by now is within one of its share of all so far, for any order of numbers.
                    var owed = (decimal)sum * weights[p] / weights.Sum();
                    astray += Math.Abs(given[p] - owed) < weights.Length ? 0 : 1;
                }
            }
        }
        astray.ShouldBe(0);
    }

    [Fact]
    public void Ones_alternate_instead_of_all_going_to_the_larger_part()
    {
        var shares = new CarriedShares([6, 4]);
        var (parts, first) = (new long[2], 0L);
        for (var i = 0; i < 1000; i++)
        {
            shares.Divide(1, parts);
            first += parts[0];
        }
        first.ShouldBe(600);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    [InlineData(-long.MaxValue)]
    public void Any_number_is_divided_whole(long number)
    {
        var parts = new long[3];
        new CarriedShares([1, 1, 5]).Divide(number, parts);
        parts.Aggregate(0L, (sum, p) => sum + p).ShouldBe(number);
        parts.ShouldAllBe(p => Math.Sign(p) == Math.Sign(number) || p == 0);
    }
}
