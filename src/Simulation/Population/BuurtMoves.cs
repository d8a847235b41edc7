using System.Runtime.Intrinsics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>
/// Moves out of and into one buurt, the same for all replicates: worked out anew only for another buurt, or in a year in
/// which departures are raked otherwise. One instance per thread.
/// </summary>
internal sealed class BuurtMoves(MoveProfile profile)
{
    private const int Ages = AgeBands.AgeCount;
    private const int Cells = PopulationTable.CellsPerBuurt;
    private readonly double[] arrivals = new double[Cells];
    private readonly double[] laws = new double[Cells * ChanceLaw.Width];
    private int current = -1;
    private double raked;

    /// <summary>Arrivals per year that do not depend on how many live there now; shape [Sex, Age].</summary>
    public ReadOnlySpan<double> Arrivals => arrivals;

    /// <summary>The chance of moving out; shape [Sex, Age, <see cref="ChanceLaw.Width"/>].</summary>
    public ReadOnlySpan<double> Laws => laws;

    /// <param name="factor">On departures.</param>
    public void Turn(int buurt, double factor)
    {
        if (buurt == current && factor.Equals(raked))
        {
            return;
        }
        for (var cell = 0; cell < Cells; cell++)
        {
            var (sex, age) = (cell / Ages, cell % Ages);
            var chance = Math.Min(1, profile.LeaveProbability(buurt, sex, age) * factor);
            ChanceLaw.Write(Vector512.Create(chance), laws.AsSpan(cell * ChanceLaw.Width, ChanceLaw.Width));
            arrivals[cell] = profile.Arrivals(buurt, sex, age);
        }
        (current, raked) = (buurt, factor);
    }
}
