using System.CommandLine;
using Populatie.Cli.Shell;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Cli.Commands.Scenarios;

/// <summary><c>populatie scenario diff A B</c>: what two scenarios say differently, whatever they extend.</summary>
internal static class ScenarioDiffCommand
{
    private const int WidestCell = 60;

    public static Command Create(Session session)
    {
        Argument<string> Named(string name) =>
            new(name.ToLowerInvariant())
            {
                HelpName = name,
                Description = session.Say(
                    "A file, or the name of a shipped scenario",
                    "Een bestand, of de naam van een meegeleverd scenario"
                ),
            };
        var (first, second) = (Named("A"), Named("B"));
        var json = CommonOptions.Json(session);
        var command = new Command(
            "diff",
            session.Say(
                "Show what two scenarios say differently, with what they extend and assume. "
                    + "Example: populatie scenario diff basis-2040 budget-25",
                "Toon wat twee scenario's verschillend zeggen, met wat ze uitbreiden en aannemen. "
                    + "Voorbeeld: populatie scenario diff basis-2040 budget-25"
            )
        )
        {
            first,
            second,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var (a, b) = (parsed.GetValue(first)!, parsed.GetValue(second)!);
                var differences = ScenarioComparison.Between(
                    ScenarioTexts.Read(a),
                    ScenarioTexts.Read(b),
                    ScenarioFiles.Find
                );
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, differences);
                    return ExitCode.Done;
                }
                if (differences.IsEmpty)
                {
                    session.Note("the two scenarios say the same", "de twee scenario's zeggen hetzelfde");
                    return ExitCode.Done;
                }
                var table = new TablePrinter(
                    new(session.Say("what", "wat")),
                    new(Path.GetFileNameWithoutExtension(a)),
                    new(Path.GetFileNameWithoutExtension(b))
                );
                foreach (var (path, left, right) in differences)
                {
                    table.Add(path, Cell(left), Cell(right));
                }
                table.Print(session.Output);
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>The table is for reading; --json gives the whole text.</summary>
    private static string Cell(string? text) =>
        text is null ? "–"
        : text.Length > WidestCell ? string.Concat(text.AsSpan(0, WidestCell - 1), "…")
        : text;
}
