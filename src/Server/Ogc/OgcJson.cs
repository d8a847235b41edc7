using System.Text.Json.Serialization;

namespace Populatie.Server.Ogc;

/// <summary>How documents of OGC are written: camelCase, what is not known left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LandingPage))]
[JsonSerializable(typeof(Conformance))]
[JsonSerializable(typeof(CollectionList))]
[JsonSerializable(typeof(AreaCollection))]
[JsonSerializable(typeof(Link[]))]
[JsonSerializable(typeof(FeaturePage))]
[JsonSerializable(typeof(FeatureDocument))]
[JsonSerializable(typeof(TileMatrixSetList))]
[JsonSerializable(typeof(TileMatrixSet))]
[JsonSerializable(typeof(TileSetList))]
[JsonSerializable(typeof(TileSet))]
internal sealed partial class OgcJson : JsonSerializerContext;
