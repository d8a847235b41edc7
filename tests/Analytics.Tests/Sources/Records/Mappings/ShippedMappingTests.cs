using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Records.Mappings;
using static Populatie.Analytics.Tests.Sources.Records.Mappings.Delivery;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

/// <summary>What each shipped mapping makes of a small delivery, row by row.</summary>
public sealed class ShippedMappingTests
{
    [Fact]
    public void Beleidsinformatie_Jeugd_of_two_half_years()
    {
        var mapping = Mapping("beleidsinformatie-jeugd");
        var files = new[] { Sample("jeugd-h1.csv"), Sample("jeugd-h2.csv") };
        Rows(mapping, files)
            .ShouldBe([
                "p1 birth_year=2010 sex=V pc6=3512AB product=32 delivery=ZIN referrer=02 started=2023-01-15 ended=2023-03-31 outcome=recovered",
                "p2 birth_year=2008 sex=M buurt=GM0344 product=33 delivery=ZIN referrer=01 started=2023-07-15 ended=2023-06-15 outcome=dropped-out",
                "p3 birth_year=2012 sex=O pc6=3513XX product=31 delivery=ZIN referrer=06 started=2023-03-01 ended=2023-05-01 outcome=recovered",
                "p4 sex=O product=32 delivery=ZIN referrer=04 started=2023-06-10",
                "p5 birth_year=2011 sex=M pc6=3512AB buurt=GM0344 product=36 delivery=ZIN referrer=02 started=2023-02-01 ended=2023-08-15 outcome=dropped-out",
                "p1 birth_year=2010 sex=V pc6=3512AB product=35 delivery=ZIN started=2023-01-10 ended=2023-09-20 outcome=recovered",
                "p6 birth_year=2012 sex=O pc6=3513XX product=31 delivery=ZIN started=2023-03-01 ended=2023-05-01 outcome=recovered",
                "p5 birth_year=2011 sex=M buurt=GM0344 product=36 delivery=ZIN started=2023-08-16",
            ]);
        var report = Check(mapping, files);
        Told(report)
            .ShouldBe([
                "Product 1: jeugd-h1.csv:8 Hulpvorm 99",
                "Date 1: jeugd-h1.csv:9 Datum aanvang 20231301",
                "EndBeforeStart 1: jeugd-h1.csv:4 Datum einde 2023-06-15",
                "Replaced 2: jeugd-h1.csv:2, jeugd-h1.csv:5",
                "Overlapping 1: jeugd-h2.csv:4",
                "UnknownOutcome 1: jeugd-h1.csv:10 Reden beeindiging 77",
                "UnknownPerson 4: jeugd-h1.csv:5 BSN, jeugd-h1.csv:6 BSN, jeugd-h1.csv:7 BSN, jeugd-h2.csv:3 Burgerservicenummer",
                "DateCompleted 2: jeugd-h1.csv:3 Datum aanvang 20230100, jeugd-h1.csv:4 Datum aanvang 20230000",
            ]);
        report.Files.Select(f => f.Dialect.Encoding).ShouldBe(["UTF-8 with BOM", "Windows-1252"]);
        report.Files[0].IgnoredColumns.ShouldBe(["Gestart met crisis"]);
        A2(report);
    }

