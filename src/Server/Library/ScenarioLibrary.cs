using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Contracts;
using Populatie.Server.Http;
using Populatie.Server.Problems;
using Populatie.Simulation.Scenarios;

namespace Populatie.Server.Library;

/// <summary>
/// The scenarios that ship, by name, and those that were sent, by digest of their text: what stands under an id never
/// changes. They extend shipped scenarios only, so that no text from outside reads a file. Thread-safe.
/// </summary>
internal sealed class ScenarioLibrary(Workspace workspace, ServeOptions options)
{
    private const string Suffix = ".yaml";

    /// <summary>What messages call a text that has no file yet.</summary>
    private const string Sent = "scenario" + Suffix;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Scenario?> read = new(StringComparer.Ordinal);

    private string Folder => Path.Combine(workspace.Root, "scenarios");

    /// <summary>Shipped ones first.</summary>
    public IReadOnlyList<ScenarioSummary> All() =>
        [
            .. ShippedScenarios
                .Names.Concat(
                    Directory
                        .EnumerateFiles(Folder, "*" + Suffix)
                        .Select(f => Path.GetFileNameWithoutExtension(f))
                        .Where(IsDigest)
                        .Order(StringComparer.Ordinal)
                )
                .Select(id => (Id: id, Scenario: read.GetOrAdd(id, ReadOrNone)))
                .Where(s => s.Scenario is not null)
                .Select(s => ScenarioSummary.Of(s.Id, s.Scenario!, IsShipped(s.Id))),
        ];

    /// <summary>Checks a text and keeps nothing.</summary>
    /// <exception cref="SourceFormatException">It is no scenario; told with line and column, as on the command line.</exception>
    public static Scenario Check(string text) => ScenarioReader.Parse(text, Sent);

    /// <summary>Checks a text and keeps it.</summary>
    /// <exception cref="SourceFormatException">It is no scenario; told with line and column, as on the command line.</exception>
    public ScenarioSummary Add(string text)
    {
        var scenario = Check(text);
        using var digest = new Digest();
        var id = digest.Add("scenario", text).ToId();
        var path = PathOf(id);
        lock (gate)
        {
            if (!File.Exists(path))
            {
                Keep(path, Utf8.GetBytes(text));
            }
        }
        read[id] = scenario;
        return ScenarioSummary.Of(id, scenario, isShipped: false);
    }

    /// <exception cref="ApiFault">There is no such scenario.</exception>
    public string TextOf(string id)
    {
        if (IsShipped(id))
        {
            return ShippedScenarios.Read(id);
        }
        return IsDigest(id) && File.Exists(PathOf(id))
            ? File.ReadAllText(PathOf(id))
            : throw ApiFault.NotFound(
                "there is no such scenario; /v1/scenarios lists those that there are",
                "dit scenario is er niet; /v1/scenarios noemt de scenario's die er zijn"
            );
    }

    /// <exception cref="ApiFault">There is no such scenario.</exception>
    /// <exception cref="SourceFormatException">This version does not understand it any more.</exception>
    public Scenario Read(string id) => ScenarioReader.Parse(TextOf(id), id + Suffix);

    /// <exception cref="ApiFault">There are so many already that nobody would find this one.</exception>
    private void Keep(string path, byte[] bytes)
    {
        try
        {
            var kept = new DirectoryInfo(Folder).EnumerateFiles("*" + Suffix).Select(f => f.Length).ToList();
            if (kept.Count >= options.MostScenarios || kept.Sum() + bytes.Length > options.MostScenarioBytes)
            {
                throw new ApiFault(
                    StatusCodes.Status507InsufficientStorage,
                    new(
                        $"there are {kept.Count} scenarios already, and no room for more; take some away from the folder scenarios of the workspace",
                        $"er zijn al {kept.Count} scenario's, en er is geen ruimte voor meer; haal er enkele weg uit de map scenarios van de werkmap"
                    )
                );
            }
            WholeFile.Write(path, bytes);
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, Folder);
        }
    }

    /// <summary>One that an earlier version kept and this one cannot read is not listed.</summary>
    private Scenario? ReadOrNone(string id)
    {
        try
        {
            return Read(id);
        }
        catch (SourceFormatException)
        {
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(Folder, id + Suffix);

    private static bool IsShipped(string id) => ShippedScenarios.Names.Contains(id, StringComparer.Ordinal);

    private static bool IsDigest(string id) => id.Length == Digest.IdLength && id.All(char.IsAsciiHexDigitLower);
}
