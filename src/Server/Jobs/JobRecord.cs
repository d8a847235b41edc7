using System.Text.Json.Serialization;
using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;

namespace Populatie.Server.Jobs;

/// <summary>All of a job that outlives the server.</summary>
/// <param name="Turn">Jobs are made in this order.</param>
/// <param name="Starts">How often work on it began.</param>
/// <param name="Scenario">Id in the library.</param>
/// <param name="Run">The run that it makes, and how that stands.</param>
/// <param name="Why">Why it failed.</param>
internal sealed record JobRecord(
    long Turn,
    int Starts,
    string Scenario,
    bool KeepBuurten,
    RunSummary Run,
    Bilingual? Why
);

/// <summary>How a job stands, as clients and the journal spell it.</summary>
internal static class JobStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static bool IsUnderWay(string status) => status is Queued or Running;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobJson : JsonSerializerContext;
