using System.Collections.Immutable;
using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Scenarios;

/// <summary>What policy (or the world) can change. Spelt in scenarios in lower case with hyphens.</summary>
public enum LeverKind
{
    TakeUp,
    NeedGrowth,
    Prevention,
    Group,
    Blended,
    Scope,
    StepDown,
    Consolidation,
    Regelarm,
    Allocation,
    ShiftIn,
    OwnContribution,
    Hiring,
    Attrition,
    Absence,
    DirectTime,
    Budget,
    Contract,
    Housing,
    YouthMentalHealth,
    Livelihood,
    GgzWaiting,
}

public enum Ramp
{
    Linear,
    Front,
    Back,
    Step,
}

/// <summary>Something that changes from a year on, somewhere.</summary>
/// <param name="Subject">An act, a track, a product, or <c>all</c>: any code of the product axis.</param>
/// <param name="Areas">Codes of buurten, wijken or gemeenten; empty means everywhere.</param>
/// <param name="Start">First year with effect.</param>
/// <param name="RampYears">Years until the full effect; 1 means at once.</param>
/// <param name="Effect">Size at full effect; what it multiplies or adds is said by the kind.</param>
/// <param name="Amount">A second figure where the kind needs one (euros per year, an elasticity); else null.</param>
/// <param name="LagYears">Years between the start and the first effect.</param>
/// <param name="Choice">A word where the kind needs one (a contract form, a rule, a level); else null.</param>
public sealed record Lever(
    LeverKind Kind,
    string Subject,
    ImmutableArray<string> Areas,
    int Start,
    int RampYears,
    Ramp Ramp,
    Assumption Effect,
    Assumption? Amount = null,
    int LagYears = 0,
    string? Choice = null
)
{
    /// <summary>Share of the full effect in a year: 0 before the start, then along the ramp to 1.</summary>
    public double ProgressIn(int year)
    {
        var begun = year - Start - LagYears + 1;
        if (begun <= 0)
        {
            return 0;
        }
        if (Ramp == Ramp.Step || begun >= RampYears)
        {
            return 1;
        }
        var share = (double)begun / RampYears;
        return Ramp switch
        {
            Ramp.Front => 1 - ((1 - share) * (1 - share)),
            Ramp.Back => share * share,
            _ => share,
        };
    }

    public bool Equals(Lever? other) =>
        other is not null
        && (Kind, Subject, Start, RampYears, Ramp, Effect, Amount, LagYears, Choice)
            == (
                other.Kind,
                other.Subject,
                other.Start,
                other.RampYears,
                other.Ramp,
                other.Effect,
                other.Amount,
                other.LagYears,
                other.Choice
            )
        && Areas.SequenceEqual(other.Areas);

    public override int GetHashCode() => HashCode.Combine(Kind, Subject, Start, RampYears, Ramp, Effect, Areas.Length);
}
