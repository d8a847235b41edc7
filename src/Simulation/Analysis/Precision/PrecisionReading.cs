using Populatie.Analytics.Areas;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Analysis.Precision;

/// <summary>How well a mean is known.</summary>
/// <param name="Replicates">Futures that it is the mean of.</param>
/// <param name="Mean">In the unit of the measure, summed over gemeenten.</param>
/// <param name="Error">Standard error of the mean, in the same unit; NaN of fewer than two futures.</param>
public sealed record PrecisionReading(int Replicates, double Mean, double Error)
{
    /// <summary>The standard error as the target states it: as a share of the mean, or as it is.</summary>
    public double AsIn(PrecisionTarget target) => !target.IsShare || Error == 0 ? Error : Error / Math.Abs(Mean);

    public bool Meets(PrecisionTarget target) => AsIn(target) <= target.Tolerance;

    /// <summary>Futures that would meet the target if the spread stays what it is.</summary>
    public double Needed(PrecisionTarget target)
    {
        var ratio = AsIn(target) / target.Tolerance;
        return Replicates * ratio * ratio;
    }

    /// <param name="values">Per future; kept whole numbers.</param>
    /// <param name="scale">Kept whole numbers per unit.</param>
    /// <remarks>Sums of whole numbers: neither threads nor order can change whether a run goes on.</remarks>
    public static PrecisionReading Of(ReadOnlySpan<long> values, int scale)
    {
        Int128 sum = 0;
        Int128 squares = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (Int128)value * value;
        }
        var n = values.Length;
        var spread = (double)((n * squares) - (sum * sum)) / ((double)n * (n - 1));
        return new(n, (double)sum / n / scale, n < 2 ? double.NaN : Math.Sqrt(spread / n) / scale);
    }

    /// <summary>Of the finished replicates of a part of a run.</summary>
    internal static PrecisionReading Of(ProjectionPart part, PrecisionTarget target)
    {
        var table = part.Accumulators.First(a => a.Level == AreaLevel.Gemeente).TableOf(target.Measure);
        part.Inputs.Fit.Products.TryFind(target.Product, out var ordinal);
        var position = Math.Min(part.Axis.Ordinals.IndexOf(ordinal), table.Axis - 1);
        var values = new long[part.Replicates.Count];
        for (var area = 0; area < table.AreaCount; area++)
        {
            var kept = table.Kept(area, position, target.Year - part.Inputs.Scenario.FirstYear);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] += kept[i];
            }
        }
        return Of(values, target.Measure.Scale);
    }
}
