using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Homes: the households of a buurt, each at a point that the buurt owns by the half-open rule, in whole millimetres. A
/// household is a number; its point is found again from it. Thread-safe.
/// </summary>
internal sealed class AddressBook : IHomePoints
{
    private const int Attempts = 1000;
    private readonly Coverage coverage;
    private readonly ulong seed;
    private readonly ImmutableArray<(RdPoint Low, RdPoint High)> boxes;

    public AddressBook(AreaSet areas, ulong seed)
    {
        (coverage, this.seed) = (areas.Coverage, seed);
        boxes = [.. Enumerable.Range(0, coverage.BuurtCount).Select(BoxOf)];
    }

    /// <summary>Where a household lives.</summary>
    /// <returns>False when no point was found: a buurt that is thinner than its box allows for.</returns>
    public bool TryPointOf(int buurt, uint household, out int x, out int y)
    {
        var (low, high) = boxes[buurt];
        var chance = new RandomStream(seed, Purpose.Address, (uint)buurt, uint.MaxValue, household);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            x = low.X + (int)(chance.Uniform() * (high.X - low.X));
            y = low.Y + (int)(chance.Uniform() * (high.Y - low.Y));
            if (coverage.Owns(buurt, new RdPoint(x, y)))
            {
                return true;
            }
        }
        (x, y) = (0, 0);
        return false;
    }

    private (RdPoint Low, RdPoint High) BoxOf(int buurt)
    {
        var (lowX, lowY, highX, highY) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        var rings = coverage.RingsOfBuurt(buurt);
        for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
        {
            foreach (var corner in coverage.Ring(ring))
            {
                (lowX, lowY) = (Math.Min(lowX, corner.X), Math.Min(lowY, corner.Y));
                (highX, highY) = (Math.Max(highX, corner.X), Math.Max(highY, corner.Y));
            }
        }
        return lowX > highX ? default : (new RdPoint(lowX, lowY), new RdPoint(highX, highY));
    }
}
