using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// Finds the buurt that owns a point, exactly by the half-open rule of <see cref="Coverage.Owns"/>.
/// Immutable; thread-safe. Method: docs/method/locate.md.
/// </summary>
public sealed class BuurtLocator
{
    private readonly LocatorTables tables;
    private readonly LaneWidth width;

    private BuurtLocator(LocatorTables tables, LaneWidth width) => (this.tables, this.width) = (tables, width);

    /// <summary>Memory of the tables. Unit: byte.</summary>
    public long TableBytes => tables.Bytes;

    internal LocatorTables Tables => tables;

    /// <summary>Builds the tables of a valid coverage; deterministic.</summary>
    public static BuurtLocator Build(Coverage coverage) => Build(coverage, LaneChoice.Current);

    internal static BuurtLocator Build(Coverage coverage, LaneWidth width) =>
        new(BuurtLocatorBuilder.Build(coverage), width);

    /// <summary>The same tables, read at another width.</summary>
    internal BuurtLocator At(LaneWidth other) => new(tables, other);

    /// <summary>Finds the owner of each point.</summary>
    /// <param name="xMillimetres">Shape [Point]; unit: millimetre, RD New. Any value: far away is outside.</param>
    /// <param name="yMillimetres">Shape [Point]; unit: millimetre, RD New.</param>
    /// <param name="leaf">Shape [Point]: receives the buurt ordinal, −1 outside every buurt.</param>
    /// <exception cref="ArgumentException">The three lengths differ.</exception>
    /// <remarks>Exact. Properties: (1) each point has one owner or none; (2) the order of points does not matter.</remarks>
    public void Locate(ReadOnlySpan<int> xMillimetres, ReadOnlySpan<int> yMillimetres, Span<int> leaf)
    {
        if (xMillimetres.Length != yMillimetres.Length || xMillimetres.Length != leaf.Length)
        {
            throw new ArgumentException(
                $"{xMillimetres.Length} x, {yMillimetres.Length} y and {leaf.Length} results do not match",
                nameof(leaf)
            );
        }
        unsafe
        {
            fixed (
                int* x = xMillimetres,
                    y = yMillimetres,
                    owner = leaf
            )
            {
                var kernel = new LocatorKernel(tables, (uint*)x, (uint*)y, owner, leaf.Length);
                LaneChoice.RunInts(width, ref kernel);
            }
        }
        GC.KeepAlive(tables);
    }

    /// <summary>Finds the owner of one point; −1 outside every buurt.</summary>
    public int Locate(RdPoint point)
    {
        Span<int> leaf = stackalloc int[1];
        Locate([point.X], [point.Y], leaf);
        return leaf[0];
    }
}
