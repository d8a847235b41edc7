using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>Moves a shape by age along with the people in it. Thread-safe.</summary>
internal static class CohortShape
{
    /// <param name="shape">Shape [Age 0…105]; ≥ 0.</param>
    /// <param name="firstAge">Below it the shape stands still: there coming and going outweighs growing older.</param>
    /// <returns>The shape <paramref name="to"/> − <paramref name="from"/> years later (or earlier), by survival alone.</returns>
    public static double[] Follow(double[] shape, Sex sex, int from, int to, int firstAge, NationalTables national)
    {
        const int Last = AgeBands.AgeCount - 1;
        for (; from < to; from++)
        {
            var next = (double[])shape.Clone();
            for (var age = firstAge; age <= Last; age++)
            {
                next[age] = shape[age - 1] * (1 - national.DeathProbability(sex, age - 1, from));
            }
            next[Last] += shape[Last] * (1 - national.DeathProbability(sex, Last, from));
            shape = next;
        }
        for (; from > to; from--)
        {
            var before = (double[])shape.Clone();
            for (var age = firstAge; age < Last; age++)
            {
                before[age] = shape[age + 1] / (1 - national.DeathProbability(sex, age, from - 1));
            }
            shape = before;
        }
        return shape;
    }
}
