using System.Text.RegularExpressions;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Architecture;

/// <summary>What the documents promise exists: every command can be parsed, every link leads somewhere.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Folders = [".", "docs", "docs/method", "docs/decisions", "geodata"];

    public static TheoryData<string> Documents =>
        [
            .. Folders
                .Select(f => Path.Combine(RepositoryFiles.Root, f))
                .SelectMany(f => Directory.EnumerateFiles(f, "*.md"))
                .Select(f => Path.GetRelativePath(RepositoryFiles.Root, f)),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Commands_in_documents_can_be_parsed(string document)
    {
        var root = CommandTree.Build(new Session(TextWriter.Null, TextWriter.Null, Language.English));
        foreach (Match match in Commands().Matches(Read(document)))
        {
            var line = match.Groups["arguments"].Value.Split('#')[0].Trim();
            if (
                line.Any(c => c is '…' or '[' or '|' or '<' or '$')
                || line.Contains("COMMAND", StringComparison.Ordinal)
            )
            {
                continue;
            }
            var parsed = root.Parse(line, CommandTree.Reading);
            parsed.Errors.Select(e => e.Message).ShouldBeEmpty($"{document}: populatie {line}");
            StrayOptions.Of(parsed).ShouldBeNull($"{document}: populatie {line}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_in_documents_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryFiles.Root, document))!;
        foreach (Match match in Links().Matches(Read(document)))
        {
            var target = match.Groups["target"].Value.Split('#')[0];
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            {
                Path.Exists(Path.Combine(folder, target)).ShouldBeTrue($"{document} links to {target}");
            }
        }
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, document));

    [GeneratedRegex(@"^\s*(\$ )?(\./)?populatie (?<arguments>[a-z].*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();
}
