namespace Populatie.Analytics.Cubes;

/// <summary>
/// The counts of a <see cref="StayTable"/> by the year in which each became known, so that a fit can stop at the end of any
/// year as if the data had stopped there: ends by their last day, steps by the start of what followed, returns by the day
/// on which the watch of a year is over, open spells on the last day of each year. Immutable; thread-safe.
/// </summary>
public sealed class StayYears
{
    private readonly long[] keys;
    private readonly long[] counts;

    /// <param name="firstYear">Year of the first slice.</param>
    /// <param name="keys">Ascending addresses of counts that are not 0: year × <see cref="Width"/> + place in the year.</param>
    /// <param name="counts">As long as the keys.</param>
    public StayYears(int firstYear, long[] keys, long[] counts)
    {
        if (keys.Length != counts.Length)
        {
            throw new ArgumentException("one count per key", nameof(counts));
        }
        (FirstYear, this.keys, this.counts) = (firstYear, keys, counts);
    }

    public int FirstYear { get; }

    public ReadOnlySpan<long> Keys => keys;

    public ReadOnlySpan<long> Counts => counts;

    /// <summary>Counts in one year: ended, open, followed by, ended for return, returned.</summary>
    public static int Width(int products) =>
        (products * StayTable.MonthCount * (StayTable.OutcomeCount + 1)) + (products * products) + (2 * products);

    /// <summary>The table of data that end on 31 December of a year.</summary>
    /// <param name="all">The table of all years: it knows the spells that came into view late.</param>
    public StayTable Until(int year, StayTable all)
    {
        var products = all.ProductCount;
        var width = Width(products);
        var sum = new long[width];
        var open = products * StayTable.MonthCount * StayTable.OutcomeCount;
        var (openFrom, openTo) = (open, open + (products * StayTable.MonthCount));
        for (var i = 0; i < keys.Length; i++)
        {
            var (at, place) = Math.DivRem(keys[i], width);
            var isOpen = place >= openFrom && place < openTo;
            if (isOpen ? FirstYear + at == year : FirstYear + at <= year)
            {
                sum[place] += counts[i];
            }
        }
        var followed = openTo + (products * products);
        return new StayTable(
            products,
            sum[..openFrom],
            sum[openFrom..openTo],
            sum[openTo..followed],
            sum[followed..(followed + products)],
            sum[(followed + products)..],
            [.. all.LateEntry]
        );
    }
}
