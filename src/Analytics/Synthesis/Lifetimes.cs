using System.Collections.Immutable;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Death rates of residents, as the generator needs them.</summary>
/// <param name="DeathRate">Shape [Sex V M, Age 0…105]; unit: 1/yr; ≥ 0.</param>
public sealed record Lifetimes(ImmutableArray<double> DeathRate)
{
    /// <summary>From yearly probabilities of dying: rate = −ln(1 − q), with q held below 1 so that the last age stays finite.</summary>
    /// <param name="probability">Probability of dying within a year, by sex and age.</param>
    public static Lifetimes FromProbabilities(Func<Sex, int, double> probability)
    {
        const double Largest = 0.95;
        var rates = new double[2 * AgeBands.AgeCount];
        for (var cell = 0; cell < rates.Length; cell++)
        {
            var q = Math.Clamp(probability((Sex)(cell / AgeBands.AgeCount), cell % AgeBands.AgeCount), 0, Largest);
            rates[cell] = -FixedMath.Log(1 - q);
        }
        return new([.. rates]);
    }

    public double At(int sex, int age) =>
        DeathRate[(sex * AgeBands.AgeCount) + Math.Clamp(age, 0, AgeBands.AgeCount - 1)];
}
