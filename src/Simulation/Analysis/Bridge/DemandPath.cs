using Populatie.Analytics.Need;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>
/// What residents would ask for in each year if every rate stayed as it was fitted: rate per age, sex and product × relative
/// risk of the buurt × residents of the central path. Immutable; thread-safe.
/// </summary>
/// <param name="fit">Its buurten are those of <paramref name="residents"/>.</param>
/// <param name="residents">Per year the residents on 1 January; shape [Buurt, Sex, Band]; persons.</param>
public sealed class DemandPath(Fit fit, IReadOnlyDictionary<int, double[]> residents)
{
    private const int Sexes = 2;

    public Fit Fit => fit;

    public bool Knows(int year) => residents.ContainsKey(year);

    /// <summary>Residents of some buurten.</summary>
    public double Residents(IReadOnlyCollection<int> buurten, int year)
    {
        var (table, perBuurt) = (residents[year], Sexes * fit.Bands.Count);
        var sum = 0.0;
        foreach (var buurt in buurten)
        {
            for (var cell = 0; cell < perBuurt; cell++)
            {
                sum += table[(buurt * perBuurt) + cell];
            }
        }
        return sum;
    }

    /// <summary>Expected new requests for one product in some buurten; per year.</summary>
    public double Requests(IReadOnlyCollection<int> buurten, int product, int year)
    {
        var (table, bands, products) = (residents[year], fit.Bands.Count, fit.Products.ProductCount);
        var sum = 0.0;
        foreach (var buurt in buurten)
        {
            var own = 0.0;
            for (var sex = 0; sex < Sexes; sex++)
            {
                for (var band = 0; band < bands; band++)
                {
                    var rate = fit.RequestRate[(((product * bands) + band) * Sexes) + sex];
                    own += rate * table[(((buurt * Sexes) + sex) * bands) + band];
                }
            }
            var cell = (buurt * products) + product;
            sum += own * fit.RiskShape[cell] / fit.RiskRate[cell];
        }
        return sum;
    }

    /// <summary>
    /// By how much ages, sexes and places alone would change the cost per resident between two years: Σ share of product in
    /// cost × growth of its expected requests, divided by the growth of the number of residents.
    /// </summary>
    /// <param name="cost">Shape [Product]: what each cost in the first year, at any constant price; ≥ 0.</param>
    /// <returns>1 where nothing changes, or nothing is known.</returns>
    public double PerResident(IReadOnlyCollection<int> buurten, ReadOnlySpan<double> cost, int from, int to)
    {
        var (all, grown) = (0.0, 0.0);
        for (var product = 0; product < cost.Length; product++)
        {
            if (cost[product] <= 0)
            {
                continue;
            }
            var before = Requests(buurten, product, from);
            all += cost[product];
            grown += cost[product] * (before > 0 ? Requests(buurten, product, to) / before : 1);
        }
        var (first, last) = (Residents(buurten, from), Residents(buurten, to));
        return all > 0 && first > 0 && last > 0 ? grown / all / (last / first) : 1;
    }
}
