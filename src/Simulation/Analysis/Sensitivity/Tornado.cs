using System.Collections.Immutable;

namespace Populatie.Simulation.Analysis.Sensitivity;

/// <summary>What one factor does to a figure while the others stay at their central values.</summary>
/// <param name="AtLow">
/// The figure at the lower end of the factor; of a factor that is drawn as a whole: where 5% of its draws lead below.
/// </param>
/// <param name="AtHigh">At the upper end; or where 5% lead above.</param>
/// <param name="Error">Standard error, by chance, of the larger of the two differences with the middle.</param>
public sealed record TornadoBar(Factor Factor, double AtLow, double AtHigh, double Error)
{
    /// <summary>From the lowest to the highest of its ends and the middle.</summary>
    public double Swing(double central) =>
        Math.Max(central, Math.Max(AtLow, AtHigh)) - Math.Min(central, Math.Min(AtLow, AtHigh));
}

/// <summary>One factor at a time, all on the same chance.</summary>
/// <param name="Central">Mean of the figure with every factor at its central value.</param>
/// <param name="Bars">In the order of the factors.</param>
public sealed record Tornado(double Central, ImmutableArray<TornadoBar> Bars)
{
    /// <summary>Standard deviations from the middle of a bell curve to its 95% point.</summary>
    private const double To95 = 1.6449;

    /// <summary>The blocks to evaluate, and with their values the tornado.</summary>
    /// <param name="rows">Draws of chance to average over: a multiple of 8.</param>
    /// <param name="chance">Seed of the chance.</param>
    /// <param name="spread">Seed of the draws of factors that are drawn as a whole.</param>
    public static Tornado Of(
        IUncertainModel model,
        int rows,
        ulong chance,
        ulong spread,
        CancellationToken cancellation = default
    )
    {
        var factors = model.Factors;
        var central = ImmutableArray.CreateRange(factors, _ => Placement.Central);
        var blocks = new List<PointBlock>();
        void Add(ImmutableArray<Placement> placements)
        {
            for (var row = 0; row < rows; row += PointBlock.Size)
            {
                blocks.Add(new(row, chance, placements));
            }
        }

        Add(central);
        for (var f = 0; f < factors.Length; f++)
        {
            if (factors[f].Range is null)
            {
                Add(central.SetItem(f, Placement.Drawn(spread)));
                continue;
            }
            Add(central.SetItem(f, Placement.Low));
            Add(central.SetItem(f, Placement.High));
        }
        var values = model.Evaluate(blocks, cancellation);
        return Read(factors, values, rows);
    }

    private static Tornado Read(ImmutableArray<Factor> factors, ReadOnlySpan<double> values, int rows)
    {
        var middle = values[..rows];
        var central = Mean(middle);
        var bars = ImmutableArray.CreateBuilder<TornadoBar>(factors.Length);
        var next = rows;
        foreach (var factor in factors)
        {
            var (low, lowSd) = Difference(values.Slice(next, rows), middle);
            next += rows;
            if (factor.Range is null)
            {
                bars.Add(
                    new(factor, central + low - (To95 * lowSd), central + low + (To95 * lowSd), lowSd / Math.Sqrt(rows))
                );
                continue;
            }
            var (high, highSd) = Difference(values.Slice(next, rows), middle);
            next += rows;
            var sd = Math.Abs(high) > Math.Abs(low) ? highSd : lowSd;
            bars.Add(new(factor, central + low, central + high, sd / Math.Sqrt(rows)));
        }
        return new(central, bars.MoveToImmutable());
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum / values.Length;
    }

    /// <summary>Mean and standard deviation of paired differences.</summary>
    private static (double Mean, double Sd) Difference(ReadOnlySpan<double> values, ReadOnlySpan<double> middle)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] - middle[i];
        }
        var mean = sum / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var off = values[i] - middle[i] - mean;
            squares += off * off;
        }
        return (mean, Math.Sqrt(squares / (values.Length - 1)));
    }
}
