using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>
/// How often residents move, by single age: an assumption with a range, not a measurement. Level and shape only; the net
/// result per wijk follows from the published forecast. Immutable; thread-safe.
/// </summary>
/// <param name="LeaveCity">Shape [Age 0…105]: moves out of the gemeente per person-year.</param>
/// <param name="MoveWithinCity">Shape [Age 0…105]: moves to another address in the gemeente per person-year.</param>
/// <param name="Arrive">Shape [Age 0…105]: arrivals of that age per year, per resident of the gemeente of any age.</param>
/// <param name="ProfileKept">First and last age at which coming and going outweighs growing older.</param>
/// <param name="Source">What it was reasoned from.</param>
public sealed record MigrationProfile(
    ImmutableArray<Assumption> LeaveCity,
    ImmutableArray<Assumption> MoveWithinCity,
    ImmutableArray<Assumption> Arrive,
    (int From, int To) ProfileKept,
    string Source
)
{
    private static readonly Lazy<MigrationProfile> Shipped = new(() =>
        MigrationProfileFile.Embedded("utrecht/migration-profile.yaml")
    );

    public static MigrationProfile Embedded => Shipped.Value;

    /// <summary>
    /// Shape [Age 0…105]: arrivals minus departures per person-year where no profile is kept; empty is 0 at every age.
    /// </summary>
    public ImmutableArray<Assumption> NetMoves { get; init; } = [];

    /// <summary>The profile for a set of areas: outside Utrecht nobody is known to leave more than to come.</summary>
    public static MigrationProfile For(AreaIndex areas) =>
        VitalFactors.AreOfUtrecht(areas) ? Embedded : Embedded with { NetMoves = [] };

    /// <summary>Arrivals minus departures per person-year.</summary>
    public double NetRate(int age) => NetMoves.IsEmpty ? 0 : NetMoves[Clamp(age)].Value;

    /// <summary>Moves out of the gemeente per person-year.</summary>
    public double LeaveRate(int age) => LeaveCity[Clamp(age)].Value;

    /// <summary>Moves within the gemeente per person-year.</summary>
    public double WithinRate(int age) => MoveWithinCity[Clamp(age)].Value;

    /// <summary>Arrivals of this age per year per resident of the gemeente.</summary>
    public double ArrivalRate(int age) => Arrive[Clamp(age)].Value;

    /// <summary>Share of all arrivals that have this age; sums to 1 over the ages.</summary>
    public double ArrivalShare(int age)
    {
        var sum = 0.0;
        foreach (var assumption in Arrive)
        {
            sum += assumption.Value;
        }
        return ArrivalRate(age) / sum;
    }

    private static int Clamp(int age) => Math.Clamp(age, 0, AgeBands.AgeCount - 1);
}
