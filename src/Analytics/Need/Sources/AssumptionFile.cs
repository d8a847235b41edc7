using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Sources.Embedded;
using YamlDotNet.Serialization;

namespace Populatie.Analytics.Need.Sources;

/// <summary>
/// A file of stated assumptions that is built into the program: names, each with <c>value, low, high, source,
/// confidence</c>. Immutable; thread-safe.
/// </summary>
public sealed class AssumptionFile
{
    private readonly Dictionary<string, Assumption> byName;

    private AssumptionFile(Dictionary<string, Assumption> byName, string digest) =>
        (this.byName, Digest) = (byName, digest);

    /// <summary>SHA-256 of the text.</summary>
    public string Digest { get; }

    /// <exception cref="KeyNotFoundException">The file has no such name.</exception>
    public Assumption this[string name] => byName[name];

    /// <param name="path">Below <c>geodata/</c>.</param>
    public static AssumptionFile Embedded(string path) => Parse(EmbeddedFiles.Text($"geodata/{path}"));

    internal static AssumptionFile Parse(string yaml)
    {
        var table = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, string>>>(yaml);
        return new(
            table.ToDictionary(row => row.Key, row => Of(row.Key, row.Value), StringComparer.Ordinal),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)))
        );
    }

    private static Assumption Of(string name, Dictionary<string, string> row)
    {
        double Number(string key) => double.Parse(row[key], NumberStyles.Float, CultureInfo.InvariantCulture);
        var assumption = new Assumption(
            Number("value"),
            Number("low"),
            Number("high"),
            row["source"],
            Number("confidence")
        );
        return
            assumption.Low <= assumption.Value
            && assumption.Value <= assumption.High
            && !string.IsNullOrWhiteSpace(assumption.Source)
            ? assumption
            : throw new FormatException($"{name}: low ≤ value ≤ high and a source are needed");
    }
}
