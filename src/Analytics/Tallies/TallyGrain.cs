namespace Populatie.Analytics.Tallies;

/// <summary>
/// By what a tally counts, besides the product. Persons are distinct within each cell of the grain, so a coarser tally is
/// counted anew: its clients are not the sum of those of a finer one (law A5).
/// </summary>
/// <param name="Areas">By leaf, else all areas together.</param>
/// <param name="Quarters">By quarter, else by year.</param>
/// <param name="Ages">By age band, else all ages together.</param>
/// <param name="Sexes">By sex, else together.</param>
public sealed record TallyGrain(bool Areas, bool Quarters, bool Ages, bool Sexes)
{
    /// <summary>Leaf × quarter × product × age band × sex.</summary>
    public static TallyGrain Full { get; } = new(true, true, true, true);

    /// <summary>Year × product.</summary>
    public static TallyGrain Years { get; } = new(false, false, false, false);
}
