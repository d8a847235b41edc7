using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Tests.Population;

public sealed class UtrechtPopulationTests
{
    [Fact]
    public void Every_published_year_adds_up_to_the_city()
    {
        var series = UtrechtPopulation.Series();
        (series.FirstYear, series.LastYear, series.BuurtCodes.Length).ShouldBe((2015, 2026, 111));
        foreach (var (year, total) in UtrechtPopulation.CityTotals().Where(t => t.Key >= series.FirstYear))
        {
            series.At(year).Total().ShouldBe(total);
        }
        series.Tables.Where(t => t.Basis == Basis.Published).Select(t => t.Year).ShouldBe([2020, 2023, 2024]);
    }
}
