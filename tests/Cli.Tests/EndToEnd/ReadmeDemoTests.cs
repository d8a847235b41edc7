using System.Text.RegularExpressions;
using Populatie.Cli.Tests.Architecture;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>What the README shows of the demonstration is what the demonstration prints.</summary>
[Collection(WholeDemo.Name)]
public sealed partial class ReadmeDemoTests(WholeDemo demo)
{
    private const string LeftOut = "…";

    [Fact]
    [Trait("Speed", "slow")]
    public void The_block_in_the_README_is_what_the_demo_prints_but_for_timings()
    {
        var passages = Passages();
        passages.Count.ShouldBeGreaterThan(3);
        var printed = Lines(demo.Told.Output);
        var from = 0;
        foreach (var (lines, areTimings) in passages)
        {
            var wanted = areTimings ? lines.ConvertAll(WithoutNumbers) : lines;
            var known = areTimings ? printed.ConvertAll(WithoutNumbers) : printed;
            var first = known.FindIndex(from, line => line.Equals(wanted[0], StringComparison.Ordinal));
            first.ShouldBeGreaterThanOrEqualTo(0, $"the demo does not print this line, or not here: {lines[0]}");
            // Told as whole lines, so that what fails here can be put in the README as it stands.
            string.Join('\n', known.Skip(first).Take(wanted.Count)).ShouldBe(string.Join('\n', wanted));
            from = first + wanted.Count;
        }
    }

    /// <summary>What stands between two lines that say that something is left out. The first is a table of seconds.</summary>
    private static List<(List<string> Lines, bool AreTimings)> Passages()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
        var block = Block().Match(readme);
        block.Success.ShouldBeTrue("README has a block between demo:begin and demo:end");
        var passages = new List<List<string>> { new() };
        foreach (var line in Lines(block.Groups["text"].Value))
        {
            if (line.Equals(LeftOut, StringComparison.Ordinal))
            {
                passages.Add([]);
            }
            else if (line.Length > 0 || passages[^1].Count > 0)
            {
                passages[^1].Add(line);
            }
        }
        foreach (var passage in passages)
        {
            passage.RemoveRange(
                passage.FindLastIndex(l => l.Length > 0) + 1,
                passage.Count - passage.FindLastIndex(l => l.Length > 0) - 1
            );
        }
        return [.. passages.Select((lines, i) => (lines, i == 0))];
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(l => l.TrimEnd())];

    private static string WithoutNumbers(string line) => Numbers().Replace(line, "#");

    [GeneratedRegex(@"<!-- demo:begin -->\s*```\n(?<text>.*?)```\s*<!-- demo:end -->", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s*\d[\d.,]*")]
    private static partial Regex Numbers();
}
