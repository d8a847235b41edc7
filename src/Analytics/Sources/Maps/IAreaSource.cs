using NetTopologySuite.Geometries;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>A file of areas, read feature by feature. One for each format; nothing else knows the formats.</summary>
internal interface IAreaSource
{
    /// <summary>Reads all features of the layer of buurten.</summary>
    /// <exception cref="Faults.SourceFormatException">The file is not what it should be.</exception>
    MapLayer Read();
}

/// <summary>What a file holds, before anything is made of it.</summary>
/// <param name="File">For messages.</param>
/// <param name="ReferenceSystem">What the file says of its coordinates: an EPSG code, or null when it says nothing.</param>
/// <param name="ReferenceText">The same as the file spells it.</param>
/// <param name="Schematic">The file marks its boundaries as drawn, not surveyed.</param>
internal sealed record MapLayer(
    string File,
    int? ReferenceSystem,
    string? ReferenceText,
    bool Schematic,
    IReadOnlyList<MapFeature> Features,
    IReadOnlyDictionary<string, string> WijkNames,
    IReadOnlyDictionary<string, string> GemeenteNames
);

/// <summary>One feature: its properties as texts, by lower-case name, and its polygons in the file's own coordinates.</summary>
/// <param name="Place">Where it stands in the file, for messages: a line, or the number of a row.</param>
internal sealed record MapFeature(IReadOnlyDictionary<string, string> Properties, MultiPolygon? Geometry, long Place);
