using System.CommandLine;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Cli.Commands.Answers;

/// <summary><c>populatie sensitivity</c>: what a figure hangs on.</summary>
internal static class SensitivityCommand
{
    private const int Most = 10;
    private const int DefaultPoints = 256;
    private const int LeastPoints = 16;
    private const int MostPoints = 1 << 16;

    public static Command Create(Session session)
    {
        var question = new FigureQuestion(session);
        var measure = new Option<string>("--measure")
        {
            HelpName = "M",
            DefaultValueFactory = _ => "cost",
            Description = session.Say(
                "The figure, by its name in a run: for example waiting or cost_nominal; cost (default) is cost_real",
                "Het cijfer, met de naam in een projectie: bijvoorbeeld waiting of cost_nominal; cost (standaard) is cost_real"
            ),
        };
        var year = new Option<int?>("--year")
        {
            HelpName = "Y",
            Description = session.Say(
                "A projected year (default: the last)",
                "Een geprojecteerd jaar (standaard: het laatste)"
            ),
        };
        var factors = new Option<string?>("--factors")
        {
            HelpName = "A,B,…",
            Description = session.Say(
                "Factors to tell apart, by the keys of a scenario: staff.fill, or staff for all of them together; "
                    + "the others are the rest (default: the nine that do most)",
                "Factoren om te onderscheiden, met de sleutels van een scenario: staff.fill, of staff voor alle samen; "
                    + "de andere zijn de rest (standaard: de negen die het meeste doen)"
            ),
        };
        var points = new Option<int>("--points")
        {
            HelpName = "N",
            DefaultValueFactory = _ => DefaultPoints,
            Description = session.Say(
                "Points per sample; each costs a future for every factor, and three more (default 256)",
                "Punten per steekproef; elk kost een toekomst voor elke factor, en nog drie (standaard 256)"
            ),
        };
        var command = new Command(
            "sensitivity",
            session.Say(
                "Tell what a figure hangs on: one assumption at a time (tornado), all together (Sobol' indices), and chance. "
                    + "Example: populatie sensitivity basis-2040 --measure waiting --year 2035",
                "Toon waar een cijfer van afhangt: één aanname tegelijk (tornado), alle samen (Sobol'-indices), en het toeval. "
                    + "Voorbeeld: populatie sensitivity basis-2040 --measure waiting --year 2035"
            )
        )
        {
            question.File,
            measure,
            year,
            factors,
            points,
        };
        question.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var count = parsed.GetValue(points);
                if (count is < LeastPoints or > MostPoints)
                {
                    throw new UsageException(
                        new(
                            $"--points {count} is out of range; choose {LeastPoints} to {MostPoints}",
                            $"--points {count} valt buiten het bereik; kies {LeastPoints} tot {MostPoints}"
                        )
                    );
                }
                var scenario = ProjectCommand.Read(parsed.GetValue(question.File)!);
                var asked = parsed.GetValue(year) ?? scenario.Horizon;
                var inputs = question.Gather(parsed, scenario, asked);
                var figure = question.Choice(
                    parsed,
                    FigureChoice.MeasureOf(parsed.GetValue(measure)!, scenario),
                    asked
                );
                string[] chosen =
                [
                    .. (parsed.GetValue(factors) ?? "").Split(
                        ',',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    ),
                ];
                var settings = new SensitivitySettings(count, Most, [.. chosen], parsed.GetValue(question.Seed));
                var answer = Study(session, inputs, figure, question.Points(parsed), settings, cancellation);
                var page = new SensitivityPage(
                    session,
                    figure,
                    FigureQuestion.AreaName(session, inputs, figure),
                    scenario.Name,
                    answer
                );
                if (parsed.GetValue(question.Json))
                {
                    page.PrintJson(parsed.GetValue(question.Seed), inputs.Grain);
                }
                else
                {
                    page.Print();
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static SensitivityAnswer Study(
        Session session,
        Simulation.Projection.ProjectionInputs inputs,
        FigureChoice figure,
        PointSettings points,
        SensitivitySettings settings,
        CancellationToken cancellation
    )
    {
        var done = 0L;
        ProgressLine? progress = null;
        var model = new ScenarioModel(
            inputs,
            figure,
            points,
            more => progress?.Report(Interlocked.Add(ref done, more))
        );
        // Told before the work begins: a name that is no factor should not cost minutes.
        _ = FactorGroups.Chosen(model.Factors, settings.Chosen);
        var groups = settings.Chosen.IsEmpty
            ? Math.Min(settings.Most, model.Factors.Length)
            : settings.Chosen.Length + 1;
        var tornado = settings.TornadoRows * (1 + model.Factors.Sum(f => f.Range is null ? 1 : 2));
        using (
            progress = new ProgressLine(
                session,
                session.Say("futures", "toekomsten"),
                tornado + ((long)settings.Points * (groups + 3))
            )
        )
        {
            return SensitivityStudy.Run(model, settings, cancellation);
        }
    }
}
