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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobJson : JsonSerializerContext;
