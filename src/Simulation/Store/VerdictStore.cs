using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Populatie.Analytics.Store;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Simulation.Store;

/// <summary>What a backtest found of a base, small enough to say on every projection of it.</summary>
/// <param name="Base">The base that it is about; see <see cref="VerdictStore.BaseOf"/>.</param>
/// <param name="OfProjection">True: the projection itself was scored; false: published use carried on by its own walks.</param>
/// <param name="Lines">How far it was off, by act.</param>
/// <param name="Settings">What was asked, in words.</param>
public sealed record BacktestVerdict(string Base, bool OfProjection, ImmutableArray<VerdictLine> Lines, string Settings)
{
    /// <summary>Of a projection: whether staff and places were as scarce as a scenario assumes by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Scarce { get; init; }
}

/// <summary>Verdicts of backtests in a workspace: <c>backtests/ID/verdict.json</c>, named by the digest of what is in it.</summary>
public static class VerdictStore
{
    private const string FileName = "verdict.json";
    private const string TablePrefix = "table ";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <returns>The id.</returns>
    public static string Save(Workspace workspace, BacktestVerdict verdict, string title)
    {
        var id = IdOf(verdict);
        workspace.Publish(
            ArtefactKind.Backtest,
            id,
            title,
            folder => File.WriteAllText(Path.Combine(folder, FileName), TextOf(verdict))
        );
        return id;
    }

    /// <param name="reference">An id, a unique prefix, a path, or <c>latest</c>.</param>
    public static BacktestVerdict Load(Workspace workspace, string reference)
    {
        var id = workspace.Resolve(ArtefactKind.Backtest, reference);
        var text = File.ReadAllText(Path.Combine(workspace.PathOf(ArtefactKind.Backtest, id), FileName));
        return JsonSerializer.Deserialize<BacktestVerdict>(text, Options)
            ?? throw new JsonException("an empty verdict");
    }

    /// <summary>The last verdict on a base; null when there is none.</summary>
    public static BacktestVerdict? Find(Workspace workspace, string onBase) =>
        workspace
            .List(ArtefactKind.Backtest)
            .Reverse()
            .Select(e => Load(workspace, e.Id))
            .FirstOrDefault(v => string.Equals(v.Base, onBase, StringComparison.Ordinal));

    public static string IdOf(BacktestVerdict verdict)
    {
        using var digest = new Digest();
        return digest.Add("verdict", TextOf(verdict)).ToId();
    }

    /// <summary>
    /// What tells a base apart: the published tables that it was made of, whatever part of the country was taken from them;
    /// else the cube.
    /// </summary>
    /// <param name="inputs">Names and digests of what a cube or a fit was made of.</param>
    /// <param name="cube">Id of the cube.</param>
    public static string BaseOf(IEnumerable<KeyValuePair<string, string>> inputs, string cube)
    {
        using var digest = new Digest();
        var tables = inputs
            .Where(i => i.Key.StartsWith(TablePrefix, StringComparison.Ordinal))
            .OrderBy(i => i.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var (name, value) in tables)
        {
            digest.Add(name, value);
        }
        return tables.Count > 0 ? digest.ToId() : cube;
    }

    private static string TextOf(BacktestVerdict verdict) => JsonSerializer.Serialize(verdict, Options) + "\n";
}
