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

    public static readonly Assumption ContractHours = new(
        1878,
        1720,
        1878,
        "own assumption: 36 hours a week, 52.18 weeks",
        Guess
    );

    public static readonly Assumption DirectTime = new(0.6, 0.5, 0.7, Own, Guess);

    public static readonly Assumption TakeUp = new(1, 1, 1, "neutral: hidden need is not modelled", 1);

    public static readonly Assumption WijkVolatility = new(0.01, 0.005, 0.02, Own, Guess);
}
