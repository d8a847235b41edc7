using System.CommandLine;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>A <c>list</c> of what a workspace keeps: one line per entry, or the entries themselves as JSON.</summary>
internal static class ListCommand
{
    /// <summary>A column of the table.</summary>
    /// <param name="Heading">In the reader's language.</param>
    /// <param name="Cell">What it says of an entry.</param>
    /// <param name="Right">True for numbers.</param>
    internal readonly record struct Column<T>(string Heading, Func<T, string> Cell, bool Right = false);

    /// <param name="description">With an example, in the reader's language.</param>
    /// <param name="entries">What to list, oldest first.</param>
    public static Command Create<T>(
        Session session,
        string description,
        Func<Workspace, IEnumerable<T>> entries,
        params Column<T>[] columns
    )
    {
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command("list", description) { workspace, json };
        command.Does(
            session,
            (parsed, _) =>
            {
                var kept = session.ReadWorkspace(parsed.GetValue(workspace));
                if (!kept.Exists)
                {
                    session.Note(
                        $"no workspace in {kept.Root} yet; this comes with the program",
                        $"nog geen werkmap in {kept.Root}; dit zit bij het programma"
                    );
                }
                var listed = entries(kept).ToList();
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, listed);
                    return ExitCode.Done;
                }
                var table = new TablePrinter([.. columns.Select(c => new TablePrinter.Column(c.Heading, c.Right))]);
                foreach (var entry in listed)
                {
                    table.Add([.. columns.Select(c => c.Cell(entry))]);
                }
                table.Print(session.Output);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
