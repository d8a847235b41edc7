using System.Globalization;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Need;

/// <summary>
/// A town that asks for more than its capacity lets start, of which every request is known to the test: what a fit makes of
/// records that name the request of some spells only.
/// </summary>
public sealed class RequestDaysTests
{
    private const int FirstYear = 2019;
    private const int LastYear = 2023;
    private const int WindowFirst = 2021;
    private const double StartsPerDay = 1.2;
    private const int StayDays = 100;
    private static readonly int FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int LastDay = new DateOnly(LastYear, 12, 31).DayNumber;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Requests_are_recovered_when_capacity_binds_and_half_the_spells_name_no_request(int seed)
    {
        var (rows, asked) = Records(seed, named: 0.5);
        var fit = Fit(rows);
        var found = Years * fit.Observed.Where((_, i) => i % Town.Products.ProductCount == Town.Support).Sum();
        // Half of the requests are counted as they are; the other half by starts: 0.6 of them, each standing for 1 ÷ 0.6.
        var error = Math.Sqrt((asked * 0.25) + (0.6 * asked * 0.25 / (0.6 * 0.6)));
        found.ShouldBe(asked, 4.5 * error);
        var days = fit.RequestDays.ShouldNotBeNull();
        var uncorrected = found / days.Raised[Town.Support];
        uncorrected.ShouldBeLessThan(asked - (4.5 * error));
        days.IsCorrected.ShouldBeTrue();
        days.WithoutRequestShare.ShouldBe(0.5, 4.5 * 0.5 / Math.Sqrt(Years * 365 * StartsPerDay));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Who_waits_counts_where_records_hold_requests_only_once_care_begins(int seed)
    {
        // Room for all, after a wait of some 60 days: two requests a day, so some 120 wait on the last day.
        var (rows, asked) = Records(seed, named: 1, startsPerDay: 100, waitDays: 60);
        var seen = rows.Where(r => r.Started is not null).ToList();
        var (whole, cut) = (Fit(rows), Fit(seen));
        whole.Unseen.ShouldAllBe(u => u == 0);
        (Years * whole.Observed.Sum()).ShouldBe(asked, 1e-6);
        var missing = rows.Count - seen.Count;
        missing.ShouldBeGreaterThan(80);
        // The stock of a day is a Poisson count; that of the year's mean is known far better.
        cut.Unseen[Town.Support].ShouldBe(missing, 4.5 * Math.Sqrt(missing));
        (Years * cut.Observed.Sum()).ShouldBe(asked, 4.5 * Math.Sqrt(missing));
        cut.Unseen.Sum().ShouldBe(cut.Unseen[Town.Support]);
    }

    [Fact]
    public void Nothing_is_corrected_where_every_spell_names_its_request()
    {
        var (rows, asked) = Records(4, named: 1);
        var fit = Fit(rows);
        (Years * fit.Observed.Sum()).ShouldBe(asked, 1e-6);
        fit.RequestDays!.IsCorrected.ShouldBeFalse();
        fit.RequestDays.WithoutRequestShare.ShouldBe(0);
    }

    [Fact]
    public void Without_any_request_the_stated_assumption_stands_in()
    {
        var (rows, _) = Records(5, named: 0);
        var settings = new FitSettings();
        var grown = settings with
        {
            Assumptions = settings.Assumptions with
            {
                WaitGrowth = settings.Assumptions.WaitGrowth with { Value = 0.1 },
            },
        };
        Fit(rows).RequestDays!.IsCorrected.ShouldBeFalse();
        Fit(rows, grown).RequestDays!.Raised[Town.Support].ShouldBe(1 / 0.9, 1e-12);
        Fit(rows).RequestDays!.WithoutRequestShare.ShouldBe(1);
    }

    private static int Years => LastYear - WindowFirst + 1;

    /// <returns>Records, and how many asked within the window.</returns>
    private static (List<Row> Rows, int Asked) Records(
        int seed,
        double named,
        double startsPerDay = StartsPerDay,
        int waitDays = 0
    )
    {
        var random = new Random(seed);
        var (rows, asked) = (new List<Row>(), 0);
        double free = FirstDay;
        for (var (day, person) = (FirstDay, 1); day <= LastDay; day++)
        {
            // Two requests a day on average: as many as fall before one, at exponential distances of a half.
            for (var time = Gap(random); time < 1; time += Gap(random), person++)
            {
                asked += day >= new DateOnly(WindowFirst, 1, 1).DayNumber ? 1 : 0;
                free = Math.Max(free, day + waitDays) + (1 / startsPerDay);
                var start = (int)Math.Floor(free);
                var isNamed = random.NextDouble() < named;
                if (start <= LastDay)
                {
                    var end = start + StayDays <= LastDay ? Text(start + StayDays) : null;
                    rows.Add(new(person, Town.Support, isNamed ? Text(day) : null, Text(start), end));
                }
                else if (isNamed)
                {
                    rows.Add(new(person, Town.Support, Text(day), null, null));
                }
            }
        }
        return (rows, asked);
    }

    private static double Gap(Random random) => -Math.Log(1 - random.NextDouble()) / 2;

    private static string Text(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Fit Fit(List<Row> rows, FitSettings? settings = null)
    {
        var data = new CubeSettings
        {
            FirstDay = DateOnly.FromDayNumber(FirstDay),
            LastDay = DateOnly.FromDayNumber(LastDay),
        };
        var people = new PopulationSeries(
            [.. Town.Areas.Buurten.Select(b => b.Code)],
            [
                .. Enumerable
                    .Range(FirstYear, LastYear - FirstYear + 2)
                    .Select(year => new PopulationTable(
                        year,
                        Town.Areas.BuurtCount,
                        [.. Enumerable.Repeat(3, Town.Areas.BuurtCount * PopulationTable.CellsPerBuurt)],
                        Basis.Published
                    )),
            ]
        );
        return FitEstimator.Estimate(Town.Build(rows, data).Cube, people, settings ?? new FitSettings());
    }
}
