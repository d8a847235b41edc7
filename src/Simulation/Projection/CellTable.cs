namespace Populatie.Simulation.Projection;

/// <summary>
/// One measure at one level: shape [Area, Axis, Year]. From an axis position on every replicate's value is kept (exact
/// quantiles, comparisons); before it only sketches are.
/// </summary>
internal sealed class CellTable
{
    private readonly int axis;
    private readonly int years;
    private readonly int keptFrom;
    private readonly int replicates;
    private readonly Sketches? sketches;
    private readonly long[] kept;

    public CellTable(int areas, int axis, int years, int keptFrom, int replicates)
    {
        (this.axis, this.years, this.keptFrom, this.replicates) = (axis, years, keptFrom, replicates);
        AreaCount = areas;
        sketches = keptFrom > 0 ? new(areas * keptFrom * years) : null;
        kept = new long[(long)areas * (axis - keptFrom) * years * replicates];
    }

    public int AreaCount { get; }

    public int Axis => axis;

    public int Years => years;

    /// <summary>First axis position whose values are all kept; equal to <see cref="Axis"/> when none are.</summary>
    public int KeptFrom => keptFrom;

    public void Add(int area, int position, int year, int firstReplicate, ReadOnlySpan<long> values)
    {
        if (position >= keptFrom)
        {
            values.CopyTo(kept.AsSpan(KeptAt(area, position, year) + firstReplicate));
        }
        else
        {
            sketches!.Add((((area * keptFrom) + position) * years) + year, values);
        }
    }

    public Summary Summarise(int area, int position, int year) =>
        position >= keptFrom
            ? Summary.Of(Kept(area, position, year))
            : sketches!.Summarise((((area * keptFrom) + position) * years) + year, replicates);

    /// <summary>Values of all replicates, in their order.</summary>
    public ReadOnlySpan<long> Kept(int area, int position, int year) =>
        kept.AsSpan(KeptAt(area, position, year), replicates);

    /// <summary>Shape [Area, Axis from <see cref="KeptFrom"/>, Year, Replicate].</summary>
    public ReadOnlySpan<long> AllKept => kept;

    /// <summary>Widest bin of an axis position and area: the bound of the quantiles' error, in kept units.</summary>
    public long ErrorOf(int area, int position, int year) =>
        position >= keptFrom ? 0 : sketches!.WidthOf((((area * keptFrom) + position) * years) + year) - 1;

    private int KeptAt(int area, int position, int year) =>
        ((((area * (axis - keptFrom)) + position - keptFrom) * years) + year) * replicates;
}
