using Populatie.Analytics.Areas;

namespace Populatie.Simulation.Capacity;

/// <summary>The staff, places and money of one group of products in one area: whoever asks for one of them there shares it.</summary>
/// <param name="Group">Ordinal of the group in the scenario.</param>
/// <param name="Name">Name of the group.</param>
/// <param name="Level">Level of the area: that of the group, or the next wider one that these areas have.</param>
/// <param name="Area">Ordinal of the area on that level.</param>
/// <param name="Gemeente">Ordinal of the gemeente; a pool never crosses its border.</param>
/// <param name="HasPlaces">Whether care happens in places of the provider.</param>
/// <param name="IsIntake">Whether requests are taken in here.</param>
internal sealed record CarePool(
    int Group,
    string Name,
    AreaLevel Level,
    int Area,
    int Gemeente,
    bool HasPlaces,
    bool IsIntake
);

/// <summary>People who wait for the same thing at the same pool.</summary>
/// <param name="Pool">Ordinal of the pool that must serve them.</param>
/// <param name="Slot">Position of the product they asked for in <c>CellPlan.Used</c>.</param>
/// <param name="Destination">
/// Leg 1 (request → decision): ordinal of the list that the decided go to. Leg 2 (decision → start): −1.
/// </param>
internal readonly record struct WaitingList(int Pool, int Slot, int Destination)
{
    /// <summary>Whether these wait for a decision of the team, not yet for care.</summary>
    public bool IsIntake => Destination >= 0;
}
