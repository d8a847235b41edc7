using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>Person-years of the window by buurt, and of each year of the cube by wijk. B buurten, A bands, S sexes.</summary>
internal sealed class WindowExposure
{
    private readonly int firstYear;
    private readonly double[][] wijkenByYear;

    public WindowExposure(PopulationSeries population, AreaIndex areas, AgeBands bands, FitWindow window)
    {
        firstYear = window.CubeFirst;
        wijkenByYear = new double[window.CubeYears][];
        var cells = bands.Count * Exposure.SexCount;
        Total = new double[areas.BuurtCount * cells];
        for (var year = window.CubeFirst; year <= window.Last; year++)
        {
            var personYears = Exposure.OfYear(population, areas, bands, year);
            wijkenByYear[year - firstYear] = SumOverWijken(personYears, areas, cells);
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

    /// <summary>Shape [W, A, S]; of one year.</summary>
    public double[] ByWijk(int year) => wijkenByYear[year - firstYear];

    private static double[] SumOverWijken(double[] personYears, AreaIndex areas, int cells)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Wijk);
        var sums = new double[areas.WijkCount * cells];
        for (var i = 0; i < personYears.Length; i++)
        {
            sums[(ofLeaf[i / cells] * cells) + (i % cells)] += personYears[i];
        }
        return sums;
    }
}
