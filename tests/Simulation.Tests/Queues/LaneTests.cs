using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>A replicate is a function of its own numbers (law P4), whatever the width and whoever is beside it.</summary>
public sealed class LaneTests
{
    private const int Steps = 6;

    [Theory]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits512)]
    public void P4_every_width_gives_the_same_bits(LaneWidth width)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            Run(seed, width, 0).ShouldBe(Run(seed, LaneWidth.Scalar, 0));
        }
    }

    [Fact]
    public void P4_a_replicate_alone_is_that_replicate_in_its_block()
    {
        for (var seed = 0; seed < 16; seed++)
        {
            var (lane, together) = (seed % Lists.Lanes, Run(seed, LaneWidth.Bits256, 0));
            var alone = Run(seed, LaneWidth.Bits256, 0, lane);
            OfLane(alone, lane).ShouldBe(OfLane(together, lane));
        }
    }

    [Fact]
    public void P4_a_replicate_is_the_same_in_another_place_of_another_block()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            OfLane(Run(seed, LaneWidth.Bits256, 3, moved: 3), 2).ShouldBe(OfLane(Run(seed, LaneWidth.Bits256, 0), 5));
        }
    }

    /// <summary>All outputs of some steps, one after the other; every array has the lane as its last axis.</summary>
    private static List<double> Run(int seed, LaneWidth width, int firstReplicate, int only = -1, int moved = 0)
    {
        var random = new Random(seed);
        var plan = Lists.Random(random, 1 + random.Next(13));
        var (board, draws) = (new QueueBoard(plan), BlockDraws.For(width, 9, firstReplicate));
        var all = new List<double>();
        for (var step = 0u; step < Steps; step++)
        {
            var inputs = Lists.Inputs(plan, random);
            Rotate(inputs, moved);
            if (only >= 0)
            {
                Silence(inputs, only);
            }
            board.Step(inputs, draws, 3, step);
            board.CountOverNorm(inputs);
            var got = board.Outputs;
            double[][] arrays =
            [
                got.Started,
                got.Dropped,
                got.HelpedInformally,
                got.Worsened,
                got.Waiting,
                got.OverNorm,
                got.WaitedWeeks,
                got.WaitHistogram,
                got.Held,
                got.MinutesUsed,
            ];
            all.AddRange(arrays.SelectMany(a => a));
        }
        return all;
    }

    private static IEnumerable<double[]> ArraysOf(QueueInputs i) =>
        [
            i.Arrivals,
            i.SafetyShare,
            i.UrgentShare,
            i.MinutesEach,
            i.CentsEach,
            i.Open,
            i.Ends,
            i.Survival,
            i.Inquiry,
            i.DropOut,
            i.Helped,
            i.Worsen,
            i.NormWeeks,
            i.Minutes,
            i.Places,
            i.Cents,
            i.Blocked,
        ];

    /// <summary>Lane l takes the numbers of lane l + by.</summary>
    private static void Rotate(QueueInputs inputs, int by)
    {
        foreach (var values in ArraysOf(inputs))
        {
            var old = values.ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = old[i - (i % Lists.Lanes) + ((i + by) % Lists.Lanes)];
            }
        }
    }

    /// <summary>Nothing happens in the other lanes.</summary>
    private static void Silence(QueueInputs inputs, int lane)
    {
        foreach (var values in ArraysOf(inputs))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i % Lists.Lanes == lane ? values[i] : 0;
            }
        }
    }

    private static List<double> OfLane(List<double> values, int lane) =>
        [.. values.Where((_, i) => i % Lists.Lanes == lane)];
}
