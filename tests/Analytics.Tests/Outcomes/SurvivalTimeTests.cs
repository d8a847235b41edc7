using Populatie.Analytics.Outcomes;

namespace Populatie.Analytics.Tests.Outcomes;

public sealed class SurvivalTimeTests
{
    private const double Z90 = 1.6448536269514722;
    private const double Z95 = 1.959963984540054;

    /// <summary>
    /// The remission times of Freireich and others (1963), as in every textbook: weeks, + is still in remission. Known: median
    /// 23, and on the log-log scale 13 to beyond the data.
    /// </summary>
    [Fact]
    public void The_textbook_case_has_its_known_median_and_bounds()
    {
        (int Week, bool Open)[] times =
        [
            (6, false),
            (6, false),
            (6, false),
            (6, true),
            (7, false),
            (9, true),
            (10, false),
            (10, true),
            (11, true),
            (13, false),
            (16, false),
            (17, true),
            (19, true),
            (20, true),
            (22, false),
            (23, false),
            (25, true),
            (32, true),
            (32, true),
            (34, true),
            (35, true),
        ];
        var median = SurvivalTime.FromLengths(Packed(times), Z95);
        median.ShouldBe(new SurvivalTime(21, 9, 23, 13, null));
    }

    [Fact]
    public void Without_any_still_open_it_is_the_median_of_what_there_is()
    {
        var times = Enumerable.Range(1, 9).Select(d => (d, false)).ToArray();
        SurvivalTime.FromLengths(Packed(times), Z90).Median.ShouldBe(5);
        SurvivalTime
            .FromLengths(Packed([.. times.Select(t => (t.d, true))]), Z90)
            .ShouldBe(new(9, 0, null, null, null));
        SurvivalTime.FromLengths([], Z90).ShouldBe(new(0, 0, null, null, null));
    }

    [Fact]
    public void It_agrees_with_the_product_limit_taken_literally()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var times = Enumerable
                .Range(0, random.Next(1, 40))
                .Select(_ => (random.Next(1, 15), random.Next(3) == 0))
                .ToArray();
            var found = SurvivalTime.FromLengths(Packed(times), Z90);
            found.Median.ShouldBe(NaiveMedian(times), string.Join(' ', times));
            if (found.Median is { } middle)
            {
                (found.Low ?? int.MaxValue).ShouldBeLessThanOrEqualTo(middle);
                (found.High ?? int.MaxValue).ShouldBeGreaterThanOrEqualTo(middle);
            }
        }
    }

    /// <summary>2,000 samples of 80 with a known half-life, a third of them still open: 4.5 standard errors of a share.</summary>
    [Fact]
    public void The_90_percent_interval_holds_the_true_half_life_in_90_percent_of_samples()
    {
        const int samples = 2000;
        const double halfLife = 400;
        var random = new Random(20_260_101);
        var covered = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            var times = new (int, bool)[80];
            for (var i = 0; i < times.Length; i++)
            {
                var length = -halfLife * Math.Log2(1 - random.NextDouble());
                var seen = random.NextDouble() * 2000;
                times[i] = ((int)Math.Ceiling(Math.Min(length, seen)), seen < length);
            }
            var found = SurvivalTime.FromLengths(Packed(times), Z90);
            covered += (found.Low ?? int.MaxValue) <= halfLife && halfLife <= (found.High ?? int.MaxValue) ? 1 : 0;
        }
        (covered / (double)samples).ShouldBe(0.90, 4.5 * Math.Sqrt(0.9 * 0.1 / samples));
    }

    private static int[] Packed((int Days, bool Open)[] times) =>
        [.. times.Select(t => (t.Days * 2) + (t.Open ? 1 : 0)).Order()];

    /// <summary>First day on which the product of shares that go on is a half or less.</summary>
    private static int? NaiveMedian((int Days, bool Open)[] times)
    {
        foreach (var day in times.Select(t => t.Days).Distinct().Order())
        {
            var surviving = times
                .Where(t => !t.Open && t.Days <= day)
                .Select(t => t.Days)
                .Distinct()
                .Order()
                .Aggregate(
                    1.0,
                    (s, d) =>
                        s * (1 - (times.Count(t => !t.Open && t.Days == d) / (double)times.Count(t => t.Days >= d)))
                );
            if (surviving <= 0.5)
            {
                return times.Any(t => !t.Open && t.Days == day) ? day : null;
            }
        }
        return null;
    }
}
