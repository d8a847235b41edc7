namespace Populatie.Analytics.Tallies;

/// <summary>Where rows wait that memory has no room for. Thread-safe; what was laid aside is gone after disposal.</summary>
internal interface ITallySpill : IDisposable
{
    /// <summary>Lays rows aside.</summary>
    /// <returns>Where they are.</returns>
    long Write(ReadOnlySpan<TallyEntry> rows);

    /// <summary>Reads rows back.</summary>
    void Read(long place, Span<TallyEntry> rows);
}
