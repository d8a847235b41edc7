using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// Records that are being imported: parts are written while the files are still read, and become an artefact only when
/// all went well, because its id is known only at the end. What is not published is removed. Not thread-safe.
/// </summary>
internal sealed class RecordDraft : IDisposable
{
    private readonly Workspace workspace;
    private readonly string folder;
    private readonly RecordParts parts;

    public RecordDraft(Workspace workspace)
    {
        this.workspace = workspace;
        folder = StagingFolder.For(workspace.Root, $"records-draft-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        parts = new RecordParts(folder);
    }

    public void Append(UseBatch batch) => parts.Append(batch);

    public void Publish(string id, string title, RecordPlaces places, string productsDigest, RecordReport report)
    {
        parts.Finish();
        var heading = new RecordStoreHeading(parts.Count, places.AreasId, places.AreasDigest, productsDigest, report);
        workspace.Publish(
            ArtefactKind.Records,
            id,
            title,
            target =>
            {
                heading.Write(Path.Combine(target, RecordStoreHeading.FileName));
                for (var part = 0; part < parts.Count; part++)
                {
                    var name = RecordParts.FileName(part);
                    File.Move(Path.Combine(folder, name), Path.Combine(target, name));
                }
            }
        );
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
