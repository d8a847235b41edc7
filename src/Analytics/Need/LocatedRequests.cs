namespace Populatie.Analytics.Need;

/// <summary>New requests whose buurt is known, and what they say of those whose buurt is not.</summary>
internal static class LocatedRequests
{
    /// <returns>Shape [B, P]: new requests in the window whose buurt is known.</returns>
    public static double[] Count(FlowTally tally, int buurten, int products)
    {
        var located = new double[buurten * products];
        for (var i = 0; i < located.Length; i++)
        {
            located[i] = Math.Max(0, tally.NewByLeaf[i]);
        }
        return located;
    }

    /// <returns>Shape [P]: located ÷ all new requests; 1 where none is located, so that nothing is divided by 0.</returns>
    public static double[] Completeness(FlowTally tally, double[] located, int products)
    {
        var found = ReferenceRates.SumOverBuurten(located, products);
        var all = new double[products];
        for (var i = 0; i < tally.NewByLeaf.Length; i++)
        {
            all[i % products] += tally.NewByLeaf[i];
        }
        return [.. found.Select((f, p) => f > 0 && all[p] > 0 ? Math.Min(1, f / all[p]) : 1)];
    }

    /// <summary>Requests whose buurt is unknown are taken to be spread as the known ones are; if none is known, as expected.</summary>
    public static double[] PerYear(
        double[] located,
        double[] expected,
        double[] completeness,
        FlowTally tally,
        int years,
        int products
    )
    {
        var found = ReferenceRates.SumOverBuurten(located, products);
        var foreseen = ReferenceRates.SumOverBuurten(expected, products);
        var all = new double[products];
        for (var i = 0; i < tally.NewByLeaf.Length; i++)
        {
            all[i % products] += tally.NewByLeaf[i];
        }
        var observed = new double[located.Length];
        for (var i = 0; i < observed.Length; i++)
        {
            var p = i % products;
            observed[i] =
                found[p] > 0 ? located[i] / completeness[p] / years
                : foreseen[p] > 0 ? Math.Max(0, all[p]) * (expected[i] / foreseen[p]) / years
                : 0;
        }
        return observed;
    }
}
