using System.Collections.Immutable;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Published clients of one act as series: wijken × years, with the years between which a code became another wijk. What is
/// a break is told by codes, names and residents alone, never by clients. Immutable; thread-safe. W wijken, Y years.
/// </summary>
public sealed class UsePanel
{
    private const double TableRounding = 2.5;

    private readonly CountInterval?[] counts;
    private readonly (double Low, double High)?[] residents;
    private readonly bool[] broken;

    /// <param name="counts">Shape [W, Y].</param>
    /// <param name="residents">Shape [W, Y]; what is known of the residents.</param>
    /// <param name="broken">Shape [W, Y]: between the year and the next the code became another wijk.</param>
    public UsePanel(
        Act act,
        int firstYear,
        ImmutableArray<string> codes,
        CountInterval?[] counts,
        (double Low, double High)?[] residents,
        bool[] broken
    )
    {
        (Act, FirstYear, Codes) = (act, firstYear, codes);
        (this.counts, this.residents, this.broken) = (counts, residents, broken);
        YearCount = codes.IsEmpty ? 0 : counts.Length / codes.Length;
        var gemeenten = codes.Select(RegionCode.GemeenteOf).Distinct(StringComparer.Ordinal).ToList();
        GemeenteCount = gemeenten.Count;
        Gemeente = [.. codes.Select(c => gemeenten.IndexOf(RegionCode.GemeenteOf(c)))];
    }

    public Act Act { get; }

    /// <summary>The first year that compares with later ones.</summary>
    public int FirstYear { get; }

    public int LastYear => FirstYear + YearCount - 1;

    public int YearCount { get; }

    /// <summary>Shape [W]; ascending, so that wijken of a gemeente lie together.</summary>
    public ImmutableArray<string> Codes { get; }

    /// <summary>Shape [W]: ordinal of the gemeente.</summary>
    public ImmutableArray<int> Gemeente { get; }

    public int GemeenteCount { get; }

    /// <summary>Reads the series of an act from tables.</summary>
    /// <returns>A panel without years when nothing is published of the act.</returns>
    public static UsePanel Of(PublishedTables tables, Act act, DynamicsSettings settings)
    {
        var use = tables
            .Use.Where(r =>
                r.Act == act
                && r.Clients is not null
                && r.Code.StartsWith("WK", StringComparison.Ordinal)
                && !PublishedUse.IsSeriesBreak(act, r.Year)
            )
            .ToList();
        if (use.Count == 0)
        {
            return new(act, 0, [], [], [], []);
        }
        ImmutableArray<string> codes =
        [
            .. use.Select(r => r.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        var (first, last) = (use.Min(r => r.Year), use.Max(r => r.Year));
        var years = last - first + 1;
        var places = codes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        var printed = new CountInterval?[codes.Length * years];
        foreach (var row in use)
        {
            printed[(places[row.Code] * years) + row.Year - first] = CountInterval.OfPrinted(row.Clients!.Value);
        }
        var people = ResidentsOf(tables, places, first, years);
        var breaks = new bool[printed.Length];
        for (var wijk = 0; wijk < codes.Length; wijk++)
        {
            for (var year = 0; year + 1 < years; year++)
            {
                var at = (wijk * years) + year;
                breaks[at] =
                    IsOtherPopulation(people[at], people[at + 1], settings.PopulationJump)
                    || WijkNames.AreOther(
                        tables.NamesByYear.GetValueOrDefault((codes[wijk], first + year)),
                        tables.NamesByYear.GetValueOrDefault((codes[wijk], first + year + 1))
                    );
            }
        }
        return new(act, first, codes, printed, people, breaks);
    }

    /// <summary>Null: not printed.</summary>
    public CountInterval? Count(int wijk, int year) =>
        year < FirstYear || year > LastYear ? null : counts[(wijk * YearCount) + year - FirstYear];

    public (double Low, double High)? Residents(int wijk, int year) =>
        year < FirstYear || year > LastYear ? null : residents[(wijk * YearCount) + year - FirstYear];

    /// <summary>The middle of what a printed number can stand for; persons.</summary>
    public static double Middle(CountInterval count) => 0.5 * (count.Low + count.High);

    /// <summary>Whether each year is printed and, in a cleaned panel, the code stayed the same wijk throughout.</summary>
    public bool IsUnbroken(int wijk, int from, int to, bool cleaned)
    {
        for (var year = from; year <= to; year++)
        {
            if (Count(wijk, year) is null || (cleaned && year < to && broken[(wijk * YearCount) + year - FirstYear]))
            {
                return false;
            }
        }
        return from >= FirstYear;
    }

    /// <summary>The first year of the unbroken run that ends in a year; one later when that year itself is not printed.</summary>
    public int RunStart(int wijk, int year, bool cleaned)
    {
        if (Count(wijk, year) is null)
        {
            return year + 1;
        }
        while (IsUnbroken(wijk, year - 1, year, cleaned))
        {
            year--;
        }
        return year;
    }

    /// <summary>Residents by tables where there are, else by clients per 1,000.</summary>
    private static (double, double)?[] ResidentsOf(
        PublishedTables tables,
        Dictionary<string, int> places,
        int first,
        int years
    )
    {
        var people = new (double, double)?[places.Count * years];
        foreach (var row in tables.Use)
        {
            if (places.TryGetValue(row.Code, out var wijk) && row.Year >= first && row.Year < first + years)
            {
                people[(wijk * years) + row.Year - first] ??= ImpliedResidents.Of(row);
            }
        }
        foreach (var row in tables.Residents)
        {
            if (
                row.Total is { } total
                && places.TryGetValue(row.Code, out var wijk)
                && row.Year >= first
                && row.Year < first + years
            )
            {
                people[(wijk * years) + row.Year - first] = (Math.Max(0, total - TableRounding), total + TableRounding);
            }
        }
        return people;
    }

    private static bool IsOtherPopulation(
        (double Low, double High)? before,
        (double Low, double High)? after,
        double jump
    ) =>
        before is { } was
        && after is { } became
        && (became.Low > (1 + jump) * was.High || became.High * (1 + jump) < was.Low);
}