    [Fact]
    public void GMSD_Wmo()
    {
        var mapping = Mapping("gmsd-wmo");
        Rows(mapping, Sample("gmsd.csv"))
            .ShouldBe([
                "p1 buurt=GM0344 product=01 delivery=ZIN provider=thuiszorg | groot started=2023-01-09 ended=2023-12-31 cost_cents=125050",
                "p1 buurt=GM0344 product=07 delivery=PGB provider=2 started=2023-02-15 ended=2023-05-31 cost_cents=300000 outcome=recovered",
                "p2 buurt=GM0344 product=16 provider=3 started=2023-04-01",
                "p2 buurt=GM0344 product=wmo-aspecific delivery=ZIN provider=3 started=2023-05-01 ended=2023-06-30 cost_cents=-1225 outcome=moved",
            ]);
        var report = Check(mapping, Sample("gmsd.csv"));
        Told(report)
            .ShouldBe([
                "Product 1: gmsd.csv:6 Type maatwerkarrangement 19",
                "Cost 1: gmsd.csv:7 Daadwerkelijk betaald bedrag 3.000",
                "Credit 1: gmsd.csv:5 Daadwerkelijk betaald bedrag -1225",
                "DateCompleted 1: gmsd.csv:3 Datum start daadwerkelijke ondersteuning 20230200",
            ]);
        report.Join.Of(UnknownPlace.KnownToGemeente).ShouldBe(4);
        A2(report);
    }

    [Theory]
    [InlineData("wmo301.xml", "wmo323.xml")]
    [InlineData("wmo323.xml", "wmo301.xml")]
    public void G17_iWmo_deliveries_get_what_their_assignments_know_in_any_order_of_the_files(
        string first,
        string second
    )
    {
        var mapping = Mapping("iwmo-323");
        const string Client = "birth_year=1941 sex=V pc6=3513XX 2";
        const string Line = "delivery=ZIN provider=75750001";
        Rows(mapping, Sample(first), Sample(second))
            .Select(r => r.Replace("p1 ", "", StringComparison.Ordinal).Replace("p2 ", "", StringComparison.Ordinal))
            .ShouldBe(
                [
                    $"{Client} product=02 {Line} started=2023-01-16 ended=2023-06-30 outcome=moved",
                    $"{Client} product=wmo-aspecific {Line} started=2023-03-01",
                    // 4 × 1250 cents.
                    $"{Client} product=02 {Line} started=2023-01-16 ended=2023-01-31 hours=4 cost_cents=5000",
                    $"{Client} product=02 {Line} started=2023-02-01 ended=2023-02-28 hours=1 cost_cents=6000",
                    $"{Client} product=07 {Line} started=2023-02-01 ended=2023-02-28 hours=12 cost_cents=12000",
                    $"{Client} product=02 {Line} started=2022-12-01 ended=2022-12-31 hours=-2 cost_cents=-2500",
                    $"product=15 {Line} started=2023-03-01 ended=2023-03-31 cost_cents=619999",
                ],
                ignoreOrder: true
            );
        var report = Check(mapping, Sample(first), Sample(second));
        report.RowsRead.ShouldBe(14);
        report.Records.ShouldBe(7);
        Told(report)
            .ShouldBe([
                "Product 1: wmo323.xml:155 ProductCategorie 99",
                "Cost 1: wmo323.xml:173 IngediendBedrag/Bedrag 12,5",
                "Replaced 1: wmo301.xml:49",
                "Withdrawn 1: wmo301.xml:78",
                "TakenBack 2: wmo323.xml:34, wmo323.xml:53",
                "ToldByDeliveries 1: wmo301.xml:70",
                "Credit 1: wmo323.xml:111 GeleverdVolume -2",
                "NoAssignment 1: wmo323.xml:136 ToewijzingNummer",
                "AmountDiffers 1: wmo323.xml:136 IngediendBedrag/Bedrag 619999",
            ]);
        report.Join.Of(PlacedBy.Address).ShouldBe(6);
        report.Join.Of(UnknownPlace.NoPlace).ShouldBe(1);
        A2(report);
    }

    [Fact]
    public void A_message_that_is_delivered_twice_counts_once()
    {
        var mapping = Mapping("iwmo-323");
        var once = Check(mapping, Sample("wmo301.xml"), Sample("wmo323.xml"));
        var twice = Check(
            mapping,
            Sample("wmo323.xml"),
            Sample("wmo301.xml"),
            Sample("wmo323.xml"),
            Sample("wmo301.xml")
        );
        twice.RowsRead.ShouldBe(2 * once.RowsRead);
        twice.Records.ShouldBe(once.Records);
        twice.Combined.Single(t => t.Kind == Combined.TakenBack).Count.ShouldBe(2);
        Costs(mapping, "wmo323.xml", "wmo301.xml", "wmo323.xml").ShouldBe(Costs(mapping, "wmo301.xml", "wmo323.xml"));
        A2(twice);
    }

