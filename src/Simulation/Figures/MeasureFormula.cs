using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Figures;

/// <summary>
/// How a measure is made of what is summed: (sum of <see cref="Plus"/> − sum of <see cref="Minus"/>) × factor ÷ sum of
/// <see cref="Over"/>, a ratio rounded half up to a kept whole number and persons as <see cref="PersonDraws"/> says. Made from sums
/// of an area and an axis position, never from parts of them: a ratio of sums is not a sum of ratios. Immutable.
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

    /// <summary>A factor per area and product or total, the same in every replicate: shape [Area, product axis]; null for 1.</summary>
    public Func<Fit, AreaLevel, double[]>? Factor { get; init; }

    /// <summary>
    /// Those of <see cref="Plus"/> that the factor is taken of, each apart, so that what is told of each adds up; the others count
    /// as they are. Default: the factor is of the whole.
    /// </summary>
    public ImmutableArray<BaseMeasure> Overlapping { get; init; }

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

    public MeasureFormula Times(Func<Fit, AreaLevel, double[]> factor) => this with { Factor = factor };

    /// <summary>Persons behind uses of products: of the overlapping ones, who has two counts once in a total.</summary>
    /// <param name="uses">All of them.</param>
    public static MeasureFormula PersonsOf(
        ImmutableArray<BaseMeasure> overlapping,
        params ImmutableArray<BaseMeasure> uses
    ) =>
        new()
        {
            Plus = uses,
            Overlapping = overlapping,
            Factor = (fit, level) => fit.PersonsPerUseAt(level),
        };

    /// <summary>The base measure that it simply is; null when it takes more to make it.</summary>
    public BaseMeasure? Alone => Plus.Length == 1 && Minus.IsEmpty && Over.IsEmpty && Factor is null ? Plus[0] : null;

    /// <summary>The values of eight replicates. Not for a quantile of waits.</summary>
    /// <param name="totals">Per position a row per <see cref="BaseMeasure"/>, summed over the area.</param>
    /// <param name="factor">What <see cref="Factor"/> gives here.</param>
    /// <param name="product">Ordinal of the position on the axis of products and totals.</param>
    /// <param name="persons">Of the area and year; what it gives is used with a factor alone.</param>
    public Vector512<long> Of(SparseRows totals, int position, double factor, int product, PersonDraws persons)
    {
        if (!Overlapping.IsDefault)
        {
            var parts = Vector512<long>.Zero;
            foreach (var measure in Plus)
            {
                var own = Overlapping.Contains(measure) ? factor : 1;
                parts += Times(totals[position, (int)measure], own, product, measure, persons);
            }
            return parts;
        }
        var values = Sum(totals, position, Plus) - Sum(totals, position, Minus);
        if (values == Vector512<long>.Zero)
        {
            return values;
        }
        values = Factor is null ? values : Times(values, factor, product, Plus[0], persons);
        return Over.IsEmpty ? values : Divide(values, Sum(totals, position, Over));
    }

    private static Vector512<long> Times(
        Vector512<long> values,
        double factor,
        int product,
        BaseMeasure measure,
        PersonDraws persons
    ) => factor == 1 ? values : persons.Whole(Vector512.ConvertToDouble(values) * factor, product, measure);

    private Vector512<long> Divide(Vector512<long> values, Vector512<long> over)
    {
        // Twice a number times the scale, and as much again, below 2⁵³: the floor of their quotient as doubles is the exact one.
        var most = Vector512.Create((1L << 51) / Thousandths);
        var isSmall =
            Vector512.LessThanAll(values | over, most)
            && Vector512.GreaterThanOrEqualAll(values | over, Vector512<long>.Zero);
        if (isSmall)
        {
            var twice = over + over;
            var above = (values * Vector512.Create(2L * Thousandths)) + over;
            var ratio = Vector512.Floor(Vector512.ConvertToDouble(above) / Vector512.ConvertToDouble(twice));
            return Vector512.ConvertToInt64Native(ratio) & Vector512.GreaterThan(over, Vector512<long>.Zero);
        }
        Span<long> ratios = stackalloc long[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            ratios[lane] = over[lane] > 0 ? RoundedRatio(values[lane], over[lane]) : 0;
        }
        return Vector512.Create<long>(ratios);
    }

    /// <summary>Half up: the floor of (2 × value × scale + over) ÷ (2 × over).</summary>
    private long RoundedRatio(long value, long over)
    {
        const long most = 1L << 44;
        if (value is >= 0 and < most && over < most)
        {
            return ((2 * value * Thousandths) + over) / (2 * over);
        }
        // In 128 bits: thousandths of national cents do not fit in 64.
        var (quotient, rest) = Int128.DivRem((2 * (Int128)value * Thousandths) + over, 2 * (Int128)over);
        return (long)(rest < 0 ? quotient - 1 : quotient);
    }

    private static Vector512<long> Sum(SparseRows totals, int position, ImmutableArray<BaseMeasure> measures)
    {
        var sum = Vector512<long>.Zero;
        foreach (var measure in measures)
        {
            sum += totals[position, (int)measure];
        }
        return sum;
    }
}
