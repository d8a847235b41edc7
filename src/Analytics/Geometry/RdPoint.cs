using System.Runtime.InteropServices;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// A point in RD New (EPSG:28992), in whole millimetres. Integers make every test on it exact: all of the Netherlands
/// fits, and products of two differences stay below 2⁶⁰.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct RdPoint(int X, int Y)
{
    public const int MillimetresPerMetre = 1000;

    /// <summary>Coordinates of a coverage lie within ± this many millimetres (1073 km), so that differences fit in 31 bits.</summary>
    public const int Limit = 1 << 30;

    /// <summary>Rounds to the nearest millimetre, halves away from zero.</summary>
    /// <param name="x">Unit: metre; |x| ≤ 1,073,741.</param>
    /// <param name="y">Unit: metre; |y| ≤ 1,073,741.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or too far away.</exception>
    public static RdPoint FromMetres(double x, double y) => new(ToMillimetres(x), ToMillimetres(y));

    private static int ToMillimetres(double metres)
    {
        var millimetres = Math.Round(metres * MillimetresPerMetre, MidpointRounding.AwayFromZero);
        return millimetres is >= -Limit and <= Limit
            ? (int)millimetres
            : throw new ArgumentOutOfRangeException(nameof(metres), metres, "not a coordinate in RD New");
    }
}
