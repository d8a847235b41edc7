using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Law P8, replicate by replicate.</summary>
public sealed class MoreIsLessTests
{
    private const uint Coming = 900;
    private const uint Leaving = 901;
    private const int Weeks = 150;

    [Fact]
    [Trait("Speed", "slow")]
    public void P8_more_capacity_never_lengthens_a_queue_on_the_same_replicate()
    {
        var shorter = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var (places, more) = (random.Next(0, 40), random.Next(1, 4));
            var (load, end) = (0.5 + random.NextDouble(), 0.01 + (random.NextDouble() * 0.3));
            var few = new Town(random.Next(), places, load * places * end, end);
            var many = few.With(places + more);
            for (var week = 0u; week < Weeks; week++)
            {
                few.Step(week);
                many.Step(week);
                for (var lane = 0; lane < Lists.Lanes; lane++)
                {
                    if (many.Waiting[lane] > few.Waiting[lane])
                    {
                        Assert.Fail($"case {seed}, week {week}: {few.Waiting[lane]} became {many.Waiting[lane]}");
                    }
                    shorter += many.Waiting[lane] < few.Waiting[lane] ? 1 : 0;
                }
            }
        }
        shorter.ShouldBeGreaterThan(10_000);
    }

    /// <summary>One list whose people come and go by the same luck, whatever the number of places.</summary>
    private sealed class Town
    {
        private readonly QueueBoard board = new(Lists.Single());
        private readonly QueueInputs inputs;
        private readonly BlockDraws draws;
        private readonly (int Seed, double Mean, double End) law;

        public Town(int seed, int places, double mean, double end)
        {
            law = (seed, mean, end);
            draws = BlockDraws.For(LaneWidth.Bits128, (ulong)seed, 0);
            inputs = new(board.Plan);
            var random = new Random(seed);
            LimitTo(places, random);
            Array.Fill(inputs.SafetyShare, random.Next(2) * 0.1);
            Array.Fill(inputs.UrgentShare, random.Next(2) * 0.3);
            Array.Fill(inputs.DropOut, random.Next(2) * random.NextDouble() * 0.3);
            Array.Fill(inputs.Helped, 0.5);
        }

        /// <summary>So many people in care, by one of the three; minutes and cents with a rest that is nobody's.</summary>
        private void LimitTo(int places, Random random)
        {
            var kind = random.Next(3);
            var (each, limit) = kind switch
            {
                0 => (new double[Lists.Lanes], inputs.Places),
                1 => (inputs.MinutesEach, inputs.Minutes),
                _ => (inputs.CentsEach, inputs.Cents),
            };
            var need = kind == 0 ? 1 : 37.3 + random.Next(100);
            Array.Fill(each, need);
            Array.Fill(limit, (places + random.NextDouble()) * need);
        }

        public double[] Waiting => board.Outputs.Waiting;

        public Town With(int places) => new(law.Seed, places, law.Mean, law.End);

        public void Step(uint week)
        {
            Span<double> values = stackalloc double[Lists.Lanes];
            values.Fill(law.Mean);
            draws.Poisson(new(0, week, Coming), values, inputs.Arrivals);
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                inputs.Open[lane] += board.Outputs.Started[lane] - inputs.Ends[lane];
            }
            values.Fill(law.End);
            draws.Binomial(new(0, week, Leaving), inputs.Open, values, inputs.Ends);
            board.Step(inputs, draws, 0, week);
        }
    }
}
