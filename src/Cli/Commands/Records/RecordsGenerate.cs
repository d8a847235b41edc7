using System.CommandLine;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records generate</c></summary>
internal static class RecordsGenerate
{
    private const string StandardOutput = "-";

    public static Command Create(Session session)
    {
        var options = new Options(session);
        var command = new Command(
            "generate",
            session.Say(
                "Make synthetic records of people who do not exist: by default all of Utrecht 2015-2025, some five million rows, with as many clients per wijk and year as were published. "
                    + "The truth behind them is written to FILE.truth.json. Example: populatie records generate --rows 200000 --seed 7 --out records.csv.gz",
                "Maak synthetische registraties van mensen die niet bestaan: standaard heel Utrecht 2015-2025, zo'n vijf miljoen regels, met per wijk en jaar evenveel cliënten als gepubliceerd. "
                    + "De waarheid erachter komt in FILE.truth.json. Voorbeeld: populatie records generate --rows 200000 --seed 7 --out records.csv.gz"
            )
        )
        {
            options.Rows,
            options.Seed,
            options.Mode,
            options.Out,
            options.Truth,
            options.Areas,
            options.Population,
            options.Workspace,
            options.Threads,
        };
        command.Does(session, (parsed, cancellation) => Run(session, options, parsed, cancellation));
        return command;
    }

    private static int Run(Session session, Options options, ParseResult parsed, CancellationToken cancellation)
    {
        var settings = new GeneratorSettings
        {
            Mode = ModeOf(session, parsed.GetValue(options.Mode)!),
            Seed = parsed.GetValue(options.Seed),
            Rows = parsed.GetValue(options.Rows),
            Threads = Math.Max(1, parsed.GetValue(options.Threads)),
        };
        var truth = parsed.GetValue(options.Truth) is { } file ? TruthFile.Read(file) : TruthFile.Embedded;
        var generation = RecordGenerator.Generate(settings, InputsOf(session, options, parsed, truth));
        Announce(session, generation);
        var target = parsed.GetValue(options.Out)!;
        using var progress = new ProgressLine(session, session.Say("generating", "genereren"), 0);
        if (string.Equals(target, StandardOutput, StringComparison.Ordinal))
        {
            Stream(session, generation, progress, cancellation);
            return ExitCode.Done;
        }
        var rows = RecordFileWriter.WriteFile(generation, target, progress.Report, cancellation);
        progress.Dispose();
        session.Note(
            $"{session.Count(rows)} synthetic rows in {target}; the truth in {target}.truth.json",
            $"{session.Count(rows)} synthetische regels in {target}; de waarheid in {target}.truth.json"
        );
        return ExitCode.Done;
    }

    /// <summary>Where people live: what is named, else what the workspace has, else the Utrecht that comes along.</summary>
    private static GeneratorInputs InputsOf(Session session, Options options, ParseResult parsed, TruthSettings truth)
    {
        var (areas, population) = (parsed.GetValue(options.Areas), parsed.GetValue(options.Population));
        var folder =
            parsed.GetValue(options.Workspace)
            ?? Environment.GetEnvironmentVariable("POPULATIE_WORKSPACE")
            ?? "workspace";
        // Without a workspace there is nothing to look up, and generating alone should not make one.
        if (areas is null && population is null && !Directory.Exists(folder))
        {
            return UtrechtCity.Inputs(truth);
        }
        var workspace = session.MakeWorkspace(folder);
        var set = AreaChoice.LoadOrDefault(workspace, areas);
        return UtrechtCity.Inputs(truth, set, PopulationStore.LoadOrDefault(workspace, set.Index, population));
    }

    /// <summary>Rows go out as bytes where the output has a stream beneath it, else as text.</summary>
    private static void Stream(
        Session session,
        Generation generation,
        ProgressLine progress,
        CancellationToken cancellation
    )
    {
        session.Output.Flush();
        if (session.Output is StreamWriter writer)
        {
            RecordFileWriter.Write(generation, writer.BaseStream, false, progress.Report, cancellation);
            writer.BaseStream.Flush();
            return;
        }
        session.Output.Write(Encoding.ASCII.GetString(Generation.Heading.Span));
        foreach (var chunk in generation.Chunks())
        {
            using (chunk)
            {
                session.Output.Write(Encoding.ASCII.GetString(chunk.Bytes.Span));
            }
        }
    }

