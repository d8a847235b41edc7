using System.Collections.Immutable;

namespace Populatie.Analytics.Cubes;

/// <summary>A measure as it is shown: its name, its unit, and the column of the cube that it is made of.</summary>
/// <param name="Table">The table of the cube that holds it.</param>
/// <param name="Column">Its column in that table.</param>
/// <param name="IsStock">True when a longer period shows the value at its end instead of the sum.</param>
/// <param name="Divisor">What the stored integers are divided by.</param>
internal sealed record CubeMeasure(
    string Name,
    string Unit,
    CubePart Table,
    string Column,
    bool IsStock,
    double Divisor
)
{
    public const string Clients = "clients";

    public const string Cost = "cost";

    private const double MinutesPerHour = 60;

    /// <summary>A column of the flows as it stands, or the distinct clients for null.</summary>
    public static CubeMeasure OfColumn(string? column) =>
        column is null ? All[0] : new(column, "", CubePart.Flows, column, IsStock: false, 1);

    public static ImmutableArray<CubeMeasure> All { get; } =
    [
        new(Clients, "persons", CubePart.Clients, Clients, IsStock: false, 1),
        new("households", "households", CubePart.Households, "households", IsStock: false, 1),
        new(
            "clients_without_household",
            "persons",
            CubePart.Households,
            "clients_without_household",
            IsStock: false,
            1
        ),
        new("begun", "spells", CubePart.Flows, "begun", IsStock: false, 1),
        new("ended", "spells", CubePart.Flows, "ended", IsStock: false, 1),
        new("open", "spells", CubePart.Flows, "open", IsStock: true, 1),
        new("person_days", "days", CubePart.Flows, "person_days", IsStock: false, 1),
        new("waiting", "requests", CubePart.Flows, "waiting", IsStock: true, 1),
        new("waiting_days", "days", CubePart.Flows, "waiting_days", IsStock: false, 1),
        new("hours", "hours", CubePart.Flows, "minutes", IsStock: false, MinutesPerHour),
        new(Cost, "eur_cents", CubePart.Flows, "cost", IsStock: false, 1),
    ];
}

/// <summary>The tables of a cube that hold measures by period and product.</summary>
internal enum CubePart
{
    Flows,
    Clients,
    Households,
}
