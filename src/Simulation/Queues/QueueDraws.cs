using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Queues;

/// <summary>Draws of one coupling set at one step. Cell = set in the upper half, list in the lower.</summary>
internal readonly struct QueueDraws(BlockDraws draws, uint set, uint step)
{
    /// <summary>Sets are told apart by 16 bits.</summary>
    public const uint MostSets = 1 << 16;

    public BlockDraws Draws => draws;

    public uint Step => step;

    public DrawAddress At(int list, Purpose purpose, int draw = 0) =>
        new((set << 16) | (uint)list, step, (uint)purpose, (uint)draw);
}
