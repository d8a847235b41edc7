using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>The axes of a cube: area leaf × period × product × age band × sex × delivery.</summary>
/// <param name="Base">The finest period level; coarser levels up to the year are offered too.</param>
/// <param name="Periods">All periods offered, ordered by level, then time.</param>
public sealed record CubeAxes(
    AreaIndex Areas,
    ProductAxis Products,
    AgeBands Bands,
    PeriodLevel Base,
    ImmutableArray<Period> Periods
)
{
    /// <summary>Ordinal of a period, or −1.</summary>
    public int Find(Period period) => Periods.BinarySearch(period);
}
