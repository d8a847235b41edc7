using System.Numerics;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Tests.Geometry.Reference;

/// <summary>
/// The boundary rule, written down once more without looking at the program: every polygon, every ring, every edge, in
/// whole numbers of any size.
/// </summary>
internal static class BruteForceOwner
{
    /// <returns>Every buurt that claims the point; a valid coverage gives none or one.</returns>
    public static List<int> Of(Coverage coverage, int x, int y)
    {
        var owners = new List<int>();
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var crossed = 0;
            for (
                var ring = coverage.RingsOfBuurt(buurt).Start.Value;
                ring < coverage.RingsOfBuurt(buurt).End.Value;
                ring++
            )
            {
                var corners = coverage.Ring(ring);
                for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
                {
                    if (IsCrossed(corners[i], corners[j], x, y))
                    {
                        crossed++;
                    }
                }
            }
            if (crossed % 2 == 1)
            {
                owners.Add(buurt);
            }
        }
        return owners;
    }

    private static bool IsCrossed(RdPoint one, RdPoint other, BigInteger x, BigInteger y)
    {
        if (one.Y > y == other.Y > y)
        {
            return false;
        }
        // x < one.X + (y − one.Y)·(other.X − one.X) ÷ (other.Y − one.Y), times a denominator that may be negative.
        BigInteger rise = other.Y - one.Y;
        var left = (x - one.X) * rise;
        var right = (y - one.Y) * (other.X - one.X);
        return rise.Sign > 0 ? left < right : left > right;
    }
}
