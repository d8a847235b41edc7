using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>
/// Poisson counts by inversion of one uniform: the smallest k with u &lt; P(X ≤ k). Monotone in u, so two scenarios that share
/// their uniforms share their luck. Up to mean 32 the search starts at 0, above it at the mode, in O(√mean).
/// </summary>
/// <remarks>
/// Total variation from the exact law ≤ 2⁻³⁹ (law P12 asks 2⁻³⁰): the uniform is cut at 2⁻⁴⁰ from 1 (and from 0 above
/// mean 32), which moves ≤ 2⁻³⁹ and bounds the time; its 53 bits misplace ≤ 2⁻⁵³ per visited k, of which there are at most
/// 16·√mean + 128; each probability carries a relative error ≤ (16·√mean + 200)·2⁻⁵³ from the recursion and the exponential,
/// and above mean 32 P(X ≤ mode) ≤ (16·√mean + 200)·2⁻⁵³ more. At mean 2³¹ these three together stay below 2⁻³².
/// </remarks>
internal static class PoissonDraw
{
    /// <summary>Largest mean that the bound is stated for.</summary>
    internal const double MostMean = 2147483648.0;

    internal const double Small = 32;
    internal const double Sliver = 1.0 / (1L << 40);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Draw<TLanes, TWords>(TLanes u, TLanes mean)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var large = TLanes.Greater(mean, TLanes.Broadcast(Small));
        return TWords.Any(large)
            ? Mixed<TLanes, TWords>(u, mean, large)
            : FromZero<TLanes, TWords>(u, mean, LaneMath.Exp<TLanes, TWords>(default(TLanes) - mean));
    }

    /// <param name="atZero">e^−mean.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes FromZero<TLanes, TWords>(TLanes u, TLanes mean, TLanes atZero)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        u = TLanes.Min(u, TLanes.Broadcast(1 - Sliver));
        var one = TLanes.Broadcast(1);
        var (count, term, sum) = (default(TLanes), atZero, atZero);
        // Two outcomes at a time: once a sum is beyond the uniform all later ones are, and the count stands still.
        for (var k = 1; k + 1 < Reciprocals.Count; k += 2)
        {
            count += TLanes.Keep(TLanes.GreaterOrEqual(u, sum), one);
            term *= mean * TLanes.Broadcast(Reciprocals.Of(k));
            sum += term;
            var beyond = TLanes.GreaterOrEqual(u, sum);
            if (!TWords.Any(beyond))
            {
                break;
            }
            count += TLanes.Keep(beyond, one);
            term *= mean * TLanes.Broadcast(Reciprocals.Of(k + 1));
            sum += term;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Mixed<TLanes, TWords>(TLanes u, TLanes mean, TWords large)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        // Each lane goes through both, with a harmless mean where it does not belong.
        var low = TLanes.Select(large, default, mean);
        var small = FromZero<TLanes, TWords>(u, low, LaneMath.Exp<TLanes, TWords>(default(TLanes) - low));
        var high = TLanes.Select(large, mean, TLanes.Broadcast(2 * Small));
        return TLanes.Select(large, FromMode<TLanes, TWords>(u, high), small);
    }

    private static TLanes FromMode<TLanes, TWords>(TLanes u, TLanes mean)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var one = TLanes.Broadcast(1);
        u = TLanes.Max(TLanes.Min(u, TLanes.Broadcast(1 - Sliver)), TLanes.Broadcast(Sliver));
        var mode = TLanes.Floor(mean);
        var atMode = AtMode<TLanes, TWords>(mode, mean);
        var ratio = one / mean;

        // P(X ≤ mode) = p(mode) · (1 + mode/mean + mode·(mode − 1)/mean² + …): terms fall, and end where they change no bit.
        var (factor, term, sum) = (mode, one, one);
        while (true)
        {
            term *= TLanes.Max(factor, default) * ratio;
            var next = sum + term;
            if (!TWords.Any(TLanes.Greater(next, sum)))
            {
                break;
            }
            (sum, factor) = (next, factor - one);
        }
        var upToMode = sum * atMode;

        // A lane stops where its uniform is reached, or where rounding lets the sum stand still.
        var (k, p, c) = (mode, atMode, upToMode);
        var active = TLanes.GreaterOrEqual(u, c);
        while (TWords.Any(active))
        {
            k += TLanes.Keep(active, one);
            p *= mean / k;
            var next = c + TLanes.Keep(active, p);
            active = TLanes.GreaterOrEqual(u, next) & TLanes.Greater(next, c);
            c = next;
        }
        var down = TLanes.Greater(upToMode, u);
        (var below, p, c) = (mode, atMode, upToMode - atMode);
        active = TLanes.Greater(c, u) & down;
        while (TWords.Any(active))
        {
            p *= below * ratio;
            below -= TLanes.Keep(active, one);
            var next = c - TLanes.Keep(active, p);
            active = TLanes.Greater(next, u) & TLanes.Greater(c, next);
            c = next;
        }
        return TLanes.Select(down, below, k);
    }

    /// <summary>p(mode) by Loader's form: no large numbers cancel. Source: Loader, "Fast and accurate computation of binomial probabilities" (2000).</summary>
    private static TLanes AtMode<TLanes, TWords>(TLanes mode, TLanes mean)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var exponent =
            SaddlePoint.Deviance<TLanes, TWords>(mode, mean, mode - mean) + SaddlePoint.Stirling<TLanes, TWords>(mode);
        return LaneMath.Exp<TLanes, TWords>(default(TLanes) - exponent)
            / TLanes.Sqrt(TLanes.Broadcast(2 * Math.PI) * mode);
    }
}
