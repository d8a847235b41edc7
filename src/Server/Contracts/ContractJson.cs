using System.Text.Json.Serialization;

namespace Populatie.Server.Contracts;

/// <summary>How contracts are written: snake_case, as in files and on the command line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallerDetails))]
[JsonSerializable(typeof(RunSummary[]))]
[JsonSerializable(typeof(RunDetails))]
[JsonSerializable(typeof(TileJson))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(ScenarioSummary[]))]
[JsonSerializable(typeof(ScenarioBody))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(TrialBody))]
[JsonSerializable(typeof(TrialDetails))]
[JsonSerializable(typeof(TrialStage))]
[JsonSerializable(typeof(JobProgress))]
[JsonSerializable(typeof(JobEnd))]
[JsonSerializable(typeof(ValuesColumns))]
[JsonSerializable(typeof(SeriesColumns))]
[JsonSerializable(typeof(PeersColumns))]
[JsonSerializable(typeof(AreaFeatures))]
[JsonSerializable(typeof(LevelSummary[]))]
[JsonSerializable(typeof(IndicatorRow[]))]
internal sealed partial class ContractJson : JsonSerializerContext;
