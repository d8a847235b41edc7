using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Areas.Schematic;

/// <summary>
/// Draws a map of a city from the centres and areas of its buurten, when the true boundaries may not travel with the
/// program. The map is a valid coverage, keeps neighbours near and sizes right, and is no survey. Deterministic.
/// </summary>
public static class SchematicMap
{
    private const int CoarseSide = 50;
    private const int FineSide = 25;
    private const int MovingRounds = 80;
    private const int SettlingRounds = 200;
    private const int FineRounds = 30;

    /// <summary>How far straightened borders may lie from the grown ones. Unit: metre.</summary>
    private const double Tolerance = 30;

    /// <summary>The same for the outline of the city, which is grown from discs and should not look like it. Unit: metre.</summary>
    private const double OuterTolerance = 110;

    /// <summary>How often areas are corrected for what straightening does to them.</summary>
    private const int Corrections = 2;

    /// <param name="buurten">With centre and area.</param>
    /// <returns>The boundaries, in order of buurt code.</returns>
    public static Coverage Draw(IEnumerable<SchematicBuurt> buurten)
    {
        var ordered = buurten.OrderBy(b => b.Buurt.Code, StringComparer.Ordinal).ToList();
        var growth = new PowerGrowth(ordered);
        var coarse = Lattice.Over(ordered, CoarseSide);
        growth.Grow(coarse, MovingRounds, withSites: true);
        growth.Grow(coarse, SettlingRounds, withSites: false);
        var lattice = Lattice.Over(ordered, FineSide);
        for (var correction = 0; ; correction++)
        {
            growth.Grow(lattice, FineRounds, withSites: false);
            var coverage = ToCoverage(new BorderTracing(lattice, Tolerance, OuterTolerance).Rings(ordered.Count));
            if (correction == Corrections)
            {
                return coverage;
            }
            growth.Correct([.. Enumerable.Range(0, ordered.Count).Select(coverage.AreaOf)]);
        }
    }

    /// <summary>Each buurt is in one piece, so it has one outer ring; what else there is are its holes.</summary>
    private static Coverage ToCoverage(List<RdPoint[]>[] rings)
    {
        var builder = new CoverageBuilder();
        foreach (var ofBuurt in rings)
        {
            foreach (var ring in ofBuurt.OrderByDescending(r => RingArea.Twice(r)))
            {
                builder.AddRing(ring);
            }
            builder.EndPolygon().EndBuurt();
        }
        return builder.Build();
    }
}
