using System.Text.Json;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Analytics.Sources.Summaries;
using Populatie.Analytics.Tests.Records;
using static Populatie.Analytics.Tests.Sources.Records.Mappings.Delivery;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

public sealed class MappingReaderTests
{
    private const string Small = """
        mapping: 1
        title: {en: small, nl: klein}
        source: a test
        format: delimited
        act: Wmo
        columns:
          person: {from: id}
          product: {from: kind, codes: {a: "01", b: "02"}}
          started: {from: begin}
        """;

    private const string Message = """
        mapping: 1
        title: {en: small, nl: klein}
        source: a test
        format: xml
        rows:
          - element: Row
            columns:
              person: {from: Id}
              product: {from: Kind}
        """;

    [Theory]
    [InlineData("columns:", "colums:", ":6:1: ", "did you mean 'columns'?")]
    [InlineData("from: id", "form: id", ":7:12: ", "did you mean 'from'?")]
    [InlineData("started:", "startd:", ":9:3: ", "did you mean 'started'?")]
    [InlineData("format: delimited", "format: csv", ":4:9: ", "one of delimited, xml")]
    [InlineData("format: delimited", "format: delimted", ":4:9: ", "did you mean 'delimited'?")]
    [InlineData("mapping: 1", "mapping: 2", ":1:10: ", "another version")]
    [InlineData("a: \"01\"", "a: \"99\"", ":8:36: ", "a product of the catalogue under Wmo")]
    [InlineData("a: \"01\"", "a: wmo-huishoudn", ":8:36: ", "did you mean 'wmo-huishouden'?")]
    [InlineData("a: \"01\"", "a: \"45\"", ":8:36: ", "under Wmo")]
    [InlineData("b: \"02\"", "A: \"02\"", ":8:", "the code 'A' twice")]
    [InlineData("from: begin", "from: begin, as: euros", ":9:", "a conversion that fits this column")]
    [InlineData("from: begin", "formats: yyyymmdd", ":9:12: ", "neither 'from' nor 'constant'")]
    [InlineData("from: begin", "from: begin, formats: ddmmyy", ":9:", "one of yyyymmdd")]
    [InlineData("from: begin", "from: begin, day: 31", ":9:", "a number from 1 to 28")]
    [InlineData("  person: {from: id}\n", "", ":7:3: ", "no 'person'")]
    [InlineData("act: Wmo", "rows: []", ":5:", "'rows'")]
    [InlineData("act: Wmo", "act: Wlz", ":5:6: ", "'Wlz'")]
    [InlineData("act: Wmo", "separator: '::'", ":5:", "one of auto")]
    public void What_is_wrong_is_told_with_its_place_and_what_was_meant(
        string text,
        string wrong,
        string place,
        string told
    )
    {
        Parse(Small).Kinds.Length.ShouldBe(1);
        var message = Should
            .Throw<SourceFormatException>(() => Parse(Small.Replace(text, wrong, StringComparison.Ordinal)))
            .Message;
        message.ShouldStartWith("m.yaml" + place);
        message.ShouldContain(told);
    }

    [Theory]
    [InlineData("- element: Row", "- element: Row\n    role: delivery", "no 'number'")]
    [InlineData("- element: Row", "- elemnt: Row", "did you mean 'element'?")]
    [InlineData("source: a test", "source: a test\nseparator: ';'", "rows, for format: xml")]
    public void A_message_has_rows_with_elements(string text, string wrong, string told)
    {
        Parse(Message).IsXml.ShouldBeTrue();
        Should
            .Throw<SourceFormatException>(() => Parse(Message.Replace(text, wrong, StringComparison.Ordinal)))
            .Message.ShouldContain(told);
    }

    [Theory]
    [InlineData("jaar;hulpvorm;aantal\n2023;01;40\n", true)]
    [InlineData("doelgroep;leeftijd;aantal\nVG;0-17;330\n", true)]
    [InlineData("doelgroep;opmerking;aantal\nVG;x;330\n", false)]
    [InlineData("Clientnummer;Product;Begindatum\n7;01;20230101\n", false)]
    public void A_table_of_totals_is_one_only_where_the_mapping_could_not_read_it(string text, bool aside)
    {
        var mapping = Delivery.Parse(
            """
            mapping: 1
            title: {en: Test, nl: Test}
            source: test
            act: Wmo
            format: delimited
            columns:
              person: {from: Clientnummer}
              product: {from: Product}
              started: {from: Begindatum, formats: yyyymmdd}
            """
        );
        var table = SummaryFile.Parse("table.csv", text).ShouldNotBeNull();
        mapping.LeavesAside(table).ShouldBe(aside);
        Delivery.Mapping("iwmo-323").LeavesAside(table).ShouldBe(table.Columns.All(c => c.Role != TableRole.None));
    }

