using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;
using Populatie.Analytics.Tests.Sources.Records.Mappings;
using Delivery = Populatie.Analytics.Tests.Sources.Records.Mappings.Delivery;

namespace Populatie.Analytics.Tests.Golden;

/// <summary>Golden checks G01-G14 and G17 that need no run: sums, flows, percentages, partitions, forecasts, a declared line.</summary>
public sealed class GoldenChecks
{
    private const double RoundedTo5 = 5;

    [Fact]
    public void G01_groups_of_ciz_add_up_exactly()
    {
        var parts = Values(GoldenTable.Read("ciz-groups.csv"), "clients");
        PublishedTableCheck.Sum("CIZ", parts, 4460, step: 0)!.Verdict.ShouldBe(Verdict.Agrees);
    }

    [Fact]
    public void G02_growth_of_ciz_follows_from_its_counts()
    {
        var rows = GoldenTable.Read("ciz-growth.csv").Rows;
        var expected = new[] { 12.2, 19.0, 23.6 };
        for (var i = 1; i < rows.Length; i++)
        {
            var (from, to) = (rows[0].Real("clients"), rows[i].Real("clients"));
            Math.Round(100 * GrowthIndex.Change(from, to), 1).ShouldBe(expected[i - 1]);
            var finding = PublishedTableCheck.Percentage("CIZ", from, to, rows[i].Real("percent"), decimals: 1);
            finding.Verdict.ShouldBe(Verdict.WithinRounding);
        }
        PublishedTableCheck
            .Percentage("'nearly 25%'", 3609, 4460, 25, decimals: 0)
            .Verdict.ShouldBe(Verdict.Contradicts, "the text beside the table rounds too kindly");
    }

    [Fact]
    public void G03_delivery_forms_divide_all_clients()
    {
        var rows = GoldenTable.Read("ciz-delivery.csv").Rows;
        var shares = rows.Select(r => r.Real("percent")).ToArray();
        WholeNumbers.Apportion(shares, 4460).ShouldBe([3345, 981, 134]);
        rows.Select(r => r.Whole("clients")).ShouldBe([3345, 981, 134]);
    }

    [Fact]
    public void G04_the_table_of_risers_contradicts_its_own_annex()
    {
        var findings = GoldenTable
            .Read("ciz-risers.csv")
            .Rows.Select(r =>
                PublishedTableCheck.Rise(
                    r.Text("group"),
                    r.Real("rise"),
                    r.Real("percent"),
                    r.Real("group_table"),
                    RoundedTo5
                )
            )
            .ToList();
        findings
            .Where(f => f.Verdict == Verdict.Contradicts)
            .Select(f => f.Subject)
            .ShouldBe(["VG", "Psychiatrisch", "Psychogeriatrisch"]);
        findings.Select(f => Math.Round(f.Expected)).ShouldBe([431, 997, 105]);
        findings.ShouldAllBe(f => f.Text.Dutch.Contains("ijk er niet op"));
        PublishedTableCheck
            .Rise("a table that fits", 851, 23.6, 4460, RoundedTo5)
            .Verdict.ShouldNotBe(Verdict.Contradicts);
    }

    [Theory]
    [InlineData("Wmo", 1.1328)]
    [InlineData("Zvw", 1.1733)]
    [InlineData("Wlz", 1.2726)]
    public void G05_growth_of_the_cpb_compounds_over_six_steps(string path, double index)
    {
        var row = GoldenTable.Read("cpb-growth.csv").Rows.Single(r => r.Is("path", path));
        row.Real("index_6_steps").ShouldBe(index);
        Math.Round(GrowthIndex.Compound(row.Real("percent") / 100, steps: 6), 4).ShouldBe(index);
    }

    [Fact]
    public void G06_a_rise_from_16_6_to_18_4_is_10_8_percent()
    {
        Math.Round(100 * GrowthIndex.Change(16.6, 18.4), 1).ShouldBe(10.8);
        PublishedTableCheck.Percentage("rise", 16.6, 18.4, 11.0, decimals: 1).Verdict.ShouldBe(Verdict.Contradicts);
    }

    [Fact]
    public void G07_parts_of_the_cpb_growth_add_up()
    {
        var points = GoldenTable
            .Read("cpb-growth.csv")
            .Rows.Where(r => r.Text("path").StartsWith("MLT", StringComparison.Ordinal))
            .Select(r => (decimal)r.Real("percent"))
            .ToArray();
        GrowthIndex.AddParts(points[..^1]).ShouldBe(2.7m);
        points[^1].ShouldBe(2.7m);
    }

    [Fact]
    public void G08_youth_care_at_the_end_follows_from_its_flows() =>
        StocksFollowFromFlows("jeugdhulp-2021h1", end: 362320, active: 476405);

    [Fact]
    public void G09_youth_protection_at_the_end_follows_from_its_flows() =>
        StocksFollowFromFlows("jeugdbescherming-2022", end: 29070, active: null);

    private static void StocksFollowFromFlows(string table, double end, double? active)
    {
        var rows = GoldenTable.Read("youth-flow.csv").Rows.Where(r => r.Is("table", table)).ToList();
        var total = Flow(rows.Single(r => r.Is("kind", "Totaal")));
        (total.Verdict, total.Found, total.Expected).ShouldBe((Verdict.Agrees, end, end));
        rows.Select(Flow).ShouldAllBe(f => f.Verdict != Verdict.Contradicts);
        foreach (var row in rows.Where(r => r.Number("active") is not null))
        {
            var finding = PublishedTableCheck.Sum(
                "active",
                [row.Real("begin"), row.Real("in")],
                row.Real("active"),
                RoundedTo5
            );
            finding!.Verdict.ShouldNotBe(Verdict.Contradicts);
        }
        rows[0].Number("active").ShouldBe(active);
    }

