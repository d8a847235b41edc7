using System.CommandLine;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Answers;

/// <summary><c>populatie compare</c>: runs of different scenarios in the same futures.</summary>
internal static class CompareCommand
{
    public static Command Create(Session session)
    {
        var runs = new Argument<string[]>("runs")
        {
            Arity = new ArgumentArity(2, 100),
            HelpName = session.Say("RUN_A RUN_B…", "PROJECTIE_A PROJECTIE_B…"),
            Description = session.Say(
                "The run to compare with, then those to compare: ids, the beginning of one, paths, or latest",
                "De projectie om mee te vergelijken, dan de andere: id's, het begin ervan, paden, of latest"
            ),
        };
        var measure = Several(
            "--measure",
            "M",
            session.Say(
                "Only this measure, for example waiting or cost_real; may be given more than once",
                "Alleen deze maat, bijvoorbeeld waiting of cost_real; mag vaker worden gegeven"
            )
        );
        var product = Several(
            "--product",
            "P",
            session.Say(
                "Wmo, Jeugd, track-1 to track-3 or all (default)",
                "Wmo, Jeugd, track-1 tot track-3 of all (standaard)"
            )
        );
        var year = new Option<int[]>("--year")
        {
            HelpName = "Y",
            Description = session.Say(
                "Only this year; may be given more than once (default: halfway and the last)",
                "Alleen dit jaar; mag vaker worden gegeven (standaard: halverwege en het laatste)"
            ),
        };
        var level = new Option<string?>("--level")
        {
            HelpName = "L",
            Description = session.Say(
                "gemeente (default), wijk or buurtteam",
                "gemeente (standaard), wijk of buurtteam"
            ),
        };
        var area = CommonOptions.Area(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "compare",
            session.Say(
                "Compare runs of different scenarios future by future: what changes, how surely, and which is better. "
                    + "They need the same base, seed and number of futures. Example: populatie compare 54e2 7bd8 --measure waiting",
                "Vergelijk projecties van verschillende scenario's, toekomst voor toekomst: wat verandert er, hoe zeker, en wat is beter. "
                    + "Ze moeten dezelfde basis, seed en aantal toekomsten hebben. Voorbeeld: populatie compare 54e2 7bd8 --measure waiting"
            )
        )
        {
            runs,
            measure,
            level,
            area,
            year,
            product,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                var views = parsed.GetValue(runs)!.Select(r => RunStore.Load(home, r)).ToList();
                if (
                    views
                        .Skip(1)
                        .FirstOrDefault(v => string.Equals(v.Card.Id, views[0].Card.Id, StringComparison.Ordinal)) is
                    { } same
                )
                {
                    throw new UsageException(
                        new(
                            $"run {same.Card.Id} cannot be compared with itself; choose one of another scenario",
                            $"projectie {same.Card.Id} is niet met zichzelf te vergelijken; kies er een van een ander scenario"
                        )
                    );
                }
                var query = new ComparisonQuery
                {
                    Level = ShowCommand.LevelOf(parsed.GetValue(level), parsed.GetValue(area)),
                    Area = parsed.GetValue(area),
                    Measures = [.. parsed.GetValue(measure) ?? []],
                    Years = YearsOf(parsed.GetValue(year) ?? [], parsed.GetValue(measure) ?? [], views),
                    Products = [.. parsed.GetValue(product) ?? []],
                };
                var comparisons = views.Skip(1).Select(b => ComparisonTable.Of(views[0], b, query)).ToList();
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, comparisons.SelectMany(c => c.Rows));
                    return ExitCode.Done;
                }
                for (var i = 0; i < comparisons.Count; i++)
                {
                    if (i > 0)
                    {
                        session.Output.WriteLine();
                    }
                    new ComparePage(session, comparisons[i]).Print();
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Of a single measure every year is worth seeing.</summary>
    private static System.Collections.Immutable.ImmutableArray<int> YearsOf(
        int[] asked,
        string[] measures,
        List<RunView> runs
    )
    {
        if (asked.Length > 0 || measures.Length != 1)
        {
            return [.. asked];
        }
        var (first, last) = (runs.Max(r => r.FirstProjected), runs.Min(r => r.LastProjected));
        return [.. Enumerable.Range(first, Math.Max(0, last - first + 1))];
    }

    private static Option<string[]> Several(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
