using Populatie.Simulation.Runs;

namespace Populatie.Server.Contracts;

/// <summary>A run in a list.</summary>
/// <param name="Status"><c>done</c> for a run that is kept; else how the job stands that makes it.</param>
internal sealed record RunSummary(
    string Id,
    string Name,
    string Status,
    int BaseYear,
    int Horizon,
    int Replicates,
    ulong Seed,
    string Grain,
    string[] Levels
)
{
    public static RunSummary Of(RunCard card) =>
        new(
            card.Id,
            card.Scenario.Name,
            JobStatus.Done,
            card.Scenario.Base.Year,
            card.Scenario.Horizon,
            card.Replicates,
            card.Seed,
            card.Grain.ToString().ToLowerInvariant(),
            card.Levels
        );
}
