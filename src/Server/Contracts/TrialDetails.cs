namespace Populatie.Server.Contracts;

/// <summary>How a trial stands.</summary>
/// <param name="Id">Of the run of all its futures.</param>
/// <param name="Status">queued, running, done, failed or cancelled.</param>
/// <param name="Stages">What can be read already, in order of futures.</param>
/// <param name="Reason">Why it failed; null when it did not.</param>
internal sealed record TrialDetails(
    string Id,
    string Status,
    RunSummary Run,
    JobProgress Progress,
    TrialStage[] Stages,
    string? Reason
);

/// <summary>The first futures of a trial, or all of them.</summary>
/// <param name="Run">Id of the run of so many futures, as far as it goes: headline measures and totals.</param>
internal sealed record TrialStage(string Run, int Replicates)
{
    public bool Is(string run) => string.Equals(Run, run, StringComparison.Ordinal);
}
