namespace Populatie.Server.Contracts;

/// <summary>A run that is not there yet, or never came to be.</summary>
/// <param name="Status">queued, running, failed or cancelled; done in the moment before the run itself answers.</param>
/// <param name="Reason">Why it failed; null when it did not.</param>
internal sealed record JobDetails(
    string Id,
    string Status,
    RunSummary Run,
    string Scenario,
    JobProgress Progress,
    string? Reason
);

/// <summary>How far a job is.</summary>
/// <param name="Rate">Replicates a second; null while unknown.</param>
/// <param name="SecondsLeft">Null while unknown.</param>
/// <param name="StandardError">Of the mean of real cost in the last year, as a share of it; null while unknown.</param>
internal sealed record JobProgress(
    int ReplicatesDone,
    int Replicates,
    double? Rate,
    double? SecondsLeft,
    double? StandardError
);

/// <summary>The last thing that is told of a job.</summary>
internal sealed record JobEnd(string Run, string Status, int ReplicatesDone, int Replicates, string? Reason);
