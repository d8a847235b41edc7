namespace Populatie.Simulation.Scenarios;

/// <summary>Every key that a scenario may have, per section: the reader and the schema use the same lists.</summary>
internal static class ScenarioKeys
{
    public static readonly string[] Root =
    [
        "name",
        "base",
        "horizon",
        "steps",
        "growth",
        "prices",
        "staff",
        "take-up",
        "uncertainty",
        "levers",
    ];

    public static readonly string[] Base = ["year", "cube", "population", "fit"];
    public static readonly string[] Growth = ["vintage", "mode", "wmo", "jeugd", "other", "period-convention"];
    public static readonly string[] Prices = ["relative", "deflator"];
    public static readonly string[] Staff = ["contract-hours", "direct-time"];
    public static readonly string[] Uncertainty = ["parameters", "wijk-volatility"];
    public static readonly string[] Lever = ["lever", "for", "areas", "start", "ramp-years", "ramp", "factor"];
}
