using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// Imported use records of one workspace, on disk in columns. Persons are keyed digests, places are leaf ordinals of the
/// areas named by <see cref="AreasId"/>, products ordinals of the catalogue with <see cref="ProductsDigest"/>. Immutable;
/// thread-safe.
/// </summary>
public sealed class RecordStore
{
    private readonly string folder;
    private readonly ImmutableArray<string> parts;

    private RecordStore(string folder, string id, RecordStoreHeading heading)
    {
        this.folder = folder;
        Id = id;
        Heading = heading;
        parts = [.. Enumerable.Range(0, heading.Parts).Select(RecordParts.FileName)];
    }

    public string Id { get; }

    /// <summary>Id of the areas on which the records were placed.</summary>
    public string AreasId => Heading.AreasId;

    /// <summary>Digest of those areas; the leaf ordinals mean nothing with any other.</summary>
    public string AreasDigest => Heading.AreasDigest;

    public string ProductsDigest => Heading.ProductsDigest;

    public RecordReport Report => Heading.Report;

    /// <summary><see cref="Evidence.Basis.Observed"/>, or Synthetic for generated records.</summary>
    public Basis Basis => Report.Basis;

    public long RowCount => Report.Records;

    public DateOnly? FirstDay => Report.FirstDay;

    public DateOnly? LastDay => Report.LastDay;

    private RecordStoreHeading Heading { get; }

    /// <summary>Opens imported records: an id, a unique prefix, a path, or <c>latest</c>.</summary>
    /// <exception cref="SourceFormatException">There are none, or they are damaged.</exception>
    public static RecordStore Open(Workspace workspace, string reference)
    {
        var id = workspace.Resolve(ArtefactKind.Records, reference);
        var place = workspace.PathOf(ArtefactKind.Records, id);
        return new RecordStore(place, id, RecordStoreHeading.Read(Path.Combine(place, RecordStoreHeading.FileName)));
    }

    /// <summary>Parts that the records are kept in; all but the last hold <see cref="RowsPerPart"/> rows.</summary>
    public int PartCount => parts.Length;

    /// <summary>Rows that a part holds at most.</summary>
    public static int RowsPerPart => RecordParts.RowsPerPart;

    /// <summary>Reads one part, and checks its digest. Parts may be read side by side, each into a batch of its own.</summary>
    /// <param name="part">0 … <see cref="PartCount"/> − 1.</param>
    /// <param name="into">A batch with room for <see cref="RowsPerPart"/> rows; what it held is lost.</param>
    /// <exception cref="SourceFormatException">The part is damaged.</exception>
    public void Read(int part, UseBatch into) => RecordParts.Read(Path.Combine(folder, parts[part]), into);

    /// <summary>
    /// The records, a part at a time, in the order in which they were read. Every batch is a new one, so that several can
    /// be worked on at once; one holds at most <see cref="RowsPerPart"/> rows (some 20 MB).
    /// </summary>
    /// <exception cref="SourceFormatException">A part is damaged.</exception>
    public IEnumerable<UseBatch> Batches()
    {
        for (var part = 0; part < parts.Length; part++)
        {
            var batch = new UseBatch(RowsPerPart);
            Read(part, batch);
            yield return batch;
        }
    }
}
