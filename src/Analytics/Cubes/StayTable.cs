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
        long[] returned,
        long[]? lateEntry = null
    )
    {
        ProductCount = productCount;
        (Ended, Censored, FollowedBy) = (ended, censored, followedBy);
        (EndedForReturn, Returned) = (endedForReturn, returned);
        LateEntry = lateEntry ?? new long[productCount * MonthCount];
    }

    public int ProductCount { get; }

    /// <summary>Shape [Product, Month since start, <see cref="Outcome"/>]: spells that ended in that month.</summary>
    public IReadOnlyList<long> Ended { get; }

    /// <summary>Shape [Product, Month since start]: spells still open at the end of the data, by their length then.</summary>
    public IReadOnlyList<long> Censored { get; }

    /// <summary>
    /// Shape [Product, Month since start]: spells that were already running on the first day of the data, by their length
    /// then. They come under observation late (left truncation): at risk in month m are those ended or censored in m or
    /// later, less those here that enter after m. Without it long stays would look longer than they are.
    /// </summary>
    public IReadOnlyList<long> LateEntry { get; }

    /// <summary>
    /// Shape [Product, Product]: ends by step-up or step-down followed within 90 days by the start of another product, the
    /// first to start; from row to column.
    /// </summary>
    public IReadOnlyList<long> FollowedBy { get; }

    /// <summary>Shape [Product]: ended spells (not by death, move or Wlz) that could be watched for a whole year after.</summary>
    public IReadOnlyList<long> EndedForReturn { get; }

    /// <summary>Shape [Product]: those among them followed by a new request for the same product 1 … 365 days after.</summary>
    public IReadOnlyList<long> Returned { get; }

    /// <summary>
    /// Whole months in a number of days since the start, a month being 30.4375 days (365.25 ÷ 12 = 487 ÷ 16), at most
    /// <see cref="MonthCount"/> − 1. A spell of one day has lasted 0 days since its start.
    /// </summary>
    public static int MonthOf(int days) => Math.Min(MonthCount - 1, days * 16 / 487);

    public long LateEntryAt(int product, int month) => LateEntry[(product * MonthCount) + month];

    public long EndedAt(int product, int month, Outcome outcome) =>
        Ended[(((product * MonthCount) + month) * OutcomeCount) + (int)outcome];

    public long CensoredAt(int product, int month) => Censored[(product * MonthCount) + month];
}
