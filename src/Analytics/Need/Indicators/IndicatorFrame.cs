using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Outcomes;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Need.Indicators;

/// <summary>
/// Indicators of areas in the frame reach – availability – quality – within budget, each beside the band of its peers.
/// They are to follow, to mirror and to learn from: there are no targets and no scores. Method: docs/method/need.md.
/// </summary>
public static class IndicatorFrame
{
    private const double Share = 0.9;
    private static readonly Bilingual PerResidents = new("per 1,000 residents", "per 1.000 inwoners");
    private static readonly Bilingual Percent = Bilingual.Same("%");
    private static readonly Bilingual Euro = Bilingual.Same("€");

    public static IReadOnlyList<IndicatorKind> Kinds { get; } =
    [
        new(
            "wmo_clients_per_1000",
            IndicatorGroup.Reach,
            new("Wmo clients in the year", "Wmo-cliënten in het jaar"),
            new("Wmo /1000", "Wmo /1000"),
            PerResidents
        ),
        new(
            "jeugd_clients_per_1000",
            IndicatorGroup.Reach,
            new("Jeugd clients in the year", "Jeugdcliënten in het jaar"),
            new("Jeugd /1000", "Jeugd /1000"),
            new("per 1,000 residents of 0–22", "per 1.000 inwoners van 0–22")
        ),
        new(
            "mean_wait_days",
            IndicatorGroup.Availability,
            new("Mean wait of care that began", "Gemiddelde wachttijd van begonnen hulp"),
            new("wait, days", "wacht, dagen"),
            new("days", "dagen")
        ),
        new(
            "over_norm_share",
            IndicatorGroup.Availability,
            new("Waiting longer than the norm, of all who wait", "Wacht langer dan de norm, van alle wachtenden"),
            new("over norm", "boven norm"),
            Percent
        ),
        new(
            "ended_without_return_share",
            IndicatorGroup.Quality,
            new(
                "Ended care without a new request within a year",
                "Beëindigde hulp zonder nieuwe vraag binnen een jaar"
            ),
            new("no return", "geen terugkeer"),
            Percent
        ),
        new(
            "basiszorg_share",
            IndicatorGroup.Quality,
            new("Basiszorg among clients of tracks 2 and 3", "Basiszorg onder cliënten van spoor 2 en 3"),
            new("basiszorg", "basiszorg"),
            Percent
        ),
        new(
            "cost_per_resident",
            IndicatorGroup.WithinBudget,
            new("Cost of all care per resident", "Kosten van alle hulp per inwoner"),
            new("€/resident", "€/inwoner"),
            Euro
        ),
        new(
            "cost_per_client",
            IndicatorGroup.WithinBudget,
            new("Cost of all care per client", "Kosten van alle hulp per cliënt"),
            new("€/client", "€/cliënt"),
            Euro
        ),
    ];

    /// <summary>All indicators of all areas of a level, by area and in the order of the frame.</summary>
    /// <param name="year">A whole year of the cube.</param>
    /// <exception cref="UsageException">The cube has no such level or year.</exception>
    public static IReadOnlyList<Indicator> Of(
        Cube cube,
        PopulationSeries population,
        UnmetSettings settings,
        AreaLevel level,
        int year
    )
    {
        Check(cube, level, year);
        var areas = cube.Axes.Areas.AreasAt(level);
        var leaves = cube
            .Axes.Areas.OfLeaf(level)
            .Select((area, leaf) => (area, leaf))
            .ToLookup(x => x.area, x => x.leaf);
        var reading = new AreaCountReading(cube, population, settings, year);
        var unknown = UnknownShare(cube, reading);
        var types = new WijkTypes(settings.Features);
        var known = Enumerable.Range(0, areas.Length).Where(a => !areas[a].IsUnknown && leaves.Contains(a)).ToList();
        var counts = known.Select(a => reading.Read([.. leaves[a]])).ToList();
        var found = new List<Indicator>();
        for (var i = 0; i < known.Count; i++)
        {
            foreach (var kind in Kinds)
            {
                var (value, low, high, behind, fewest) = Value(kind.Code, counts[i], cube);
                var basis =
                    kind.Group == IndicatorGroup.WithinBudget && reading.HoldsLumpSum
                        ? Basis.Allocated
                        : cube.Origin.Basis;
                var years = cube.Origin.LastYear - cube.Origin.FirstYear + 1;
                var evidence = EvidenceGrade.Of(behind, unknown, years, basis);
                found.Add(
                    new(kind, areas[known[i]], level, year, value, low, high, null, basis, evidence) { Fewest = fewest }
                );
            }
        }
        return WithPeers(found, types);
    }

    /// <summary>The same without some of the values, and with bands of peers that do not hold them either.</summary>
    /// <param name="settings">With which they were found.</param>
    /// <param name="isLeftOut">By place in <paramref name="found"/>.</param>
    public static IReadOnlyList<Indicator> Without(
        IReadOnlyList<Indicator> found,
        UnmetSettings settings,
        Func<int, bool> isLeftOut
    ) =>
        WithPeers(
            [.. found.Select((f, at) => isLeftOut(at) ? f with { Value = null, Low = null, High = null } : f)],
            new WijkTypes(settings.Features)
        );

