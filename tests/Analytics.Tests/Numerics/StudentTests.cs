using MathNet.Numerics.Distributions;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Tests.Numerics;

public sealed class StudentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.5)]
    [InlineData(9)]
    [InlineData(39)]
    [InlineData(199)]
    [InlineData(9999)]
    [InlineData(1e6)]
    public void Quantiles_are_those_of_another_library(double degrees)
    {
        foreach (var p in new[] { 1e-6, 0.001, 0.025, 0.05, 0.3, 0.5, 0.6, 0.95, 0.975, 0.9995 })
        {
            var found = FixedMath.StudentQuantile(p, degrees);
            StudentT.CDF(0, 1, degrees, found).ShouldBe(p, 1e-8 * Math.Min(p, 1 - p), $"p = {p}");
        }
    }

    /// <summary>One degree of freedom is Cauchy's distribution, two have a square root for an answer.</summary>
    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(0.99999)]
    public void With_one_or_two_degrees_of_freedom_it_is_known_in_closed_form(double p)
    {
        FixedMath.StudentQuantile(p, 1).ShouldBe(-1 / Math.Tan(Math.PI * p), Math.Abs(1e-9 / Math.Tan(Math.PI * p)));
        var two = ((2 * p) - 1) * Math.Sqrt(2 / (4 * p * (1 - p)));
        FixedMath.StudentQuantile(p, 2).ShouldBe(two, 1e-9 * Math.Abs(two));
    }

    /// <summary>Values of printed tables, to the digits that they give.</summary>
    [Theory]
    [InlineData(0.975, 1, 12.7062)]
    [InlineData(0.95, 4, 2.1318)]
    [InlineData(0.975, 10, 2.2281)]
    [InlineData(0.975, 30, 2.0423)]
    public void Quantiles_are_those_of_printed_tables(double p, double degrees, double printed) =>
        FixedMath.StudentQuantile(p, degrees).ShouldBe(printed, 5e-5);

    /// <summary>z + (z³ + z) ÷ 4ν + (5z⁵ + 16z³ + 3z) ÷ 96ν²: the first terms of Fisher's expansion.</summary>
    [Fact]
    public void With_many_degrees_of_freedom_it_nears_the_normal_distribution()
    {
        const double degrees = 1e5;
        var z = FixedMath.NormalQuantile(0.975);
        var expected =
            z
            + (((z * z * z) + z) / (4 * degrees))
            + (((5 * Math.Pow(z, 5)) + (16 * z * z * z) + (3 * z)) / (96 * degrees * degrees));
        FixedMath.StudentQuantile(0.975, degrees).ShouldBe(expected, 1e-9);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0.5, 0)]
    public void Outside_its_domain_it_is_not_a_number(double p, double degrees) =>
        FixedMath.StudentQuantile(p, degrees).ShouldBe(double.NaN);
}
