namespace Populatie.Analytics.Evidence;

/// <summary>
/// How much stands behind a figure of an area, from A (much) to D (hardly anything). The count decides first: 100 or more A,
/// 30 or more B, 10 or more C, fewer D. It falls by one for each of: over a tenth of the records without a known place
/// (by two over a quarter), and one year of data only. What is allocated is no better than B, what is assumed no better
/// than C. It says nothing of the width of an interval: that stands beside it.
/// </summary>
public static class EvidenceGrade
{
    /// <summary>Least counts for A, B and C.</summary>
    private static readonly double[] LeastCount = [100, 30, 10];

    private const double ManyUnknown = 0.1;
    private const double MostlyUnknown = 0.25;

    /// <param name="count">Records or persons behind the figure, ≥ 0.</param>
    /// <param name="unknownShare">Share of the records whose place is not known, in [0, 1].</param>
    /// <param name="years">Years of data behind the figure.</param>
    /// <returns><c>A</c>, <c>B</c>, <c>C</c> or <c>D</c>.</returns>
    public static string Of(double count, double unknownShare, int years, Basis basis)
    {
        var steps = 0;
        while (steps < LeastCount.Length && count < LeastCount[steps])
        {
            steps++;
        }
        steps += unknownShare > ManyUnknown ? 1 : 0;
        steps += unknownShare > MostlyUnknown ? 1 : 0;
        steps += years < 2 ? 1 : 0;
        var best = basis switch
        {
            Basis.Assumed => 2,
            Basis.Allocated => 1,
            _ => 0,
        };
        return ((char)('A' + Math.Clamp(steps, best, LeastCount.Length))).ToString();
    }
}
