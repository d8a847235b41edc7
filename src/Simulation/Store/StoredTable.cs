using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>Statistics of one measure at one level, as stored: shape [Area, Position, Year]. Immutable.</summary>
public sealed class StoredTable
{
    private readonly double[] mean;
    private readonly double[] sd;
    private readonly long[][] quantiles;
    private readonly long[] values;
    private readonly int[] shape;

    internal StoredTable(ColumnFile file)
    {
        shape = file.Get<int>("shape");
        (mean, sd) = (file.Get<double>("mean"), file.Get<double>("sd"));
        quantiles = [.. new[] { "p5", "p25", "p50", "p75", "p95" }.Select(n => RunFiles.Whole(file, n))];
        values = file.Has("values") ? RunFiles.Whole(file, "values") : [];
        Scale = int.Parse(file.Meta["scale"], CultureInfo.InvariantCulture);
        QuantileError = long.Parse(file.Meta["quantile_error"], CultureInfo.InvariantCulture) / (double)Scale;
    }

    private StoredTable(int[] shape, long[] values, int scale, int replicates)
    {
        var cells = shape[0] * shape[1] * shape[2];
        (this.shape, this.values, Scale) = (shape, values, scale);
        (mean, sd) = (new double[cells], new double[cells]);
        quantiles = [.. Summary.Levels.Select(_ => new long[cells])];
        for (var cell = 0; cell < cells; cell++)
        {
            var summary = Summary.Of(values.AsSpan(cell * replicates, replicates));
            (mean[cell], sd[cell]) = (summary.Mean, summary.Sd);
            for (var q = 0; q < quantiles.Length; q++)
            {
                quantiles[q][cell] = summary.Quantiles[q];
            }
        }
    }

    /// <summary>A table of which every value was kept, and nothing else: its statistics follow from them.</summary>
    internal static StoredTable OfValues(ColumnFile file, Measure measure, int replicates) =>
        new(file.Get<int>("shape"), RunFiles.Whole(file, "values"), measure.Scale, replicates);

    public int AreaCount => shape[0];

    public int PositionCount => shape[1];

    public int YearCount => shape[2];

    /// <summary>Kept whole numbers per unit.</summary>
    public int Scale { get; }

    /// <summary>Largest error of a quantile in this table, in the unit; 0 where all values were kept.</summary>
    public double QuantileError { get; }

    /// <summary>Whether every replicate's value was kept.</summary>
    public bool Keeps(int position) => position >= shape[3];

    public Distribution At(int area, int position, int year, int replicates)
    {
        var cell = (((area * PositionCount) + position) * YearCount) + year;
        double Quantile(int q) => quantiles[q][cell] / (double)Scale;
        var deviation = sd[cell] / Scale;
        return new(
            mean[cell] / Scale,
            deviation,
            deviation / Math.Sqrt(replicates),
            Quantile(0),
            Quantile(1),
            Quantile(2),
            Quantile(3),
            Quantile(4)
        );
    }

    /// <summary>Values of all replicates, in kept whole numbers; empty where they were not kept.</summary>
    public ReadOnlySpan<long> Values(int area, int position, int year, int replicates)
    {
        if (!Keeps(position))
        {
            return [];
        }
        var kept = PositionCount - shape[3];
        return values.AsSpan(((((area * kept) + position - shape[3]) * YearCount) + year) * replicates, replicates);
    }
}
