using System.Text.Json.Serialization;

namespace Populatie.Server.Contracts;

/// <summary>A scenario that is sent as JSON.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScenarioBody(string? Yaml);

/// <summary>What run to make; what is left out is as on the command line.</summary>
/// <param name="Levels">buurt or wijk: down to where results are kept.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RunBody(int? Replicates = null, ulong? Seed = null, string? Grain = null, string? Levels = null);

/// <summary>What to try: a scenario that there is, or the text of one. What is left out is as on the page.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrialBody(
    string? Scenario = null,
    string? Yaml = null,
    int? Replicates = null,
    ulong? Seed = null
);
