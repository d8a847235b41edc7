using System.Collections.Immutable;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>Published clients of one act in one area and year.</summary>
/// <param name="Code">GM0344 or a wijk.</param>
/// <param name="Clients">Persons with care at any time in the year, rounded to 5; null is unpublished.</param>
/// <param name="PerThousand">Wmo only: clients per 1,000 residents, rounded.</param>
/// <param name="Ages">Jeugd only, shape [4]: 0-3, 4-11, 12-17, 18-22; null is unpublished. Empty for Wmo.</param>
public sealed record PublishedUseRow(
    Act Act,
    int Year,
    string Code,
    int? Clients,
    double? PerThousand,
    ImmutableArray<int?> Ages
);

/// <summary>
/// What CBS published of Wmo clients and of youth with jeugdzorg in Utrecht, 2015-2021, per wijk and for the gemeente. The
/// wijken add to less than the gemeente: the rest has no known wijk. Immutable; thread-safe.
/// </summary>
public sealed class PublishedUse
{
    private static readonly Lazy<PublishedUse> Shipped = new(() =>
        new(
            ReadWmo(PublishedTable.Embedded("utrecht/use-wmo.csv"))
                .Concat(ReadJeugd(PublishedTable.Embedded("utrecht/use-jeugd.csv")))
        )
    );
    private readonly Dictionary<(Act Act, int Year, string Code), PublishedUseRow> rows;

    public PublishedUse(IEnumerable<PublishedUseRow> rows)
    {
        Rows = [.. rows.OrderBy(r => r.Act).ThenBy(r => r.Year).ThenBy(r => r.Code, StringComparer.Ordinal)];
        this.rows = Rows.ToDictionary(r => (r.Act, r.Year, r.Code));
        Years = [.. Rows.Select(r => r.Year).Distinct().Order()];
        WijkCodes =
        [
            .. Rows.Select(r => r.Code)
                .Where(c => c.StartsWith("WK", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    public static PublishedUse Embedded => Shipped.Value;

    /// <summary>Ordered by act, year, code.</summary>
    public ImmutableArray<PublishedUseRow> Rows { get; }

    public ImmutableArray<int> Years { get; }

    public ImmutableArray<string> WijkCodes { get; }

    public PublishedUseRow? Find(Act act, string code, int year) => rows.GetValueOrDefault((act, year, code));

    /// <summary>Clients, rounded to 5; null when unpublished.</summary>
    public int? Clients(Act act, string code, int year) => Find(act, code, year)?.Clients;

    /// <summary>
    /// Clients of the gemeente that no wijk holds: gemeente − Σ wijken; ≥ 0 up to rounding; null when a part is unpublished.
    /// </summary>
    public int? WithoutWijk(Act act, string gemeente, int year)
    {
        var left = Clients(act, gemeente, year);
        foreach (var wijk in WijkCodes)
        {
            left -= Clients(act, wijk, year);
        }
        return left;
    }

    /// <summary>True where a figure may not be compared with later years: Jeugd 2015 and 2016 were supplied incompletely.</summary>
    public static bool IsSeriesBreak(Act act, int year) => act == Act.Jeugd && year < 2017;

    private static IEnumerable<PublishedUseRow> ReadWmo(PublishedTable table) =>
        table.Rows.Select(r => new PublishedUseRow(
            Act.Wmo,
            r.Whole("year"),
            r.Text("code"),
            r.Count("clients"),
            r.Number("per_1000"),
            []
        ));

    private static IEnumerable<PublishedUseRow> ReadJeugd(PublishedTable table) =>
        table.Rows.Select(r => new PublishedUseRow(
            Act.Jeugd,
            r.Whole("year"),
            r.Text("code"),
            r.Count("clients"),
            null,
            [r.Count("age_0_3"), r.Count("age_4_11"), r.Count("age_12_17"), r.Count("age_18_22")]
        ));
}
