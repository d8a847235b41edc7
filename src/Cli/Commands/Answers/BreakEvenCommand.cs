using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands.Scenarios;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.BreakEven;
using Populatie.Simulation.Projection;

namespace Populatie.Cli.Commands.Answers;

/// <summary><c>populatie break-even</c>: the smallest lever, staff or budget that meets a target often enough.</summary>
internal static class BreakEvenCommand
{
    private const int DefaultReplicates = 200;
    private const int LeastReplicates = 16;

    public static Command Create(Session session)
    {
        var question = new FigureQuestion(session);
        var target = Text(
            "--target",
            session.Say("\"M Y <= VALUE\"", "\"M J <= WAARDE\""),
            session.Say(
                "What is aimed at: a measure, a year, <= or >=, and a value with its unit: \"waiting 2035 <= 500\", "
                    + "\"cost 2035 <= EUR 320 mln\", \"wait_mean_weeks 2030 <= 4 weeks\"",
                "Wat de bedoeling is: een maat, een jaar, <= of >=, en een waarde met eenheid: \"waiting 2035 <= 500\", "
                    + "\"cost 2035 <= EUR 320 mln\", \"wait_mean_weeks 2030 <= 4 weken\""
            )
        );
        target.Required = true;
        var probability = Text(
            "--probability",
            "P%",
            session.Say(
                "In what share of the futures it must be met (default 80%)",
                "In welk deel van de toekomsten dat moet lukken (standaard 80%)"
            )
        );
        probability.DefaultValueFactory = _ => "80%";
        var lever = Text(
            "--lever",
            session.Say("NAME", "NAAM"),
            session.Say(
                "Turn this lever: the name of one in the scenario, or a kind (hiring, direct-time, take-up …) for a new one",
                "Verdraai deze knop: de naam van een in het scenario, of een soort (hiring, direct-time, take-up …) voor een nieuwe"
            )
        );
        var fte = Text(
            "--fte",
            session.Say("GROUP", "GROEP"),
            session.Say(
                "Or the staff of this group at the end of the base year",
                "Of het personeel van deze groep aan het eind van het basisjaar"
            )
        );
        var budget = Text(
            "--budget",
            session.Say("\"ACT TRACK\"", "\"WET SPOOR\""),
            session.Say(
                "Or the yearly budget of this contract: \"Wmo 3\"",
                "Of het jaarbudget van dit contract: \"Wmo 3\""
            )
        );
        var start = new Option<int?>("--start")
        {
            HelpName = "Y",
            Description = session.Say(
                "First year of a new lever (default: the first projected year)",
                "Eerste jaar van een nieuwe knop (standaard: het eerste geprojecteerde jaar)"
            ),
        };
        var between = Text(
            "--between",
            session.Say("\"FROM to TO\"", "\"VAN tot TOT\""),
            session.Say(
                "Where to look, for example \"0% to 60%\"; the nearer the ends, the finer the answer",
                "Waar te zoeken, bijvoorbeeld \"0% tot 60%\"; hoe dichter bijeen, hoe fijner het antwoord"
            )
        );
        var replicates = new Option<int>("--replicates")
        {
            HelpName = "R",
            DefaultValueFactory = _ => DefaultReplicates,
            Description = session.Say(
                "Futures on which each value is tried (default 200)",
                "Toekomsten waarop elke waarde wordt beproefd (standaard 200)"
            ),
        };
        var save = Text(
            "--save",
            session.Say("FILE", "BESTAND"),
            session.Say(
                "Write the answer as a scenario, beside the one it extends",
                "Bewaar het antwoord als scenario, naast het scenario dat het uitbreidt"
            )
        );
        var command = new Command(
            "break-even",
            session.Say(
                "Find the smallest lever, staff or budget that meets a target with a stated probability. "
                    + "Example: populatie break-even basis-2040 --target \"waiting 2030 <= 2500\" --probability 80% --lever hiring",
                "Zoek de kleinste knop, het kleinste personeel of budget dat een doel haalt met een gegeven kans. "
                    + "Voorbeeld: populatie break-even basis-2040 --target \"waiting 2030 <= 2500\" --probability 80% --lever hiring"
            )
        )
        {
            question.File,
            target,
            probability,
            lever,
            fte,
            budget,
            start,
            between,
            replicates,
            save,
        };
        question.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var count = parsed.GetValue(replicates);
                if (count is < LeastReplicates or > RunSettings.MostReplicates)
                {
                    throw new UsageException(
                        new(
                            $"--replicates {count} is out of range; choose {LeastReplicates} to {RunSettings.MostReplicates}",
                            $"--replicates {count} valt buiten het bereik; kies {LeastReplicates} tot {RunSettings.MostReplicates}"
                        )
                    );
                }
                var file = parsed.GetValue(question.File)!;
                var path = parsed.GetValue(save);
                var extends = path is null ? "" : Extended(file, path);
                var scenario = ProjectCommand.Read(file);
                var aim = Target.Parse(parsed.GetValue(target)!, scenario);
                var enough = Share(parsed.GetValue(probability)!);
                var inputs = question.Gather(parsed, scenario, aim.Year);
                var figure = question.Choice(parsed, aim.Measure, aim.Year);
                var ways = Ways(
                    inputs,
                    (parsed.GetValue(lever), parsed.GetValue(start)),
                    parsed.GetValue(fte),
                    parsed.GetValue(budget),
                    parsed.GetValue(between)
                );
                var settings = new BreakEvenSettings(
                    count,
                    enough,
                    parsed.GetValue(question.Seed),
                    question.Points(parsed)
                );
                var done = 0L;
                BreakEvenAnswer answer;
                var most = BreakEvenStudy.MostFutures(ways, settings);
                using (var progress = new ProgressLine(session, session.Say("futures", "toekomsten"), most))
                {
                    answer = BreakEvenStudy.Run(
                        inputs,
                        figure,
                        aim,
                        ways,
                        settings,
                        more => progress.Report(Interlocked.Add(ref done, more)),
                        cancellation
                    );
                }
                var saved = path is not null && answer.Position.Outcome == BreakEvenOutcome.Found;
                if (saved)
                {
                    var name = Path.GetFileNameWithoutExtension(path)!;
                    var text = BreakEvenScenario.Text(name, extends, scenario, aim, answer, settings);
                    OutputFile.Write(path!, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
                }
                var area = FigureQuestion.AreaName(session, inputs, figure);
                var page = new BreakEvenPage(session, scenario.Name, area, figure, aim, answer, settings);
                if (parsed.GetValue(question.Json))
                {
                    page.PrintJson(saved ? path : null);
                }
                else
                {
                    page.Print();
                }
                if (saved)
                {
                    session.Note($"kept as {path}", $"bewaard als {path}");
                }
                return answer.Position.Outcome == BreakEvenOutcome.Unreachable ? ExitCode.SaidNo : ExitCode.Done;
            }
        );
        return command;

