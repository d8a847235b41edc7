namespace Populatie.Server.Contracts;

/// <summary>Areas with their boundaries, as GeoJSON.</summary>
/// <param name="Schematic">Whether the boundaries are drawn rather than measured.</param>
internal sealed record AreaFeatures(string Type, string Source, bool Schematic, AreaFeature[] Features);

/// <param name="Id">Code of the area.</param>
/// <param name="Geometry">Null where boundaries are left out.</param>
internal sealed record AreaFeature(string Type, string Id, AreaProperties Properties, AreaGeometry? Geometry)
{
    /// <summary>West, south, east, north: where boundaries are left out.</summary>
    public double[]? Bbox { get; init; }
}

/// <param name="Wijk">Code of the wijk that holds it; null where there is not one.</param>
/// <param name="Gemeente">Code of the gemeente that holds it; null where there is not one.</param>
internal sealed record AreaProperties(string Code, string Name, string? Wijk, string? Gemeente);

/// <param name="Type">MultiPolygon.</param>
/// <param name="Coordinates">Shape [Polygon][Ring][Point][2].</param>
internal sealed record AreaGeometry(string Type, double[][][][] Coordinates);

/// <summary>A level of the map.</summary>
/// <param name="Areas">How many there are.</param>
internal sealed record LevelSummary(string Level, int Areas);
