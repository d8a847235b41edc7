using System.Collections.Immutable;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// How a measure is made of what is summed: (sum of <see cref="Plus"/> − sum of <see cref="Minus"/>) × factor ÷ sum of
/// <see cref="Over"/>, rounded half up to a kept whole number. Made from sums of an area and an axis position, never from
/// parts of them: a ratio of sums is not a sum of ratios. Immutable.
/// </summary>
internal sealed record MeasureFormula
{
    private const int Lanes = Block8.Size;

    public required ImmutableArray<BaseMeasure> Plus { get; init; }

    public ImmutableArray<BaseMeasure> Minus { get; init; } = [];

    /// <summary>What it is a ratio to; empty for none. Where that is zero the ratio is zero.</summary>
    public ImmutableArray<BaseMeasure> Over { get; init; } = [];

    /// <summary>Kept whole numbers per unit of a ratio: 1000 for thousandths. Only with <see cref="Over"/>.</summary>
    public int Thousandths { get; init; } = 1;

    /// <summary>A factor per product or total (ordinal of the product axis), the same in every replicate; null for 1.</summary>
    public Func<ProjectionInputs, int, double>? Factor { get; init; }

    /// <summary>The share in hundredths of a histogram of waits that it is the quantile of; 0 for none.</summary>
    public int QuantileOfWaits { get; init; }

    /// <summary>The sum of some base measures.</summary>
    public static MeasureFormula Sum(params ImmutableArray<BaseMeasure> of) => new() { Plus = of };

    /// <summary>One base measure less another; may be negative.</summary>
    public static MeasureFormula Difference(BaseMeasure of, BaseMeasure less) => new() { Plus = [of], Minus = [less] };

    /// <summary>One base measure to another, kept at <paramref name="scale"/> whole numbers per unit.</summary>
    public static MeasureFormula Ratio(BaseMeasure of, BaseMeasure over, int scale) =>
        new()
        {
            Plus = [of],
            Over = [over],
            Thousandths = scale,
        };

    /// <summary>A quantile of the waits of those who started, in thousandths of a week.</summary>
    /// <param name="level">In hundredths.</param>
    public static MeasureFormula WaitQuantile(int level) => new() { Plus = [], QuantileOfWaits = level };

    public MeasureFormula Times(Func<ProjectionInputs, int, double> factor) => this with { Factor = factor };

    /// <summary>The values of eight replicates.</summary>
    /// <param name="totals">Shape [<see cref="BaseMeasure"/>, Lane], summed over the area and position.</param>
    /// <param name="waits">Shape [Bin of <see cref="WaitBins"/>, Lane], likewise; empty when nobody waits in this run.</param>
    /// <param name="factor">What <see cref="Factor"/> gives here.</param>
    /// <param name="values">Shape [Lane]; overwritten.</param>
    public void Fill(ReadOnlySpan<long> totals, ReadOnlySpan<long> waits, double factor, Span<long> values)
    {
        values.Clear();
        if (QuantileOfWaits > 0)
        {
            WaitBins.Quantiles(waits, QuantileOfWaits, values);
            return;
        }
        foreach (var measure in Plus)
        {
            LongSums.Add(values, Row(totals, measure));
        }
        foreach (var measure in Minus)
        {
            var row = Row(totals, measure);
            for (var lane = 0; lane < Lanes; lane++)
            {
                values[lane] -= row[lane];
            }
        }
        if (Factor is not null)
        {
            foreach (ref var value in values)
            {
                value = (long)Math.Floor((value * factor) + 0.5);
            }
        }
        if (!Over.IsEmpty)
        {
            Divide(totals, values);
        }
    }

    private void Divide(ReadOnlySpan<long> totals, Span<long> values)
    {
        Span<long> over = stackalloc long[Lanes];
        over.Clear();
        foreach (var measure in Over)
        {
            LongSums.Add(over, Row(totals, measure));
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            // In 128 bits: thousandths of national cents do not fit in 64.
            var twice = 2 * (Int128)over[lane];
            values[lane] = twice <= 0 ? 0 : FloorDivide((2 * (Int128)values[lane] * Thousandths) + over[lane], twice);
        }
    }

    private static long FloorDivide(Int128 value, Int128 by)
    {
        var (quotient, rest) = Int128.DivRem(value, by);
        return (long)(rest < 0 ? quotient - 1 : quotient);
    }

    private static ReadOnlySpan<long> Row(ReadOnlySpan<long> totals, BaseMeasure measure) =>
        totals.Slice((int)measure * Lanes, Lanes);
}
