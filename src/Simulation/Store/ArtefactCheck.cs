using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>
/// Whether what a workspace keeps is whole: nothing is missing, every file holds its own digest, and an id that is made
/// from the content is still the id of it. Makes nothing again; for runs <see cref="RunCheck"/> does.
/// </summary>
public static class ArtefactCheck
{
    private static readonly Bilingual MakeAgain = new(
        "remove it and make it again",
        "verwijder het en maak het opnieuw"
    );

    /// <summary>Checks one artefact of a workspace.</summary>
    /// <exception cref="SourceFormatException">It is not whole; the message names the file.</exception>
    public static void Check(Workspace workspace, ArtefactKind kind, string id)
    {
        var folder = workspace.PathOf(kind, id);
        var found = Whole(
            folder,
            () =>
                kind switch
                {
                    ArtefactKind.Areas => AreaSetStore.Load(workspace, id).Digest,
                    ArtefactKind.Records => Records(workspace, folder, id),
                    ArtefactKind.Cube => CubeStore.YearsHold(workspace, id)
                        ? CubeStore.IdOf(CubeStore.Load(workspace, id))
                        : CubeStore.YearsName,
                    ArtefactKind.Fit => FitStore.IdOf(FitStore.Load(workspace, id)),
                    ArtefactKind.Population => PopulationStore.IdOf(PopulationStore.Load(workspace, id)),
                    ArtefactKind.Part => Part(folder),
                    ArtefactKind.Backtest => VerdictStore.IdOf(VerdictStore.Load(workspace, id)),
                    _ => Run(folder),
                }
        );
        if (!string.Equals(found, id, StringComparison.Ordinal))
        {
            throw Broken(folder, new($"the content of {found}", $"de inhoud van {found}"));
        }
    }

    /// <summary>Checks a run, wherever it lies.</summary>
    /// <exception cref="SourceFormatException">It is not whole; the message names the file.</exception>
    public static void CheckRun(string folder) => Whole(folder, () => Run(folder));

    /// <summary>Checks a part, wherever it lies.</summary>
    /// <exception cref="SourceFormatException">It is not whole; the message names the file.</exception>
    public static void CheckPart(PartView part) => Whole(part.Folder, () => Part(part.Folder));

    /// <summary>The id of records names what was read, not these files; that all rows are there can be told.</summary>
    private static string Records(Workspace workspace, string folder, string id)
    {
        var (found, reported) = RecordCheck.Count(workspace, id);
        return found == reported
            ? id
            : throw Broken(folder, new($"{found} of {reported} records", $"{found} van {reported} records"));
    }

    private static string Run(string folder)
    {
        var card = new RunView(folder).Card;
        ReadAll(folder, card, withPast: true);
        return card.Id;
    }

    private static string Part(string folder)
    {
        var part = new PartView(folder);
        ReadAll(folder, part.Card, withPast: part.Replicates.First == 0);
        return part.Name;
    }

    private static void ReadAll(string folder, RunCard card, bool withPast)
    {
        var file = Path.Combine(folder, RunFiles.Card);
        if (!string.Equals(RunCard.IdOf(File.ReadAllText(file)), card.Id, StringComparison.Ordinal))
        {
            throw Broken(file, new("a card that is not that of its id", "een kaart die niet bij haar id hoort"));
        }
        string[] names = withPast ? [.. card.MeasureNames, RunFiles.Past] : [.. card.MeasureNames];
        foreach (var level in card.Levels)
        {
            foreach (var name in names)
            {
                ColumnFile.Read(Path.Combine(folder, RunFiles.NameOf(level, name)));
            }
        }
    }

    private static string Whole(string folder, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            throw Broken(folder, new("a damaged heading", "een beschadigde kop"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or KeyNotFoundException)
        {
            throw Broken(folder, new($"a part missing ({fault.Message})", $"een deel ontbreekt ({fault.Message})"));
        }
    }

    private static SourceFormatException Broken(string folder, Bilingual found) =>
        new(folder, null, null, found, new("a whole artefact", "een heel artefact"), MakeAgain);
}
