using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry.Borders;

/// <summary>
/// A line between two areas, from one place where three or more meet (or the end of the map) to the next; or a closed line
/// when there is no such place. Going along it one area lies on the left, the other on the right.
/// </summary>
/// <param name="Points">At least two; a closed line repeats its first point.</param>
/// <param name="Left">Ordinal of the area; <see cref="AreaBorders.Outside"/> for none.</param>
/// <param name="Right">Another one than <paramref name="Left"/>.</param>
public sealed record Border(ImmutableArray<RdPoint> Points, int Left, int Right);

/// <summary>A border as part of a ring.</summary>
/// <param name="Ordinal">Of the border.</param>
/// <param name="Backwards">Gone along from its last point to its first, so that the area of the ring lies on the left.</param>
public readonly record struct BorderUse(int Ordinal, bool Backwards);

/// <summary>One part of an area: an outer ring, then its holes. Each has the area on its left: holes turn the other way.</summary>
/// <param name="Rings">At least one; each is a chain of borders.</param>
public sealed record BorderPolygon(ImmutableArray<ImmutableArray<BorderUse>> Rings);
