namespace Populatie.Analytics.Geometry.Repair;

/// <summary>Gathers faults; those of one kind between the same buurten are counted as one line.</summary>
internal sealed class FaultList
{
    private readonly Dictionary<string, CoverageFault> faults = new(StringComparer.Ordinal);

    public bool IsEmpty => faults.Count == 0;

    public void Add(CoverageFaultKind kind, RdPoint at, IReadOnlyList<int> buurten, double area)
    {
        var key = $"{kind} {string.Join(' ', buurten)}";
        faults[key] = faults.TryGetValue(key, out var known)
            ? known with
            {
                Area = known.Area + area,
                Count = known.Count + 1,
            }
            : new CoverageFault(kind, at, buurten, area, 1);
    }

    public IReadOnlyList<CoverageFault> ToList() =>
        [
            .. faults
                .Values.OrderBy(f => f.Kind)
                .ThenByDescending(f => f.Area)
                .ThenBy(f => f.Buurten[0])
                .ThenBy(f => f.At.X)
                .ThenBy(f => f.At.Y),
        ];
}
