using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Capacity;

namespace Populatie.Simulation.Tests.Capacity;

public sealed class SpaceTests
{
    private const int Lanes = Providers.Lanes;

    [Fact]
    public void Nobody_leaves_without_a_home_and_nobody_is_lost()
    {
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<byte>().ArrayOf(24).ToArbitrary(),
                Gen.Choose(0, 100).ToArbitrary(),
                (ready, percent) =>
                {
                    var space = new SpaceStock(1);
                    var left = new double[Lanes];
                    var (came, went) = (0.0, 0.0);
                    foreach (var count in ready)
                    {
                        space.Step(0, Eight(count), Eight(percent / 100.0), 0.25, left);
                        came += count;
                        went += left[2];
                        if (left[2] < 0 || left[2] != Math.Floor(left[2]) || space.Blocked(0)[2] != came - went)
                        {
                            return false;
                        }
                    }
                    return percent switch
                    {
                        0 => went == 0,
                        100 => went == came,
                        _ => went <= came,
                    };
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(7, 9));
    }

    [Theory]
    [InlineData(0.9, 4)]
    [InlineData(0.6, 4)]
    [InlineData(0.6, 12)]
    [InlineData(0.25, 12)]
    public void In_the_long_run_as_many_wait_as_the_share_of_homes_says_whatever_the_step(double share, int steps)
    {
        const double perYear = 240;
        var expected = SpaceStock.Waiting(perYear, share);
        expected.ShouldBe(perYear * (1 - share) / share, 1e-9);
        var space = new SpaceStock(1);
        var left = new double[Lanes];
        for (var step = 0; step < 60 * steps; step++)
        {
            space.Step(0, Eight(perYear / steps), Eight(share), 1.0 / steps, left);
        }
        space.Blocked(0)[0].ShouldBe(expected, 1.01, "only whole people wait");
    }

    [Fact]
    public void Whole_places_of_a_group_add_up_to_its_places()
    {
        var space = new SpaceStock(40);
        var level = new double[40 * Lanes];
        Array.Fill(level, 7.21);
        space.SetPhases(0, 40, level);
        var sum = 0.0;
        for (var pool = 0; pool < 40; pool++)
        {
            space.SetPlaces(pool, level.AsSpan(pool * Lanes, Lanes));
            space.Places(pool)[1].ShouldBeInRange(7, 8);
            sum += space.Places(pool)[1];
        }
        sum.ShouldBe(Math.Floor((40 * 7.21) + 0.5));
    }

    private static double[] Eight(double value) => [.. Enumerable.Repeat(value, Lanes)];
}
