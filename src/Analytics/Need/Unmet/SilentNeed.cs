using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>
/// Requests that set the scale of hidden need: new ones of basiszorg and aanvullende zorg, steps left out (who steps has
/// asked before). Sociale basis is open to all and knows no request. B buurten, P products.
/// </summary>
internal sealed class SilentNeed
{
    private readonly double[] mean;
    private readonly double[] variance;
    private readonly double[] personsPerUse;
    private readonly ProductAxis products;

    public SilentNeed(Cube cube, Fit fit)
    {
        products = fit.Products;
        var (buurten, cells) = (fit.Areas.BuurtCount, fit.Bands.Count * Exposure.SexCount);
        mean = new double[buurten * products.ProductCount];
        variance = new double[mean.Length];
        for (var i = 0; i < mean.Length; i++)
        {
            var (buurt, product) = (i / products.ProductCount, i % products.ProductCount);
            if (products.Products[product].Track != Track.SocialeBasis)
            {
                double requests = 0;
                for (var cell = 0; cell < cells; cell++)
                {
                    requests += fit.RequestRate[(product * cells) + cell] * fit.PersonYears[(buurt * cells) + cell];
                }
                var (shape, rate) = (fit.RiskShape[i], fit.RiskRate[i]);
                (mean[i], variance[i]) = (requests * shape / rate, requests * requests * shape / rate / rate);
            }
        }
        personsPerUse = PersonsPerUse(cube, fit.LastYear);
    }

    /// <summary>
    /// Yearly requests of a buurt in persons, and their variance. Who needs two products is one person of a total: sums are
    /// lowered as the city's clients of the year are.
    /// </summary>
    public (double Mean, double Variance) Of(int buurt, int ordinal, Act act)
    {
        double sum = 0;
        double spread = 0;
        for (var product = 0; product < products.ProductCount; product++)
        {
            if (products.Products[product].Act == act && products.Contains(ordinal, product))
            {
                sum += mean[(buurt * products.ProductCount) + product];
                spread += variance[(buurt * products.ProductCount) + product];
            }
        }
        var persons = personsPerUse[ordinal];
        return (sum * persons, spread * persons * persons);
    }

    /// <returns>Shape [O]: distinct clients of the year ÷ the sum over the products; 1 for a product proper.</returns>
    private double[] PersonsPerUse(Cube cube, int year)
    {
        var clients = new double[products.Count];
        var column = cube.Clients.Column("clients");
        for (var row = 0; row < cube.Clients.Count; row++)
        {
            var key = cube.Clients.KeyAt(row);
            var period = cube.Axes.Periods[key.Period];
            clients[key.Product] += period.Level == PeriodLevel.Year && period.Year == year ? column[row] : 0;
        }
        return ClientRatios.PersonsPerUse(products, clients);
    }
}
