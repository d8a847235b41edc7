using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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
            // A value that can be read was refused by a rule of its option, which says why.
            OptionResult refused when IsRead(refused) => parsed.Errors[0].Message,
            OptionResult wrong => session.Say(
                $"'{Unfit(wrong)}' does not fit {wrong.Option.Name}{Choices(session, wrong.Option, Unfit(wrong))}",
                $"'{Unfit(wrong)}' past niet bij {wrong.Option.Name}{Choices(session, wrong.Option, Unfit(wrong))}"
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
    private static string Choices(Session session, Option option, string given)
    {
        return TypeOf(option) switch
        {
            _ when option.HelpName is { } choices && choices.Contains('|', StringComparison.Ordinal) => session.Say(
                $"; choose {choices.Replace("|", ", ", StringComparison.Ordinal)}",
                $"; kies {choices.Replace("|", ", ", StringComparison.Ordinal)}"
            ),
            // Digits alone are a whole number already: then it is the size that does not fit.
            var number when IsWhole(number) && given.Length > 0 && given.All(char.IsAsciiDigit) => session.Say(
                "; it is too large",
                "; het is te groot"
            ),
            var number when IsWhole(number) => session.Say("; write a whole number", "; schrijf een heel getal"),
            _ => "",
        };
    }

    /// <summary>Of several values the first that is the fault, where that can be told.</summary>
    private static string Unfit(OptionResult wrong)
    {
        var values = wrong.Tokens.Select(t => t.Value);
        var fault =
            TypeOf(wrong.Option) == typeof(int)
                ? values.FirstOrDefault(v => !int.TryParse(v, CultureInfo.InvariantCulture, out _))
                : null;
        return fault ?? values.First();
    }

    private static bool IsRead(OptionResult given) =>
        TypeOf(given.Option) == typeof(int)
        && given.Tokens.All(t => int.TryParse(t.Value, CultureInfo.InvariantCulture, out _));

    private static Type TypeOf(Option option)
    {
        var type = option.ValueType.IsArray ? option.ValueType.GetElementType()! : option.ValueType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong);
}
