using System.IO.Compression;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Tests.Records;
using static Populatie.Analytics.Tests.Sources.Records.Mappings.Delivery;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

/// <summary>Files that are damaged, or made to do harm: typed faults with a place, bounded memory, and no personal text.</summary>
public sealed class UnsafeSourceTests
{
    private const string Secret = "123456700";

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>", "document type")]
    [InlineData("<!DOCTYPE a [<!ENTITY l \"ll\"><!ENTITY m \"&l;&l;&l;\">]><a>&m;</a>", "document type")]
    [InlineData("<a><Client><Bsn>123456700</Bsn>&unknown;</Client></a>", "not well-formed")]
    [InlineData("<a><Client><Bsn>123456700</Client></a>", "not well-formed")]
    [InlineData("<a><Client Bsn=123456700/></a>", "not well-formed")]
    [InlineData("<a>\n<Client>\n<Bsn>123456700", "not well-formed")]
    [InlineData("bsn;123456700\n", "found no XML")]
    [InlineData("", "found no XML")]
    [InlineData("<a/><b/>", "not well-formed")]
    [InlineData("<a><Bsn>123456700</Bsn></a>", "an element ToegewezenProduct or Prestatie")]
    public void XML_that_cannot_be_used_is_refused_without_repeating_it(string text, string told)
    {
        foreach (var gzip in new[] { false, true })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var file = RecordFile.InMemory("m.xml", gzip ? SampleRows.Pack(bytes) : bytes);
            var fault = Should.Throw<SourceFormatException>(() => Check(Mapping("iwmo-323"), file));
            fault.Message.ShouldStartWith("m.xml:");
            fault.Message.ShouldContain(told);
            fault.Message.ShouldNotContain(Secret);
            fault.Text.Dutch.ShouldNotContain(Secret);
        }
    }

    [Fact]
    public void A_fault_in_XML_names_its_line_and_column()
    {
        var fault = Should.Throw<SourceFormatException>(() =>
            Check(Mapping("iwmo-301"), Text("m.xml", "<a>\n <Client>\n  <Bsn>1</Naam>\n"))
        );
        (fault.Line, fault.Column).ShouldBe((3L, 11L));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Elements_without_end_and_markup_without_end_are_refused()
    {
        Refused("iwmo-301", Repeated("<a>", 1000), "64 elements");
        Refused("iwmo-301", Repeated("<a b='", 1).Concat(Repeated("y", 9 << 20)), "4 MB");
        Refused("iwmo-301", Repeated("<a>", 1).Concat(Repeated("text ", 2 << 20)), "4 MB");
        Refused("iwmo-301", Repeated("<", 1).Concat(Repeated("n", 9 << 20)), "4 MB");
    }

    [Fact]
    public void A_long_text_in_a_field_is_cut_and_then_no_code()
    {
        var text = File("wmo301.xml")
            .Replace("<iwmo:Categorie>02<", $"<iwmo:Categorie>{new string('0', 3 << 20)}<", StringComparison.Ordinal);
        var report = Check(Mapping("iwmo-301"), Text("m.xml", text));
        report.SetAside.ShouldHaveSingleItem().Kind.ShouldBe(SetAside.Product);
        report.SetAside[0].First[0].Found.Length.ShouldBeLessThan(50);
    }

    [Theory]
    [InlineData("gmsd-wmo")]
    [InlineData("iwmo-301")]
    [Trait("Speed", "slow")]
    public void A_gzip_file_that_swells_without_bound_is_refused(string mapping)
    {
        // 35 MB of nothing.
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var rows = mapping.StartsWith("gmsd", StringComparison.Ordinal);
            var start = rows ? "BSN;Productcategorie;Ingangsdatum\n" : "<a>\n";
            gzip.Write(Encoding.ASCII.GetBytes(start));
            var block = Encoding.ASCII.GetBytes(
                string.Concat(Enumerable.Repeat(rows ? "\n\n\n\n\n\n" : "<b/>\n\n", 1 << 16))
            );
            for (var i = 0; i < 90; i++)
            {
                gzip.Write(block);
            }
        }
        Refused(mapping, packed.ToArray(), "times its own size");
    }

    [Fact]
    public void Gzip_that_is_cut_short_is_refused()
    {
        var packed = SampleRows.Pack(Encoding.UTF8.GetBytes(File("wmo301.xml")));
        Refused("iwmo-301", packed[..^9], "cut short or damaged");
        Refused("iwmo-301", packed[..(packed.Length / 2)], "cut short or damaged");
    }

    [Theory]
    [InlineData("BSN;Productcategorie;Ingangsdatum\n", ":2:1: found a heading and no rows")]
    [InlineData("BSN;Productcategorie\n100000001;01\n", "no column 'Datum start daadwerkelijke ondersteuning'")]
    [InlineData("BSN;Ingangsdatum\n", "no column 'Type maatwerkarrangement'")]
    [InlineData("\0\0", "not text")]
    [InlineData("PK\u0003\u0004", "zip archive")]
    [InlineData("", "an empty file")]
    [InlineData("BSN;Productcategorie;Ingangsdatum\n\"100000001;01;2023", ":2: found a quote that is never closed")]
    public void Delimited_text_that_cannot_be_used_is_refused_with_its_place(string text, string told) =>
        Refused("gmsd-wmo", Encoding.UTF8.GetBytes(text), told);

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_they_stand()
    {
        byte[] heading = [.. "BSN;Productcategorie;Ingangsdatum\n100000001;01;2023"u8];
        Refused("gmsd-wmo", [.. heading, 0xC3, 0x28], ":2:18: ");
        Refused("gmsd-wmo", [0xFF, 0xFE, .. heading], "UTF-16");
        Refused("gmsd-wmo", [.. heading, .. Repeated("x", 2 << 20)], "a row of more than");
    }

    [Fact]
    public void Rows_that_are_broken_are_set_aside_with_their_line()
    {
        var text =
            "BSN;Productcategorie;Ingangsdatum\n100000001;01\n\n\"100000001\"x;01;20230101\n;01;20230101\nabc;01;20230101\n100000001;01;20230101\n";
        var report = Check(Mapping("gmsd-wmo"), Text("g.csv", text));
        Told(report).ShouldBe(["FieldCount 1: g.csv:2", "Quote 1: g.csv:4", "NoPerson 2: g.csv:5 BSN, g.csv:6 BSN"]);
        report.Records.ShouldBe(1);
        report.RowsRead.ShouldBe(5);
    }

    [Fact]
    public void When_no_row_can_be_read_the_report_still_says_why()
    {
        var report = Check(
            Mapping("gmsd-wmo"),
            Text("g.csv", "BSN;Productcategorie;Ingangsdatum\n100000001;77;20230101\n")
        );
        report.Records.ShouldBe(0);
        Told(report).ShouldBe(["Product 1: g.csv:2 Productcategorie 77"]);
    }

    [Fact]
    public void No_BSN_stands_in_a_message_a_report_or_a_translated_row()
    {
        var text =
            $"BSN;Productcategorie;Ingangsdatum\n{Secret};77;20230101\n{Secret};01;never\n12345670O;01;20230101\n{Secret};01;20230101\n";
        var report = Check(Mapping("gmsd-wmo"), Text("g.csv", text));
        string.Concat(Told(report)).ShouldNotContain("123456");
        Rows(Mapping("gmsd-wmo"), Text("g.csv", text)).ShouldAllBe(r => !r.Contains("123456"));
        ImportedRecords.Of(Mapping("gmsd-wmo"), Text("g.csv", text)).ShouldHaveSingleItem().ShouldNotContain("123456");
    }

    [Fact]
    public void A_BSN_is_the_same_person_with_and_without_leading_zeros_and_in_every_layout()
    {
        var first = ImportedRecords.Of(
            Mapping("gmsd-wmo"),
            Text("g.csv", "BSN;Productcategorie;Ingangsdatum\n020000002;01;20230101\n")
        );
        var second = ImportedRecords.Of(
            Mapping("beleidsinformatie-jeugd"),
            Text("j.csv", "BSN,Hulpvorm,Datum aanvang\n20000002,02,20230101\n")
        );
        first[0].Split(' ')[0].ShouldBe(second[0].Split(' ')[0]);
    }

    private static string File(string sample)
    {
        using var stream = Sample(sample).Open();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<byte> Repeated(string text, int times) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)));

    private static void Refused(string mapping, IEnumerable<byte> bytes, string told)
    {
        var file = RecordFile.InMemory("f", [.. bytes]);
        Should.Throw<SourceFormatException>(() => Check(Mapping(mapping), file)).Message.ShouldContain(told);
    }
}
