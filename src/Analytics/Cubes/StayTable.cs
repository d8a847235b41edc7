using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Stays and transitions, counted over whole spells: the sufficient figures for fitting durations, without a person.
/// Product ordinals are those of the product axis; all counts are spells ≥ 0.
/// </summary>
public sealed class StayTable
{
    /// <summary>Months 0 … 119 since the start; the last one holds everything beyond.</summary>
    public const int MonthCount = 120;

    public const int OutcomeCount = 10;

    public StayTable(
        int productCount,
        long[] ended,
        long[] censored,
        long[] followedBy,
        long[] endedForReturn,
        long[] returned
    )
    {
        ProductCount = productCount;
        (Ended, Censored, FollowedBy) = (ended, censored, followedBy);
        (EndedForReturn, Returned) = (endedForReturn, returned);
    }

    public int ProductCount { get; }

    /// <summary>Shape [Product, Month since start, <see cref="Outcome"/>]: spells that ended in that month.</summary>
    public IReadOnlyList<long> Ended { get; }

    /// <summary>Shape [Product, Month since start]: spells still open at the end of the data, by their length then.</summary>
    public IReadOnlyList<long> Censored { get; }

    /// <summary>Shape [Product, Product]: step-ups and step-downs, from row to column.</summary>
    public IReadOnlyList<long> FollowedBy { get; }

    /// <summary>Shape [Product]: ended spells (not by death, move or Wlz) that could be watched for a whole year after.</summary>
    public IReadOnlyList<long> EndedForReturn { get; }

    /// <summary>Shape [Product]: those among them followed by a new request for the same product within that year.</summary>
    public IReadOnlyList<long> Returned { get; }

    public long EndedAt(int product, int month, Outcome outcome) =>
        Ended[(((product * MonthCount) + month) * OutcomeCount) + (int)outcome];

    public long CensoredAt(int product, int month) => Censored[(product * MonthCount) + month];
}