    [Fact]
    public void G10_rounded_ages_are_accepted()
    {
        var rows = GoldenTable.Read("youth-age.csv").Rows;
        double Of(string age) => rows.Single(r => r.Is("age", age)).Real("persons");
        var young = PublishedTableCheck.Sum("0-3", [Of("0"), Of("1"), Of("2"), Of("3")], Of("0-4"), RoundedTo5)!;
        (young.Expected, young.Found, young.Verdict).ShouldBe((13095, 13100, Verdict.WithinRounding));
        var singles = rows.Where(r => r.Is("kind", "single")).Select(r => r.Number("persons")).ToList();
        var all = PublishedTableCheck.Sum("all", singles, Of("total"), RoundedTo5)!;
        (all.Expected, all.Found, all.Verdict).ShouldBe((307790, 307795, Verdict.WithinRounding));
        young.Tolerance.ShouldBe(2.5 * 4);
        (young with { Found = 13106 }).Verdict.ShouldBe(Verdict.Contradicts);
    }

    [Fact]
    public void G11_users_of_the_social_domain_fall_in_seven_disjoint_parts()
    {
        var rows = GoldenTable.Read("social-domain-2024.csv").Rows;
        int With(string act) => rows.Where(r => r.Whole(act) == 1).Sum(r => r.Whole("persons"));
        rows.Length.ShouldBe(7);
        rows.Select(r => (r.Whole("wmo"), r.Whole("jeugd"), r.Whole("participatiewet"))).Distinct().Count().ShouldBe(7);
        rows.Sum(r => r.Whole("persons")).ShouldBe(39860);
        With("wmo").ShouldBe(18940);
        With("jeugd").ShouldBe(9315);
    }

    [Fact]
    public void G12_rounded_households_are_accepted()
    {
        var parts = Values(GoldenTable.Read("social-domain-2024.csv"), "households");
        var finding = PublishedTableCheck.Sum("households", parts, 32690, RoundedTo5)!;
        (finding.Expected, finding.Verdict).ShouldBe((32685, Verdict.WithinRounding));
    }

    [Fact]
    public void G13_wijken_of_the_forecast_add_up_to_the_city()
    {
        var cities = GoldenTable.Read("forecast-city.csv").Rows;
        cities.Length.ShouldBe(10);
        foreach (var row in cities)
        {
            var forecast = WijkForecast.Of(row.Whole("vintage"));
            forecast.WijkCodes.Length.ShouldBe(10);
            forecast.Years.ShouldContain(row.Whole("year"));
            forecast.City(row.Whole("year")).ShouldBe(row.Whole("total"));
        }
    }

    [Fact]
    public void G14_the_revision_of_the_forecast_is_as_published()
    {
        var (old, revised) = (WijkForecast.Of(2021), WijkForecast.Of(2022));
        double City(int year) => Percent(old.City(year), revised.City(year));
        double Wijk(string code, int year) => Percent(old.At(code, year), revised.At(code, year));
        City(2030).ShouldBe(-3.1);
        Wijk("WK034401", 2030).ShouldBe(-11.3);
        Wijk("WK034403", 2030).ShouldBe(-9.8);
        Wijk("WK034410", 2040).ShouldBe(8.8);
        Wijk("WK034408", 2040).ShouldBe(-4.4);
    }

    /// <summary>Volume × tariff of a delivery line is its amount: 4 × 1,250 = 5,000 cents, and 4,999 is told.</summary>
    [Theory]
    [InlineData("5000", 0)]
    [InlineData("4999", 1)]
    public void G17_four_hours_of_1250_cents_are_5000_cents(string amount, long differs)
    {
        var message = Delivery.Text(
            "323.xml",
            $"""
            <Bericht><Header><Afzender>75750001</Afzender><Ontvanger>0344</Ontvanger></Header><Client><Bsn>100000001</Bsn>
            <Prestatie>
              <ProductReferentie><ReferentieNummer>A1</ReferentieNummer></ProductReferentie>
              <ToewijzingNummer>1</ToewijzingNummer><ProductCategorie>02</ProductCategorie>
              <ProductPeriode><Begindatum>2023-02-01</Begindatum><Einddatum>2023-02-28</Einddatum></ProductPeriode>
              <GeleverdVolume>4</GeleverdVolume><Eenheid>04</Eenheid><ProductTarief>1250</ProductTarief>
              <IngediendBedrag><Bedrag>{amount}</Bedrag><DebetCredit>D</DebetCredit></IngediendBedrag>
            </Prestatie></Client></Bericht>
            """
        );
        var mapping = Delivery.Mapping("iwmo-323");
        var record = ImportedRecords.Of(mapping, message).ShouldHaveSingleItem().Split(' ');
        record[^3..^1].ShouldBe(["240", amount], "minutes and cents");
        var odd = Delivery.Check(mapping, message).Odd;
        odd.Where(t => t.Kind == Odd.AmountDiffers).Sum(t => t.Count).ShouldBe(differs);
    }

    private static double Percent(double from, double to) => Math.Round(100 * GrowthIndex.Change(from, to), 1);

    private static TableFinding Flow(PublishedRow row) =>
        PublishedTableCheck.Flow(
            row.Text("kind"),
            row.Real("begin"),
            row.Real("in"),
            row.Real("out"),
            row.Real("end"),
            RoundedTo5
        );

    private static List<double?> Values(PublishedTable table, string column) =>
        [.. table.Rows.Select(r => r.Number(column))];
}
