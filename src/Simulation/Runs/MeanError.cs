using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// How well a mean over the futures is known so far, for those who wait for a run: of real cost of everything in the last
/// year where nothing else is aimed at. Enters no result, nor whether a run goes on. Not thread-safe.
/// </summary>
internal sealed class MeanError
{
    private readonly CellTable? table;
    private readonly int scale;
    private readonly int position;
    private readonly int year;
    private readonly int firstReplicate;
    private int count;
    private double mean;
    private double squares;

    public MeanError(ProjectionPart part, int firstReplicate, PrecisionTarget? aim)
    {
        var measure = aim?.Measure ?? Measures.CostReal;
        var own = part.Accumulators.FirstOrDefault(a => a.Level == AreaLevel.Gemeente)?.TableOf(measure);
        if (own is null)
        {
            return;
        }
        (this.firstReplicate, scale) = (firstReplicate, measure.Scale);
        (position, year) = (own.Axis - 1, own.Years - 1);
        if (aim is not null && part.Inputs.Fit.Products.TryFind(aim.Product, out var ordinal))
        {
            position = Math.Min(part.Axis.Ordinals.IndexOf(ordinal), own.Axis - 1);
            year = aim.Year - part.Inputs.Scenario.FirstYear;
        }
        table = position >= own.KeptFrom ? own : null;
    }

    /// <summary>In the unit of the measure; NaN while it cannot be told.</summary>
    public double Mean => count < 2 ? double.NaN : mean / scale;

    /// <summary>Standard error of the mean as a share of it; NaN while it cannot be told.</summary>
    public double Share =>
        count < 2 || mean == 0 ? double.NaN : Math.Sqrt(squares / (count - 1) / count) / Math.Abs(mean);

    /// <summary>Takes in replicates that are finished.</summary>
    public void Add(int first, int replicates)
    {
        if (table is null)
        {
            return;
        }
        for (var replicate = first; replicate < first + replicates; replicate++)
        {
            var value = 0.0;
            for (var area = 0; area < table.AreaCount; area++)
            {
                value += table.KeptAt(area, position, year, replicate - firstReplicate);
            }
            count++;
            var off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }
    }
}
