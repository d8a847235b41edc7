using System.Collections.Concurrent;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Contracts;
using Populatie.Server.Problems;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Server.Library;

/// <summary>
/// The scenarios that ship, by name, and those that were sent, by digest of their text: what stands under an id never
/// changes. They extend shipped scenarios only, so that no text from outside reads a file. Thread-safe.
/// </summary>
internal sealed class ScenarioLibrary(Workspace workspace)
{
    private const string Suffix = ".yaml";

    /// <summary>What messages call a text that has no file yet.</summary>
    private const string Sent = "scenario" + Suffix;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

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

    /// <summary>Checks a text and keeps it.</summary>
    /// <exception cref="SourceFormatException">It is no scenario; told with line and column, as on the command line.</exception>
    public ScenarioSummary Add(string text)
    {
        var scenario = ScenarioReader.Parse(text, Sent);
        using var digest = new Digest();
        var id = digest.Add("scenario", text).ToId();
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            try
            {
                WholeFile.Write(path, Utf8.GetBytes(text));
            }
            catch (Exception fault) when (MachineFaults.Knows(fault))
            {
                throw MachineFaults.Of(fault, Folder);
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
