using System.CommandLine;
using System.CommandLine.Parsing;

namespace Populatie.Cli.Shell;

/// <summary>
/// A word that begins with a dash is meant as an option. Where a command takes names, an unknown option would otherwise
/// pass for one and be looked for as a file; after <c>--</c> every word is a name.
/// </summary>
internal static class StrayOptions
{
    /// <summary>The first option that the command does not know; null when there is none.</summary>
    public static string? Of(ParseResult parsed) =>
        parsed.Action is HelpPrinter || parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
            ? null
            : parsed
                .CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(word => word.Length > 1 && word[0] == '-');
}
