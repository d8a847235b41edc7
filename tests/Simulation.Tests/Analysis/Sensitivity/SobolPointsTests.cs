using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Simulation.Tests.Analysis.Sensitivity;

public sealed class SobolPointsTests
{
    [Fact]
    public void Each_coordinate_of_a_power_of_two_has_one_point_in_each_slice()
    {
        const int count = 256;
        var points = new SobolPoints(SobolPoints.MostDimensions, seed: 3);
        for (var dimension = 0; dimension < points.Dimensions; dimension++)
        {
            Enumerable
                .Range(0, count)
                .Select(p => (int)(points.At(p, dimension) * count))
                .Order()
                .ShouldBe(Enumerable.Range(0, count), $"dimension {dimension}");
        }
    }

    [Fact]
    public void The_next_power_of_two_is_as_even()
    {
        const int count = 64;
        var points = new SobolPoints(12, seed: 4);
        for (var dimension = 0; dimension < points.Dimensions; dimension++)
        {
            Enumerable
                .Range(count, count)
                .Select(p => (int)(points.At(p, dimension) * count))
                .Distinct()
                .Count()
                .ShouldBe(count);
        }
    }

    [Fact]
    public void The_first_two_coordinates_fill_every_box()
    {
        // A (0, m, 2)-net in base 2: each box of area 1/64, however flat, holds one of 64 points.
        var points = new SobolPoints(2, seed: 5);
        for (var wide = 0; wide <= 6; wide++)
        {
            Enumerable
                .Range(0, 64)
                .Select(p => ((int)(points.At(p, 0) * (1 << wide)), (int)(points.At(p, 1) * (1 << (6 - wide)))))
                .Distinct()
                .Count()
                .ShouldBe(64);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Products_of_all_coordinates_average_as_they_should(ulong seed)
    {
        // Any error in the table would show: the mean of the product of two coordinates is a quarter, for every two.
        const int count = 4096;
        var points = new SobolPoints(SobolPoints.MostDimensions, seed);
        for (var a = 0; a < points.Dimensions; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var sum = 0.0;
                for (var p = 0; p < count; p++)
                {
                    sum += points.At(p, a) * points.At(p, b);
                }
                // By chance the error would have a standard deviation of 0.0034.
                (sum / count).ShouldBe(0.25, 0.002, $"coordinates {a} and {b}");
            }
        }
    }

    [Fact]
    public void Another_seed_gives_other_points_in_the_open_cube()
    {
        var (one, two) = (new SobolPoints(3, 1), new SobolPoints(3, 2));
        one.At(5, 2).ShouldNotBe(two.At(5, 2));
        for (var p = 0; p < 1000; p++)
        {
            one.At(p, 1).ShouldBeInRange(double.Epsilon, 1 - 1e-12);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => new SobolPoints(38, 1));
    }
}
