using System.Text.Json.Serialization;

namespace Populatie.Server.Contracts;

/// <summary>How contracts are written: snake_case, as in files and on the command line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunSummary[]))]
[JsonSerializable(typeof(RunDetails))]
[JsonSerializable(typeof(TileJson))]
internal sealed partial class ContractJson : JsonSerializerContext;
