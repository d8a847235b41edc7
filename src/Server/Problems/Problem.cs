using System.Text.Json.Serialization;

namespace Populatie.Server.Problems;

/// <summary>The members of problem+json.</summary>
/// <param name="Instance">Path that was asked for.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Instance);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
