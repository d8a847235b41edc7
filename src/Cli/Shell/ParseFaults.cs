using System.CommandLine;
using System.CommandLine.Parsing;
using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>A call that cannot be understood, told in one line with the nearest thing that can.</summary>
internal static class ParseFaults
{
    public static void Print(Session session, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        session.Errors.WriteLine("populatie: " + Explain(session, parsed, command));
        var path = HelpPrinter.PathOf(command);
        var examples = HelpPrinter.Split(command.Description ?? "").Examples;
        if (parsed.Errors is [{ SymbolResult: ArgumentResult }, ..] && examples.Length > 0)
        {
            session.Note($"Example: {examples[0]}", $"Voorbeeld: {examples[0]}");
        }
        session.Note($"See: {path} --help", $"Zie: {path} --help");
    }

    private static string Explain(Session session, ParseResult parsed, Command command)
    {
        var strayOption = StrayOptions.Of(parsed);
        if (strayOption is not null || parsed.UnmatchedTokens.Count > 0)
        {
            var unknown = strayOption ?? parsed.UnmatchedTokens[0];
            var names = command
                .Subcommands.Select(c => c.Name)
                .Concat(HelpPrinter.OptionsOf(command).Select(o => o.Name));
            var nearest = Spelling.Nearest(unknown, names);
            var advice = nearest is null
                ? session.Say("it is not one of its commands or options", "het is geen opdracht of optie ervan")
                : session.Say($"did you mean {nearest}?", $"bedoelt u {nearest}?");
            return session.Say(
                $"'{unknown}' is not known here; {advice}",
                $"'{unknown}' is hier niet bekend; {advice}"
            );
        }
        if (command.Subcommands.Count > 0)
        {
            var names = string.Join(", ", command.Subcommands.Select(c => c.Name));
            return session.Say($"say which command: {names}", $"zeg welke opdracht: {names}");
        }
        return parsed.Errors[0].SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } missing => session.Say(
                $"{missing.Option.Name} needs a value",
                $"{missing.Option.Name} heeft een waarde nodig"
            ),
            OptionResult wrong => session.Say(
                $"'{wrong.Tokens[0].Value}' does not fit {wrong.Option.Name}{Choices(session, wrong.Option)}",
                $"'{wrong.Tokens[0].Value}' past niet bij {wrong.Option.Name}{Choices(session, wrong.Option)}"
            ),
            ArgumentResult missing => session.Say(
                $"{missing.Argument.HelpName ?? missing.Argument.Name} is missing{What(missing.Argument)}",
                $"{missing.Argument.HelpName ?? missing.Argument.Name} ontbreekt{What(missing.Argument)}"
            ),
            _ => parsed.Errors[0].Message,
        };
    }

    private static string What(Argument argument) => argument.Description is { Length: > 0 } what ? $": {what}" : "";

    /// <summary>What an option takes instead.</summary>
    private static string Choices(Session session, Option option)
    {
        var type = option.ValueType.IsArray ? option.ValueType.GetElementType()! : option.ValueType;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            _ when option.HelpName is { } choices && choices.Contains('|', StringComparison.Ordinal) => session.Say(
                $"; choose {choices.Replace("|", ", ", StringComparison.Ordinal)}",
                $"; kies {choices.Replace("|", ", ", StringComparison.Ordinal)}"
            ),
            var number when number == typeof(int) || number == typeof(long) || number == typeof(ulong) => session.Say(
                "; write a whole number",
                "; schrijf een heel getal"
            ),
            _ => "",
        };
    }
}
