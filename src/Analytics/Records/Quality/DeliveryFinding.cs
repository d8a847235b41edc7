using System.Collections.Immutable;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Records.Quality;

/// <summary>How much a finding asks of the person who mends the delivery.</summary>
public enum FindingWeight : byte
{
    /// <summary>Rows that could not be read.</summary>
    SetAside,

    /// <summary>Readable, and probably wrong.</summary>
    Odd,

    /// <summary>Good to know; <c>--strict</c> does not say no to it.</summary>
    Remark,
}

/// <summary>Where something was found. Never what: a value may be a person's.</summary>
/// <param name="Row">1-based row of data, or record where rows before it were set aside.</param>
/// <param name="Line">1-based line of the file, where it is known.</param>
/// <param name="Column">Empty when the whole row is meant.</param>
public sealed record FindingPlace(string File, long Row, long? Line, string Column);

/// <summary>One kind of thing that is wrong or odd in a delivery: what, how many, where first, and what was done with it.</summary>
/// <param name="Kind">Its name for programs, in kebab case.</param>
/// <param name="Of">What <paramref name="Count"/> is a part of; null where a share means nothing.</param>
public sealed record DeliveryFinding(
    string Kind,
    FindingWeight Weight,
    Bilingual What,
    long Count,
    long? Of,
    ImmutableArray<FindingPlace> First,
    Bilingual Done
);
