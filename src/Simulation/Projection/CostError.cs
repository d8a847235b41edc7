using Populatie.Analytics.Areas;

namespace Populatie.Simulation.Projection;

/// <summary>
/// How well the mean of the real cost of everything in the last year is known so far: for those who wait for a run, and for
/// whoever wants to end one when it is known well enough. Enters no result. Not thread-safe.
/// </summary>
internal sealed class CostError(ProjectionPart part, int firstReplicate)
{
    private readonly CellTable? table = part
        .Accumulators.FirstOrDefault(a => a.Level == AreaLevel.Gemeente)
        ?.TableOf(Measures.CostReal);

    private int count;
    private double mean;
    private double squares;

    /// <summary>Standard error of the mean as a share of it; NaN while it cannot be told.</summary>
    public double Share =>
        count < 2 || mean == 0 ? double.NaN : Math.Sqrt(squares / (count - 1) / count) / Math.Abs(mean);

    /// <summary>Takes in replicates that are finished.</summary>
    public void Add(int first, int replicates)
    {
        if (table is null || table.KeptFrom == table.Axis)
        {
            return;
        }
        for (var replicate = first; replicate < first + replicates; replicate++)
        {
            var value = 0.0;
            for (var area = 0; area < table.AreaCount; area++)
            {
                value += table.KeptAt(area, table.Axis - 1, table.Years - 1, replicate - firstReplicate);
            }
            count++;
            var off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }
    }
}
