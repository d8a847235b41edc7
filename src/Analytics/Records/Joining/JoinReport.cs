using System.Collections.Immutable;

namespace Populatie.Analytics.Records.Joining;

/// <summary>What placed a record on a leaf.</summary>
public enum PlacedBy : byte
{
    /// <summary>RD coordinates within a buurt.</summary>
    Coordinates,

    /// <summary>A buurt code of the areas.</summary>
    BuurtCode,

    /// <summary>A postcode of the postcode table.</summary>
    Postcode,

    /// <summary>A postcode with house number, of a postcode that lies in several buurten.</summary>
    Address,
}

/// <summary>Why a record is on an <c>onbekend</c> leaf.</summary>
public enum UnknownPlace : byte
{
    /// <summary>No coordinates, postcode or buurt code.</summary>
    NoPlace,

    /// <summary>Coordinates outside every buurt.</summary>
    Outside,

    /// <summary>A postcode, and no table to look it up in.</summary>
    PostcodeWithoutTable,

    /// <summary>A postcode that the table does not have, or that is not one.</summary>
    PostcodeUnknown,

    /// <summary>A code that the areas do not have.</summary>
    CodeUnknown,

    /// <summary>A wijk code: known to the wijk only.</summary>
    KnownToWijk,

    /// <summary>A gemeente code: known to the gemeente only.</summary>
    KnownToGemeente,
}

/// <summary>
/// How records found their place. Law A2: records = Σ <see cref="Located"/> + Σ <see cref="Unknown"/>. Immutable.
/// </summary>
/// <param name="Located">Shape [<see cref="PlacedBy"/>]: records on a buurt, by what placed them.</param>
/// <param name="Unknown">Shape [<see cref="UnknownPlace"/>]: records on an <c>onbekend</c> leaf, by reason.</param>
public sealed record JoinReport(ImmutableArray<long> Located, ImmutableArray<long> Unknown)
{
    public static JoinReport Empty { get; } =
        new([.. new long[Enum.GetValues<PlacedBy>().Length]], [.. new long[Enum.GetValues<UnknownPlace>().Length]]);

    public long LocatedCount => Located.Sum();

    public long UnknownCount => Unknown.Sum();

    public long Records => LocatedCount + UnknownCount;

    public long Of(PlacedBy way) => Located[(int)way];

    public long Of(UnknownPlace reason) => Unknown[(int)reason];

    /// <summary>The two reports as one. Sums of integers, so any grouping gives the same.</summary>
    public JoinReport Plus(JoinReport other) =>
        new([.. Located.Zip(other.Located, (a, b) => a + b)], [.. Unknown.Zip(other.Unknown, (a, b) => a + b)]);
}
