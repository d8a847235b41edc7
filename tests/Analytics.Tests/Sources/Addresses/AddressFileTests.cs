using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Addresses;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Sources.Addresses;

public sealed class AddressFileTests
{
    private const string Heading = "PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024\n";
    private static readonly AreaIndex Index = SampleRows.Index;
    private static readonly int WijkOne = Index.BuurtCount;
    private static readonly int Utrecht = Index.BuurtCount + Index.WijkCount;

    [Fact]
    public void Codes_without_their_zeros_are_padded_and_the_year_is_read_from_the_heading()
    {
        var table = Read(
            Heading + "3512AB;1;3440111;34401;344\n3512AB;2;3440111;34401;344\n1000AA;1;3630000;36300;363\n"
        );
        table.Year.ShouldBe(2024);
        table.Rows.ShouldBe(3);
        table.Shared.ShouldBe(0);
        table.Leaves.Count.ShouldBe(1, "a postcode in one buurt needs no addresses, one elsewhere none at all");
        LeafOf(table, "3512AB").ShouldBe(0);
        LeafOf(table, "3512AB 77").ShouldBe(0, "whatever the house, the postcode lies there");
        LeafOf(table, "1000AA 1").ShouldBe(Index.UnknownLeaf);
    }

    [Fact]
    public void A_postcode_in_several_buurten_is_told_apart_by_house_number_and_never_guessed()
    {
        var table = Read(
            Heading
                + "3513XX;1;3440111;34401;344\n3513XX;2;3440112;34401;344\n"
                + "3514YY;1;3440111;34401;344\n3514YY;3;3440211;34402;344\n"
                + "3515ZZ;1;3440111;34401;344\n3515ZZ;2;3630000;36300;363\n"
        );
        table.Shared.ShouldBe(3);
        LeafOf(table, "3513XX 1").ShouldBe(0);
        LeafOf(table, "3513XX2").ShouldBe(1);
        LeafOf(table, "3513 xx 2-bis").ShouldBe(1);
        LeafOf(table, "3513XX 9").ShouldBe(WijkOne);
        LeafOf(table, "3513XX").ShouldBe(WijkOne);
        LeafOf(table, "3514YY 3").ShouldBe(2);
        LeafOf(table, "3514YY").ShouldBe(Utrecht);
        LeafOf(table, "3515ZZ 1").ShouldBe(0);
        LeafOf(table, "3515ZZ").ShouldBe(Index.UnknownLeaf, "part of it lies outside the areas");
    }

    [Fact]
    public void One_house_number_in_two_buurten_is_known_to_their_wijk()
    {
        var table = Read(Heading + "3513XX;1;3440111;34401;344\n3513XX;1;3440112;34401;344\n");
        LeafOf(table, "3513XX 1").ShouldBe(WijkOne);
    }

    [Theory]
    [InlineData("PC6,Huisnummer,Buurt2017,Wijk2017,Gem2017\r\n\"3512AB\",1,3440111,34401,344\r\n", 2017)]
    [InlineData("\uFEFF\"pc6\";\"buurt\"\n3512 ab;BU03440111", null)]
    [InlineData("huisnummer\tpostcode\tbuurtcode\n1\t3512AB\tbu03440111\n", null)]
    public void Other_ways_of_writing_the_table_are_read_too(string text, int? year)
    {
        foreach (var gzip in new[] { false, true })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var table = Read(gzip ? SampleRows.Pack(bytes) : bytes);
            table.Year.ShouldBe(year);
            LeafOf(table, "3512AB").ShouldBe(0);
        }
    }

    [Fact]
    public void Any_order_of_the_rows_gives_the_same_table()
    {
        string[] rows =
        [
            "3513XX;1;3440111;34401;344",
            "3513XX;1;3440211;34402;344",
            "3513XX;2;3440112;34401;344",
            "3514YY;1;3440211;34402;344",
            "3515ZZ;4;3630000;36300;363",
            "3515ZZ;4;3440111;34401;344",
        ];
        var expected = Read(Heading + string.Join('\n', rows)).Leaves.OrderBy(p => p.Key).ToList();
        for (var seed = 0; seed < 20; seed++)
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            Read(Heading + string.Join('\n', shuffled)).Leaves.OrderBy(p => p.Key).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("pc6,buurt\n351,BU03440111\n", ":2:1: ")]
    [InlineData("PC6;Huisnummer;Buurt2024\n3512AB;one;3440111\n", ":2:2: ")]
    [InlineData("PC6;Huisnummer;Buurt2024\n3512AB;1;34401x\n", ":2:3: ")]
    [InlineData("PC6;Huisnummer;Buurt2024\n3512AB;1\n", ":2:1: ")]
    [InlineData("postcode4,buurt\n", "no column 'pc6'")]
    [InlineData("pc6,wijk\n", "no column 'buurt'")]
    [InlineData("PC6;Huisnummer;Buurt2019\n1000AA;1;3630000\n", "2019")]
    [InlineData("", "empty")]
    public void What_is_no_table_of_addresses_is_refused_with_its_place(string text, string told)
    {
        Should.Throw<SourceFormatException>(() => Read(text)).Message.ShouldContain(told);
    }

    private static int LeafOf(AddressTable table, string postcode)
    {
        var (batch, places) = (new UseBatch(1) { Count = 1 }, new PlaceColumns(1));
        (places.X[0], places.Y[0]) = (UseBatch.UnknownCoordinate, UseBatch.UnknownCoordinate);
        places.Postcode[0] = PlaceCode.PackPostcode(Encoding.ASCII.GetBytes(postcode));
        new LocationJoin(Index, SampleRows.Places.Locate, table.Leaves).Place(batch, places);
        return batch.Leaf[0];
    }

    private static AddressTable Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static AddressTable Read(byte[] bytes) => AddressFile.Read(RecordFile.InMemory("a.csv", bytes), Index);
}
