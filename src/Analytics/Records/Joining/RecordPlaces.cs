using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Records.Joining;

/// <summary>The areas on which records are placed, as the join needs them.</summary>
/// <param name="AreasId">Id under which a workspace keeps the areas.</param>
/// <param name="AreasDigest">Digest of codes and boundaries.</param>
public sealed record RecordPlaces(AreaIndex Index, PointLocator Locate, string AreasId, string AreasDigest)
{
    public static RecordPlaces Of(AreaSet areas) =>
        new(areas.Index, BuurtLocator.Build(areas.Coverage).Locate, areas.Digest, areas.Digest);
}
