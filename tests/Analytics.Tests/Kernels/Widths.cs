using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Tests.Kernels;

internal static class Widths
{
    public static readonly LaneWidth[] All = Enum.GetValues<LaneWidth>();

    /// <summary>Bits, not values: −0 and NaN count too.</summary>
    public static void ShouldHaveTheBitsOf(this double[] actual, double[] expected, string what) =>
        actual
            .Select(BitConverter.DoubleToInt64Bits)
            .SequenceEqual(expected.Select(BitConverter.DoubleToInt64Bits))
            .ShouldBeTrue(what);
}
