namespace Populatie.Analytics.Need;

/// <summary>Divides a whole number in proportion to weights, so that the parts are whole and add up to it.</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// Adds the parts of <paramref name="total"/> to <paramref name="into"/>. Each part is its quota rounded down, and the
    /// units left over go to the largest remainders; equal remainders in order of position. All weights 0: equal weights.
    /// </summary>
    public static void Add(long total, ReadOnlySpan<double> weights, Span<int> into)
    {
        if (total <= 0 || weights.IsEmpty)
        {
            return;
        }
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        var remainders = new double[weights.Length];
        var order = new int[weights.Length];
        var left = total;
        for (var i = 0; i < weights.Length; i++)
        {
            var quota = total * (sum > 0 ? weights[i] / sum : 1.0 / weights.Length);
            var part = Math.Min(left, (long)Math.Floor(quota));
            into[i] += (int)part;
            left -= part;
            remainders[i] = part - quota;
            order[i] = i;
        }
        // Array.Sort is not stable, so position decides between equals explicitly.
        Array.Sort(order, (a, b) => (remainders[a], a).CompareTo((remainders[b], b)));
        for (var i = 0; left > 0; i++, left--)
        {
            into[order[i % order.Length]]++;
        }
    }
}
