using System.Collections.Immutable;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Plans and inputs put together at random, and the addresses in their arrays.</summary>
internal static class Lists
{
    public const int Lanes = Block8.Size;

    public static readonly BlockDraws Draws = BlockDraws.For(LaneWidth.Bits256, 5, 0);

    /// <summary>One pool with places, one list.</summary>
    public static QueuePlan Single(int weeksPerStep = 1) =>
        new([new("care", 0, HasPlaces: true, IsIntake: false)], [new(0, 0, -1)], weeksPerStep);

    /// <summary>Some pools with starts, some of them with decisions too.</summary>
    public static QueuePlan Random(Random random, int weeksPerStep)
    {
        var pools = Enumerable
            .Range(0, random.Next(1, 4))
            .Select(p => new PoolSpec("group", p, random.Next(2) == 0, random.Next(2) == 0))
            .ToImmutableArray();
        var lists = Enumerable
            .Range(0, random.Next(1, 7))
            .Select(slot => new ListSpec(random.Next(pools.Length), slot, -1))
            .ToList();
        var starts = lists.Count;
        for (var i = 0; i < starts; i++)
        {
            var intake = random.Next(pools.Length);
            if (pools[intake].IsIntake)
            {
                lists.Add(new(intake, i, i));
            }
        }
        return new(pools, [.. lists], weeksPerStep);
    }

    /// <summary>Whole minutes and cents; scarce, not scarce, or none at all.</summary>
    public static QueueInputs Inputs(QueuePlan plan, Random random)
    {
        var inputs = new QueueInputs(plan);
        for (var i = 0; i < plan.ListLanes; i++)
        {
            inputs.Arrivals[i] = random.Next(3) == 0 ? 0 : random.Next(0, 12);
            inputs.SafetyShare[i] = random.Next(2) * random.NextDouble() * 0.2;
            inputs.UrgentShare[i] = random.Next(2) * random.NextDouble();
            inputs.MinutesEach[i] = random.Next(4) * 30;
            inputs.CentsEach[i] = random.Next(4) * 1000;
            inputs.Open[i] = random.Next(0, 20);
            inputs.Ends[i] = random.Next(0, (int)inputs.Open[i] + 1);
            inputs.Survival[i] = random.Next(3) == 0 ? 1 : random.NextDouble();
            inputs.DropOut[i] = random.Next(2) * random.NextDouble() * 0.3;
            inputs.Helped[i] = random.NextDouble();
            inputs.Worsen[i] = random.Next(2) * random.NextDouble() * 0.3;
            inputs.NormWeeks[i] = random.Next(0, 10);
        }
        for (var i = 0; i < plan.PoolLanes; i++)
        {
            inputs.Minutes[i] = Some(random, 3000);
            inputs.Places[i] = Some(random, 40);
            inputs.Cents[i] = Some(random, 60_000);
            inputs.Blocked[i] = random.Next(4);
        }
        // At every other pool an inquiry comes first.
        for (var i = 0; i < plan.ListLanes; i++)
        {
            inputs.Inquiry[i] = plan.Lists[i / Lanes].Pool % 2 * random.Next(5);
        }
        return inputs;
    }

    public static int At(int ordinal, int lane) => (ordinal * Lanes) + lane;

    private static double Some(Random random, int most) =>
        random.Next(3) == 0 ? double.PositiveInfinity : random.Next(0, most);
}
