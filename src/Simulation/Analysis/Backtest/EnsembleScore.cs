namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// Scores of a forecast that is a sorted sample of possible values, against what came. Pure functions; they allocate nothing.
/// </summary>
public static class EnsembleScore
{
    /// <summary>
    /// Continuous ranked probability score, in the unit of the values: E|X − y| − ½ E|X − X′|. Lower is better; with one
    /// member it is the absolute error.
    /// </summary>
    /// <param name="sorted">Members, ascending; at least one.</param>
    /// <param name="observed">What came.</param>
    /// <param name="fair">
    /// True: the second term is that of two different members, so that the score of a sample has the mean of the score of the
    /// law that it is drawn from, whatever its size. False: the score of the sample as it stands, which is never below 0.
    /// </param>
    /// <remarks>
    /// Source: Gneiting and Raftery, "Strictly proper scoring rules", JASA 102 (2007); the fair form: Ferro, QJRMS 140 (2014).
    /// Error: rounding only, relative 1e-12 of the largest member.
    /// </remarks>
    public static double Crps(ReadOnlySpan<double> sorted, double observed, bool fair = true) =>
        Distance(sorted, observed) - (0.5 * Spread(sorted, fair));

    /// <summary>Mean distance between members and a value: E|X − y|.</summary>
    public static double Distance(ReadOnlySpan<double> sorted, double value)
    {
        double sum = 0;
        foreach (var member in sorted)
        {
            sum += Math.Abs(member - value);
        }
        return sum / sorted.Length;
    }

    /// <summary>Mean distance between two members: E|X − X′|; 0 for one member.</summary>
    public static double Spread(ReadOnlySpan<double> sorted, bool fair)
    {
        if (sorted.Length < 2)
        {
            return 0;
        }
        double sum = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += ((2.0 * i) - sorted.Length + 1) * sorted[i];
        }
        return 2 * sum / ((double)sorted.Length * (fair ? sorted.Length - 1 : sorted.Length));
    }

    /// <summary>
    /// Where a value falls in the sample: members below it plus half of those equal to it, ÷ all. Uniform on [0, 1], up to
    /// 1 ÷ (2 × members), when value and members come from one continuous law.
    /// </summary>
    public static double Pit(ReadOnlySpan<double> sorted, double value)
    {
        var below = CountBelow(sorted, value, orEqual: false);
        var equal = CountBelow(sorted, value, orEqual: true) - below;
        return (below + (0.5 * equal)) / sorted.Length;
    }

    /// <summary>The central interval with a share of the members inside, ends included.</summary>
    /// <param name="share">In (0, 1): 0.9 leaves out the lowest and the highest twentieth.</param>
    public static (double Low, double High) Interval(ReadOnlySpan<double> sorted, double share)
    {
        var left = (int)Math.Floor(((1 - share) / 2 * sorted.Length) + 1e-9);
        return (sorted[left], sorted[sorted.Length - 1 - left]);
    }

    /// <summary>The middle member, or the mean of the two middle ones.</summary>
    public static double Median(ReadOnlySpan<double> sorted) =>
        0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);

    private static int CountBelow(ReadOnlySpan<double> sorted, double value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
