namespace Populatie.Analytics.Geometry;

/// <summary>Areas of rings by the shoelace sum, exactly.</summary>
internal static class RingArea
{
    /// <summary>Twice the area of a ring; positive when it runs counter-clockwise. Unit: square millimetre.</summary>
    /// <remarks>Taken about the first point, so that all of the Netherlands (5·10¹⁷ mm²) stays far from overflow.</remarks>
    public static long Twice(ReadOnlySpan<RdPoint> ring)
    {
        var twice = 0L;
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            long ax = ring[i].X - ring[0].X;
            long ay = ring[i].Y - ring[0].Y;
            long bx = ring[i + 1].X - ring[0].X;
            long by = ring[i + 1].Y - ring[0].Y;
            twice += (ax * by) - (ay * bx);
        }
        return twice;
    }
}
