namespace Populatie.Simulation.Statistics;

/// <summary>Room for <see cref="SparseRows"/>, all zero at first.</summary>
internal sealed class RowTables(int tables, int height)
{
    private readonly long[] rows = new long[SparseRows.LengthOf(tables, height)];
    private readonly ulong[] used = new ulong[tables];

    public SparseRows Rows => new(rows, used, height);
}
