using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// Residents of Utrecht by buurt × sex × single age on 1 January of 2015 … 2026. The buurt totals, sexes and age groups of
/// 2020, 2023 and 2024 are published; the years between and around are estimated. Method: docs/method/population.md.
/// </summary>
public static class UtrechtPopulation
{
    public const string Gemeente = "GM0344";
    public const int FirstYear = 2015;
    public const int LastYear = 2026;
    private static readonly int[] PublishedYears = [2020, 2023, 2024];
    private static readonly Lazy<(PopulationSeries Series, IReadOnlyDictionary<int, SynthesisReport> Reports)> Built =
        new(Build);

    /// <summary>The series, computed once per process.</summary>
    public static PopulationSeries Series() => Built.Value.Series;

    /// <summary>Per published year: how well the margins were met.</summary>
    public static IReadOnlyDictionary<int, SynthesisReport> Reports => Built.Value.Reports;

    /// <summary>Published residents of the gemeente on 1 January, 2014 … 2024.</summary>
    public static IReadOnlyDictionary<int, int> CityTotals() =>
        PublishedTable.Embedded("utrecht/totals.csv").Rows.ToDictionary(r => r.Whole("year"), r => r.Whole("total"));

    /// <summary>What is published per buurt, wijk and gemeente, 2020, 2023 and 2024.</summary>
    public static IReadOnlyList<PublishedMargins> Published() =>
        [.. PublishedMargins.ReadAll(PublishedTable.Embedded("utrecht/population.csv"))];

    /// <summary>Published births and deaths of the gemeente in 2023.</summary>
    public static (int Year, int Births, int Deaths) PublishedVital()
    {
        var row = PublishedTable
            .Embedded("utrecht/vital.csv")
            .Rows.Single(r => string.Equals(r.Text("code"), Gemeente, StringComparison.Ordinal));
        return (row.Whole("year"), row.Whole("births"), row.Whole("deaths"));
    }

    /// <summary>How births and deaths of Utrecht stand to the national rates, from 2023.</summary>
    public static VitalFactors Vital() =>
        VitalFactors.From(PublishedVital(), Series().At(2023), NationalTables.Embedded);

    private static (PopulationSeries, IReadOnlyDictionary<int, SynthesisReport>) Build()
    {
        var published = Published();
        var codes = published
            .Where(m => m.Code.StartsWith("BU", StringComparison.Ordinal))
            .Select(m => m.Code)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var wijkCodes = codes.Select(WijkOf).Distinct(StringComparer.Ordinal).ToArray();
        var wijken = codes.Select(c => Array.IndexOf(wijkCodes, WijkOf(c))).ToArray();

        var tables = new SortedDictionary<int, PopulationTable>();
        var reports = new SortedDictionary<int, SynthesisReport>();
        foreach (var year in PublishedYears)
        {
            var bySeed = UtrechtSeeds.Read(year, NationalTables.Embedded);
            var seeds = codes.Select(c => bySeed[WijkOf(c)]).ToArray();
            var margins = Margins(published, year, codes, wijkCodes, wijken);
            (tables[year], reports[year]) = PopulationSynthesis.Run(year, margins, seeds, Basis.Published);
        }
        UtrechtEstimates.AddBefore(tables, wijkCodes, wijken, CityTotals());
        UtrechtEstimates.AddBetween(tables, CityTotals());
        UtrechtEstimates.AddAfter(tables, wijken);
        return (new PopulationSeries(codes, tables.Values), reports);
    }

    private static BuurtMargins Margins(
        IReadOnlyList<PublishedMargins> published,
        int year,
        string[] codes,
        string[] wijkCodes,
        int[] wijken
    )
    {
        var ofYear = published.Where(m => m.Year == year).ToDictionary(m => m.Code, StringComparer.Ordinal);
        var city = ofYear[Gemeente];
        var wijkTotals = WholeNumbers.Apportion(
            wijkCodes.Select(w => (double)(ofYear[w].Total ?? 0)).ToArray(),
            city.Total!.Value
        );
        return BuurtMargins.Reconcile([.. codes.Select(c => ofYear[c])], wijken, wijkTotals, city);
    }

    /// <summary>CBS codes nest: BU + gemeente 4 + wijk 2 + buurt 2.</summary>
    private static string WijkOf(string buurt) => $"WK{buurt.AsSpan(2, 6)}";
}
