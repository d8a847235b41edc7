using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>Person-years of the window by buurt, and of each year of the cube for the city. B buurten, A bands, S sexes.</summary>
internal sealed class WindowExposure
{
    private readonly int firstYear;
    private readonly double[][] cityByYear;

    public WindowExposure(PopulationSeries population, AreaIndex areas, AgeBands bands, FitWindow window)
    {
        firstYear = window.CubeFirst;
        cityByYear = new double[window.CubeYears][];
        var cells = bands.Count * Exposure.SexCount;
        Total = new double[areas.BuurtCount * cells];
        for (var year = window.CubeFirst; year <= window.Last; year++)
        {
            var personYears = Exposure.OfYear(population, areas, bands, year);
            cityByYear[year - firstYear] = ReferenceRates.SumOverBuurten(personYears, cells);
            if (year >= window.First)
            {
                for (var i = 0; i < Total.Length; i++)
                {
                    Total[i] += personYears[i];
                }
            }
        }
        Everyone = ReferenceRates.SumOverBuurten(Total, cells);
    }

    /// <summary>Shape [B, A, S]; person-years over the window.</summary>
    public double[] Total { get; }

    /// <summary>Shape [A, S]; the sum over all buurten.</summary>
    public double[] Everyone { get; }

    /// <summary>Requests for a product in the city in one year, were its rates those given (shape [P, A, S]).</summary>
    public double ExpectedInCity(int year, double[] rates, int product)
    {
        var people = cityByYear[year - firstYear];
        double sum = 0;
        for (var cell = 0; cell < people.Length; cell++)
        {
            sum += people[cell] * rates[(product * people.Length) + cell];
        }
        return sum;
    }
}
