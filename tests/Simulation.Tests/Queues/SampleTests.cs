using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

public sealed class SampleTests
{
    [Fact]
    public void Everyone_has_exactly_the_same_chance_and_the_sample_is_as_large_as_asked()
    {
        for (var people = 1; people <= 30; people++)
        {
            for (var sample = 0; sample <= people; sample++)
            {
                var times = new int[people];
                for (var start = 0; start < people; start++)
                {
                    var row = new SystematicSample(people, sample, (start + 0.5) / people);
                    var taken = Enumerable.Range(0, people).Select(_ => (int)row.Take(1)).ToArray();
                    taken.Sum().ShouldBe(sample);
                    for (var person = 0; person < people; person++)
                    {
                        times[person] += taken[person];
                    }
                }
                times.ShouldAllBe(t => t == sample);
            }
        }
    }

    [Fact]
    public void A_stretch_of_the_row_gives_its_share_rounded_and_the_whole_row_the_whole_sample()
    {
        var random = new Random(8);
        for (var round = 0; round < 2000; round++)
        {
            var stretches = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(0, 50)).ToArray();
            var people = Math.Max(1, stretches.Sum());
            var sample = random.Next(0, stretches.Sum() + 1);
            // The largest uniform there is must not run over the end of the row.
            var row = new SystematicSample(
                people,
                sample,
                round % 10 == 0 ? 1 - (1.0 / (1L << 53)) : random.NextDouble()
            );
            var sum = 0L;
            foreach (var stretch in stretches)
            {
                var taken = row.Take(stretch);
                taken.ShouldBeInRange(
                    (long)stretch * sample / people,
                    Math.Min(stretch, ((long)stretch * sample / people) + 1)
                );
                sum += taken;
            }
            sum.ShouldBe(sample);
        }
    }

    [Fact]
    public void Arrivals_fall_in_each_week_and_class_alike()
    {
        // Every week's mean within 4.5 standard errors of its share of a thirteenth.
        const int steps = 2000;
        double[] share = [0.1, 0.2, 0.7];
        var plan = Lists.Single(weeksPerStep: 13);
        var (arrivals, inputs) = (new WeekArrivals(plan), new QueueInputs(plan));
        Array.Fill(inputs.Arrivals, 40);
        Array.Fill(inputs.SafetyShare, share[0]);
        Array.Fill(inputs.UrgentShare, share[1]);
        var sums = new double[13 * 3];
        for (var step = 0u; step < steps; step++)
        {
            var at = new QueueDraws(Lists.Draws, 0, step);
            arrivals.Begin(inputs, at);
            for (var week = 0; week < 13; week++)
            {
                arrivals.Come(week, at);
                for (var i = 0; i < 3 * Lists.Lanes; i++)
                {
                    sums[(week * 3) + (i / Lists.Lanes)] += arrivals.Of(0)[i];
                }
            }
        }
        sums.Sum().ShouldBe(40.0 * steps * Lists.Lanes);
        for (var i = 0; i < sums.Length; i++)
        {
            var chance = share[i % 3] / 13;
            var trials = 40.0 * steps * Lists.Lanes;
            sums[i].ShouldBe(trials * chance, 4.5 * Math.Sqrt(trials * chance * (1 - chance)));
        }
    }
}
