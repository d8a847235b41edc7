using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// What a scenario assumes where its text is silent. Each is a stated assumption with a range, is written into the RunCard,
/// and can be set by a key of the scenario.
/// </summary>
internal static class Defaults
{
    public const double OtherSpread = 0.005;
    private const double Guess = 0.2;
    private const string Own = "own assumption, not published";

    public static readonly Assumption Other = new(0, -OtherSpread, OtherSpread, Own, Guess);

    public static readonly Assumption RelativePrice = new(
        0.005,
        0.0,
        0.01,
        "own assumption: the 0.5% a year that CPB gave for wages and prices in 2022-2025, kept",
        0.4
    );

    public static readonly Assumption Deflator = new(0.02, 0.015, 0.025, "own assumption: about 2% a year", Guess);

    public static readonly StaffChoice Staff = new(
        ContractHours: new(1878, 1720, 1878, "own assumption: 36 hours a week, 52.18 weeks", Guess),
        DirectTime: new(0.6, 0.5, 0.7, Own, Guess),
        Absence: new(0.07, 0.05, 0.09, Own, Guess),
        Reserve: new(0.05, 0, 0.10, Own, Guess),
        Attrition: new(0.15, 0.10, 0.20, Own, Guess),
        Fill: new(0.70, 0.50, 0.90, Own, Guess),
        Establishment: new(0.01, 0, 0.02, Own, Guess)
    );

    public static readonly SpaceChoice Space = new(
        Reserve: new(0.03, 0, 0.06, Own, Guess),
        Growth: new(0, -0.01, 0.01, Own, Guess),
        Dwellings: new(0.90, 0.60, 1.00, Own, Guess)
    );

    public static readonly AccessChoice Access = new(
        IntakeHours: new(6, 3, 10, Own, Guess),
        PastTeamWmo: new(0.1, 0, 0.2, Own, Guess),
        PastTeamJeugd: new(0.55, 0.45, 0.65, Own, Guess)
    );

    public static readonly QueueChoice Queue = new(
        SafetyWmo: new(0.02, 0.01, 0.03, Own, Guess),
        SafetyJeugd: new(0.05, 0.03, 0.08, Own, Guess),
        Urgent: new(0.15, 0.10, 0.20, Own, Guess),
        DropOut: new(0.5, 0.2, 1.0, Own, Guess),
        Helped: new(0.3, 0.1, 0.5, Own, Guess),
        Worsen: new(0.1, 0, 0.2, Own, Guess),
        NormWmo: new(new(8, 8, 8, "Wmo 2015: six weeks of inquiry, two of decision", 1), new(6, 4, 10, Own, Guess)),
        NormJeugd: new(new(8, 6, 10, Own, Guess), new(6, 4, 10, Own, Guess))
    );

    public static readonly MoneyChoice Money = new([], AllocationRule.Need);

    public static readonly Assumption TakeUp = new(1, 1, 1, "neutral: hidden need is not modelled", 1);

    public static readonly Assumption WijkVolatility = new(0.01, 0.005, 0.02, Own, Guess);
}
