using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Export;

/// <summary>One column of an export; its name is the contract's, in every language.</summary>
/// <param name="IsMeasured">Whether it is in the unit of the figure.</param>
internal sealed record FigureColumn(string Name, CellKind Kind, Func<Figure, object?> Value, bool IsMeasured = false)
{
    private static readonly FigureColumn[] Place =
    [
        new("area", CellKind.Text, f => f.Area),
        new("area_name", CellKind.Text, f => f.AreaName),
        new("level", CellKind.Text, f => f.Level.ToName()),
        new("year", CellKind.Year, f => f.Year),
        new("product", CellKind.Text, f => f.Product),
        new("measure", CellKind.Text, f => f.Measure),
        new("unit", CellKind.Text, f => f.Unit),
    ];

    private static readonly FigureColumn Ground = new(
        "basis",
        CellKind.Text,
        f => JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Basis.ToString())
    );

    /// <summary>Of a run: statistics over futures.</summary>
    public static IReadOnlyList<FigureColumn> OfRun { get; } =
    [
        .. Place,
        Measured("mean", f => f.Spread?.Mean),
        Measured("sd", f => f.Spread?.Sd),
        Measured("mcse", f => f.Spread?.Mcse),
        Measured("p5", f => f.Spread?.P5),
        Measured("p25", f => f.Spread?.P25),
        Measured("p50", f => f.Spread?.P50),
        Measured("p75", f => f.Spread?.P75),
        Measured("p95", f => f.Spread?.P95),
        new("reliability", CellKind.Text, f => f.Reliability),
        Ground,
    ];

    /// <summary>Of a cube: a value, with bounds where it is an interval.</summary>
    public static IReadOnlyList<FigureColumn> OfCube { get; } =
    [
        .. Place[..4],
        new("period", CellKind.Text, f => f.Period),
        .. Place[4..],
        Measured("value", f => f.Value),
        Measured("low", f => f.Low),
        Measured("high", f => f.High),
        Ground,
    ];

    private static FigureColumn Measured(string name, Func<Figure, double?> value) =>
        new(name, CellKind.Decimal, f => value(f), IsMeasured: true);
}
