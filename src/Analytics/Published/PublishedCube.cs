using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Published;

/// <summary>How the clients of one act and year are known.</summary>
/// <param name="Gemeenten">Gemeenten of which anything is printed.</param>
/// <param name="Printed">Wijken with a printed number.</param>
/// <param name="Hidden">Wijken that exist and are not printed, or are printed as 0: an interval and an estimate.</param>
/// <param name="Recovered">Those among them of which the sums leave exactly one possible number.</param>
/// <param name="Unplaced">Clients that no wijk holds: the difference of the printed numbers; persons.</param>
/// <param name="Clients">Printed clients of the gemeenten; persons.</param>
/// <param name="Contradictions">Sums that cannot hold.</param>
public sealed record PublishedYear(
    Act Act,
    int Year,
    int Gemeenten,
    int Printed,
    int Hidden,
    int Recovered,
    long Unplaced,
    long Clients,
    int Contradictions
);

/// <summary>A cube of published tables, and how well they are known. Method: docs/method/published.md.</summary>
public sealed record PublishedCube(Cube Cube, IReadOnlyList<PublishedYear> Years, IReadOnlyList<SeriesBreak> Breaks)
{
    private const int JeugdGroups = 4;

    /// <summary>
    /// Builds the cube: wijken and gemeenten by year, clients of both acts as intervals. The areas come from the codes alone:
    /// each wijk is its own leaf.
    /// </summary>
    public static PublishedCube Build(PublishedTables tables, PublishedSettings? settings = null)
    {
        settings ??= PublishedSettings.Embedded;
        var existing = new WijkYears(tables);
        var areas = AreasOf(tables);
        var products = PublishedSettings.Products;
        var (first, last) = (tables.Use.Min(r => r.Year), tables.Use.Max(r => r.Year));
        ImmutableArray<Period> periods =
        [
            .. Enumerable.Range(first, last - first + 1).Select(y => new Period(PeriodLevel.Year, y, 1)),
        ];
        var rows = new Dictionary<ulong, CountInterval>();
        var years = new List<PublishedYear>();
        var use = tables.Use.ToLookup(r => (r.Act, r.Year));
        foreach (var act in Enum.GetValues<Act>())
        {
            for (var year = first; year <= last; year++)
            {
                if (use.Contains((act, year)))
                {
                    years.Add(Fill(rows, areas, products, existing, act, year, year - first, use[(act, year)]));
                }
            }
        }
        AddTotals(rows, areas, products, periods.Length, settings);
        var cube = new Cube(
            new CubeAxes(areas, products, AgeBands.Default, PeriodLevel.Year, periods),
            new CubeTable(Cube.FlowMeasures, [], [.. Cube.FlowMeasures.Select(_ => Array.Empty<long>())]),
            new CubeTable(Cube.ClientMeasures, [], [.. Cube.ClientMeasures.Select(_ => Array.Empty<long>())]),
            NoStays(products.ProductCount),
            new CubeOrigin(Basis.Published, Inputs(tables, areas), first, last, Schematic: false)
        )
        {
            Published = CountIntervals.From(rows),
        };
        return new(cube, years, SeriesBreaks.Find(tables, settings));
    }

    /// <summary>Wijken of all gemeenten of which clients are printed in any year, under every code that any table has.</summary>
    private static AreaIndex AreasOf(PublishedTables tables)
    {
        var gemeenten = tables.Use.Select(r => RegionCode.GemeenteOf(r.Code)).ToHashSet(StringComparer.Ordinal);
        var wijken = tables
            .Use.Select(r => r.Code)
            .Concat(tables.Residents.Select(r => r.Code))
            .Where(c => c.StartsWith("WK", StringComparison.Ordinal) && gemeenten.Contains(RegionCode.GemeenteOf(c)))
            .Distinct(StringComparer.Ordinal);
        return new(
            wijken.Select(c => new Buurt(c, tables.Names.GetValueOrDefault(c) ?? c, c, RegionCode.GemeenteOf(c))),
            tables.Names,
            tables.Names
        );
    }

