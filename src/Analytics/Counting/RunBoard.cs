using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Counting;

/// <summary>
/// All counts of one table of the cube under construction, added as runs of periods (<see cref="CountRun"/>) and shared by
/// all threads as a <see cref="CellBoard"/> is. Thread-safe.
/// </summary>
/// <param name="leaves">How leaves are divided over tables.</param>
/// <param name="periods">Periods of the cube.</param>
/// <param name="measures">Names of the measures, at most 16.</param>
internal sealed class RunBoard(LeafRanges leaves, int periods, IReadOnlyList<string> measures)
{
    private readonly RunTable?[] tables = new RunTable?[leaves.TableCount];
    private readonly Lock[] doors = [.. Enumerable.Range(0, leaves.TableCount).Select(_ => new Lock())];

    public CellBuffer<ulong> NewBuffer() => new(leaves, Add);

    /// <summary>Puts all cells in order of their keys, and lets go of the tables. Call once, when nobody adds any more.</summary>
    public CubeTable ToCubeTable(int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        var orders = new RunOrder?[tables.Length];
        Parallel.For(0, tables.Length, options, t => orders[t] = tables[t]?.ToOrder());
        var begins = new int[tables.Length + 1];
        for (var t = 0; t < tables.Length; t++)
        {
            begins[t + 1] = begins[t] + (orders[t]?.CellCount ?? 0);
        }
        var keys = new ulong[begins[^1]];
        var columns = measures.Select(_ => new long[begins[^1]]).ToArray();
        Parallel.For(
            0,
            tables.Length,
            options,
            t =>
            {
                orders[t]?.Table.CopyCells(orders[t]!, keys, columns, begins[t]);
                (tables[t], orders[t]) = (null, null);
            }
        );
        return new CubeTable(measures, keys, columns);
    }

    private void Add(int table, ReadOnlySpan<ulong> runs)
    {
        lock (doors[table])
        {
            (tables[table] ??= new RunTable(periods, measures.Count)).Add(runs);
        }
    }
}
