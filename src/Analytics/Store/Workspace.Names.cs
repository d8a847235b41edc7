using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>What a user means by a name.</summary>
public sealed partial class Workspace
{
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

    private SourceFormatException Missing(IReadOnlyList<ArtefactKind> kinds, string reference)
    {
        if (!Exists)
        {
            return NotThere();
        }
        var among = string.Join(", ", kinds.Select(k => k.Folder()));
        return new(
            kinds.Count == 1 ? FolderOf(kinds[0]) : Root,
            null,
            null,
            kinds.Count == 1
                ? new($"nothing called '{reference}'", $"niets dat '{reference}' heet")
                : new($"nothing called '{reference}' among {among}", $"niets dat '{reference}' heet bij {among}"),
            new("an id, the beginning of one, a path, or latest", "een id, het begin ervan, een pad, of latest"),
            Advice(kinds)
        );
    }

    private Bilingual Advice(IReadOnlyList<ArtefactKind> kinds)
    {
        var make = MakeFirst(kinds[0]);
        return kinds.All(k => !IdsOnDisk(k).Any())
            ? make
            : new(
                $"see what there is with: populatie list; or {make.English}",
                $"bekijk wat er is met: populatie list; of {make.Dutch}"
            );
    }

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
}
