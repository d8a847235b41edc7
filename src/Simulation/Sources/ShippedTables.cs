using Populatie.Analytics.Population;
using Populatie.Analytics.Store;

namespace Populatie.Simulation.Sources;

/// <summary>Digests of the tables that ship with the program and enter a projection: a run made with others is another run.</summary>
public static class ShippedTables
{
    private static readonly (string Name, string[] Starts)[] Groups =
    [
        ("shipped.demography", ["geodata/demography/"]),
        ("shipped.growth", ["geodata/growth/"]),
        ("shipped.migration", ["geodata/utrecht/migration", "geodata/utrecht/vital", "geodata/utrecht/forecast"]),
        ("shipped.national", ["geodata/national/"]),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> All = new(Read);

    /// <summary>Digest by group of tables.</summary>
    public static IReadOnlyDictionary<string, string> Digests => All.Value;

    private static Dictionary<string, string> Read()
    {
        var assembly = typeof(NationalTables).Assembly;
        var names = assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).ToArray();
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (group, starts) in Groups)
        {
            using var digest = new Digest();
            foreach (var name in names.Where(n => starts.Any(s => n.StartsWith(s, StringComparison.Ordinal))))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                digest.Add(name, bytes.AsSpan());
            }
            digests[group] = digest.ToId();
        }
        return digests;
    }
}
