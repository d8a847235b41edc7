namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>
/// Rounds parts to whole cents that sum to a whole total: each is rounded down, and the cents that are left go one by one to
/// the parts with the largest remainders; of equals to the first.
/// </summary>
public static class CentAllotment
{
    /// <param name="parts">Shape [Part]; their sum is within a few cents of <paramref name="total"/>; any sign.</param>
    /// <returns>Shape [Part]; sums to <paramref name="total"/>.</returns>
    public static long[] Allot(ReadOnlySpan<double> parts, long total)
    {
        var cents = new long[parts.Length];
        var remainders = new double[parts.Length];
        var left = total;
        for (var i = 0; i < cents.Length; i++)
        {
            var floor = Math.Floor(parts[i]);
            (cents[i], remainders[i]) = ((long)floor, parts[i] - floor);
            left -= cents[i];
        }
        var order = Enumerable.Range(0, cents.Length).OrderByDescending(i => remainders[i]).ToArray();
        for (var turn = 0; left > 0; turn++, left--)
        {
            cents[order[turn % order.Length]]++;
        }
        for (var turn = 0; left < 0; turn++, left++)
        {
            cents[order[^((turn % order.Length) + 1)]]--;
        }
        return cents;
    }
}
