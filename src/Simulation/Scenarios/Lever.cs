using System.Collections.Immutable;

namespace Populatie.Simulation.Scenarios;

public enum LeverKind
{
    /// <summary>Multiplies the share of needs that become a request.</summary>
    TakeUp,

    /// <summary>Multiplies the need rate.</summary>
    NeedGrowth,
}

public enum Ramp
{
    Linear,
    Front,
    Back,
    Step,
}

/// <summary>Something that policy (or the world) can change, from a year on, somewhere.</summary>
/// <param name="Subject">An act, a track, a product, or <c>all</c>: any code of the product axis.</param>
/// <param name="Areas">Codes of buurten, wijken or gemeenten; empty means everywhere.</param>
/// <param name="Start">First year with effect.</param>
/// <param name="RampYears">Years until the full effect; 1 means at once.</param>
/// <param name="Factor">What it multiplies by at full effect; 1 is neutral.</param>
public sealed record Lever(
    LeverKind Kind,
    string Subject,
    ImmutableArray<string> Areas,
    int Start,
    int RampYears,
    Ramp Ramp,
    double Factor
)
{
    public const double Neutral = 1;

    /// <summary>The factor in a year: 1 before the start, then along the ramp to <see cref="Factor"/>.</summary>
    public double At(int year) => year < Start ? Neutral : Neutral + ((Factor - Neutral) * Progress(year));

    private double Progress(int year)
    {
        if (Ramp == Ramp.Step || year - Start + 1 >= RampYears)
        {
            return 1;
        }
        var share = (year - Start + 1.0) / RampYears;
        return Ramp switch
        {
            Ramp.Front => 1 - ((1 - share) * (1 - share)),
            Ramp.Back => share * share,
            _ => share,
        };
    }

    public bool Equals(Lever? other) =>
        other is not null
        && (Kind, Subject, Start, RampYears, Ramp, Factor)
            == (other.Kind, other.Subject, other.Start, other.RampYears, other.Ramp, other.Factor)
        && Areas.SequenceEqual(other.Areas);

    public override int GetHashCode() => HashCode.Combine(Kind, Subject, Start, RampYears, Ramp, Factor, Areas.Length);
}