        static Option<string?> Text(string name, string help, string description) =>
            new(name) { HelpName = help, Description = description };
    }

    private static ImmutableArray<Adjustment> Ways(
        ProjectionInputs inputs,
        (string? Name, int? Start) lever,
        string? fte,
        string? budget,
        string? between
    ) =>
        (lever.Name, fte, budget) switch
        {
            ({ } name, null, null) => LeverAdjustment.Of(inputs, name, lever.Start, between),
            (null, { } group, null) => [FteAdjustment.Of(inputs, group, between)],
            (null, null, { } contract) => [BudgetAdjustment.Of(inputs, contract, between)],
            _ => throw new UsageException(
                new(
                    "say what to turn: one of --lever NAME, --fte GROUP and --budget \"ACT TRACK\"",
                    "zeg wat er wordt verdraaid: één van --lever NAAM, --fte GROEP en --budget \"WET SPOOR\""
                )
            ),
        };

    private static double Share(string text)
    {
        var digits = text.Trim().TrimEnd('%').Replace(',', '.').Trim();
        return
            text.TrimEnd().EndsWith('%')
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 1 and <= 99
            ? (double)(percent / 100)
            : throw new UsageException(
                new(
                    $"--probability {text} is no share; write 1% to 99%, for example 80%",
                    $"--probability {text} is geen aandeel; schrijf 1% tot 99%, bijvoorbeeld 80%"
                )
            );
    }

    /// <summary>What a scenario that is saved at a path extends.</summary>
    private static string Extended(string file, string path)
    {
        if (!File.Exists(file) && !string.Equals(file, "-", StringComparison.Ordinal))
        {
            // A shipped one is found from everywhere.
            return ScenarioTexts.Parse(ScenarioTexts.Read(file)).Name;
        }
        var (from, to) = (Path.GetFullPath(file), Path.GetFullPath(path));
        return
            !string.Equals(file, "-", StringComparison.Ordinal)
            && !string.Equals(from, to, StringComparison.Ordinal)
            && string.Equals(Path.GetDirectoryName(from), Path.GetDirectoryName(to), StringComparison.Ordinal)
            ? Path.GetFileName(from)
            : throw new UsageException(
                new(
                    $"--save {path} cannot extend {file}; save it under another name in the folder of that scenario",
                    $"--save {path} kan {file} niet uitbreiden; bewaar het onder een andere naam in de map van dat scenario"
                )
            );
    }
}
