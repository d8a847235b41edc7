using System.Collections.Immutable;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Capacity;

/// <summary>The buurten, pools and lists of one gemeente. Its own ordinals are those of the plan less the first.</summary>
/// <param name="Gemeente">Ordinal of the gemeente.</param>
/// <param name="Buurten">Ordinals, ascending.</param>
/// <param name="Queue">Its pools and lists by their own ordinals, for the queues.</param>
internal sealed record SetPlan(
    int Gemeente,
    ImmutableArray<int> Buurten,
    int FirstPool,
    int PoolCount,
    int FirstList,
    int ListCount,
    QueuePlan Queue
);
