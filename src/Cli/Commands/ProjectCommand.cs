using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Backtest;
using Populatie.Cli.Commands.Scenarios;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie project</c>: scenario in, run out.</summary>
internal static class ProjectCommand
{
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("scenario")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "SCENARIO.yaml",
            Description = session.Say(
                "One or more scenarios; - reads from standard input",
                "Eén of meer scenario's; - leest van standaardinvoer"
            ),
        };
        var replicates = new Option<int>("--replicates")
        {
            HelpName = "R",
            DefaultValueFactory = _ => RunSettings.DefaultReplicates,
            Description = session.Say(
                "How many possible futures to draw (default 200)",
                "Hoeveel mogelijke toekomsten te trekken (standaard 200)"
            ),
        };
        var precision = new Option<string?>("--precision")
        {
            HelpName = session.Say("\"MEASURE YEAR SIZE\"", "\"MAAT JAAR GROOTTE\""),
            Description = session.Say(
                "Go on until a mean is known so well: \"cost 2035 1%\" is a standard error of 1% of the mean; also "
                    + "\"waiting Wmo 2030 50\" or \"cost 2035 EUR 2 mln\". --replicates then is the most (default 4,000)",
                "Ga door tot een gemiddelde zo goed bekend is: \"kosten 2035 1%\" is een standaardfout van 1% van het gemiddelde; "
                    + "ook \"waiting Wmo 2030 50\" of \"kosten 2035 EUR 2 mln\". --replicates is dan het hoogste aantal (standaard 4.000)"
            ),
        };
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            DefaultValueFactory = _ => 1,
            Description = session.Say(
                "Names the chance: the same seed gives the same run (default 1)",
                "Benoemt het toeval: dezelfde seed geeft dezelfde projectie (standaard 1)"
            ),
        };
        var levels = new Option<string?>("--levels")
        {
            HelpName = "buurt|wijk",
            Description = session.Say(
                "Keep results down to this level (default buurt, or wijk above 500 buurten)",
                "Bewaar uitkomsten tot dit niveau (standaard buurt, of wijk boven 500 buurten)"
            ),
        };
        var grain = new Option<string>("--grain")
        {
            HelpName = "buurt|wijk",
            DefaultValueFactory = _ => "buurt",
            Description = session.Say(
                "Smallest unit to reckon with (default buurt); wijk answers many times sooner, with the same totals "
                    + "within chance",
                "Kleinste eenheid om mee te rekenen (standaard buurt); wijk antwoordt vele malen eerder, met dezelfde "
                    + "totalen binnen het toeval"
            ),
        };
        var shard = new Option<string?>("--shard")
        {
            HelpName = "I/N",
            Description = session.Say(
                "Make only share I of N (from 1) and keep it in parts; populatie merge makes the run of all shares",
                "Maak alleen deel I van N (vanaf 1) en bewaar het in parts; populatie merge maakt de projectie uit alle delen"
            ),
        };
        var only = new Option<int?>("--only-replicate")
        {
            HelpName = "K",
            Description = session.Say(
                "Make future K of R (from 1) by itself and print its values; nothing is kept. "
                    + "--levels also prints wijken or buurten",
                "Maak alleen toekomst K van R (vanaf 1) en toon de waarden; er wordt niets bewaard. "
                    + "Met --levels ook wijken of buurten"
            ),
        };
        var resume = new Option<bool>("--resume")
        {
            Description = session.Say(
                "Go on from what was kept when the same command was interrupted",
                "Ga verder met wat er bewaard is toen dezelfde opdracht werd onderbroken"
            ),
        };
        var plan = new Option<bool>("--plan")
        {
            Description = session.Say(
                "Only check the scenario, make a fit that is missing, and print the id that the run will have",
                "Controleer alleen het scenario, maak een ontbrekende schatting en toon het id dat de projectie krijgt"
            ),
        };
        var expect = new Option<string?>("--expect")
        {
            HelpName = session.Say("RUN", "PROJECTIE"),
            Description = session.Say(
                "Go on only if it makes this run: guards shards against a base that changed in the meantime",
                "Ga alleen door als het deze projectie wordt: behoedt delen voor een basis die intussen veranderde"
            ),
        };
        var progress = new Option<string?>("--progress")
        {
            HelpName = "jsonl",
            Description = session.Say(
                "Progress on stderr as one JSON object a line, for machines",
                "Voortgang op stderr als één JSON-object per regel, voor machines"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "project",
            session.Say(
                "Project demand and cost from a scenario, many times over, and keep the run. "
                    + "Example: populatie project scenarios/basis-2040.yaml --replicates 500",
                "Projecteer vraag en kosten uit een scenario, vele malen, en bewaar de projectie. "
                    + "Voorbeeld: populatie project scenarios/basis-2040.yaml --replicates 500"
            )
        )
        {
            files,
            replicates,
            precision,
            seed,
            levels,
            grain,
            shard,
            only,
            resume,
            plan,
            expect,
            progress,
            threads,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var aim = parsed.GetValue(precision) is { } text ? PrecisionTarget.Parse(text) : null;
                var isGiven = parsed.GetResult(replicates) is { Implicit: false };
                var count = aim is not null && !isGiven ? ReplicateGrid.DefaultMost : parsed.GetValue(replicates);
                if (count is < 1 or > RunSettings.MostReplicates)
                {
                    throw new UsageException(
                        new(
                            $"--replicates {count} is out of range; choose 1 to {RunSettings.MostReplicates}",
                            $"--replicates {count} valt buiten het bereik; kies 1 tot {RunSettings.MostReplicates}"
                        )
                    );
                }
                var unit = ProjectionGrains.Parse(parsed.GetValue(grain)!);
                var share = ShardOf(parsed.GetValue(shard));
                var one = OnlyOf(parsed.GetValue(only), count, alone: share is null && !parsed.GetValue(resume));
                CheckWhole(aim, share, one);
                var jsonProgress = IsJson(parsed.GetValue(progress));
                var space = session.OpenWorkspace(parsed.GetValue(workspace));
                // All scenarios are read before the first is run: a mistake in the last one should not cost an hour.
                var scenarios = parsed.GetValue(files)!.Select(f => (File: f, Scenario: Read(f))).ToList();
                foreach (var (file, scenario) in scenarios)
                {
                    var inputs = Gather(session, space, scenario, file, unit);
                    var settings = new RunSettings(
                        count,
                        parsed.GetValue(seed),
                        KeepBuurten(parsed.GetValue(levels), inputs),
                        parsed.GetValue(threads),
                        LaneChoice.Current
                    );
                    if (parsed.GetValue(plan) || parsed.GetValue(expect) is not null)
                    {
                        var run = MonteCarlo.Empty(inputs, settings, new(0, 0)).Card.Id;
                        CheckExpected(parsed.GetValue(expect), run, file);
                        if (parsed.GetValue(plan))
                        {
                            JsonPrinter.PrintId(session, run, parsed.GetValue(json));
                            continue;
                        }
                    }
                    if (one is { } replicate)
                    {
                        var values = MonteCarlo.RunOne(inputs, settings, replicate - 1, cancellation);
                        ReplicatePrinter.Print(
                            session,
                            values,
                            replicate,
                            parsed.GetValue(levels),
                            parsed.GetValue(json)
                        );
                        continue;
                    }
                    var job = new ProjectJob(session, space, inputs, settings)
                    {
                        Part = share,
                        Resume = parsed.GetValue(resume),
                        JsonProgress = jsonProgress,
                        Aim = aim,
                    };
                    var id = job.Run(cancellation);
                    if (!parsed.GetValue(json) && share is null)
                    {
                        Headline.Print(session, RunStore.Load(space, id));
                    }
                    BacktestSentence.Print(session, space, inputs);
                    JsonPrinter.PrintId(session, id, parsed.GetValue(json));
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Runs and keeps one projection, with progress on stderr.</summary>
    /// <returns>The id of the run.</returns>
    public static string Project(
        Session session,
        Workspace workspace,
        ProjectionInputs inputs,
        RunSettings settings,
        CancellationToken cancellation
    ) => new ProjectJob(session, workspace, inputs, settings).Run(cancellation);

    public static Scenario Read(string file) => ScenarioTexts.Parse(ScenarioTexts.Read(file));

    public static ProjectionInputs Gather(
        Session session,
        Workspace workspace,
        Scenario scenario,
        string file,
        ProjectionGrain grain
    )
    {
        var inputs = ScenarioInputs.Gather(
            workspace,
            scenario,
            file,
            grain,
            id =>
                session.Note(
                    $"there was no fit for {scenario.Name}: made {id}",
                    $"voor {scenario.Name} was er geen schatting: {id} gemaakt"
                )
        );
        foreach (var remark in LeverRemarks.Of(inputs))
        {
            session.Note(remark.English, remark.Dutch);
        }
        foreach (var level in inputs.LevelsLeftOut)
        {
            session.Note(
                $"some wijk lies in more than one {level.ToName()}: at grain wijk that level is left out, and staff shared within one is shared within the next wider area",
                $"een wijk ligt in meer dan één {level.ToName()}: bij --grain wijk vervalt dat niveau, en wordt personeel dat daarbinnen wordt gedeeld in het eerstvolgende ruimere gebied gedeeld"
            );
        }
        return inputs;
    }

    private static void CheckExpected(string? expected, string run, string file)
    {
        if (expected is null || (expected.Length > 0 && run.StartsWith(expected, StringComparison.Ordinal)))
        {
            return;
        }
        throw new SourceFormatException(
            file,
            null,
            null,
            new($"what makes run {run}", $"wat projectie {run} maakt"),
            new($"what makes run {expected}", $"wat projectie {expected} maakt"),
            new(
                "the scenario, its options, or what latest means has changed: name ids under base: in the scenario",
                "het scenario, de opties of wat latest betekent is veranderd: noem id's onder base: in het scenario"
            )
        );
    }

    private static bool KeepBuurten(string? levels, ProjectionInputs inputs) =>
        levels switch
        {
            null => RunSettings.KeepsBuurten(inputs),
            "buurt" when inputs.Grain == ProjectionGrain.Wijk => throw new UsageException(
                new(
                    "--levels buurt cannot go with --grain wijk, which knows no buurten",
                    "--levels buurt gaat niet samen met --grain wijk, dat geen buurten kent"
                )
            ),
            "buurt" => true,
            "wijk" => false,
            _ => throw new UsageException(
                new(
                    $"--levels {levels} is not known; choose buurt or wijk",
                    $"--levels {levels} is onbekend; kies buurt of wijk"
                )
            ),
        };

    private static Shard? ShardOf(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var parts = text.Split('/');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && number >= 1
            && number <= of
            && of <= Shard.Most
            ? new Shard(number, of)
            : throw new UsageException(
                new(
                    $"--shard {text} is no share; write I/N with I from 1 to N, for example 2/8",
                    $"--shard {text} is geen deel; schrijf I/N met I van 1 tot en met N, bijvoorbeeld 2/8"
                )
            );
    }

    private static int? OnlyOf(int? only, int replicates, bool alone)
    {
        if (only is < 1 || only > replicates)
        {
            throw new UsageException(
                new(
                    $"--only-replicate {only} is out of range; choose 1 to {replicates}",
                    $"--only-replicate {only} valt buiten het bereik; kies 1 tot {replicates}"
                )
            );
        }
        return only is null || alone
            ? only
            : throw new UsageException(
                new(
                    "--only-replicate makes one future and keeps nothing; leave out --shard and --resume",
                    "--only-replicate maakt één toekomst en bewaart niets; laat --shard en --resume weg"
                )
            );
    }

    private static void CheckWhole(PrecisionTarget? aim, Shard? share, int? one)
    {
        if (aim is not null && (share is not null || one is not null))
        {
            throw new UsageException(
                new(
                    "--precision needs all futures in one place; leave out --shard and --only-replicate",
                    "--precision heeft alle toekomsten op één plaats nodig; laat --shard en --only-replicate weg"
                )
            );
        }
    }

    private static bool IsJson(string? progress) =>
        progress switch
        {
            null => false,
            "jsonl" => true,
            _ => throw new UsageException(
                new(
                    $"--progress {progress} is not known; choose jsonl, or leave it out",
                    $"--progress {progress} is onbekend; kies jsonl, of laat het weg"
                )
            ),
        };
}
