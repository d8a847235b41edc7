using Populatie.Simulation.Figures;

namespace Populatie.Simulation.Analysis.Comparison;

/// <summary>Which way a measure is better, where that goes without saying.</summary>
public enum Preference
{
    /// <summary>More of it is neither better nor worse by itself: clients, hours, residents.</summary>
    Neutral,

    /// <summary>Less is better: waiting, cost, unmet need, what the money cannot buy.</summary>
    Less,
}

/// <summary>The preference of each measure of a run.</summary>
public static class Preferences
{
    private static readonly HashSet<Measure> LessIsBetter =
    [
        Measures.Waiting,
        Measures.WaitingOverNorm,
        Measures.Unmet,
        Measures.CostVolume,
        Measures.CostReal,
        Measures.CostNominal,
        Measures.GapReal,
        Measures.GapNominal,
        Measures.PaymentReal,
        Measures.PaymentNominal,
    ];

    public static Preference Of(Measure measure) =>
        LessIsBetter.Contains(measure) ? Preference.Less : Preference.Neutral;
}
