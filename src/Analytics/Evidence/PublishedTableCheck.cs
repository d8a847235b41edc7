namespace Populatie.Analytics.Evidence;

/// <summary>
/// Checks published tables against themselves: flags contradictions, accepts rounding. An unknown part (null) makes a
/// comparison impossible, never 0. Thread-safe.
/// </summary>
public static class PublishedTableCheck
{
    /// <summary>Whether parts add up to their total.</summary>
    /// <param name="parts">Figures as published.</param>
    /// <param name="step">What figures are rounded to (5, 0.1); 0 when they are exact.</param>
    /// <returns>Tolerance: half a step per part. Null when a part or the total is unpublished.</returns>
    public static TableFinding? Sum(string subject, IReadOnlyCollection<double?> parts, double? total, double step)
    {
        if (total is null || parts.Any(p => p is null))
        {
            return null;
        }
        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += part!.Value;
        }
        return new(subject, total.Value, sum, parts.Count * step / 2);
    }

    /// <summary>Whether stock at begin + in − out is the stock at the end (law A3).</summary>
    /// <returns>Tolerance: half a step for each of the four figures but one.</returns>
    public static TableFinding Flow(
        string subject,
        double begin,
        double inflow,
        double outflow,
        double end,
        double step
    ) => new(subject, end, begin + inflow - outflow, 3 * step / 2);

    /// <summary>Whether a stated percentage follows from the figures beside it.</summary>
    /// <param name="percent">As stated: 12.2.</param>
    /// <param name="decimals">Decimals to which it is stated.</param>
    public static TableFinding Percentage(string subject, double from, double to, double percent, int decimals)
    {
        var step = 1.0;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10;
        }
        return new(subject, percent, 100 * GrowthIndex.Change(from, to), step / 2);
    }

    /// <summary>
    /// Whether a stated rise (so many, so many percent) fits the count that the same source gives for that group: the rise
    /// and its percentage together imply how many there were at the end.
    /// </summary>
    /// <param name="rise">Persons more; above 0.</param>
    /// <param name="percent">The same rise in percents of the beginning, stated to one decimal; above 0.05.</param>
    /// <param name="end">The count in the other table.</param>
    /// <param name="step">What counts are rounded to.</param>
    public static TableFinding Rise(string subject, double rise, double percent, double end, double step)
    {
        const double HalfDecimal = 0.05;
        double End(double r, double p) => (r / (p / 100)) + r;
        var implied = End(rise, percent);
        var widest = Math.Max(
            End(rise + (step / 2), percent - HalfDecimal) - implied,
            implied - End(rise - (step / 2), percent + HalfDecimal)
        );
        return new(subject, end, implied, widest + (step / 2));
    }
}
