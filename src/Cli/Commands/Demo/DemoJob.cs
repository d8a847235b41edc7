using System.Diagnostics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Store;
using Populatie.Analytics.Synthesis;
using Populatie.Cli.Shell;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Demo;

/// <summary>The main job, step by step, each timed: generate → read → count → learn → project.</summary>
internal sealed class DemoJob(Session session, Workspace workspace, int threads)
{
    private const ulong Seed = 1;
    private static readonly DateOnly Delivered = new(2026, 1, 1);
    private static readonly FigureQuery UnmetPerWijk = new() { Level = AreaLevel.Wijk, Product = "all" };
    private readonly List<(string Name, double Seconds)> steps = [];

    public DemoOutcome Run(long? rows, int replicates, CancellationToken cancellation)
    {
        var recordsFile = Path.Combine(workspace.Root, "parts", "utrecht-synthetic.csv");
        var generation = Step(
            session.Say("made synthetic records", "synthetische registraties gemaakt"),
            () => Generate(rows, recordsFile, cancellation)
        );
        var records = Step(
            session.Say("read and placed records", "registraties gelezen en geplaatst"),
            () => Read(recordsFile, cancellation)
        );
        var (cubeId, build) = Step(
            session.Say("counted spells and clients", "zorgperioden en cliënten geteld"),
            () => Count(records, cancellation)
        );
        var scenarioFile = WriteScenario();
        var scenario = ProjectCommand.Read(scenarioFile);
        var inputs = Step(
            session.Say("learnt rates, stays and prices", "cijfers, duren en prijzen geleerd"),
            () => ScenarioInputs.Gather(workspace, scenario, scenarioFile)
        );
        var unmet = Step(
            session.Say("estimated unmet need", "onvervulde behoefte geschat"),
            () => UnmetFigures.Select(build.Cube, inputs.Fit, UnmetSettings.Embedded, UnmetPerWijk).ToList()
        );
        var settings = new RunSettings(replicates, Seed, KeepBuurten: true, threads, LaneChoice.Current);
        var runId = Step(
            session.Say($"projected {replicates} futures", $"{replicates} toekomsten geprojecteerd"),
            () => ProjectCommand.Project(session, workspace, inputs, settings, cancellation)
        );
        return new(
            workspace,
            recordsFile,
            generation.Calibration,
            generation.SampleShare,
            records.Report,
            build.Cleaning,
            cubeId,
            inputs.Digests["fit"],
            inputs.Fit,
            unmet,
            runId,
            RunStore.Load(workspace, runId),
            scenarioFile,
            steps,
            Process.GetCurrentProcess().PeakWorkingSet64
        );
    }

    private Generation Generate(long? rows, string file, CancellationToken cancellation)
    {
        var settings = new GeneratorSettings
        {
            Mode = GeneratorMode.Calibrated,
            Seed = Seed,
            Rows = rows,
            Threads = threads,
        };
        var generation = RecordGenerator.Generate(settings, UtrechtCity.Inputs(TruthFile.Embedded));
        using var progress = new ProgressLine(session, session.Say("records", "registraties"), 0);
        RecordFileWriter.WriteFile(generation, file, progress.Report, cancellation);
        return generation;
    }

    private RecordStore Read(string file, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(
            session,
            session.Say("bytes read", "bytes gelezen"),
            new FileInfo(file).Length
        );
        return RecordImport.Run(
            workspace,
            [RecordFile.OnDisk(file)],
            RecordPlaces.Of(EmbeddedUtrecht.Areas()),
            ProductCatalogue.Embedded,
            new RecordSettings { Delivered = Delivered, Threads = threads },
            progress.Report,
            cancellation
        );
    }

    private (string Id, CubeBuild Build) Count(RecordStore records, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(session, session.Say("rows", "regels"), records.RowCount);
        return Aggregation.Run(
            workspace,
            records,
            new CubeSettings { Base = PeriodLevel.Quarter, Threads = threads },
            progress.Report,
            cancellation
        );
    }

    /// <summary>The scenario lies in the workspace, so that the reader can change it and run it again.</summary>
    private string WriteScenario()
    {
        var file = Path.Combine(workspace.Root, "scenarios", ShippedScenarios.Base + ".yaml");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, ShippedScenarios.Read(ShippedScenarios.Base));
        }
        return file;
    }

    private T Step<T>(string name, Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        steps.Add((name, clock.Elapsed.TotalSeconds));
        session.Errors.WriteLine($"  {session.Decimal(clock.Elapsed.TotalSeconds), 6} s  {name}");
        return result;
    }
}
