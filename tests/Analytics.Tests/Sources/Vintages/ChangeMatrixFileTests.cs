using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Vintages;

namespace Populatie.Analytics.Tests.Sources.Vintages;

public sealed class ChangeMatrixFileTests
{
    [Fact]
    public void Shares_and_addresses_are_read_and_written_back()
    {
        var matrix = Read(
            "# remark\nfrom;to;share\nBU00010001;BU00020001;0.25\nBU00010001;BU00020002;0.75\nBU00010002;BU00020002;1\n"
        );
        matrix
            .TargetsOf("BU00010001")
            .Select(t => (t.To, t.Weight))
            .ShouldBe([("BU00020001", 250_000L), ("BU00020002", 750_000L)]);
        matrix.TargetsOf("BU00019999").ShouldBeEmpty();
        using var stream = new MemoryStream();
        ChangeMatrixFile.Write(stream, matrix);
        Read(Encoding.UTF8.GetString(stream.ToArray())).Digest.ShouldBe(matrix.Digest);
    }

    [Theory]
    [InlineData("from,to,share\nBU00010001,BU00020001,0.5\nBU00010001,BU00020002,0.4\n", 3, 3)]
    [InlineData("from,to,share\nBU00010001,BU00020001,1.5\n", 2, 3)]
    [InlineData("from,to,share\nBU00010001,BU00020001,half\n", 2, 3)]
    [InlineData("from,to,addresses\nBU00010001,BU00020001,-4\n", 2, 3)]
    [InlineData("from,to,addresses\nBU00010001,BU00020001,0\n", 2, 3)]
    [InlineData("from,to,addresses\nBU1001,BU00020001,4\n", 2, 1)]
    [InlineData("from,to,addresses\nBU00010001,WK000201,4\n", 2, 2)]
    [InlineData("old,new,addresses\n", 1, 1)]
    public void What_is_wrong_is_refused_with_line_and_column(string text, int line, int column)
    {
        var fault = Should.Throw<SourceFormatException>(() => Read(text));
        (fault.Line, fault.Column).ShouldBe((line, column));
    }

    /// <summary>Codes as numbers without their zeros, as CBS writes them; new and vanished addresses weigh nothing.</summary>
    [Fact]
    public void Two_tables_of_addresses_make_a_matrix()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-vintage-").FullName;
        try
        {
            var (older, newer) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv"));
            File.WriteAllText(
                older,
                "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023\n3511AA;1;3440101;34401;344\n3511AA;2;3440101;34401;344\n3511AB;3;3440102;34401;344\n3511AB;9;3440102;34401;344\n1011AA;1;3630001;36300;363\n"
            );
            File.WriteAllText(
                newer,
                "PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024\n3511AA;1;3440101;34401;344\n3511AA;2;3440103;34401;344\n3511AB;3;3440103;34401;344\n3511ZZ;3;3440101;34401;344\n1011AA;1;3630001;36300;363\n"
            );
            var (matrix, common, vanished) = AddressChange.Between(older, newer, "GM0344");
            (common, vanished).ShouldBe((3, 1));
            matrix.Codes.ShouldBe(["BU03440101", "BU03440102"]);
            matrix
                .TargetsOf("BU03440101")
                .Select(t => (t.To, t.Weight))
                .ShouldBe([("BU03440101", 1L), ("BU03440103", 1L)]);
            AddressChange.Between(older, newer, null).Matrix.Codes.Count.ShouldBe(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Analytics.Vintages.ChangeMatrix Read(string text) =>
        ChangeMatrixFile.Read(new StringReader(text), "matrix.csv");
}
