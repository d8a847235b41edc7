using System.Text;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Tests.Levers;

/// <summary>The table of kinds in docs/method/levers.md is the catalogue itself.</summary>
public sealed class LeverDocumentTests
{
    private const string Begin = "<!-- kinds:begin -->\n";
    private const string End = "<!-- kinds:end -->";

    [Fact]
    public void The_table_of_kinds_in_the_document_is_the_catalogue()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "method", "levers.md")).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var found = text[from..text.IndexOf(End, StringComparison.Ordinal)];
        found.ShouldBe(Table(), "put this text between the marks");
    }

    private static string Table()
    {
        var table = new StringBuilder();
        table.Append("| Lever | What it does | Moves | Effect | Amount | Choice |\n|---|---|---|---|---|---|\n");
        foreach (var term in LeverCatalogue.All)
        {
            var moves = term.Moves.Select(m => m.Effect).Distinct();
            var words = term.Choice is { } choice ? string.Join(", ", choice.Words.Words.Select(w => w.Name)) : "";
            table
                .Append($"| `{term.Name}` | {term.Sentence.English} | {string.Join(", ", moves)} ")
                .Append($"| {Figure(term.Effect)} | {Figure(term.Amount)} | {words} |\n");
        }
        return table.ToString();
    }

    private static string Figure(LeverFigure? figure)
    {
        if (figure is null)
        {
            return "";
        }
        var text = $"{figure.Meaning.English}: {figure.Unit.Format(figure.Least)} to {figure.Unit.Format(figure.Most)}";
        return figure.Required ? text : $"({text})";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Populatie.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("no Populatie.sln above the tests");
    }
}
