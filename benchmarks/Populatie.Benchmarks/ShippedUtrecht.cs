using System.Diagnostics;
using Populatie.Analytics.Store;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Sources;
using Populatie.Simulation.Store;

namespace Populatie.Benchmarks;

/// <summary>Utrecht as it is shipped: what <c>populatie demo</c> makes, under the base scenario.</summary>
internal static class ShippedUtrecht
{
    private const string Folder = "artifacts/bench/utrecht";
    private const string Basis = "scenarios/basis-2040.yaml";

    /// <summary>Makes the demo's workspace anew, so that it is this version's: half a minute.</summary>
    public static void Prepare()
    {
        Console.Error.WriteLine("Utrecht as shipped: populatie demo …");
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
        var start = new ProcessStartInfo(Path.GetFullPath("populatie"), ["demo", "--workspace", Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _ = RivalPrograms.OutputOf(start) ?? throw new InvalidOperationException("populatie demo did not finish");
    }

    public static ProjectionInputs Inputs(ProjectionGrain grain = ProjectionGrain.Buurt) =>
        ScenarioInputs.Gather(Workspace.Open(Folder), ScenarioFiles.Read(Basis), Basis, grain);
}
