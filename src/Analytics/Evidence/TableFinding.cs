using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Evidence;

/// <summary>How two published figures that should agree compare.</summary>
public enum Verdict : byte
{
    Agrees,

    /// <summary>They differ by no more than their rounding can explain.</summary>
    WithinRounding,

    /// <summary>No rounding explains it: do not calibrate on this table.</summary>
    Contradicts,
}

/// <summary>One comparison inside or between published tables.</summary>
/// <param name="Subject">What was compared: a group, a total.</param>
/// <param name="Found">The figure as stated.</param>
/// <param name="Expected">What the other figures imply.</param>
/// <param name="Tolerance">Largest difference that rounding explains; same unit.</param>
public sealed record TableFinding(string Subject, double Found, double Expected, double Tolerance)
{
    public Verdict Verdict =>
        Found.Equals(Expected) ? Verdict.Agrees
        : Math.Abs(Found - Expected) <= Tolerance ? Verdict.WithinRounding
        : Verdict.Contradicts;

    /// <summary>One sentence for a person.</summary>
    public Bilingual Text =>
        Verdict switch
        {
            Verdict.Agrees => Bilingual.WithNumbers(
                $"{Subject}: {Found:0.##} agrees",
                $"{Subject}: {Found:0.##} klopt"
            ),
            Verdict.WithinRounding => Bilingual.WithNumbers(
                $"{Subject}: {Found:0.##} against {Expected:0.##}, within rounding",
                $"{Subject}: {Found:0.##} tegen {Expected:0.##}, binnen de afronding"
            ),
            _ => Bilingual.WithNumbers(
                $"{Subject}: {Found:0.##} against {Expected:0.##}, more than rounding ({Tolerance:0.##}) explains; do not calibrate on it",
                $"{Subject}: {Found:0.##} tegen {Expected:0.##}, meer dan afronding ({Tolerance:0.##}) verklaart; ijk er niet op"
            ),
        };
}
