using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Scenarios.Levers;

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

/// <summary>Where something stands in a text; 1-based.</summary>
public sealed record TextPosition(string File, long Line, long Column);

/// <summary>Something that changes from a year on, somewhere.</summary>
/// <param name="Subject">An act, a track, a product, or <c>all</c>: any code of the product axis.</param>
/// <param name="Areas">Codes of buurten, wijken or gemeenten; empty means everywhere.</param>
/// <param name="Start">First year with effect.</param>
/// <param name="RampYears">Years until the full effect; 1 means at once.</param>
/// <param name="Effect">Size at full effect: a change, 0 being none; what it changes is said by the kind.</param>
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
    /// <summary>Where it was read, for messages; no part of what it is, nor of a run.</summary>
    [JsonIgnore]
    public TextPosition? Position { get; init; }

    /// <summary>What its scenario calls it, null where it has no name; no part of what it is, nor of a run.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>What a message calls it: its own name, or else its kind as a scenario spells it.</summary>
    [JsonIgnore]
    public string Title => Name ?? LeverCatalogue.Of(Kind).Name;

    /// <summary>Share of the full effect in a year: 0 before the start and its lag, then along the ramp to 1.</summary>
    public double ProgressIn(int year) => ProgressIn(year, LagYears);

    /// <summary>Share of the effort made in a year: as <see cref="ProgressIn(int)"/>, without waiting for the lag.</summary>
    public double EffortIn(int year) => ProgressIn(year, lag: 0);

    private double ProgressIn(int year, int lag)
    {
        var begun = year - Start - lag + 1;
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
