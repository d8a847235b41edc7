namespace Populatie.Analytics.Sources.Addresses;

/// <summary>Where postcodes and addresses lie. Immutable; thread-safe.</summary>
/// <param name="Leaves">
/// Packed postcode6 → leaf, and for postcodes that lie in several buurten also packed address → leaf
/// (<see cref="Analytics.Records.Joining.PlaceCode"/>). A postcode in one buurt needs no addresses: whatever the house, it lies there.
/// </param>
/// <param name="Year">Year of the buurten that the heading names; null without.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Shared">Postcodes of the areas that lie in more than one buurt.</param>
public sealed record AddressTable(IReadOnlyDictionary<ulong, int> Leaves, int? Year, long Rows, int Shared);
