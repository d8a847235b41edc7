using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Tests.Sources.Tables;

public sealed class PublishedTableTests
{
    private const string Top =
        "# title: t\n# source: s\n# licence: l\n# date: d\n# unit: u\n# basis: published\n# note: a: b\n";

    [Fact]
    public void Empty_is_unknown_never_zero()
    {
        var row = PublishedTable.Parse("f", Top + "code,n,name\nA,,\"x, \"\"y\"\"\"\n").Rows[0];
        row.Count("n").ShouldBeNull();
        row.Text("name").ShouldBe("x, \"y\"");
        Should.Throw<SourceFormatException>(() => row.Whole("n")).Line.ShouldBe(9);
    }

    [Theory]
    [InlineData("# title: t\nn\n1\n", 1L, null)]
    [InlineData(Top + "a,b\n1\n", 9L, 1L)]
    [InlineData(Top + "a,a\n1,2\n", 8L, 2L)]
    [InlineData(Top + "a,b\n\"1,2\n", 9L, 1L)]
    public void Faults_name_line_and_column(string text, long line, long? column)
    {
        var fault = Should.Throw<SourceFormatException>(() => PublishedTable.Parse("f.csv", text));
        (fault.File, fault.Line, fault.Column).ShouldBe(("f.csv", line, column));
    }

    [Fact]
    public void A_cell_that_is_no_number_is_named()
    {
        var row = PublishedTable.Parse("f.csv", Top + "a,b\n1,2x\n").Rows[0];
        var fault = Should.Throw<SourceFormatException>(() => row.Count("b"));
        (fault.Line, fault.Column).ShouldBe((9L, 2L));
        fault.Text.Dutch.ShouldContain("'2x'");
        Should.Throw<SourceFormatException>(() => row.Text("c")).Text.English.ShouldContain("a column c");
    }

    [Fact]
    public void Provenance_keeps_what_stands_behind_the_first_colon() =>
        PublishedTable.Parse("f", Top + "a\n").Provenance["note"].ShouldBe("a: b");
}
