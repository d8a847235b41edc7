using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>Who died, moved out and moved in in one year of a buurt, by age on its 1 January. Shape of each [Sex, Age, 8].</summary>
internal sealed class DemographyFlows
{
    private const int Lanes = Block8.Size;
    private const int Length = PopulationTable.CellsPerBuurt * Lanes;

    public double[] Die { get; } = new double[Length];

    public double[] MoveOut { get; } = new double[Length];

    public double[] MoveIn { get; } = new double[Length];

    public void Clear()
    {
        Array.Clear(Die);
        Array.Clear(MoveOut);
        Array.Clear(MoveIn);
    }

    /// <param name="cells">The cell of each row.</param>
    /// <param name="dead">Shape [Row, 8].</param>
    /// <param name="gone">Shape [Row, 8].</param>
    public void Depart(ReadOnlySpan<int> cells, ReadOnlySpan<double> dead, ReadOnlySpan<double> gone)
    {
        Put(cells, dead, Die);
        Put(cells, gone, MoveOut);
    }

    /// <inheritdoc cref="Depart"/>
    /// <param name="came">Shape [Row, 8].</param>
    public void Arrive(ReadOnlySpan<int> cells, ReadOnlySpan<double> came) => Put(cells, came, MoveIn);

    private static void Put(ReadOnlySpan<int> cells, ReadOnlySpan<double> rows, double[] into)
    {
        for (var row = 0; row < cells.Length; row++)
        {
            rows.Slice(row * Lanes, Lanes).CopyTo(into.AsSpan(cells[row] * Lanes));
        }
    }
}
