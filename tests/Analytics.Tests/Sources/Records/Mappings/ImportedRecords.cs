using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

/// <summary>Records as they come out of reading, one line of text each.</summary>
internal static class ImportedRecords
{
    public static List<string> Of(RecordMapping? mapping, params RecordFile[] files)
    {
        var lines = new List<string>();
        void Take(RecordBatch batch)
        {
            for (var i = 0; i < batch.Uses.Count; i++)
            {
                lines.Add(SampleRows.Line(batch.Uses, i));
            }
        }

        var join = new LocationJoin(SampleRows.Places.Index, SampleRows.Places.Locate);
        var (settings, key) = (SampleRows.Settings, SampleRows.Key);
        if (mapping is null)
        {
            foreach (var file in files)
            {
                var checks = new ProductChecks(ProductCatalogue.Embedded);
                new RecordReader(file, checks, join, settings, key).Read(Take);
            }
        }
        else
        {
            new MappedReader(mapping, files, ProductCatalogue.Embedded, join, settings, key).Read(Take);
        }
        return lines;
    }
}
