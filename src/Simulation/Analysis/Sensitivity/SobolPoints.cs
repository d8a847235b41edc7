using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Analysis.Sensitivity;

/// <summary>
/// The low-discrepancy sequence of Sobol', shifted digit by digit by a seed: points that fill a cube more evenly than chance
/// does. A point is found by its number, so the order of work does not matter. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// Primitive polynomials and first direction numbers: Joe and Kuo, "Constructing Sobol' sequences with better
/// two-dimensional projections", SIAM J. Sci. Comput. 30 (2008), table new-joe-kuo-6.21201, dimensions 2 to 37. The shift
/// keeps every property of the net (each 2^m points in a row are as even as before) and takes no point to an edge.
/// </remarks>
public sealed class SobolPoints
{
    /// <summary>As many as the table below gives, and the first, which needs none.</summary>
    public const int MostDimensions = 37;

    private const int Bits = 32;

    /// <summary>Any number that no other use of a seed has.</summary>
    private const uint ShiftPurpose = 0x50B01;

    // Per dimension from the second on: the inner coefficients of its polynomial, then its first direction numbers.
    private static readonly uint[][] Table =
    [
        [0, 1],
        [1, 1, 3],
        [1, 1, 3, 1],
        [2, 1, 1, 1],
        [1, 1, 1, 3, 3],
        [4, 1, 3, 5, 13],
        [2, 1, 1, 5, 5, 17],
        [4, 1, 1, 5, 5, 5],
        [7, 1, 1, 7, 11, 19],
        [11, 1, 1, 5, 1, 1],
        [13, 1, 1, 1, 3, 11],
        [14, 1, 3, 5, 5, 31],
        [1, 1, 3, 3, 9, 7, 49],
        [13, 1, 1, 1, 15, 21, 21],
        [16, 1, 3, 1, 13, 27, 49],
        [19, 1, 1, 1, 15, 7, 5],
        [22, 1, 3, 1, 15, 13, 25],
        [25, 1, 1, 5, 5, 19, 61],
        [1, 1, 3, 7, 11, 23, 15, 103],
        [4, 1, 3, 7, 13, 13, 15, 69],
        [7, 1, 1, 3, 13, 7, 35, 63],
        [8, 1, 3, 5, 9, 1, 25, 53],
        [14, 1, 3, 1, 13, 9, 35, 107],
        [19, 1, 3, 1, 5, 27, 61, 31],
        [21, 1, 1, 5, 11, 19, 41, 61],
        [28, 1, 3, 5, 3, 3, 13, 69],
        [31, 1, 1, 7, 13, 1, 19, 1],
        [32, 1, 3, 7, 5, 13, 19, 59],
        [37, 1, 1, 3, 9, 25, 29, 41],
        [41, 1, 3, 5, 13, 23, 1, 55],
        [42, 1, 3, 7, 3, 13, 59, 17],
        [50, 1, 3, 1, 3, 5, 53, 69],
        [55, 1, 1, 5, 5, 23, 33, 13],
        [56, 1, 1, 7, 7, 1, 61, 123],
        [59, 1, 1, 7, 9, 13, 61, 49],
        [62, 1, 3, 3, 5, 3, 55, 33],
    ];

    // Shape [Dimension, Bit].
    private readonly uint[] directions;
    private readonly uint[] shifts;

    /// <param name="dimensions">1 … <see cref="MostDimensions"/>.</param>
    /// <param name="seed">Names the shift.</param>
    public SobolPoints(int dimensions, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);
        Dimensions = dimensions;
        directions = new uint[dimensions * Bits];
        shifts = new uint[dimensions];
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            FillDirections(dimension, directions.AsSpan(dimension * Bits, Bits));
            shifts[dimension] = Philox.Block(seed, (uint)dimension, 0, ShiftPurpose, 0).W0;
        }
    }

    public int Dimensions { get; }

    /// <summary>One coordinate of one point, in (0, 1): a multiple of 2⁻³² plus half of one.</summary>
    /// <param name="point">From 0.</param>
    public double At(int point, int dimension)
    {
        var digits = shifts[dimension];
        for (var (rest, bit) = ((uint)point, 0); rest != 0; rest >>= 1, bit++)
        {
            if ((rest & 1) != 0)
            {
                digits ^= directions[(dimension * Bits) + bit];
            }
        }
        return (digits + 0.5) / (1UL << Bits);
    }

    private static void FillDirections(int dimension, Span<uint> direction)
    {
        if (dimension == 0)
        {
            for (var bit = 0; bit < Bits; bit++)
            {
                direction[bit] = 1u << (Bits - 1 - bit);
            }
            return;
        }
        var row = Table[dimension - 1];
        var degree = row.Length - 1;
        for (var bit = 0; bit < Bits; bit++)
        {
            if (bit < degree)
            {
                direction[bit] = row[bit + 1] << (Bits - 1 - bit);
                continue;
            }
            var next = direction[bit - degree] ^ (direction[bit - degree] >> degree);
            for (var back = 1; back < degree; back++)
            {
                if (((row[0] >> (degree - 1 - back)) & 1) != 0)
                {
                    next ^= direction[bit - back];
                }
            }
            direction[bit] = next;
        }
    }
}
