using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>
/// A folder of immutable artefacts. Each is a folder <c>KIND/ID</c>, made under <c>.staging</c>, synced, then renamed into
/// place: killing the program at any moment leaves the workspace as before or as after. Paths inside are relative, so a
/// workspace can be copied.
/// </summary>
public sealed partial class Workspace
{
    private readonly Catalogue catalogue;

    private Workspace(string root)
    {
        Root = root;
        catalogue = new Catalogue(this);
    }

    public string Root { get; }

    /// <summary>Whether there is anything of a workspace in the folder.</summary>
    public bool Exists => Enum.GetValues<ArtefactKind>().Any(kind => Directory.Exists(FolderOf(kind)));

    /// <summary>A workspace to read from: makes nothing, whether it is there or not. What is asked of one that is not is told so.</summary>
    public static Workspace ToRead(string root) => new(root);

    /// <summary>Opens a workspace to add to what it holds.</summary>
    /// <exception cref="SourceFormatException">There is none.</exception>
    /// <exception cref="ResourceException">The folder cannot be written.</exception>
    public static Workspace OpenExisting(string root)
    {
        var there = ToRead(root);
        if (!there.Exists)
        {
            throw there.NotThere();
        }
        there.TryToWrite();
        return Open(root);
    }

    /// <summary>So that nobody waits for what cannot be kept in the end.</summary>
    private void TryToWrite()
    {
        var trial = StagingFolder.For(Root, $"trial-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, Root);
        }
    }

    /// <summary>Opens a workspace and makes its folders when they are missing.</summary>
    /// <exception cref="ResourceException">The folder cannot be made or written.</exception>
    public static Workspace Open(string root)
    {
        try
        {
            foreach (var folder in Enum.GetValues<ArtefactKind>().Select(k => k.Folder()).Append("scenarios"))
            {
                Directory.CreateDirectory(Path.Combine(root, folder));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var (english, dutch) =
                File.Exists(root) ? ("it is a file", "het is een bestand")
                : fault is UnauthorizedAccessException ? ("no permission", "geen toestemming")
                : (fault.Message, fault.Message);
            throw new ResourceException(
                new(
                    $"the workspace {root} cannot be made: {english}; choose another folder with --workspace",
                    $"de werkmap {root} kan niet worden gemaakt: {dutch}; kies een andere map met --workspace"
                ),
                fault
            );
        }
        RemoveOrphans(Path.Combine(root, StagingFolder.Name));
        return new Workspace(root);
    }

    /// <summary>What a killed process left half-made; a live one keeps its own.</summary>
    private static void RemoveOrphans(string staging)
    {
        if (!Directory.Exists(staging))
        {
            return;
        }
        foreach (var folder in Directory.EnumerateDirectories(staging).Where(StagingFolder.IsOrphan))
        {
            RemoveQuietly(folder);
        }
    }

    public string FolderOf(ArtefactKind kind) => Path.Combine(Root, kind.Folder());

    public string PathOf(ArtefactKind kind, string id) => Path.Combine(FolderOf(kind), id);

    public bool Has(ArtefactKind kind, string id) => Directory.Exists(PathOf(kind, id));

    /// <summary>
    /// Makes an artefact unless it exists: <paramref name="write"/> fills a folder, which is then renamed to its id.
    /// </summary>
    /// <returns>True when it was made now, false when the same artefact was there already.</returns>
    public bool Publish(ArtefactKind kind, string id, string title, Action<string> write)
    {
        var made = false;
        if (!Has(kind, id))
        {
            var staging = StagingFolder.For(Root, $"{kind.Folder()}-{id}");
            try
            {
                Directory.CreateDirectory(staging);
                write(staging);
                foreach (var file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
                {
                    DiskSync.File(file);
                }
                DiskSync.Folder(staging);
                Directory.Move(staging, PathOf(kind, id));
                DiskSync.Folder(FolderOf(kind));
                made = true;
            }
            catch (IOException) when (Has(kind, id))
            {
                // Another process published the same bytes first: theirs is ours.
            }
            catch (Exception fault) when (MachineFaults.Knows(fault))
            {
                throw MachineFaults.Of(fault, Root);
            }
            finally
            {
                RemoveQuietly(staging);
            }
        }
        catalogue.Record(kind, id, title);
        return made;
    }

    /// <summary>Whether an artefact has a file of this name.</summary>
    public bool HasFile(ArtefactKind kind, string id, string name) => File.Exists(Path.Combine(PathOf(kind, id), name));

    /// <summary>
    /// Keeps beside an artefact what follows from it, so that it need not be reckoned again. Whole at once; where it cannot be
    /// written nothing is lost.
    /// </summary>
    /// <param name="name">Of the file in the folder of the artefact.</param>
    /// <param name="write">Writes it at the path that it is given.</param>
    public void Complement(ArtefactKind kind, string id, string name, Action<string> write)
    {
        var staging = StagingFolder.For(Root, $"{kind.Folder()}-{id}-{name}");
        try
        {
            Directory.CreateDirectory(staging);
            var file = Path.Combine(staging, name);
            write(file);
            DiskSync.File(file);
            File.Move(file, Path.Combine(PathOf(kind, id), name), overwrite: true);
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            // A workspace that may only be read, or a full disk: the next one reckons it again.
        }
        finally
        {
            RemoveQuietly(staging);
        }
    }

    /// <summary>Takes an artefact away, whole at once; nothing happens when it is not there.</summary>
    public void Remove(ArtefactKind kind, string id)
    {
        var staging = StagingFolder.For(Root, $"{kind.Folder()}-{id}-gone");
        try
        {
            Directory.CreateDirectory(Path.Combine(Root, StagingFolder.Name));
            Directory.Move(PathOf(kind, id), staging);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, Root);
        }
        RemoveQuietly(staging);
    }

    /// <summary>Artefacts of a kind, oldest first.</summary>
    public IReadOnlyList<CatalogueEntry> List(ArtefactKind kind) => catalogue.List(kind);

    private static void RemoveQuietly(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (IOException)
        {
            // Left in .staging, where nothing looks; the fault that brought us here matters more.
        }
    }
}