    /// <summary>The last year that is whole in a cube and of which residents are known.</summary>
    public static int LastWholeYear(Cube cube, PopulationSeries population)
    {
        var last = cube.Origin.LastYear;
        var isWhole = cube.Axes.Periods.Any(p => p.Level == cube.Axes.Base && p.LastDay == new DateOnly(last, 12, 31));
        return Math.Min(isWhole ? last : last - 1, population.LastYear);
    }

    private static List<Indicator> WithPeers(List<Indicator> found, WijkTypes types)
    {
        var typeOf = found.Select(f => f.Area).Distinct().ToDictionary(a => a.Code, types.Of, StringComparer.Ordinal);
        var byKind = found.Where(f => f.Value is not null).ToLookup(f => f.Kind.Code, StringComparer.Ordinal);
        return
        [
            .. found.Select(f =>
            {
                var others = byKind[f.Kind.Code]
                    .Where(o => !string.Equals(o.Area.Code, f.Area.Code, StringComparison.Ordinal))
                    .ToList();
                var type = typeOf[f.Area.Code];
                var alike = others.Where(o => type is not null && typeOf[o.Area.Code] == type).ToList();
                var enough = alike.Count >= WijkTypes.LeastPeers;
                var peers = (enough ? alike : others).Select(o => o.Value!.Value).ToList();
                return f with { Peers = peers.Count > 0 ? PeerBand.Of(enough ? type : null, peers) : null };
            }),
        ];
    }

    /// <returns>Value, its bounds by chance, the count behind it, and the smallest count that it tells of.</returns>
    private static (double? Value, double? Low, double? High, double Behind, double Fewest) Value(
        string code,
        AreaCounts c,
        Cube cube
    ) =>
        code switch
        {
            "wmo_clients_per_1000" => PerThousand(c.WmoClients, c.Residents),
            "jeugd_clients_per_1000" => PerThousand(c.JeugdClients, c.Youth),
            "mean_wait_days" => Mean(c.WaitingDays, c.Begun),
            "over_norm_share" => cube.Durations.Count == 0 ? (null, null, null, 0, 0) : Part(c.OverNorm, c.Waiting),
            // A return is of an end within the year before it: half of them of this year, half of the last.
            "ended_without_return_share" => Part(
                Math.Max(0, ((c.Ended + c.EndedBefore) / 2) - c.Returns),
                c.EndedBefore > 0 ? (c.Ended + c.EndedBefore) / 2 : 0
            ),
            "basiszorg_share" => Part(c.BasiszorgClients, c.BasiszorgClients + c.AanvullendClients),
            "cost_per_resident" => c.Residents > 0
                ? (c.Cents / 100.0 / c.Residents, null, null, c.Clients, c.Clients)
                : (null, null, null, 0, 0),
            _ => c.Clients > 0
                ? (c.Cents / 100.0 / c.Clients, null, null, c.Clients, c.Clients)
                : (null, null, null, 0, 0),
        };

    private static (double?, double?, double?, double, double) Mean(long sum, long count) =>
        count > 0 ? ((double)sum / count, null, null, count, count) : (null, null, null, 0, 0);

    /// <summary>Clients are a count: Gamma with shape n + ½, as everywhere.</summary>
    private static (double?, double?, double?, double, double) PerThousand(long count, double people)
    {
        if (people <= 0)
        {
            return (null, null, null, 0, 0);
        }
        var (low, high) = RelativeRisk.Interval(count + 0.5, 1, Share);
        var scale = 1000 / people;
        return (count * scale, Math.Min(low, count) * scale, Math.Max(high, count) * scale, count, count);
    }

    /// <summary>A share in percent, with Wilson's interval.</summary>
    private static (double?, double?, double?, double, double) Part(long some, long all)
    {
        if (all <= 0)
        {
            return (null, null, null, 0, 0);
        }
        // Counts of two days or years need not fit together: there is no share above the whole.
        var share = Proportion.Wilson(Math.Min(some, all), all, FixedMath.Normal95);
        return (100 * share.Value, 100 * share.Low, 100 * share.High, all, Math.Min(some, Math.Max(0, all - some)));
    }

    /// <summary>Share of the clients of the year whose buurt is not known.</summary>
    private static double UnknownShare(Cube cube, AreaCountReading reading)
    {
        var index = cube.Axes.Areas;
        var all = reading.Read([.. Enumerable.Range(0, index.LeafCount)]).Clients;
        var unknown = reading.Read([.. Enumerable.Range(index.BuurtCount, index.LeafCount - index.BuurtCount)]).Clients;
        return all > 0 ? (double)unknown / all : 0;
    }

    private static void Check(Cube cube, AreaLevel level, int year)
    {
        if (cube.Published is not null)
        {
            throw new UsageException(
                new(
                    "indicators need a cube of records: published tables know no waits, ends or costs; give another CUBE",
                    "indicatoren vragen een kubus van records: gepubliceerde tabellen kennen geen wachttijden, eindes of kosten; geef een andere KUBUS"
                )
            );
        }
        if (!cube.Axes.Areas.Has(level))
        {
            throw new UsageException(
                new($"this cube has no level {level.ToName()}", $"deze kubus heeft geen niveau {level.ToName()}")
            );
        }
        if (year < cube.Origin.FirstYear || year > cube.Origin.LastYear)
        {
            throw new UsageException(
                new(
                    $"the cube covers {cube.Origin.FirstYear}-{cube.Origin.LastYear}, not {year}",
                    $"de kubus beslaat {cube.Origin.FirstYear}-{cube.Origin.LastYear}, niet {year}"
                )
            );
        }
    }
}
