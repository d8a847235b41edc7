using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry;

/// <summary>Gathers polygons, buurt by buurt in the order of the index, into a <see cref="Coverage"/>.</summary>
public sealed class CoverageBuilder
{
    private readonly ImmutableArray<RdPoint>.Builder points = ImmutableArray.CreateBuilder<RdPoint>();
    private readonly ImmutableArray<int>.Builder ringEnds = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<int>.Builder polygonEnds = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<int>.Builder buurtEnds = ImmutableArray.CreateBuilder<int>();

    /// <summary>Adds a ring to the polygon under way: the outer one first. A repeated first point at the end is left out.</summary>
    public CoverageBuilder AddRing(ReadOnlySpan<RdPoint> ring)
    {
        if (ring.Length > 1 && ring[0] == ring[^1])
        {
            ring = ring[..^1];
        }
        if (ring.Length < 3)
        {
            throw new ArgumentException($"a ring needs three points, this one has {ring.Length}", nameof(ring));
        }
        points.AddRange(ring);
        ringEnds.Add(points.Count);
        return this;
    }

    public CoverageBuilder EndPolygon()
    {
        polygonEnds.Add(ringEnds.Count);
        return this;
    }

    public CoverageBuilder EndBuurt()
    {
        buurtEnds.Add(polygonEnds.Count);
        return this;
    }

    public Coverage Build() =>
        new(points.ToImmutable(), ringEnds.ToImmutable(), polygonEnds.ToImmutable(), buurtEnds.ToImmutable());
}
