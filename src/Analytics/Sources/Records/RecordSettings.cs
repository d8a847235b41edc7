using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records.Mappings;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// How records are read. Only the day of delivery, the postcodes and the former codes change what comes out.
/// </summary>
public sealed record RecordSettings
{
    /// <summary>Day on which the records were delivered: later dates are odd.</summary>
    public required DateOnly Delivered { get; init; }

    /// <summary>Largest share of rows that may be set aside before the whole import is refused; 1 accepts anything.</summary>
    public double MaxRejected { get; init; } = 0.01;

    public int Threads { get; init; } = 1;

    /// <summary>Packed postcode6 or address → leaf; null without a table.</summary>
    public IReadOnlyDictionary<ulong, int>? Postcodes { get; init; }

    /// <summary>How files of another layout are read; null for the native one.</summary>
    public RecordMapping? Mapping { get; init; }

    /// <summary>
    /// Whether columns may be absent, as if empty throughout: all but <c>person</c>, <c>product</c> and <c>started</c>.
    /// </summary>
    public bool SomeColumns { get; init; }

    /// <summary>Whether the text is digested on the way; without, <see cref="SourceReport.Digest"/> is empty.</summary>
    internal bool Digest { get; init; } = true;

    /// <summary>
    /// Buurt code of an older vintage → leaf: the codes in the records are of that vintage, so what it says goes before
    /// what a code means on the map. Null: codes are those of the map.
    /// </summary>
    public IReadOnlyDictionary<string, int>? FormerCodes { get; init; }

    /// <summary>Bytes of text per block. Never changes a result.</summary>
    public int ChunkBytes { get; init; } = 1 << 18;

    /// <summary>Reads every row with care, without kernels: slower, and the same in the end. What tests compare with.</summary>
    internal bool Careful { get; init; }
}
