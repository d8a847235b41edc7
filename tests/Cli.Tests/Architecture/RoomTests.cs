using System.Text.RegularExpressions;

namespace Populatie.Cli.Tests.Architecture;

/// <summary>
/// The rooms of a project can be read one after another: no room knows, by whatever way round, a room that knows it. What a
/// file knows are its usings; one that is not needed does not build.
/// </summary>
public sealed partial class RoomTests
{
    [Theory]
    [InlineData("Analytics")]
    [InlineData("Server")]
    [InlineData("Cli")]
    [InlineData("Simulation")]
    public void Rooms_know_each_other_one_way(string project)
    {
        var knows = Rooms(project);
        knows.Count.ShouldBeGreaterThan(1, "the rooms were not found");
        Circle(knows).ShouldBe("", "rooms that know each other");
    }

    [Fact]
    public void The_table_of_rooms_is_in_the_order_in_which_they_can_be_read()
    {
        var table = Rows()
            .Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/architecture.md")))
            .Select(m => m.Groups[1].Value)
            .ToList();
        table
            .Where(row => !Directory.Exists(Path.Combine(RepositoryFiles.Root, "src", row)))
            .ShouldBeEmpty("no folders");
        foreach (var project in (string[])["Analytics", "Simulation", "Server", "Cli"])
        {
            var order = table
                .Select(row => row.Split('/'))
                .Where(row => string.Equals(row[0], project, StringComparison.Ordinal))
                .Select(RoomOf)
                .Distinct(StringComparer.Ordinal)
                .Append(project)
                .ToList();
            foreach (var (room, others) in Rooms(project))
            {
                order.ShouldContain(room, "a room that the table does not tell of");
                others.Where(o => order.IndexOf(o) > order.IndexOf(room)).ShouldBeEmpty($"{room} knows rooms below it");
            }
        }
    }

    [Fact]
    public void A_circle_is_found()
    {
        var knows = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal)
        {
            ["a"] = ["b"],
            ["b"] = ["c", "d"],
            ["c"] = ["d"],
            ["d"] = ["b"],
        };
        Circle(knows).ShouldBe("b → c → d → b");
        knows["d"].Clear();
        Circle(knows).ShouldBe("");
    }

    private static SortedDictionary<string, SortedSet<string>> Rooms(string project)
    {
        var knows = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (path, text) in RepositoryFiles.Sources($"src/{project}"))
        {
            var own = RoomOf(Path.GetDirectoryName(path)!["src/".Length..].Split('/'));
            var others = knows.TryGetValue(own, out var there) ? there : knows[own] = new(StringComparer.Ordinal);
            others.UnionWith(
                Usings()
                    .Matches(text)
                    .Select(m => m.Groups[1].Value.Split('.'))
                    .Where(n => string.Equals(n[0], project, StringComparison.Ordinal))
                    .Select(RoomOf)
            );
            others.Remove(own);
        }
        return knows;
    }

    /// <summary>A folder of a project with all that is in it; in a room of many sources each kind is a room by itself.</summary>
    private static string RoomOf(string[] folders) =>
        folders is [_, "Sources", var kind, ..] ? $"Sources/{kind}"
        : folders.Length > 1 ? folders[1]
        : folders[0];

    /// <summary>One circle, told from its first room; nothing when there is none.</summary>
    private static string Circle(SortedDictionary<string, SortedSet<string>> knows)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        return knows.Keys.Select(From).FirstOrDefault(circle => circle.Length > 0, "");

        string From(string room)
        {
            var at = way.IndexOf(room);
            if (at >= 0)
            {
                return string.Join(" → ", way.Skip(at).Append(room));
            }
            if (!done.Add(room))
            {
                return "";
            }
            way.Add(room);
            var found = knows[room].Select(From).FirstOrDefault(circle => circle.Length > 0, "");
            way.RemoveAt(way.Count - 1);
            return found;
        }
    }

    [GeneratedRegex(@"^\| `((?:Analytics|Simulation|Server|Cli)/[\w/]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^using (?:static )?Populatie\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
