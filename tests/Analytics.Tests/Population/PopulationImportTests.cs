using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Published;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Population;

public sealed class PopulationImportTests : IDisposable
{
    private const string Heading = "gwb_code;a_inw;a_man;a_vrouw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo";
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Unpublished_is_not_zero()
    {
        var rows = Read(
            $"{Heading}\nWK000100;300;150;150;50;50;100;60;40\nBU00010001;200;100;100;40;40;60;40;20\nBU00010002;100;;.;-99997;-99997;;;-99998\n"
        );
        var (series, report) = PopulationImport.Run(Areas("BU00010001", "BU00010002"), rows, 2019, 2021);
        (report.WithoutAges, report.WithoutTotal, report.Missing.Count, report.Residents).ShouldBe((1, 0, 0, 300));
        // The buurt without ages has those of its wijk: 20% children.
        Children(series.At(2020), 1).ShouldBe(20);
        Children(series.At(2020), 0).ShouldBe(40);
        series.Tables.Select(t => t.Basis).ShouldBe([Basis.Estimated, Basis.Published, Basis.Estimated]);
        series.At(2019).SharesCellsWith(series.At(2020)).ShouldBeTrue();
    }

    [Fact]
    public void Buurten_without_a_row_are_empty_and_reported()
    {
        var rows = Read($"{Heading}\nBU00010001;200;100;100;40;40;60;40;20\nBU00020001;70;30;40;10;10;20;20;10\n");
        var (series, report) = PopulationImport.Run(Areas("BU00010001", "BU00010009"), rows, 2020, 2020);
        report.Missing.ShouldBe(["BU00010009"]);
        (report.Unused, report.UnusedResidents).ShouldBe((1, 70L));
        series.At(2020).Total().ShouldBe(200);
    }

    [Fact]
    public void Columns_are_found_by_stem_in_any_order_and_case()
    {
        var rows = Read(
            "k_65JaarOfOuder_12,Codering_3,AantalInwoners_5,Mannen_6,Vrouwen_7,k_0Tot15Jaar_8,k_15Tot25Jaar_9,k_25Tot45Jaar_10,k_45Tot65Jaar_11\n20,BU00010001,200.0,100,100,40,40,60,40\n"
        );
        rows[0].Total.ShouldBe(200);
        rows[0].Groups.Select(g => g!.Value).ShouldBe([40, 40, 60, 40, 20]);
    }

    [Theory]
    [InlineData("gwb_code;a_inw\nBU00010001;5\n", 1L, "a_man")]
    [InlineData(Heading + "\nBU00010001;2x0;1;1;1;1;1;1;1\n", 2L, "2x0")]
    [InlineData(Heading + "\nBU00010001;200;1\n", 2L, "a_vrouw")]
    [InlineData(Heading + "\nBU00010001;-5;1;1;1;1;1;1;1\n", 2L, "-5")]
    [InlineData("", 1L, "a_inw")]
    public void Bad_files_name_the_place(string text, long line, string part)
    {
        var fault = Should.Throw<SourceFormatException>(() => Read(text));
        fault.Line.ShouldBe(line);
        fault.Text.English.ShouldContain(part);
    }

    [Fact]
    public void A_table_without_a_year_asks_for_it()
    {
        File.WriteAllText(file, Heading + "\n");
        Should.Throw<SourceFormatException>(() => KerncijferFile.Read(file, null)).Text.English.ShouldContain("--of");
    }

    [Fact]
    public void Sums_beyond_rounding_are_reported_and_rounding_is_not()
    {
        var rows = Read(
            $"{Heading}\nBU00010001;200;100;100;45;40;60;45;20\nBU00010002;200;100;100;55;45;60;45;20\nBU00010003;200;60;100;40;40;60;40;20\n"
        );
        var (series, report) = PopulationImport.Run(Areas("BU00010001", "BU00010002", "BU00010003"), rows, 2020, 2020);
        report.Contradictions.Select(f => f.Subject).ShouldBe(["BU00010002 ages", "BU00010003 sexes"]);
        series.At(2020).Total().ShouldBe(600);
    }

    [SharedFact]
    [Trait("Speed", "slow")]
    public void All_of_the_netherlands_fits_its_published_margins()
    {
        var rows = KerncijferFile.Read(SharedFolder.File("reference/cbs/kwb_nl_2020.csv"), null);
        var buurten = rows.Where(r => r.Code.StartsWith("BU", StringComparison.Ordinal)).ToList();
        var areas = Areas([.. buurten.Select(b => b.Code)]);
        var (series, report) = PopulationImport.Run(areas, rows, 2015, 2026);
        report.Residents.ShouldBe(buurten.Sum(b => (long)b.Total!.Value));
        report.Synthesis.NotConverged.ShouldBe(0);
        series.Tables.ShouldAllBe(t => t.SharesCellsWith(series.At(2015)));
        var (women, children) = (0L, 0L);
        for (var b = 0; b < areas.BuurtCount; b++)
        {
            children += Children(series.At(2020), b);
            women += series.At(2020).OfBuurt(b)[..AgeBands.AgeCount].ToArray().Sum();
        }
        // The country as published: rounding in 13,808 buurten nearly cancels.
        ((double)women).ShouldBe(8759554, 0.002 * 8759554);
        ((double)children).ShouldBe(2726099, 0.005 * 2726099);
    }

    private IReadOnlyList<PublishedMargins> Read(string text)
    {
        File.WriteAllText(file, text);
        return KerncijferFile.Read(file, 2020);
    }

    private static int Children(PopulationTable table, int buurt) =>
        Enumerable.Range(0, 15).Sum(a => table[buurt, Sex.V, a] + table[buurt, Sex.M, a]);

    private static AreaIndex Areas(params string[] codes) =>
        new(codes.Select(c => new Buurt(c, c, "WK" + c[2..8], "GM" + c[2..6])));
}
