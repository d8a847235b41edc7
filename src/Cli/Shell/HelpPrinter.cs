using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Populatie.Cli.Shell;

/// <summary>
/// Help that reads well aloud, in the reader's language: what the command is for, an example, how it is called, its
/// parts. A description may end with "Example: …" or "Voorbeeld: …"; each line of that becomes a line of its own.
/// </summary>
internal sealed class HelpPrinter(Session session) : SynchronousCommandLineAction
{
    private const int Width = 96;
    private static readonly string[] ExampleMarks = ["Example: ", "Voorbeeld: "];

    /// <summary>Takes the place of the library's help on a command and everything below it.</summary>
    public static void Install(RootCommand root, Session session)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpPrinter(session);
                help.Description = session.Say("Show this help", "Toon deze uitleg");
            }
            else if (option is VersionOption version)
            {
                version.Description = session.Say("Show the version", "Toon de versie");
            }
        }
    }

    /// <summary>Who asks for help need not give what the command cannot do without.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Print(parseResult.CommandResult.Command, session.Output);
        return ExitCode.Done;
    }

    private void Print(Command command, TextWriter writer)
    {
        var (purpose, examples) = Split(command.Description ?? "");
        WriteWrapped(writer, purpose, indent: 0);
        writer.WriteLine();
        writer.WriteLine(session.Say("Usage", "Gebruik") + ":");
        writer.WriteLine("  " + Call(command));
        if (examples.Length > 0)
        {
            writer.WriteLine();
            writer.WriteLine(
                (examples.Length == 1 ? session.Say("Example", "Voorbeeld") : session.Say("Examples", "Voorbeelden"))
                    + ":"
            );
            foreach (var example in examples)
            {
                writer.WriteLine("  " + example);
            }
        }
        Section(
            writer,
            session.Say("Commands", "Opdrachten"),
            command
                .Subcommands.Where(c => !c.Hidden)
                .Select(c => (c.Name, FirstSentence(Split(c.Description ?? "").Purpose)))
        );
        Section(
            writer,
            session.Say("What to give", "Wat u geeft"),
            command.Arguments.Select(a => (NameOf(a), a.Description ?? ""))
        );
        Section(
            writer,
            session.Say("Options", "Opties"),
            OptionsOf(command).Select(o => (NameOf(o), o.Description ?? ""))
        );
    }

    /// <summary>All that a command takes, those of the commands above it too.</summary>
    public static IEnumerable<Option> OptionsOf(Command command)
    {
        var own = command.Options.Where(o => !o.Hidden);
        var inherited = command
            .Parents.OfType<Command>()
            .SelectMany(p => p.Parents.OfType<Command>().Prepend(p))
            .SelectMany(p => p.Options)
            .Where(o => o.Recursive && !o.Hidden);
        return own.Concat(inherited).DistinctBy(o => o.Name, StringComparer.Ordinal);
    }

    /// <summary>What a command is for, and the calls that show it.</summary>
    public static (string Purpose, string[] Examples) Split(string description)
    {
        foreach (var mark in ExampleMarks)
        {
            var at = description.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (
                    description[..at].TrimEnd(),
                    description[(at + mark.Length)..].Split('\n', StringSplitOptions.TrimEntries)
                );
            }
        }
        return (description, []);
    }

    private static string FirstSentence(string text)
    {
        var at = text.IndexOf(". ", StringComparison.Ordinal);
        return at < 0 ? text : text[..(at + 1)];
    }

    /// <summary>The command as it is typed, from the program's name on.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}"
        : command is RootCommand ? "populatie"
        : command.Name;

    private string Call(Command command)
    {
        var path = PathOf(command);
        var parts = command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{NameOf(a)}]" : NameOf(a));
        // A command that does something itself shows what it takes; its subcommands are listed below.
        var tail =
            command.Subcommands.Count > 0 && command.Arguments.Count == 0
                ? session.Say("COMMAND", "OPDRACHT")
                : string.Join(' ', parts);
        return $"{path} {tail} [{session.Say("options", "opties")}]".Replace("  ", " ", StringComparison.Ordinal);
    }

    private static string NameOf(Argument argument) =>
        (argument.HelpName ?? argument.Name.ToUpperInvariant()).TrimEnd('…')
        + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");

    private static string NameOf(Option option) =>
        option.ValueType == typeof(bool) || option is HelpOption or VersionOption
            ? option.Name
            : $"{option.Name} {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}";

    private static void Section(TextWriter writer, string heading, IEnumerable<(string Name, string Text)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }
        writer.WriteLine();
        writer.WriteLine(heading + ":");
        var column = Math.Min(30, all.Max(l => l.Name.Length) + 4);
        foreach (var (name, text) in all)
        {
            writer.Write("  " + name);
            var at = name.Length + 2;
            if (at >= column)
            {
                writer.WriteLine();
                at = 0;
            }
            writer.Write(new string(' ', column - at));
            WriteWrapped(writer, text, column);
        }
    }

    private static void WriteWrapped(TextWriter writer, string text, int indent)
    {
        var at = indent;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at > indent && at + word.Length + 1 > Width)
            {
                writer.WriteLine();
                writer.Write(new string(' ', indent));
                at = indent;
            }
            if (at > indent)
            {
                writer.Write(' ');
                at++;
            }
            writer.Write(word);
            at += word.Length;
        }
        writer.WriteLine();
    }
}
