using System.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>
/// Whose care ended otherwise than plainly in a step of a buurt. They are few, so they are listed, and each person's way is
/// decided by a uniform of its own.
/// </summary>
internal sealed class OtherEnds(int cells)
{
    private readonly int[] places = new int[cells * Block8.Size];
    private readonly int[] persons = new int[cells * Block8.Size];

    /// <summary>Cells × replicates that have any.</summary>
    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Adds a cell.</summary>
    /// <param name="others">Shape [8].</param>
    public void Add(int cell, ReadOnlySpan<double> others)
    {
        for (var lanes = LaneSums.AboveZero(others); lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            places[Count] = (cell * Block8.Size) + lane;
            persons[Count++] = unchecked((int)others[lane]);
        }
    }

    public (int Cell, int Lane, int Persons) this[int index] =>
        (places[index] / Block8.Size, places[index] % Block8.Size, persons[index]);
}
