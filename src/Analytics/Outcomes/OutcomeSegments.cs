using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Outcomes;

/// <summary>By what clients are told apart.</summary>
public enum SegmentKind
{
    /// <summary>Age band on the first day in care.</summary>
    Age,
    Sex,
    Delivery,

    /// <summary>Where the client lived on the first day in care.</summary>
    Wijk,
}

/// <summary>The segments of one kind, each with a name that is the same in every language. Immutable.</summary>
public sealed class OutcomeSegments
{
    private readonly AgeBands bands;
    private readonly ImmutableArray<int> wijkOfLeaf;

    public OutcomeSegments(SegmentKind kind, AgeBands bands, AreaIndex areas)
    {
        (Kind, this.bands, wijkOfLeaf) = (kind, bands, areas.OfLeaf(AreaLevel.Wijk));
        Names = kind switch
        {
            SegmentKind.Age => [.. Enumerable.Range(0, bands.Count).Select(bands.Name)],
            SegmentKind.Sex => [.. Enum.GetNames<Sex>()],
            SegmentKind.Delivery => [.. Enum.GetNames<Delivery>()],
            _ => [.. areas.AreasAt(AreaLevel.Wijk).Select(a => a.Code)],
        };
    }

    public SegmentKind Kind { get; }

    public ImmutableArray<string> Names { get; }

    public int Count => Names.Length;

    internal int Of(int age, Sex sex, Delivery delivery, int leaf) =>
        Kind switch
        {
            SegmentKind.Age => bands.OfAge(age),
            SegmentKind.Sex => (int)sex,
            SegmentKind.Delivery => (int)delivery,
            _ => wijkOfLeaf[leaf],
        };
}
