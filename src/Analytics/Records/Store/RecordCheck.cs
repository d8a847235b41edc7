using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>Whether imported records are whole, for those who may count records but not see them.</summary>
public static class RecordCheck
{
    /// <summary>Reads every part, which checks its digest, and counts.</summary>
    /// <returns>The rows that are there, and the rows that the import reported.</returns>
    /// <exception cref="Faults.SourceFormatException">A part is damaged, or there are no such records.</exception>
    public static (long Found, long Reported) Count(Workspace workspace, string reference)
    {
        var records = RecordStore.Open(workspace, reference);
        var (batch, found) = (new UseBatch(RecordStore.RowsPerPart), 0L);
        for (var part = 0; part < records.PartCount; part++)
        {
            records.Read(part, batch);
            found += batch.Count;
        }
        return (found, records.RowCount);
    }
}
