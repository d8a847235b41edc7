namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Care in force on the day the records begin: what the truth's own inflow, returns and steps would have built up.
/// Per product, band and sex, spells per resident at θ = 1: Λ × mean stay, with Λ the arrivals of all kinds. Deaths and
/// departures shorten the stay; ageing from one band to the next is left out.
/// </summary>
internal static class StockTable
{
    private const int Rounds = 64;

    /// <returns>Shape [P, A, Sex]; unit: spells per resident; ≥ 0.</returns>
    public static double[] Build(Truth truth, Lifetimes lifetimes)
    {
        var (count, bands) = (truth.ProductCount, truth.Bands);
        var result = new double[count * bands.Count * 2];
        for (var cell = 0; cell < bands.Count * 2; cell++)
        {
            var (band, sex) = (cell / 2, cell % 2);
            var age = (bands.LowerBounds[band] + Math.Min(bands.LastAge(band), 92)) / 2;
            var gone = lifetimes.At(sex, age) + truth.Settings.LeaveRate[band];
            var arrivals = Arrivals(truth, cell, age, gone);
            for (var product = 0; product < count; product++)
            {
                if (truth.Stays[product] is { } stay)
                {
                    result[(product * bands.Count * 2) + cell] = arrivals[product] * Shortened(stay.MeanYears, gone);
                }
            }
        }
        return result;
    }

    private static double Shortened(double years, double gone) => years / (1 + (years * gone));

    private static double[] Arrivals(Truth truth, int cell, int age, double gone)
    {
        var count = truth.ProductCount;
        var fresh = new double[count];
        for (var product = 0; product < count; product++)
        {
            fresh[product] =
                truth.RequestRate[(product * truth.Bands.Count * 2) + cell]
                * truth.TrendOf(product, truth.Asked.FirstYear);
        }
        var arrivals = (double[])fresh.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var next = (double[])fresh.Clone();
            for (var from = 0; from < count; from++)
            {
                if (truth.Of[from] is not { } of || truth.Stays[from] is not { } stay)
                {
                    continue;
                }
                var begun = arrivals[from] * (1 - of.DropsWhileWaiting.Value);
                var natural = begun * Shortened(stay.MeanYears, gone) / stay.MeanYears;
                if (truth.Products.Products[from].MayStartAt(age))
                {
                    var asks = of.ReturnRate.Value / (1 + (of.ReturnRate.Value / 2));
                    next[from] += natural * (1 - of.Ends.Wlz) * Math.Min(asks, 1);
                }
                var steps = natural * (of.Ends.StepUp + of.Ends.StepDown);
                for (var to = 0; to < count; to++)
                {
                    if (truth.Products.Products[to].MayStartAt(age))
                    {
                        next[to] += steps * truth.StepTo[(from * count) + to];
                    }
                }
            }
            arrivals = next;
        }
        return arrivals;
    }
}