    private static PublishedYear Fill(
        Dictionary<ulong, CountInterval> rows,
        AreaIndex areas,
        ProductAxis products,
        WijkYears existing,
        Act act,
        int year,
        int period,
        IEnumerable<PublishedUseRow> printed
    )
    {
        var byCode = printed.ToDictionary(r => r.Code, StringComparer.Ordinal);
        var known = byCode
            .Values.Where(r => r.Clients is not null)
            .Select(r => RegionCode.GemeenteOf(r.Code))
            .ToHashSet(StringComparer.Ordinal);
        var (product, total) = ((int)act, products.ActOrdinal(act));
        var report = new PublishedYear(act, year, 0, 0, 0, 0, 0, 0, 0);
        var wijkOrdinals = areas.AreasAt(AreaLevel.Wijk).Take(areas.WijkCount).Select((a, i) => (a.Code, Ordinal: i));
        var members = wijkOrdinals.ToLookup(w => RegionCode.GemeenteOf(w.Code), StringComparer.Ordinal);
        for (var gemeente = 0; gemeente < areas.GemeenteCount; gemeente++)
        {
            var code = areas.AreasAt(AreaLevel.Gemeente)[gemeente].Code;
            if (!known.Contains(code))
            {
                continue;
            }
            var wijken = members[code]
                .Where(w => byCode.ContainsKey(w.Code) || existing.IsLivedIn(w.Code, year))
                .ToArray();
            var counts = new GemeenteYear(
                byCode.GetValueOrDefault(code),
                [.. wijken.Select(w => byCode.GetValueOrDefault(w.Code))],
                [.. wijken.Select(w => (double)(existing.Residents(w.Code, year) ?? 0))],
                act == Act.Jeugd ? JeugdGroups : 0
            );
            for (var w = 0; w < wijken.Length; w++)
            {
                Put(AreaLevel.Wijk, wijken[w].Ordinal, counts, w);
            }
            Put(AreaLevel.Wijk, areas.WijkCount + gemeente, counts, counts.Unknown);
            Put(AreaLevel.Gemeente, gemeente, counts, counts.Whole);
            report = Count(report, counts, wijken.Length);
        }
        return report;

        void Put(AreaLevel level, int area, GemeenteYear counts, int region)
        {
            for (var group = 0; group <= (act == Act.Jeugd ? JeugdGroups : 0); group++)
            {
                if (counts.Of(region, group) is { } interval)
                {
                    var band = group == 0 ? CountIntervals.AllAges : group - 1;
                    rows[CountIntervals.Key(level, area, period, product, band)] = interval;
                    rows[CountIntervals.Key(level, area, period, total, band)] = interval;
                }
            }
        }
    }

    private static PublishedYear Count(PublishedYear report, GemeenteYear counts, int wijken)
    {
        var (printed, hidden, recovered) = (0, 0, 0);
        for (var wijk = 0; wijk < wijken; wijk++)
        {
            var interval = counts.Of(wijk, 0);
            printed += interval is { Basis: Basis.Published } ? 1 : 0;
            hidden += interval is { Basis: Basis.Published } ? 0 : 1;
            recovered += interval is { Basis: Basis.Estimated, IsExact: true } ? 1 : 0;
        }
        var whole = counts.Of(counts.Whole, 0);
        var isPrinted = whole is { Basis: Basis.Published };
        return report with
        {
            Gemeenten = report.Gemeenten + 1,
            Printed = report.Printed + printed,
            Hidden = report.Hidden + hidden,
            Recovered = report.Recovered + recovered,
            Unplaced = report.Unplaced + (isPrinted ? counts.Of(counts.Unknown, 0)?.Value ?? 0 : 0),
            Clients = report.Clients + (isPrinted ? whole!.Value.Value : 0),
            Contradictions = report.Contradictions + counts.Contradictions,
        };
    }

    /// <summary>
    /// Persons of both acts together: at least those of the larger act, at most both added up; the estimate takes off the
    /// share that is known to use both.
    /// </summary>
    private static void AddTotals(
        Dictionary<ulong, CountInterval> rows,
        AreaIndex areas,
        ProductAxis products,
        int periods,
        PublishedSettings settings
    )
    {
        foreach (var level in new[] { AreaLevel.Wijk, AreaLevel.Gemeente })
        {
            for (var area = 0; area < areas.AreasAt(level).Length; area++)
            {
                for (var period = 0; period < periods; period++)
                {
                    ulong Key(int product) => CountIntervals.Key(level, area, period, product, CountIntervals.AllAges);
                    if (
                        rows.TryGetValue(Key((int)Act.Wmo), out var wmo)
                        && rows.TryGetValue(Key((int)Act.Jeugd), out var jeugd)
                    )
                    {
                        var both = settings.OverlapShare.Value * Math.Min(wmo.Value, jeugd.Value);
                        var persons = new CountInterval(
                            Math.Max(wmo.Low, jeugd.Low),
                            wmo.Value + jeugd.Value - (long)Math.Floor(both + 0.5),
                            wmo.High + jeugd.High,
                            Basis.Estimated
                        );
                        rows[Key(products.TrackOrdinal(products.Products[0].Track))] = persons;
                        rows[Key(products.AllOrdinal)] = persons;
                    }
                }
            }
        }
    }

    private static StayTable NoStays(int products) =>
        new(
            products,
            new long[products * StayTable.MonthCount * StayTable.OutcomeCount],
            new long[products * StayTable.MonthCount],
            new long[products * products],
            new long[products],
            new long[products]
        );

    /// <summary>The files by what is in them, and the areas, so that a part of the country is another input than the whole.</summary>
    private static SortedDictionary<string, string> Inputs(PublishedTables tables, AreaIndex areas)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var report in tables.Reports.Where(r => r.Holds.Count > 0))
        {
            inputs[$"table {report.File}"] = report.Digest;
        }
        using var digest = new Digest();
        foreach (var wijk in areas.Buurten)
        {
            digest.Add("wijk", wijk.Code);
        }
        inputs["areas"] = digest.ToId();
        return inputs;
    }
}
