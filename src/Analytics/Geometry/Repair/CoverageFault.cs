using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Geometry.Repair;

/// <summary>What can be wrong with a coverage.</summary>
public enum CoverageFaultKind
{
    /// <summary>A boundary crosses, touches or runs back over itself.</summary>
    InvalidRing,

    /// <summary>An edge belongs to three polygons or more.</summary>
    EdgeUsedThrice,

    /// <summary>Two buurten or more hold the same ground.</summary>
    Overlap,

    /// <summary>Ground between buurten that none of them holds, thinner than a metre.</summary>
    Gap,

    /// <summary>A corner of one buurt on an edge of its neighbour, which has no corner there.</summary>
    UnmatchedCorner,
}

/// <summary>One fault and its repair.</summary>
/// <param name="At">A point of it.</param>
/// <param name="Buurten">Ordinals of the buurten that it touches; the first of an overlap or a gap is the one that got it.</param>
/// <param name="Area">Unit: square metre; 0 for faults without extent.</param>
/// <param name="Count">How many places it has, counted together when they concern the same buurten.</param>
public sealed record CoverageFault(
    CoverageFaultKind Kind,
    RdPoint At,
    IReadOnlyList<int> Buurten,
    double Area,
    int Count
)
{
    /// <summary>What is wrong, for people.</summary>
    public Bilingual Name => NameOf(Kind);

    /// <summary>What was done about it.</summary>
    public Bilingual Repair =>
        Kind switch
        {
            CoverageFaultKind.InvalidRing => new(
                "inside and outside told apart by counting crossings",
                "binnen en buiten bepaald door snijpunten te tellen"
            ),
            CoverageFaultKind.EdgeUsedThrice => new("drawn anew from the faces", "opnieuw getekend uit de vlakken"),
            CoverageFaultKind.Overlap => new("given to the smallest polygon", "toegekend aan de kleinste polygoon"),
            CoverageFaultKind.Gap => new(
                "given to the neighbour with the longest border",
                "toegekend aan de buur met de langste grens"
            ),
            _ => new("corner added to the neighbour", "hoekpunt toegevoegd bij de buur"),
        };

    public static Bilingual NameOf(CoverageFaultKind kind) =>
        kind switch
        {
            CoverageFaultKind.InvalidRing => new("invalid ring", "ongeldige ring"),
            CoverageFaultKind.EdgeUsedThrice => new(
                "edge used three times or more",
                "zijde drie keer of vaker gebruikt"
            ),
            CoverageFaultKind.Overlap => new("overlap", "overlap"),
            CoverageFaultKind.Gap => new("narrow gap", "smalle kier"),
            _ => new("unmatched corner", "hoekpunt zonder tegenhanger"),
        };
}
