using System.Collections.Immutable;

namespace Populatie.Analytics.Cubes;

/// <summary>A measure as it is shown: its name, its unit, and the column of the cube that it is made of.</summary>
/// <param name="Column">Measure of the flows table, or null for the distinct clients.</param>
/// <param name="IsStock">True when a longer period shows the value at its end instead of the sum.</param>
/// <param name="Divisor">What the stored integers are divided by.</param>
internal sealed record CubeMeasure(string Name, string Unit, string? Column, bool IsStock, double Divisor)
{
    public const string Cost = "cost";

    private const double MinutesPerHour = 60;

    public static ImmutableArray<CubeMeasure> All { get; } =
    [
        new("clients", "persons", null, IsStock: false, 1),
        new("begun", "spells", "begun", IsStock: false, 1),
        new("ended", "spells", "ended", IsStock: false, 1),
        new("open", "spells", "open", IsStock: true, 1),
        new("person_days", "days", "person_days", IsStock: false, 1),
        new("waiting", "requests", "waiting", IsStock: true, 1),
        new("waiting_days", "days", "waiting_days", IsStock: false, 1),
        new("hours", "hours", "minutes", IsStock: false, MinutesPerHour),
        new(Cost, "eur_cents", "cost", IsStock: false, 1),
    ];
}