    [Fact]
    public void A_mapping_that_does_not_exist_is_told_with_the_nearest()
    {
        var message = Should.Throw<SourceFormatException>(() => Mapping("iwmo323")).Message;
        message.ShouldContain("did you mean 'iwmo-323'?");
        message.ShouldContain("gmsd-wmo");
    }

    [Fact]
    public void A_mapping_from_a_file_is_the_shipped_one_when_its_text_is()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, ShippedMappings.Text("gmsd-wmo"));
        var own = Mapping(file);
        File.Delete(file);
        own.Digest.ShouldBe(Mapping("gmsd-wmo").Digest);
        own.Name.ShouldBe(Path.GetFileNameWithoutExtension(file), "a report holds no paths");
        Rows(own, Sample("gmsd.csv")).ShouldBe(Rows(Mapping("gmsd-wmo"), Sample("gmsd.csv")));
    }

    /// <summary>The schema is published beside the mappings; <c>populatie records mappings --schema</c> prints it.</summary>
    [Fact]
    public void The_published_schema_is_that_of_the_reader()
    {
        var published = Path.Combine(RepositoryRoot(), "mappings", "mapping.schema.json");
        File.ReadAllText(published).TrimEnd().ShouldBe(MappingSchema.Text().TrimEnd());
        var keys = JsonDocument.Parse(MappingSchema.Text()).RootElement.GetProperty("properties");
        keys.EnumerateObject().Select(p => p.Name).ShouldBe(MappingKeys.Root);
    }

    [Fact]
    public void Without_heading_columns_are_known_by_number()
    {
        var mapping = Parse(
            Small
                .Replace("act: Wmo", "heading: false\nseparator: '|'", StringComparison.Ordinal)
                .Replace("from: id", "from: 3", StringComparison.Ordinal)
                .Replace("from: kind", "from: 1", StringComparison.Ordinal)
                .Replace("from: begin", "from: 2", StringComparison.Ordinal)
        );
        Rows(mapping, Text("r.txt", "a|2023-01-02|x\nb|2023-02-03|y\n"))
            .ShouldBe(["p1 product=01 started=2023-01-02", "p2 product=02 started=2023-02-03"]);
        Should.Throw<SourceFormatException>(() => Rows(mapping, Text("r.txt", "a|b\n")));
    }

    /// <summary>Property: where the columns stand and how they are named cannot matter.</summary>
    [Fact]
    public void Any_permutation_of_the_columns_with_a_fitting_mapping_gives_the_same_records()
    {
        var rows = SampleRows.Random(3, 60).Where(r => r.All(f => !f.Contains('\n'))).ToList();
        var native = Analytics.Records.RecordTokens.Columns;
        var expected = Records(mapping: null, rows, [.. Enumerable.Range(0, native.Length)], [.. native]);
        expected.Count.ShouldBeGreaterThan(20);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var order = Enumerable.Range(0, native.Length).ToArray();
            random.Shuffle(order);
            string[] names = [.. native.Select((_, i) => $"kolom {(i * 7) + seed}")];
            var columns = native.Select(
                (n, i) =>
                    $"  {n}: {{from: {names[i]}{(n.StartsWith("started", StringComparison.Ordinal) ? ", day: 1" : "")}}}"
            );
            var mapping = Parse(
                $"mapping: 1\ntitle: {{en: e, nl: n}}\nsource: s\nformat: delimited\ncolumns:\n{string.Join('\n', columns)}\n"
            );
            Records(mapping, rows, order, names, ";,|\t"[seed % 4]).ShouldBe(expected, $"seed {seed}");
        }
    }

    private static List<string> Records(
        RecordMapping? mapping,
        List<string[]> rows,
        int[] order,
        string[] names,
        char separator = ','
    )
    {
        string Line(IEnumerable<string> fields) =>
            string.Join(separator, fields.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var text = Line(order.Select(c => names[c])) + "\n";
        text += string.Join('\n', rows.Select(r => Line(order.Select(c => r[c]))));
        return ImportedRecords.Of(mapping, Text("r.csv", text));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Populatie.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
