using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>
/// Draws of assumptions, and of chance, for intervals. Draw 0 is the central value; 1 … <see cref="Count"/> − 1 are found by
/// their address, so that every area and product meets the same draws and nothing depends on order or threads.
/// Thread-safe.
/// </summary>
internal static class AssumptionDraws
{
    /// <summary>The central value and 400 draws.</summary>
    public const int Count = 401;

    private const ulong Seed = 0x6E656564;
    private static readonly StreamKey Key = StreamKey.Of(Seed, 0);

    /// <summary>
    /// Two half normals that meet in the value: low and high are its 5% and 95% points, so the value is the median.
    /// </summary>
    /// <param name="address">Which assumption; every one has its own.</param>
    /// <param name="least">No draw lies below it.</param>
    /// <param name="most">No draw lies above it.</param>
    /// <returns>Shape [<see cref="Count"/>].</returns>
    public static double[] Of(Assumption assumption, uint address, double least, double most)
    {
        var (below, above) = (assumption.Value - assumption.Low, assumption.High - assumption.Value);
        var draws = new double[Count];
        draws[0] = Math.Clamp(assumption.Value, least, most);
        for (var draw = 1; draw < Count; draw++)
        {
            var z = Normal(address, 0, draw) / FixedMath.NormalQuantile(0.95);
            draws[draw] = Math.Clamp(assumption.Value + (z * (z < 0 ? below : above)), least, most);
        }
        return draws;
    }

    /// <summary>A standard normal at an address.</summary>
    public static double Normal(uint cell, uint step, int draw)
    {
        var (uniform, _) = Key.Uniforms(new DrawAddress(cell, step, DrawPurpose.Parameters, (uint)draw));
        // Never 0 or 1, whose normals are infinite.
        return FixedMath.NormalQuantile((uniform * (1 - 1e-12)) + 5e-13);
    }

    /// <summary>The middle 90% of draws 1 … <see cref="Count"/> − 1, widened to hold the central one.</summary>
    /// <param name="draws">Shape [<see cref="Count"/>]; sorted from 1 on by this.</param>
    public static (double Low, double High) Middle90(double[] draws)
    {
        var drawn = draws.AsSpan(1);
        drawn.Sort();
        var cut = drawn.Length / 20;
        return (Math.Min(draws[0], drawn[cut]), Math.Max(draws[0], drawn[^(cut + 1)]));
    }
}
