using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>
/// Binomial counts by inversion of one uniform; monotone in it. Above p = ½ the failures are drawn with 1 − u. Up to an
/// expected 32 (of the rarer outcome) the search starts at 0, above it at the mode, in O(√(n·p·q)).
/// </summary>
/// <remarks>
/// Total variation from the exact law ≤ 2⁻³⁸ for n ≤ 2²⁰ and ≤ 2⁻³³ for n ≤ 2³¹, by the same parts as in <see cref="PoissonDraw"/>;
/// here (1 − p)ⁿ adds n·2⁻⁵³ ≤ 2⁻⁴¹ up to n = 4096 (squaring) and 2⁻⁴⁶ beyond (exponential of a series).
/// </remarks>
internal static class BinomialDraw
{
    internal const double MostTrials = 2147483648.0;
    private const double MostSquared = 4096;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Draw<TLanes, TWords>(TLanes u, TLanes n, TLanes p)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var one = TLanes.Broadcast(1);
        var common = TLanes.Greater(p, TLanes.Broadcast(0.5));
        if (TWords.Any(common))
        {
            p = TLanes.Select(common, one - p, p);
            u = TLanes.Select(common, TLanes.Broadcast(1 - (1.0 / (1L << 53))) - u, u);
        }
        var rare = OfRarer<TLanes, TWords>(u, n, p);
        return TLanes.Select(common, n - rare, rare);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfRarer<TLanes, TWords>(TLanes u, TLanes n, TLanes p)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var large = TLanes.Greater(n * p, TLanes.Broadcast(PoissonDraw.Small));
        if (TWords.Any(large | TLanes.Greater(n, TLanes.Broadcast(MostSquared))))
        {
            return Mixed<TLanes, TWords>(u, n, p, large);
        }
        var q = TLanes.Broadcast(1) - p;
        var atZero = LaneMath.WholePower(q, LaneMath.ToWords<TLanes, TWords>(n));
        return FromZero<TLanes, TWords>(u, n, p / q, atZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes FromZero<TLanes, TWords>(TLanes u, TLanes n, TLanes odds, TLanes atZero)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        u = TLanes.Min(u, TLanes.Broadcast(1 - PoissonDraw.Sliver));
        var one = TLanes.Broadcast(1);
        var (count, term, sum, left) = (default(TLanes), atZero, atZero, n);
        // Two outcomes at a time: once a sum is beyond the uniform all later ones are, and the count stands still.
        for (var k = 1; k + 1 < Reciprocals.Count; k += 2)
        {
            count += TLanes.Keep(TLanes.GreaterOrEqual(u, sum), one);
            term *= left * (odds * TLanes.Broadcast(Reciprocals.Of(k)));
            left -= one;
            sum += term;
            var beyond = TLanes.GreaterOrEqual(u, sum);
            if (!TWords.Any(beyond))
            {
                break;
            }
            count += TLanes.Keep(beyond, one);
            term *= left * (odds * TLanes.Broadcast(Reciprocals.Of(k + 1)));
            left -= one;
            sum += term;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Mixed<TLanes, TWords>(TLanes u, TLanes n, TLanes p, TWords large)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var one = TLanes.Broadcast(1);
        var low = TLanes.Select(large, default, n);
        var q = one - p;
        var squared = TLanes.GreaterOrEqual(TLanes.Broadcast(MostSquared), low);
        var power = LaneMath.WholePower(q, LaneMath.ToWords<TLanes, TWords>(TLanes.Keep(squared, low)));
        var series = LaneMath.Exp<TLanes, TWords>(low * Log1Minus<TLanes, TWords>(TLanes.Select(squared, default, p)));
        var small = FromZero<TLanes, TWords>(u, low, p / q, TLanes.Select(squared, power, series));
        if (!TWords.Any(large))
        {
            return small;
        }
        var (many, half) = (TLanes.Broadcast(4 * PoissonDraw.Small), TLanes.Broadcast(0.5));
        var mode = FromMode<TLanes, TWords>(u, TLanes.Select(large, n, many), TLanes.Select(large, p, half));
        return TLanes.Select(large, mode, small);
    }

    /// <summary>ln(1 − p) for 0 ≤ p ≤ 1/128, which 32 expected of more than 4096 imply.</summary>
    private static TLanes Log1Minus<TLanes, TWords>(TLanes p)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var sum = TLanes.Broadcast(1.0 / 9);
        for (var k = 8; k >= 1; k--)
        {
            sum = (sum * p) + TLanes.Broadcast(Reciprocals.Of(k));
        }
        return default(TLanes) - (sum * p);
    }

    private static TLanes FromMode<TLanes, TWords>(TLanes u, TLanes n, TLanes p)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var one = TLanes.Broadcast(1);
        u = TLanes.Max(TLanes.Min(u, TLanes.Broadcast(1 - PoissonDraw.Sliver)), TLanes.Broadcast(PoissonDraw.Sliver));
        var q = one - p;
        var (odds, inverse) = (p / q, q / p);
        var mode = TLanes.Floor((n + one) * p);
        var atMode = AtMode<TLanes, TWords>(n, p, mode);

        // P(X ≤ mode) / p(mode) = 1 + mode·q/((n − mode + 1)·p) + …: terms fall, and end where they change no bit.
        var (up, rest, term, sum) = (mode, n - mode + one, one, one);
        while (true)
        {
            term *= TLanes.Max(up, default) * inverse / rest;
            var next = sum + term;
            if (!TWords.Any(TLanes.Greater(next, sum)))
            {
                break;
            }
            (sum, up, rest) = (next, up - one, rest + one);
        }
        var upToMode = sum * atMode;

        var (k, pk, c) = (mode, atMode, upToMode);
        var active = TLanes.GreaterOrEqual(u, c);
        while (TWords.Any(active))
        {
            pk *= (n - k) * odds / (k + one);
            k += TLanes.Keep(active, one);
            var next = c + TLanes.Keep(active, pk);
            active = TLanes.GreaterOrEqual(u, next) & TLanes.Greater(next, c);
            c = next;
        }
        var down = TLanes.Greater(upToMode, u);
        (var below, pk, c) = (mode, atMode, upToMode - atMode);
        active = TLanes.Greater(c, u) & down;
        while (TWords.Any(active))
        {
            pk *= below * inverse / (n - below + one);
            below -= TLanes.Keep(active, one);
            var next = c - TLanes.Keep(active, pk);
            active = TLanes.Greater(next, u) & TLanes.Greater(c, next);
            c = next;
        }
        return TLanes.Select(down, below, k);
    }

    private static TLanes AtMode<TLanes, TWords>(TLanes n, TLanes p, TLanes mode)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var (mean, rest) = (n * p, n - mode);
        var gap = mode - mean;
        var exponent =
            SaddlePoint.Stirling<TLanes, TWords>(n)
            - SaddlePoint.Stirling<TLanes, TWords>(mode)
            - SaddlePoint.Stirling<TLanes, TWords>(rest)
            - SaddlePoint.Deviance<TLanes, TWords>(mode, mean, gap)
            - SaddlePoint.Deviance<TLanes, TWords>(rest, n - mean, default(TLanes) - gap);
        return LaneMath.Exp<TLanes, TWords>(exponent) * TLanes.Sqrt(n / (TLanes.Broadcast(2 * Math.PI) * mode * rest));
    }
}
