using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Tests.Cubes;

public sealed class CountIntervalTests
{
    [Fact]
    public void A_printed_number_stands_for_exactly_the_counts_that_round_to_it()
    {
        for (var printed = 10L; printed <= 500; printed += 5)
        {
            var interval = CountInterval.OfPrinted(printed);
            interval.Basis.ShouldBe(Basis.Published);
            for (var count = 0L; count <= 600; count++)
            {
                var rounded = (count + 2) / 5 * 5;
                interval.Contains(count).ShouldBe(rounded == printed, $"{count} printed as {printed}");
            }
        }
    }

    [Fact]
    public void A_printed_zero_hides_up_to_nine_and_is_no_number()
    {
        var interval = CountInterval.OfPrinted(0);
        (interval.Low, interval.High, interval.Basis).ShouldBe((0L, 9L, Basis.Estimated));
    }

    [Fact]
    public void A_number_that_was_not_rounded_stands_for_itself() =>
        CountInterval.OfPrinted(357_597).ShouldBe(new(357_597, 357_597, 357_597, Basis.Published));
}
