using System.Text.Json.Serialization;
using Populatie.Analytics.Numerics;

namespace Populatie.Simulation.Analysis.Comparison;

/// <summary>
/// B − A of one figure in the same futures: future by future, so that the luck that both share falls out. Immutable.
/// </summary>
public record PairedDifference
{
    /// <summary>Mean of A over the futures, in the unit of the measure; so are all that follow but shares and factors.</summary>
    public required double MeanA { get; init; }

    public required double MeanB { get; init; }

    /// <summary>Mean of B − A.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of B − A over the futures (R − 1).</summary>
    public required double Sd { get; init; }

    /// <summary>Standard error of the mean.</summary>
    public required double Mcse { get; init; }

    /// <summary>Quantiles of B − A over the futures: the smallest value with at least that share at or below it.</summary>
    [JsonPropertyName("p2_5")]
    public required double P025 { get; init; }

    public required double P5 { get; init; }

    public required double P50 { get; init; }

    public required double P95 { get; init; }

    [JsonPropertyName("p97_5")]
    public required double P975 { get; init; }

    /// <summary>Ends of the 90% interval of the mean, by Student's t with R − 1 degrees of freedom.</summary>
    [JsonPropertyName("mean_low_90")]
    public required double MeanLow90 { get; init; }

    [JsonPropertyName("mean_high_90")]
    public required double MeanHigh90 { get; init; }

    /// <summary>Ends of its 95% interval.</summary>
    [JsonPropertyName("mean_low_95")]
    public required double MeanLow95 { get; init; }

    [JsonPropertyName("mean_high_95")]
    public required double MeanHigh95 { get; init; }

    /// <summary>Share of futures in which B is below A.</summary>
    [JsonPropertyName("p_lower")]
    public required double Lower { get; init; }

    [JsonPropertyName("p_equal")]
    public required double Equal { get; init; }

    [JsonPropertyName("p_higher")]
    public required double Higher { get; init; }

    /// <summary>
    /// (Var A + Var B) ÷ Var(B − A): how many times as many futures a comparison with seeds of their own would take for the
    /// same standard error. Null where B − A is the same in all futures.
    /// </summary>
    public required double? VarianceFactor { get; init; }

    /// <param name="a">Values per future, in kept whole numbers.</param>
    /// <param name="b">Of the same futures, in the same order.</param>
    /// <param name="scale">Kept whole numbers per unit.</param>
    /// <exception cref="ArgumentException">Fewer than two futures, or not equally many.</exception>
    public static PairedDifference Of(ReadOnlySpan<long> a, ReadOnlySpan<long> b, int scale)
    {
        if (a.Length != b.Length || a.Length < 2)
        {
            throw new ArgumentException($"{a.Length} and {b.Length} futures do not make pairs", nameof(b));
        }
        var futures = a.Length;
        var off = new long[futures];
        var (lower, higher) = (0, 0);
        for (var i = 0; i < futures; i++)
        {
            off[i] = b[i] - a[i];
            lower += off[i] < 0 ? 1 : 0;
            higher += off[i] > 0 ? 1 : 0;
        }
        var (mean, variance) = Moments(off);
        var (meanA, varianceA) = Moments(a);
        var (meanB, varianceB) = Moments(b);
        Array.Sort(off);
        var error = Math.Sqrt(variance / futures) / scale;
        double Rank(int thousandths) => off[Math.Max(1, ((thousandths * futures) + 999) / 1000) - 1] / (double)scale;
        double Reach(double level) => FixedMath.StudentQuantile(0.5 + (level / 2), futures - 1) * error;
        return new()
        {
            MeanA = meanA / scale,
            MeanB = meanB / scale,
            Mean = mean / scale,
            Sd = Math.Sqrt(variance) / scale,
            Mcse = error,
            P025 = Rank(25),
            P5 = Rank(50),
            P50 = Rank(500),
            P95 = Rank(950),
            P975 = Rank(975),
            MeanLow90 = (mean / scale) - Reach(0.90),
            MeanHigh90 = (mean / scale) + Reach(0.90),
            MeanLow95 = (mean / scale) - Reach(0.95),
            MeanHigh95 = (mean / scale) + Reach(0.95),
            Lower = (double)lower / futures,
            Equal = (double)(futures - lower - higher) / futures,
            Higher = (double)higher / futures,
            VarianceFactor = variance > 0 ? (varianceA + varianceB) / variance : null,
        };
    }

    /// <summary>Mean and variance (R − 1); sums of whole numbers, so that nothing cancels away.</summary>
    private static (double Mean, double Variance) Moments(ReadOnlySpan<long> values)
    {
        Int128 sum = 0;
        Int128 squares = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (Int128)value * value;
        }
        var n = values.Length;
        return ((double)sum / n, (double)((n * squares) - (sum * sum)) / ((double)n * (n - 1)));
    }
}
