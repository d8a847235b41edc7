using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Population;

public sealed class UtrechtPopulationTests
{
    private static readonly PopulationSeries Series = UtrechtPopulation.Series();

    [Fact]
    public void Every_published_year_adds_up_to_the_city()
    {
        (Series.FirstYear, Series.LastYear, Series.BuurtCodes.Length).ShouldBe((2015, 2026, 111));
        foreach (var (year, total) in UtrechtPopulation.CityTotals().Where(t => t.Key >= Series.FirstYear))
        {
            Series.At(year).Total().ShouldBe(total);
        }
        Series.Tables.Where(t => t.Basis == Basis.Published).Select(t => t.Year).ShouldBe([2020, 2023, 2024]);
        Series.Tables.Where(t => t.Basis != Basis.Published).ShouldAllBe(t => t.Basis == Basis.Estimated);
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2023)]
    [InlineData(2024)]
    public void City_sexes_and_age_groups_are_exactly_the_published(int year)
    {
        var city = UtrechtPopulation
            .Published()
            .Single(m => m.Year == year && string.Equals(m.Code, UtrechtPopulation.Gemeente));
        var (women, groups) = (0, new int[5]);
        for (var buurt = 0; buurt < Series.BuurtCodes.Length; buurt++)
        {
            var own = Groups(Series.At(year), buurt, out var ownWomen);
            women += ownWomen;
            groups = [.. groups.Zip(own, (a, b) => a + b)];
        }
        women.ShouldBe(city.Women!.Value);
        groups.ShouldBe(city.Groups.Select(g => g!.Value));
    }

    [Theory]
    [InlineData(2020, 0.0013)]
    [InlineData(2023, 0.0007)]
    [InlineData(2024, 0.0002)]
    public void Buurten_are_as_published_but_for_rounding_and_the_gap_with_the_city(int year, double gap)
    {
        // The rounded buurten add to less than the city by this share, which is spread over them in proportion.
        var published = UtrechtPopulation.Published().Where(m => m.Year == year).ToDictionary(m => m.Code);
        for (var buurt = 0; buurt < Series.BuurtCodes.Length; buurt++)
        {
            var margins = published[Series.BuurtCodes[buurt]];
            var groups = Groups(Series.At(year), buurt, out var women);
            var total = margins.Total!.Value;
            ((double)groups.Sum()).ShouldBe(total, 2.5 + (total * (gap + 0.0004)), margins.Code);
            ((double)women).ShouldBe(margins.Women!.Value, 10 + (total * 0.002), margins.Code);
            for (var g = 0; g < groups.Length; g++)
            {
                ((double)groups[g]).ShouldBe(margins.Groups[g]!.Value, 10 + (total * 0.002), margins.Code);
            }
        }
    }

    [Fact]
    public void Fits_converge_quickly_and_within_tolerance()
    {
        UtrechtPopulation.Reports.Keys.ShouldBe([2020, 2023, 2024]);
        foreach (var report in UtrechtPopulation.Reports.Values)
        {
            report.NotConverged.ShouldBe(0);
            report.LargestResidual.ShouldBeLessThanOrEqualTo(ProportionalFit.Tolerance);
            report.MostSweeps.ShouldBeLessThan(50);
        }
    }

    [Fact]
    public void Nobody_is_negative_and_every_year_differs_little_from_the_next()
    {
        foreach (var table in Series.Tables)
        {
            table.Persons.ToArray().ShouldAllBe(p => p >= 0);
        }
        for (var i = 1; i < Series.Tables.Length; i++)
        {
            var growth = (double)Series.Tables[i].Total() / Series.Tables[i - 1].Total();
            growth.ShouldBeInRange(1.0, 1.025);
        }
    }

    [Fact]
    public void Students_live_near_the_campus_and_children_in_leidsche_rijn()
    {
        var table = Series.At(2024);
        double Share(string wijk, int from, int to)
        {
            var (some, all) = (0.0, 0.0);
            for (var b = 0; b < Series.BuurtCodes.Length; b++)
            {
                for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
                {
                    if (Series.BuurtCodes[b].AsSpan(2, 6).SequenceEqual(wijk.AsSpan(2)))
                    {
                        all += table.OfBuurt(b)[cell];
                        some +=
                            cell % AgeBands.AgeCount is var age && age >= from && age <= to
                                ? table.OfBuurt(b)[cell]
                                : 0;
                    }
                }
            }
            return some / all;
        }

        Share("WK034405", 18, 24).ShouldBeGreaterThan(2 * Share("WK034409", 18, 24));
        Share("WK034409", 0, 11).ShouldBeGreaterThan(1.5 * Share("WK034405", 0, 11));
    }

    [Fact]
    public void The_series_is_the_same_bytes_on_every_machine()
    {
        using var digest = new Digest();
        foreach (var table in Series.Tables)
        {
            digest.Add("persons", table.Persons);
        }
        digest.ToId().ShouldBe("ef7f5da5a4329de9");
    }

    private static int[] Groups(PopulationTable table, int buurt, out int women)
    {
        var groups = new int[5];
        women = 0;
        for (var age = 0; age < AgeBands.AgeCount; age++)
        {
            groups[PublishedMargins.AgeGroups.OfAge(age)] += table[buurt, Sex.V, age] + table[buurt, Sex.M, age];
            women += table[buurt, Sex.V, age];
        }
        return groups;
    }
}
