using System.CommandLine;
using System.CommandLine.Help;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Architecture;

/// <summary>Help is part of the product: every command and option speaks both languages.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_command_and_option_is_described_in_both_languages()
    {
        var english = Describe(Language.English);
        var dutch = Describe(Language.Dutch);
        dutch.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (name, text) in english)
        {
            text.ShouldNotBeNullOrWhiteSpace(name);
            dutch[name].ShouldNotBe(text, $"{name} says the same in Dutch as in English");
        }
    }

    [Fact]
    public void Every_command_shows_an_example()
    {
        foreach (
            var (name, text) in Describe(Language.English)
                .Where(d => d.Key.StartsWith("command ", StringComparison.Ordinal))
        )
        {
            var examples = HelpPrinter.Split(text).Examples;
            examples.ShouldNotBeEmpty(name);
            foreach (var example in examples)
            {
                example.ShouldStartWith($"populatie {name["command ".Length..]}", Case.Sensitive, name);
            }
        }
    }

    /// <summary>In both languages: whoever pastes it must not be told that it is wrong.</summary>
    [Fact]
    public void Every_example_can_be_parsed()
    {
        foreach (var language in new[] { Language.English, Language.Dutch })
        {
            var root = CommandTree.Build(new Session(TextWriter.Null, TextWriter.Null, language));
            foreach (var (name, text) in Describe(language))
            {
                foreach (var example in HelpPrinter.Split(text).Examples)
                {
                    var parsed = root.Parse(example["populatie ".Length..].Split('>')[0].Trim(), CommandTree.Reading);
                    parsed.Errors.Select(e => e.Message).ShouldBeEmpty($"{name}: {example}");
                    StrayOptions.Of(parsed).ShouldBeNull($"{name}: {example}");
                }
            }
        }
    }

    /// <summary>Text is wrapped; an example is not, because whoever pastes it wants one line.</summary>
    [Fact]
    public void Every_example_fits_a_terminal_of_a_hundred_columns()
    {
        foreach (var language in new[] { Language.English, Language.Dutch })
        {
            Describe(language)
                .SelectMany(d => HelpPrinter.Split(d.Value).Examples)
                .Where(example => example.Length + 2 > 100)
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Help_is_shown_without_what_the_command_cannot_do_without()
    {
        foreach (var name in Describe(Language.English).Keys)
        {
            if (!name.StartsWith("command ", StringComparison.Ordinal))
            {
                continue;
            }
            var path = name["command ".Length..];
            using var output = new StringWriter();
            using var errors = new StringWriter();
            var session = new Session(output, errors, Language.English);
            var exit = await CommandTree.RunAsync(session, [.. path.Split(' '), "--help"]);
            exit.ShouldBe(ExitCode.Done, path);
            errors.ToString().ShouldBeEmpty(path);
            output.ToString().ShouldContain($"{path} ", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task A_call_that_lacks_something_is_told_where_to_read_on()
    {
        using var errors = new StringWriter();
        var session = new Session(TextWriter.Null, errors, Language.English);
        (await CommandTree.RunAsync(session, ["areas", "import"])).ShouldBe(ExitCode.Usage);
        errors.ToString().ShouldContain("populatie areas import --help");
    }

    private static Dictionary<string, string> Describe(Language language)
    {
        var root = CommandTree.Build(new Session(TextWriter.Null, TextWriter.Null, language));
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit(root, "");
        return found;

        void Visit(Command command, string path)
        {
            foreach (var option in command.Options.Where(o => o is not HelpOption and not VersionOption))
            {
                found.Add($"option{path} {option.Name}", option.Description ?? "");
            }
            foreach (var child in command.Subcommands)
            {
                found.Add($"command{path} {child.Name}", child.Description ?? "");
                Visit(child, $"{path} {child.Name}");
            }
        }
    }
}
