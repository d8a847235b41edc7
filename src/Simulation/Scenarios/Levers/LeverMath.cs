namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>From the figures of a lever to its factor in a year.</summary>
internal static class LeverMath
{
    private const double Million = 1_000_000;

    /// <summary>How large the change is at full effect.</summary>
    public static double SizeOf(LeverSize size, double effect, double amount) =>
        size switch
        {
            LeverSize.Effect => effect,
            LeverSize.EffectTimesAmount => effect * amount,
            LeverSize.EffectPerMillion => effect * amount / Million,
            _ => amount,
        };

    /// <summary>The factor in a calendar year; ≥ 0; exactly 1 before the lever works and when its size is 0.</summary>
    public static double Factor(LeverSize size, Lever lever, double change, int year) =>
        size == LeverSize.YearlyAmount
            ? Compound(change, year - lever.Start - lever.LagYears + 1)
            : Math.Max(0, 1 + (change * lever.ProgressIn(year)));

    private static double Compound(double growth, int years)
    {
        var level = 1.0;
        for (var year = 0; year < years; year++)
        {
            level *= 1 + growth;
        }
        return level;
    }
}
