namespace Populatie.Analytics.Published;

/// <summary>
/// Narrows what may be to what can be: unknown whole numbers in intervals, tied by sums (a gemeente is its wijken and what no
/// wijk holds; all ages are the age groups). An interval loses only numbers with which some sum cannot hold. Each sum is used
/// against all others until none narrows anything: the result does not depend on the order of the sums, as every step only
/// takes away what no solution has.
/// </summary>
internal sealed class Feasibility
{
    /// <summary>Stands for "no bound from above".</summary>
    public const long Unbounded = long.MaxValue / 4;

    private const int MostRounds = 64;

    private readonly List<long> lows = [];
    private readonly List<long> highs = [];
    private readonly List<(int Total, int[] Parts)> sums = [];

    /// <returns>Position of the new unknown.</returns>
    public int Add(long low, long high)
    {
        lows.Add(low);
        highs.Add(high);
        return lows.Count - 1;
    }

    /// <summary>States that an unknown is the sum of others.</summary>
    public void IsSum(int total, int[] parts) => sums.Add((total, parts));

    public long Low(int unknown) => lows[unknown];

    public long High(int unknown) => highs[unknown];

    /// <summary>
    /// Narrows until nothing changes, or <see cref="MostRounds"/> times; stopping early leaves intervals wider than they could
    /// be, never wrong.
    /// </summary>
    /// <returns>Sums that no numbers in the intervals can meet; their unknowns are left as they were.</returns>
    public IReadOnlyList<int> Narrow()
    {
        var broken = new SortedSet<int>();
        for (var (round, changed) = (0, true); changed && round < MostRounds; round++)
        {
            changed = false;
            for (var s = 0; s < sums.Count; s++)
            {
                if (!broken.Contains(s))
                {
                    changed |= Use(s, broken);
                }
            }
        }
        return [.. broken];
    }

    private bool Use(int sum, SortedSet<int> broken)
    {
        var (total, parts) = sums[sum];
        long low = 0;
        long high = 0;
        foreach (var part in parts)
        {
            low += lows[part];
            high = Math.Min(Unbounded, high + highs[part]);
        }
        if (low > highs[total] || high < lows[total])
        {
            broken.Add(sum);
            return false;
        }
        var changed = Set(total, Math.Max(lows[total], low), Math.Min(highs[total], high));
        foreach (var part in parts)
        {
            var (othersLow, othersHigh) = (
                low - lows[part],
                high >= Unbounded ? OthersHigh(parts, part) : high - highs[part]
            );
            changed |= Set(
                part,
                Math.Max(lows[part], othersHigh >= Unbounded ? 0 : lows[total] - othersHigh),
                Math.Min(highs[part], highs[total] - othersLow)
            );
        }
        return changed;
    }

    private long OthersHigh(int[] parts, int one)
    {
        long high = 0;
        foreach (var part in parts)
        {
            high = part == one ? high : Math.Min(Unbounded, high + highs[part]);
        }
        return high;
    }

    /// <summary>Within one sum all parts are narrowed from the same picture of the others; that only takes a round more.</summary>
    private bool Set(int unknown, long low, long high)
    {
        if (low > high || (low == lows[unknown] && high == highs[unknown]))
        {
            return false;
        }
        (lows[unknown], highs[unknown]) = (low, high);
        return true;
    }
}
