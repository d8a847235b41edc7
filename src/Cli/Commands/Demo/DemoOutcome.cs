using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;
using Populatie.Analytics.Synthesis;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Demo;

/// <summary>Everything that the demo made, for the one who tells of it.</summary>
internal sealed record DemoOutcome(
    Workspace Workspace,
    string RecordsFile,
    IReadOnlyList<CalibrationLine> Calibration,
    double SampleShare,
    RecordReport Records,
    CleaningReport Cleaning,
    string CubeId,
    string FitId,
    Fit Fit,
    IReadOnlyList<Figure> Unmet,
    string RunId,
    RunView Run,
    string ScenarioFile,
    IReadOnlyList<(string Name, double Seconds)> Steps,
    long PeakMemory
);
