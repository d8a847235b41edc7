using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Figures;

/// <summary>
/// Whole persons of fractions, of one area in one year of a block. A fraction becomes a person in as many futures as it is large:
/// rounded to the nearest, a client in most buurten would count as one and a third, or as none, and buurten would not add up to
/// their wijk.
/// </summary>
internal readonly struct PersonDraws(BlockDraws draws, AreaLevel level, int area, int year)
{
    /// <summary>Areas of one level; a country has some 14,000 buurten.</summary>
    private const int LevelShift = 24;

    /// <summary>Fractions to whole persons, replicate by replicate: the floor, or one more; their mean is the fraction.</summary>
    /// <param name="persons">Shape [8]; ≥ 0.</param>
    /// <param name="product">Ordinal on the axis of products and totals.</param>
    /// <param name="measure">Which of the measures that are made of <see cref="BaseMeasure"/>s, by the first of them.</param>
    public Vector512<long> Whole(Vector512<double> persons, int product, BaseMeasure measure)
    {
        var floor = Vector512.Floor(persons);
        var fraction = persons - floor;
        if (fraction == Vector512<double>.Zero)
        {
            return Vector512.ConvertToInt64(floor);
        }
        Span<double> first = stackalloc double[Block8.Size];
        Span<double> second = stackalloc double[Block8.Size];
        draws.Uniforms(
            new(
                (uint)(((int)level << LevelShift) + area),
                (uint)year,
                (uint)Purpose.WholePersons,
                (uint)((product * BaseMeasures.Count) + (int)measure)
            ),
            first,
            second
        );
        var more = Vector512.LessThan(Vector512.Create<double>(first), fraction) & Vector512<double>.One;
        return Vector512.ConvertToInt64(floor + more);
    }
}
