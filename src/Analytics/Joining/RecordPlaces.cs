using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Joining;

/// <summary>The areas on which records are placed, as the join needs them.</summary>
/// <param name="AreasId">Id under which the workspace keeps the areas.</param>
/// <param name="AreasDigest">Digest of codes and boundaries.</param>
public sealed record RecordPlaces(AreaIndex Index, PointLocator Locate, string AreasId, string AreasDigest);
