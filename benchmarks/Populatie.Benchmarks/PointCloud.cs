using Populatie.Analytics.Geometry;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Benchmarks;

/// <summary>
/// Points as people live: every buurt has about as many, in a normal cloud around the middle of its largest ring, half as
/// wide as the buurt. In no order at all. On huge pages, as everyone's points are.
/// </summary>
internal sealed class PointCloud
{
    private PointCloud(int count) => (X, Y, Leaf) = (new(count), new(count), new(count));

    public HugeTable<int> X { get; }

    public HugeTable<int> Y { get; }

    public HugeTable<int> Leaf { get; }

    public int Count => X.Length;

    public static PointCloud Around(Coverage coverage, int count)
    {
        var middles = Enumerable.Range(0, coverage.BuurtCount).Select(b => Middle(coverage, b)).ToArray();
        var cloud = new PointCloud(count);
        var xs = cloud.X.Span;
        var ys = cloud.Y.Span;
        for (var i = 0; i < count; i++)
        {
            var (w0, w1, w2, _) = Philox.Block(1, (uint)i, 0, 0, 0);
            var (x, y, width) = middles[w0 % (uint)middles.Length];
            // Box and Muller; a bench may use the machine's own logarithm.
            var radius = width / 2 * Math.Sqrt(-2 * Math.Log((w1 + 0.5) / 4294967296.0));
            var angle = 2 * Math.PI * w2 / 4294967296.0;
            xs[i] = (int)(x + (radius * Math.Cos(angle)));
            ys[i] = (int)(y + (radius * Math.Sin(angle)));
        }
        return cloud;
    }

    /// <summary>A harder cloud: points about corners of borders, most of them nearer than a few hundred metres.</summary>
    /// <param name="spread">No point is further from its corner along x or y. Unit: millimetre.</param>
    public static PointCloud NearBorders(Coverage coverage, int count, int spread)
    {
        var cloud = new PointCloud(count);
        var xs = cloud.X.Span;
        var ys = cloud.Y.Span;
        for (var i = 0; i < count; i++)
        {
            var (w0, w1, w2, w3) = Philox.Block(1, (uint)i, 0, 0, 0);
            var (w4, w5, _, _) = Philox.Block(1, (uint)i, 1, 0, 0);
            var ring = coverage.Ring((int)(w0 % (uint)coverage.RingCount));
            var corner = ring[(int)(w1 % (uint)ring.Length)];
            // The sum of two uniforms: near the corner often, far from it seldom.
            xs[i] = corner.X + (int)((Share(w2) + Share(w3) - 1) * spread);
            ys[i] = corner.Y + (int)((Share(w4) + Share(w5) - 1) * spread);
        }
        return cloud;

        static double Share(uint word) => word / 4294967296.0;
    }

    private static (double X, double Y, double Width) Middle(Coverage coverage, int buurt)
    {
        var rings = coverage.RingsOfBuurt(buurt);
        var largest = coverage.Ring(rings.Start.Value);
        for (var ring = rings.Start.Value + 1; ring < rings.End.Value; ring++)
        {
            largest = coverage.Ring(ring).Length > largest.Length ? coverage.Ring(ring) : largest;
        }
        var (x, y) = (0.0, 0.0);
        foreach (var corner in largest)
        {
            x += corner.X;
            y += corner.Y;
        }
        return (
            x / largest.Length,
            y / largest.Length,
            Math.Sqrt(coverage.AreaOf(buurt)) * RdPoint.MillimetresPerMetre
        );
    }
}
