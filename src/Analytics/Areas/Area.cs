namespace Populatie.Analytics.Areas;

/// <summary>One area of one level: its official code (or a code of ours for groupings) and its name.</summary>
public sealed record Area(string Code, string Name, AreaLevel Level)
{
    /// <summary>True for the child that holds what is known only to the level above.</summary>
    public bool IsUnknown => Code.StartsWith(AreaIndex.UnknownName, StringComparison.Ordinal);
}

/// <summary>A buurt with the wijk and gemeente that hold it, as read from a source.</summary>
public sealed record Buurt(string Code, string Name, string WijkCode, string GemeenteCode);

/// <summary>A division of all buurten of an <see cref="AreaIndex"/> into named groups: buurtteams, provider areas.</summary>
/// <param name="Level">Which kind of grouping this is.</param>
/// <param name="Areas">The groups, ordered by code (ordinal comparison).</param>
/// <param name="OfBuurt">Shape [Buurt]: ordinal of the group of each buurt; each buurt is in exactly one.</param>
public sealed record Grouping(AreaLevel Level, IReadOnlyList<Area> Areas, IReadOnlyList<int> OfBuurt);
