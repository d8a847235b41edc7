namespace Populatie.Analytics.Numerics;

/// <summary>
/// Turns fractional tables into whole persons without losing anyone. Ties go to the lowest index, so the outcome depends
/// on the values alone. Thread-safe.
/// </summary>
public static class WholeNumbers
{
    /// <summary>Divides a whole total in proportion to weights by largest remainder.</summary>
    /// <param name="weights">Shape [n]; ≥ 0. All 0 counts as all equal.</param>
    /// <param name="total">Persons to divide; ≥ 0.</param>
    /// <returns>Shape [n]; sums to <paramref name="total"/>; each within 1 of its exact share.</returns>
    public static int[] Apportion(ReadOnlySpan<double> weights, int total)
    {
        var shares = new double[weights.Length];
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = sum > 0 ? weights[i] * total / sum : (double)total / shares.Length;
        }
        return Round(shares, total, carry: []);
    }

    /// <summary>
    /// Rounds expected values down or up to a whole total. What a cell gains or loses is added to <paramref name="carry"/>
    /// and counts the next time, so rare cells (persons of 95) get their number over many rows instead of always 0.
    /// </summary>
    /// <param name="expected">Shape [n]; ≥ 0; sums to about <paramref name="total"/>.</param>
    /// <param name="carry">Shape [n], updated; or empty for no memory.</param>
    /// <returns>Shape [n]; ≥ 0; sums to <paramref name="total"/>; 0 wherever expected is 0, when any is above 0.</returns>
    public static int[] Round(ReadOnlySpan<double> expected, int total, Span<double> carry)
    {
        var whole = new int[expected.Length];
        var priority = new double[expected.Length];
        var left = total;
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = (int)Math.Floor(expected[i]);
            priority[i] = expected[i] - whole[i] + (carry.IsEmpty ? 0 : carry[i]);
            left -= whole[i];
        }
        while (left != 0)
        {
            var best = -1;
            for (var i = 0; i < whole.Length; i++)
            {
                if (left < 0 ? whole[i] == 0 : expected[i] <= 0)
                {
                    continue;
                }
                if (best < 0 || (left > 0 ? priority[i] > priority[best] : priority[i] < priority[best]))
                {
                    best = i;
                }
            }
            best = Math.Max(best, 0);
            var step = left > 0 ? 1 : -1;
            whole[best] += step;
            priority[best] -= step;
            left -= step;
        }
        if (!carry.IsEmpty)
        {
            priority.CopyTo(carry);
        }
        return whole;
    }

    /// <summary>Rounds a two-way table so that both its row sums and its column sums are the given whole numbers.</summary>
    /// <param name="expected">Shape [Row, Column], row-major; ≥ 0; its sums are about the given ones.</param>
    /// <param name="rows">Shape [Row].</param>
    /// <param name="columns">Shape [Column]; same total as <paramref name="rows"/>.</param>
    /// <returns>Shape [Row, Column]; ≥ 0; both sums exact.</returns>
    /// <exception cref="ArgumentException">The totals of rows and columns differ.</exception>
    public static int[] TwoWay(ReadOnlySpan<double> expected, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var width = columns.Length;
        var whole = new int[expected.Length];
        var carry = new double[width];
        var surplus = new int[width];
        for (var c = 0; c < width; c++)
        {
            surplus[c] = -columns[c];
        }
        for (var r = 0; r < rows.Length; r++)
        {
            Round(expected.Slice(r * width, width), rows[r], carry).CopyTo(whole, r * width);
            for (var c = 0; c < width; c++)
            {
                surplus[c] += whole[(r * width) + c];
            }
        }
        if (surplus.Sum() != 0)
        {
            throw new ArgumentException("rows and columns have different totals", nameof(rows));
        }
        for (var from = Array.FindIndex(surplus, s => s > 0); from >= 0; from = Array.FindIndex(surplus, s => s > 0))
        {
            var to = Array.FindIndex(surplus, s => s < 0);
            Move(expected, whole, rows.Length, width, from, to);
            surplus[from]--;
            surplus[to]++;
        }
        return whole;
    }

    /// <summary>Moves one person between two columns, in the row where both cells then lie closest to their expectation.</summary>
    private static void Move(ReadOnlySpan<double> expected, int[] whole, int rows, int width, int from, int to)
    {
        var best = -1;
        var gain = double.NegativeInfinity;
        for (var r = 0; r < rows; r++)
        {
            var (f, t) = ((r * width) + from, (r * width) + to);
            var improvement = whole[f] - expected[f] - (whole[t] - expected[t]);
            if (whole[f] > 0 && expected[t] > 0 && improvement > gain)
            {
                (best, gain) = (r, improvement);
            }
        }
        if (best < 0)
        {
            throw new ArgumentException("no whole table has these sums with these zeros", nameof(expected));
        }
        whole[(best * width) + from]--;
        whole[(best * width) + to]++;
    }
}
