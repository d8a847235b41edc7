using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Tests.Population;

/// <summary>The list of shipped tables is as the tables are.</summary>
public sealed class GeodataReadmeTests
{
    [Fact]
    public void Every_table_stands_in_the_readme_with_its_digest()
    {
        var listed = File.ReadAllLines(Path.Combine(Geodata(), "README.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.EndsWith("` |", StringComparison.Ordinal))
            .Select(l => l.Split('`'))
            .Where(parts => parts.Length == 5)
            .ToDictionary(parts => parts[1], parts => parts[3], StringComparer.Ordinal);
        listed.Count.ShouldBe(NationalTablesTests.Ours.Length);
        foreach (var (name, digest) in listed)
        {
            PublishedTable.Embedded(name).Digest.ShouldStartWith(digest, Case.Sensitive, name);
        }
    }

    private static string Geodata()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Populatie.sln")))
            {
                return Path.Combine(at.FullName, "geodata");
            }
        }
        throw new InvalidOperationException("Populatie.sln is not above the tests");
    }
}
