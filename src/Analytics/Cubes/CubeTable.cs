namespace Populatie.Analytics.Cubes;

/// <summary>
/// Non-empty cells in ascending order of key, one integer column per measure. Immutable after building; thread-safe.
/// </summary>
public sealed class CubeTable
{
    private readonly ulong[] keys;
    private readonly long[][] columns;

    public CubeTable(IReadOnlyList<string> measures, ulong[] keys, long[][] columns)
    {
        if (columns.Length != measures.Count || columns.Any(c => c.Length != keys.Length))
        {
            throw new ArgumentException("one column per measure, each as long as the keys", nameof(columns));
        }
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] <= keys[i - 1])
            {
                throw new ArgumentException("keys ascend strictly", nameof(keys));
            }
        }
        (Measures, this.keys, this.columns) = (measures, keys, columns);
    }

    public IReadOnlyList<string> Measures { get; }

    public int Count => keys.Length;

    public CellKey KeyAt(int row) => new(keys[row]);

    public ReadOnlySpan<ulong> Keys => keys;

    /// <summary>Values of a measure, in the order of the keys. Unit: as the measure says (persons, days, minutes, cents).</summary>
    /// <exception cref="ArgumentException">The table has no such measure.</exception>
    public ReadOnlySpan<long> Column(string measure) => ColumnMemory(measure).Span;

    /// <summary>As <see cref="Column"/>, for those who keep it across an iteration.</summary>
    public ReadOnlyMemory<long> ColumnMemory(string measure)
    {
        for (var i = 0; i < Measures.Count; i++)
        {
            if (string.Equals(Measures[i], measure, StringComparison.Ordinal))
            {
                return columns[i];
            }
        }
        throw new ArgumentException($"no measure {measure} in this table", nameof(measure));
    }
}
