using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Rows of some areas and years that wait until a few blocks have brought theirs. As long as those areas take turns block by
/// block, little waits at a time, however large the country. Used again and again, by one thread.
/// </summary>
internal sealed class WaitingRows
{
    private readonly Dictionary<(Accumulator Level, int Area, int Year), PendingBlocks> waiting = [];
    private readonly Dictionary<Accumulator, Stack<PendingBlocks>> spare = [];

    /// <param name="block">As <see cref="PackedRows.Written"/>.</param>
    /// <param name="lanes">How many of each eight numbers are replicates of the run.</param>
    public void Add(Accumulator level, int area, int year, ReadOnlySpan<byte> block, int lanes)
    {
        if (!waiting.TryGetValue((level, area, year), out var own))
        {
            own = SpareOf(level).TryPop(out var used) ? used : new(level.SketchedPerYear);
            waiting.Add((level, area, year), own);
        }
        own.Add(block, lanes);
    }

    /// <summary>Counts all that waits.</summary>
    public void Count()
    {
        foreach (var ((level, area, year), own) in waiting)
        {
            level.Count(area, year, own);
            SpareOf(level).Push(own);
        }
        waiting.Clear();
    }

    private Stack<PendingBlocks> SpareOf(Accumulator level)
    {
        if (!spare.TryGetValue(level, out var own))
        {
            spare.Add(level, own = new());
        }
        return own;
    }
}
