using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>
/// A folder of immutable artefacts. Each is a folder <c>KIND/ID</c>, made under <c>.staging</c>, synced, then renamed into
/// place: killing the program at any moment leaves the workspace as before or as after. Paths inside are relative, so a
/// workspace can be copied.
/// </summary>
public sealed class Workspace
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

    /// <summary>Finds the artefact that the user means: an id, a unique prefix, a path, or <c>latest</c>.</summary>
    /// <returns>The id.</returns>
    /// <exception cref="SourceFormatException">Nothing, or more than one, answers to it.</exception>
    public string Resolve(ArtefactKind kind, string reference) => Resolve([kind], reference).Id;

    /// <summary>The same over several kinds; <c>latest</c> is then the newest of them all.</summary>
    /// <exception cref="SourceFormatException">Nothing, or more than one, answers to it.</exception>
    public (ArtefactKind Kind, string Id) Resolve(IReadOnlyList<ArtefactKind> kinds, string reference)
    {
        if (string.Equals(reference, "latest", StringComparison.Ordinal))
        {
            return catalogue.Newest(kinds) is { } newest ? (newest.Kind, newest.Id) : throw Missing(kinds, reference);
        }
        foreach (var kind in kinds)
        {
            if (IdOfPath(kind, reference) is { } id)
            {
                return (kind, id);
            }
        }
        var matches = kinds
            .SelectMany(kind => IdsOnDisk(kind).Select(id => (Kind: kind, Id: id)))
            .Where(m => reference.Length > 0 && m.Id.StartsWith(reference, StringComparison.Ordinal))
            .ToList();
        // Parts begin with the id of their run: it means the run when that is there.
        if (matches.Exists(m => m.Kind != ArtefactKind.Part))
        {
            matches.RemoveAll(m => m.Kind == ArtefactKind.Part);
        }
        if (matches.Find(m => string.Equals(m.Id, reference, StringComparison.Ordinal)) is { Id: not null } exact)
        {
            return exact;
        }
        return matches switch
        {
            [var only] => only,
            [] => throw Missing(kinds, reference),
            _ => throw new SourceFormatException(
                Root,
                null,
                null,
                new(
                    $"{matches.Count} that begin with '{reference}'",
                    $"{matches.Count} die beginnen met '{reference}'"
                ),
                new("one", "één"),
                new("give more characters of the id", "geef meer tekens van het id")
            ),
        };
    }

    private IEnumerable<string> IdsOnDisk(ArtefactKind kind) =>
        Directory.Exists(FolderOf(kind))
            ? Directory
                .EnumerateDirectories(FolderOf(kind))
                .Select(p => Path.GetFileName(p)!)
                .Order(StringComparer.Ordinal)
            : [];

    private string? IdOfPath(ArtefactKind kind, string reference)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(reference));
        var folder = Path.GetFullPath(FolderOf(kind));
        return Directory.Exists(path) && string.Equals(Path.GetDirectoryName(path), folder, StringComparison.Ordinal)
            ? Path.GetFileName(path)
            : null;
    }

    /// <summary>What to say where a workspace is needed and there is none.</summary>
    public SourceFormatException NotThere() =>
        new(
            Root,
            null,
            null,
            new("no workspace", "geen werkmap"),
            new("a folder that populatie filled", "een map die populatie vulde"),
            new(
                "make one with: populatie demo, or with records of your own: populatie aggregate FILE; --workspace names another folder",
                "maak er een met: populatie demo, of met eigen registraties: populatie aggregate BESTAND; --workspace noemt een andere map"
            )
        );

    private SourceFormatException Missing(IReadOnlyList<ArtefactKind> kinds, string reference) =>
        !Exists
            ? NotThere()
            : new(
                string.Join(", ", kinds.Select(FolderOf)),
                null,
                null,
                new($"nothing called '{reference}'", $"niets met de naam '{reference}'"),
                new("an id, the beginning of one, a path, or latest", "een id, het begin ervan, een pad, of latest"),
                MakeFirst(kinds[0])
            );

    private static Bilingual MakeFirst(ArtefactKind kind)
    {
        var command = kind switch
        {
            ArtefactKind.Areas => "populatie areas import",
            ArtefactKind.Records => "populatie records import",
            ArtefactKind.Cube => "populatie aggregate",
            ArtefactKind.Fit => "populatie fit",
            ArtefactKind.Population => "populatie population build",
            ArtefactKind.Part => "populatie project SCENARIO.yaml --shard 1/2",
            ArtefactKind.Backtest => "populatie backtest",
            _ => "populatie project",
        };
        return new($"make one with: {command}", $"maak er een met: {command}");
    }

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