    private static void Announce(Session session, Generation generation)
    {
        if (generation.SampleShare < 1)
        {
            session.Note(
                $"fewer rows than there are: a sample of {session.Percent(generation.SampleShare, generation.SampleShare < 0.01 ? 3 : 1)} of the persons; counts are that much lower",
                $"minder regels dan er zijn: een steekproef van {session.Percent(generation.SampleShare, generation.SampleShare < 0.01 ? 3 : 1)} van de personen; aantallen zijn evenveel lager"
            );
        }
        var published = generation.Calibration.Where(l => l.Published is not null).ToList();
        if (published.Count > 0)
        {
            var worst = published.Max(l => Math.Abs(l.Counted - l.Published!.Value));
            var last = published.Max(l => l.Year);
            session.Note(
                $"calibrated on {published.Count} published counts of clients up to {last}, largest difference {worst}; from {last + 1} a synthetic jump-off that follows the truth",
                $"gekalibreerd op {published.Count} gepubliceerde aantallen cliënten tot en met {last}, grootste verschil {worst}; vanaf {last + 1} een synthetisch vervolg dat de waarheid volgt"
            );
        }
    }

    private static GeneratorMode ModeOf(Session session, string text) =>
        text switch
        {
            "calibrated" => GeneratorMode.Calibrated,
            "free" => GeneratorMode.Free,
            _ => throw new UsageException(
                new(
                    $"--mode {text}: give calibrated (as published) or free (the truth and nothing else)",
                    $"--mode {text}: geef calibrated (zoals gepubliceerd) of free (alleen de waarheid)"
                )
            ),
        };

    private sealed class Options(Session session)
    {
        public Option<long?> Rows { get; } =
            new("--rows")
            {
                Description = session.Say(
                    "About how many rows; fewer than there are means a sample of persons (default: all)",
                    "Ongeveer hoeveel regels; minder dan er zijn betekent een steekproef van personen (standaard: alle)"
                ),
                HelpName = "N",
            };

        public Option<ulong> Seed { get; } =
            new("--seed")
            {
                Description = session.Say(
                    "The same seed gives the same records (default 1)",
                    "Hetzelfde startgetal geeft dezelfde registraties (standaard 1)"
                ),
                HelpName = "S",
                DefaultValueFactory = _ => 1,
            };

        public Option<string> Mode { get; } =
            new("--mode")
            {
                Description = session.Say(
                    "calibrated: clients per wijk and year as published; free: the truth and nothing else",
                    "calibrated: cliënten per wijk en jaar zoals gepubliceerd; free: alleen de waarheid"
                ),
                HelpName = "calibrated|free",
                DefaultValueFactory = _ => "calibrated",
            };

        public Option<string> Out { get; } =
            new("--out")
            {
                Description = session.Say(
                    "Where to write: a file (compressed when it ends in .gz), or - for standard output (default)",
                    "Waarheen: een bestand (gecomprimeerd als het op .gz eindigt), of - voor standaarduitvoer (standaard)"
                ),
                HelpName = session.Say("FILE|-", "BESTAND|-"),
                DefaultValueFactory = _ => StandardOutput,
            };

        public Option<string?> Truth { get; } =
            new("--truth")
            {
                Description = session.Say(
                    "Another truth than the shipped one (YAML, as geodata/synthesis/truth.yaml)",
                    "Een andere waarheid dan de meegeleverde (YAML, zoals geodata/synthesis/truth.yaml)"
                ),
                HelpName = session.Say("FILE", "BESTAND"),
            };

        public Option<string?> Areas { get; } =
            new("--areas")
            {
                Description = session.Say(
                    "Areas to live in (default: the latest import, else the schematic Utrecht)",
                    "Gebieden om in te wonen (standaard: de laatst ingelezen, anders het schetsmatige Utrecht)"
                ),
                HelpName = "ID",
            };

        public Option<string?> Population { get; } =
            new("--population")
            {
                Description = session.Say(
                    "Residents to draw from (default: those of the areas)",
                    "Inwoners om uit te trekken (standaard: die van de gebieden)"
                ),
                HelpName = "ID",
            };

        public Option<string?> Workspace { get; } = CommonOptions.Workspace(session);

        public Option<int> Threads { get; } = CommonOptions.Threads(session);
    }
}
