using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// Records counted as they stand, by cell: quick figures straight from a file. Cells are in the order of their keys; those
/// without records are absent. Immutable.
/// </summary>
public sealed record Tally(TallyGrain Grain, AgeBands Bands, ImmutableArray<TallyCell> Cells)
{
    public long Rows => Cells.Sum(c => c.Rows);

    public long CostCents => Cells.Sum(c => c.CostCents);

    public long Days => Cells.Sum(c => c.Days);
}
