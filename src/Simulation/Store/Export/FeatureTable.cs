using System.Collections.Immutable;
using Populatie.Analytics.Geometry;

namespace Populatie.Simulation.Store.Export;

/// <summary>A column of a map layer.</summary>
/// <param name="Name">Unique within the layer, whatever its case.</param>
/// <param name="Kind">Numbers are <see cref="CellKind.Decimal"/>, years and codes as they are called.</param>
public sealed record FeatureColumn(string Name, CellKind Kind);

/// <summary>An area with what is known of it.</summary>
/// <param name="Polygons">Shape [Polygon][Ring][Point]; the outer ring first; first point not repeated. Millimetres in RD New.</param>
/// <param name="Values">As long as the columns: text, number or null.</param>
public sealed record Feature(ImmutableArray<ImmutableArray<RdPoint[]>> Polygons, ImmutableArray<object?> Values);

/// <summary>A layer of a map: areas, one feature each, and their figures in columns.</summary>
/// <param name="Name">Letters, digits and underscores.</param>
/// <param name="About">What the figures rest on: a name and what it is.</param>
public sealed record FeatureTable(
    string Name,
    ImmutableArray<FeatureColumn> Columns,
    ImmutableArray<Feature> Features,
    ImmutableArray<(string Name, string What)> About
);
