using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need.Features;

/// <summary>
/// Poisson regression of requests on features of buurten, with the expected number as offset and a Gamma residual:
/// y ~ Poisson(θE), θ ~ Gamma(α, α ÷ m), ln m = b₀ + xβ. β has a normal belief around 0, so that a product with few requests
/// learns little from features; b₀ has none. Found by turns: β by Newton steps at α, α by maximum likelihood at β.
/// Method: docs/method/fit.md.
/// </summary>
internal static class FeatureRegression
{
    private const int Turns = 4;
    private const int Steps = 40;
    private const double Enough = 1e-12;

    /// <summary>No feature moves a buurt by more than a factor of e² either way.</summary>
    private const double Furthest = 2;

    /// <param name="observed">Shape [Buurt]; requests ≥ 0.</param>
    /// <param name="expected">Shape [Buurt]; ≥ 0; a buurt with 0 tells nothing.</param>
    /// <param name="features">Shape [Buurt, Feature]; standardised.</param>
    /// <param name="spread">Standard deviation of the belief of β, &gt; 0.</param>
    /// <returns>β and its standard errors, shape [Feature], and m, shape [Buurt], each &gt; 0.</returns>
    public static (double[] Effect, double[] Error, double[] Mean) Estimate(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        double[] features,
        double spread
    )
    {
        var width = features.Length / Math.Max(1, observed.Length);
        var beta = new double[width + 1];
        var mean = new double[observed.Length];
        var offset = new double[observed.Length];
        mean.AsSpan().Fill(1);
        double[,] information = new double[width + 1, width + 1];
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var b = 0; b < offset.Length; b++)
            {
                offset[b] = expected[b] * mean[b];
            }
            var alpha = RelativeRisk.EstimateAlpha(observed, offset);
            for (var step = 0; step < Steps; step++)
            {
                (var gradient, information) = Slope(observed, expected, features, beta, alpha, 1 / (spread * spread));
                var move = Cholesky.Solve(information, gradient);
                double length = 0;
                for (var i = 0; i < beta.Length; i++)
                {
                    // Short steps keep Newton on the road where the first guess is far off.
                    move[i] = Math.Clamp(move[i], -0.5, 0.5);
                    beta[i] += move[i];
                    length += move[i] * move[i];
                }
                if (length < Enough)
                {
                    break;
                }
            }
            for (var b = 0; b < mean.Length; b++)
            {
                mean[b] = Mean(features, beta, b, width);
            }
        }
        var error = new double[width];
        for (var f = 0; f < width; f++)
        {
            var unit = new double[width + 1];
            unit[f + 1] = 1;
            error[f] = Math.Sqrt(Cholesky.Solve(information, unit)[f + 1]);
        }
        return (beta[1..], error, mean);
    }

    private static double Mean(double[] features, double[] beta, int buurt, int width)
    {
        var log = beta[0];
        for (var f = 0; f < width; f++)
        {
            log += beta[f + 1] * features[(buurt * width) + f];
        }
        return FixedMath.Exp(Math.Clamp(log, -Furthest, Furthest));
    }

    /// <summary>Gradient and information of the negative binomial log-likelihood and the belief, at β.</summary>
    private static (double[] Gradient, double[,] Information) Slope(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        double[] features,
        double[] beta,
        double alpha,
        double precision
    )
    {
        var width = beta.Length - 1;
        var gradient = new double[beta.Length];
        var information = new double[beta.Length, beta.Length];
        var row = new double[beta.Length];
        row[0] = 1;
        for (var b = 0; b < observed.Length; b++)
        {
            if (expected[b] <= 0)
            {
                continue;
            }
            features.AsSpan(b * width, width).CopyTo(row.AsSpan(1));
            var mu = expected[b] * Mean(features, beta, b, width);
            var shrink = 1 / (1 + (mu / alpha));
            for (var i = 0; i < row.Length; i++)
            {
                gradient[i] += row[i] * (observed[b] - mu) * shrink;
                for (var j = 0; j < row.Length; j++)
                {
                    information[i, j] += row[i] * row[j] * mu * shrink;
                }
            }
        }
        information[0, 0] += 1e-9;
        for (var i = 1; i < row.Length; i++)
        {
            gradient[i] -= precision * beta[i];
            information[i, i] += precision;
        }
        return (gradient, information);
    }
}
