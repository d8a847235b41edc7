using System.Text;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

/// <summary>Small deliveries, and two ways of reading them: as translated rows, and as a report.</summary>
internal static class Delivery
{
    public static RecordFile Sample(string name)
    {
        using var stream = typeof(Delivery).Assembly.GetManifestResourceStream($"samples/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return RecordFile.InMemory(name, bytes);
    }

    public static RecordFile Text(string name, string text) => RecordFile.InMemory(name, Encoding.UTF8.GetBytes(text));

    public static RecordMapping Mapping(string name) => RecordMapping.Open(name, ProductCatalogue.Embedded);

    public static RecordMapping Parse(string yaml) => MappingReader.Parse("m.yaml", yaml, ProductCatalogue.Embedded);

    /// <summary>Rows as they meet the native reader, persons by their turn: <c>birth_year=2010 product=31 …</c>.</summary>
    public static List<string> Rows(RecordMapping mapping, params RecordFile[] files)
    {
        var translation = new Translation(mapping, files, ProductCatalogue.Embedded, SampleRows.Key, null, default);
        var persons = new List<string>();
        var lines = new List<string>();
        foreach (var row in translation.Rows())
        {
            var person = row[RecordColumn.Person];
            if (!persons.Contains(person))
            {
                persons.Add(person);
            }
            var columns = RecordTokens.Columns.Skip(1).Zip(row.Fields.Skip(1)).Where(c => c.Second.Length > 0);
            var told = columns.Select(c => $"{c.First}={c.Second}");
            lines.Add($"p{persons.IndexOf(person) + 1} {string.Join(' ', told)}");
        }
        return lines;
    }

    public static RecordReport Check(RecordMapping mapping, params RecordFile[] files) =>
        RecordImport.Check(
            files,
            SampleRows.Places,
            ProductCatalogue.Embedded,
            SampleRows.Settings with
            {
                Mapping = mapping,
                Postcodes = new Dictionary<ulong, int>
                {
                    [PlaceCode.PackPostcode("3512AB"u8)] = 0,
                    [PlaceCode.PackPostcode("3513XX"u8)] = SampleRows.Index.BuurtCount,
                    [PlaceCode.PackPostcode("3513XX 2"u8)] = 1,
                },
            }
        );

    /// <summary>What a report says of rows: kind, count and first lines.</summary>
    public static List<string> Told(RecordReport report) =>
        [
            .. report.SetAside.Select(t => Told(t.Kind, t)),
            .. report.Combined.Select(t => Told(t.Kind, t)),
            .. report.Odd.Select(t => Told(t.Kind, t)),
        ];

    private static string Told<T>(T kind, RowTally<T> tally)
        where T : struct, Enum =>
        $"{kind} {tally.Count}: "
        + string.Join(", ", tally.First.Select(p => $"{p.File}:{p.Line} {p.Column} {p.Found}".TrimEnd()));
}
