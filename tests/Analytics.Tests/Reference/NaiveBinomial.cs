namespace Populatie.Analytics.Tests.Reference;

/// <summary>
/// P(X ≤ k) by walking the ratios of neighbouring probabilities both ways from the mode and dividing by their sum: needs no
/// gamma function, and is good to some 1e-12 where closed forms lose nine digits.
/// </summary>
internal sealed class NaiveBinomial
{
    private readonly double[] cumulative;

    public NaiveBinomial(int n, double p)
    {
        var weight = new double[n + 1];
        var mode = Math.Min(n, (int)Math.Floor((n + 1) * p));
        weight[mode] = 1;
        for (var k = mode; k < n; k++)
        {
            weight[k + 1] = weight[k] * (n - k) / (k + 1.0) * (p / (1 - p));
        }
        for (var k = mode; k > 0; k--)
        {
            weight[k - 1] = weight[k] * k / (n - k + 1.0) * ((1 - p) / p);
        }
        cumulative = new double[n + 1];
        var (sum, total) = (0.0, weight.Sum());
        for (var k = 0; k <= n; k++)
        {
            sum += weight[k];
            cumulative[k] = sum / total;
        }
    }

    public double UpTo(double k) => cumulative[(int)k];
}
