using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Population;

public sealed class PublishedUseTests
{
    private const string Gemeente = UtrechtPopulation.Gemeente;
    private static readonly PublishedUse Use = PublishedUse.Embedded;

    [Fact]
    public void Holds_both_acts_for_the_gemeente_and_ten_wijken_in_seven_years()
    {
        Use.Years.ShouldBe([2015, 2016, 2017, 2018, 2019, 2020, 2021]);
        Use.WijkCodes.Length.ShouldBe(10);
        Use.Rows.Length.ShouldBe(2 * 7 * 11);
        Use.Clients(Act.Wmo, Gemeente, 2021).ShouldBe(20250);
        Use.Clients(Act.Jeugd, Gemeente, 2017).ShouldBe(11320);
        Use.Clients(Act.Jeugd, "WK034406", 2021).ShouldBe(165);
        Use.Clients(Act.Wmo, "WK034499", 2021).ShouldBeNull();
    }

    [Fact]
    public void What_no_wijk_holds_is_left_over()
    {
        foreach (var year in Use.Years)
        {
            foreach (var act in new[] { Act.Wmo, Act.Jeugd })
            {
                var share =
                    (double)Use.WithoutWijk(act, Gemeente, year)!.Value / Use.Clients(act, Gemeente, year)!.Value;
                share.ShouldBeInRange(0.04, act == Act.Jeugd && year == 2016 ? 0.22 : 0.10, $"{act} {year}");
            }
        }
    }

    [Fact]
    public void Youth_before_2017_may_not_be_compared()
    {
        PublishedUse.IsSeriesBreak(Act.Jeugd, 2016).ShouldBeTrue();
        PublishedUse.IsSeriesBreak(Act.Jeugd, 2017).ShouldBeFalse();
        PublishedUse.IsSeriesBreak(Act.Wmo, 2015).ShouldBeFalse();
    }

    [Fact]
    public void An_unpublished_age_is_unknown()
    {
        Use.Find(Act.Jeugd, "WK034406", 2015)!.Ages[0].ShouldBeNull();
        Use.Find(Act.Jeugd, Gemeente, 2015)!.Ages.ShouldBe([370, 2890, 1995, 175]);
        Use.Find(Act.Wmo, Gemeente, 2021)!.Ages.ShouldBeEmpty();
    }

    [Fact]
    public void A_forecast_runs_straight_between_its_years_and_on_after_the_last()
    {
        var forecast = WijkForecast.Latest;
        forecast.Vintage.ShouldBe(2022);
        forecast.At("WK034401", 2024).ShouldBe((29035 + 29066) / 2.0);
        forecast.At("WK034401", 2041).ShouldBe(36879 + ((36879 - 36604) / 5.0), 1e-9);
        forecast.Growth(0, 2025, 2030).ShouldBe(33335 / 29066.0);
        Should.Throw<ArgumentOutOfRangeException>(() => forecast.At("WK034401", 2022));
        Should.Throw<ArgumentException>(() => forecast.At("WK999901", 2030));
        Should.Throw<ArgumentOutOfRangeException>(() => WijkForecast.Of(2020));
    }
}