    [Fact]
    public void Assignments_alone_are_records_too_and_may_leave_the_product_open()
    {
        Rows(Mapping("iwmo-301"), Sample("wmo301.xml"))
            .ShouldBe([
                "p1 birth_year=1941 sex=V pc6=3513XX 2 product=02 delivery=ZIN provider=75750001 started=2023-01-16 ended=2023-06-30 outcome=moved",
                "p1 birth_year=1941 sex=V pc6=3513XX 2 product=wmo-aspecific delivery=ZIN provider=75750001 started=2023-02-01 ended=2023-12-31",
                "p1 birth_year=1941 sex=V pc6=3513XX 2 product=wmo-aspecific delivery=ZIN provider=75750001 started=2023-03-01",
            ]);
    }

    [Fact]
    public void Older_versions_without_prefix_are_read_by_the_same_mapping()
    {
        foreach (var name in new[] { "iwmo-301", "iwmo-323" })
        {
            Rows(Mapping(name), Sample("wmo301-2.4.xml"))
                .ShouldBe([
                    "p1 sex=O pc6=3512AB 12 product=01 delivery=ZIN provider=75750002 started=2017-01-01 ended=2017-12-31",
                ]);
        }
    }

    [Fact]
    public void IJw_with_half_days_and_an_unknown_birth_day()
    {
        Rows(Mapping("ijw-323"), Sample("jw301.xml"), Sample("jw323.xml"))
            .ShouldBe([
                "p1 birth_year=2012 sex=M pc6=3512AB product=45 delivery=ZIN provider=75750009 started=2023-05-01",
                "p1 birth_year=2012 sex=M pc6=3512AB product=jeugd-aspecific delivery=ZIN provider=75750009 started=2023-05-01",
                "p1 birth_year=2012 sex=M pc6=3512AB product=45 delivery=ZIN provider=75750009 started=2023-05-01 ended=2023-05-31 hours=8 cost_cents=60000",
            ]);
    }

    [Fact]
    public void The_wrong_act_is_set_aside_and_no_product_is_guessed()
    {
        var report = Check(Mapping("iwmo-323"), Sample("jw301.xml"), Sample("jw323.xml"));
        report.SetAside.ShouldContain(t => t.Kind == SetAside.Product && t.Count == 2);
    }

    [Fact]
    public void Every_shipped_mapping_can_be_read_and_says_what_it_is()
    {
        ShippedMappings.Names.ShouldBe([
            "beleidsinformatie-jeugd",
            "gmsd-wmo",
            "ijw-301",
            "ijw-323",
            "iwmo-301",
            "iwmo-323",
        ]);
        foreach (var mapping in ShippedMappings.Names.Select(Mapping))
        {
            mapping.Title.Dutch.ShouldNotBe(mapping.Title.English);
            mapping.Digest.Length.ShouldBe(64);
        }
    }

    private static List<string> Costs(RecordMapping mapping, params string[] files) =>
        [
            .. Rows(mapping, [.. files.Select(Sample)])
                .Select(r => r[(r.IndexOf("product=", StringComparison.Ordinal))..])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Law A2, with the rows that are in another record.</summary>
    private static void A2(RecordReport report)
    {
        report.RowsRead.ShouldBe(report.Records + report.SetAsideCount + report.CombinedCount);
        report.RowsRead.ShouldBe(report.Files.Sum(f => f.Rows));
        report.Records.ShouldBe(report.Join.Located.Sum() + report.Join.Unknown.Sum());
    }
}
