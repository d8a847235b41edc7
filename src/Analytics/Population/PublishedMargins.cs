using System.Collections.Immutable;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>What is published of the residents of one area on 1 January of one year; null is unpublished, never 0.</summary>
/// <param name="Code">BU…, WK… or GM….</param>
/// <param name="Groups">Shape [5]: residents of 0-14, 15-24, 25-44, 45-64, 65 and over.</param>
public sealed record PublishedMargins(
    string Code,
    int Year,
    int? Total,
    int? Men,
    int? Women,
    ImmutableArray<int?> Groups
)
{
    /// <summary>The age groups of the CBS Kerncijfers.</summary>
    public static AgeBands AgeGroups { get; } = new(0, 15, 25, 45, 65);

    /// <summary>True when no age group is published, or all are 0 while there are residents.</summary>
    public bool LacksAges => Groups.Any(g => g is null) || (Total > 0 && Groups.Sum() == 0);

    /// <summary>Reads our own layout: <c>geodata/utrecht/population.csv</c>.</summary>
    public static IEnumerable<PublishedMargins> ReadAll(PublishedTable table) =>
        table.Rows.Select(row => new PublishedMargins(
            row.Text("code"),
            row.Whole("year"),
            row.Count("total"),
            row.Count("men"),
            row.Count("women"),
            [
                row.Count("age_0_14"),
                row.Count("age_15_24"),
                row.Count("age_25_44"),
                row.Count("age_45_64"),
                row.Count("age_65_plus"),
            ]
        ));
}
