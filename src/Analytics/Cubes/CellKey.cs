using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// The address of one cell of a cube, packed so that keys sort by leaf, period, product, band, sex, delivery.
/// Bits, high to low: leaf 20 · period 16 · product 8 · band 5 · sex 2 · delivery 2.
/// </summary>
public readonly record struct CellKey(ulong Bits) : IComparable<CellKey>
{
    public CellKey(int leaf, int period, int product, int band, Sex sex, Delivery delivery)
        : this(
            ((ulong)(uint)leaf << 33)
                | ((ulong)(uint)period << 17)
                | ((ulong)(uint)product << 9)
                | ((ulong)(uint)band << 4)
                | ((ulong)sex << 2)
                | (ulong)delivery
        ) { }

    /// <summary>Leaf ordinal in the area index.</summary>
    public int Leaf => (int)(Bits >> 33);

    /// <summary>Ordinal in <see cref="CubeAxes.Periods"/>.</summary>
    public int Period => (int)((Bits >> 17) & 0xFFFF);

    /// <summary>Ordinal in the product axis; totals only in the clients table.</summary>
    public int Product => (int)((Bits >> 9) & 0xFF);

    public int Band => (int)((Bits >> 4) & 0x1F);

    public Sex Sex => (Sex)((Bits >> 2) & 3);

    public Delivery Delivery => (Delivery)(Bits & 3);

    public int CompareTo(CellKey other) => Bits.CompareTo(other.Bits);

    public static bool operator <(CellKey left, CellKey right) => left.Bits < right.Bits;

    public static bool operator >(CellKey left, CellKey right) => left.Bits > right.Bits;

    public static bool operator <=(CellKey left, CellKey right) => left.Bits <= right.Bits;

    public static bool operator >=(CellKey left, CellKey right) => left.Bits >= right.Bits;
}
