using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Server.Http;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.Trials;
using Populatie.Simulation.Grain;

namespace Populatie.Server.WarmUp;

/// <summary>
/// Tries the base when the server begins, after the map and on threads that give way: who pulls the first slider does not wait
/// until there is something to hold it beside. Whoever asks for anything else to be computed goes first.
/// </summary>
internal sealed class TrialWarmUp(
    TrialDesk desk,
    TrialWork work,
    JobWork inputsOf,
    ScenarioLibrary scenarios,
    RunLibrary runs,
    MapLibrary map,
    MapWarmUp before,
    ServeOptions options
) : BackgroundService
{
    /// <summary>What the page begins with: the same trial, to the byte.</summary>
    public const string Base = "basis-2040";
    public const int Replicates = 100;
    public const ulong Seed = 1;

    /// <summary>A country takes gigabytes and minutes: nobody is to wait for that who did not ask.</summary>
    private const int MostWijken = 200;

    /// <summary>Done when the base waits for its turn, or will not be tried.</summary>
    public Task Asked => ExecuteTask ?? Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.WarmsUp)
        {
            return;
        }
        await before.Done.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task
            .Factory.StartNew(
                () => Ask(stoppingToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .ConfigureAwait(false);
    }

    private void Ask(CancellationToken stop)
    {
        BackgroundPriority.Take();
        try
        {
            var isSmall =
                map.Areas.Index.Has(AreaLevel.Wijk) && map.Areas.Index.AreasAt(AreaLevel.Wijk).Length <= MostWijken;
            // Without a run there is nothing on the page to begin with.
            if (stop.IsCancellationRequested || !isSmall || runs.Cards().Count == 0)
            {
                return;
            }
            var inputs = inputsOf.Gather(scenarios.Read(Base), ProjectionGrain.Wijk);
            desk.AddUnasked(inputs, JobWork.CardOf(inputs, work.SettingsOf(Replicates, Seed)));
        }
        catch (Exception fault) when (fault is PopulatieException || MachineFaults.Knows(fault))
        {
            // Who asks for it is told what is missing.
        }
#pragma warning disable CA1031 // What nobody asked for must not end the server.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Faults.Keep(fault, "warm-up");
        }
    }
}
