using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Need.Features;

/// <summary>
/// Published features of areas that go with need: counts of residents, households and benefits, degree of urbanity. A buurt
/// whose figure is not published takes that of its wijk, else of its gemeente, per resident. Immutable; thread-safe.
/// </summary>
public sealed class AreaFeatures
{
    /// <summary>Columns that the table must have besides <c>code</c>.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "residents",
        "age_65_plus",
        "households",
        "one_person_households",
        "assistance",
        "disability",
        "unemployment",
        "urbanity",
    ];

    private static readonly Lazy<AreaFeatures> Shipped = new(() => Of(PublishedTable.Embedded("utrecht/features.csv")));
    private readonly Dictionary<string, double?[]> rows;

    private AreaFeatures(Dictionary<string, double?[]> rows, string name, string digest) =>
        (this.rows, Name, Digest) = (rows, name, digest);

    /// <summary>Those of Utrecht, 2023.</summary>
    public static AreaFeatures Embedded => Shipped.Value;

    /// <summary>The file, as results name it.</summary>
    public string Name { get; }

    public string Digest { get; }

    /// <exception cref="Faults.SourceFormatException">A column is missing or a cell cannot be read.</exception>
    public static AreaFeatures Of(PublishedTable table) =>
        new(
            table.Rows.ToDictionary(
                row => row.Text("code"),
                row => Columns.Select(row.Number).ToArray(),
                StringComparer.Ordinal
            ),
            table.Name,
            table.Digest
        );

    /// <summary>Whether every buurt is known, by itself or by its wijk or gemeente.</summary>
    public bool Covers(AreaIndex areas) =>
        areas.Buurten.All(b =>
            rows.ContainsKey(b.Code) || rows.ContainsKey(b.WijkCode) || rows.ContainsKey(b.GemeenteCode)
        );

    /// <summary>A count per resident; null when neither buurt, wijk nor gemeente publishes it.</summary>
    public double? PerResident(Buurt buurt, string column) => First(buurt, code => Share(code, column));

    /// <summary>A figure as it stands; that of the wijk or gemeente when the buurt has none.</summary>
    public double? Figure(Buurt buurt, string column) => First(buurt, code => Cell(code, column));

    /// <summary>A figure of any area by its code; null when it is unknown.</summary>
    public double? Cell(string code, string column)
    {
        var at = Columns.ToList().IndexOf(column);
        return rows.TryGetValue(code, out var row) ? row[at] : null;
    }

    private static double? First(Buurt buurt, Func<string, double?> read) =>
        read(buurt.Code) ?? read(buurt.WijkCode) ?? read(buurt.GemeenteCode);

    /// <summary>A buurt with a handful of residents has no share of its own: its counts are rounded to 5.</summary>
    private double? Share(string code, string column)
    {
        const double LeastResidents = 100;
        return Cell(code, "residents") is { } residents and >= LeastResidents && Cell(code, column) is { } count
            ? Math.Clamp(count / residents, 0, 1)
            : null;
    }
}
