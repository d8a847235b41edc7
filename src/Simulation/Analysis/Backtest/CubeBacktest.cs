using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Inputs;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// Rolling origins on a cube's own years: fit up to an origin, project, and hold the clients per wijk and act against what the
/// cube holds of the years after it. What is scored is the projection itself, by wijk, with the shipped
/// defaults of a scenario and no levers. Staff, places and money of an origin in the past are not on record, so that nothing
/// tells what was scarce then: unless asked otherwise nothing is.
/// </summary>
public static class CubeBacktest
{
    /// <summary>Growth that a vintage names sets budgets alone, and volumes are made bottom-up: it does not enter a score.</summary>
    private const string Scenario = """
        name: backtest
        base: {year: BASE}
        horizon: LAST
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        """;

    private static int JeugdFirstYear => (int)FitAssumptionsReader.Embedded.JeugdFirstYear.Value;

    /// <summary>People wait as long as it takes, and some of them give up; with ten times the staff and places.</summary>
    private const string NothingScarce = "\nstaff: {reserve: 900%}\nspace: {reserve: 900%}\n";

    /// <summary>Published tables tell of clients, not of requests: whoever is foreseen to begin does.</summary>
    private const string NobodyWaits = "\ncapacity: unlimited\n";

    /// <param name="population">Residents of all years of the cube; those after an origin are not looked at.</param>
    public static BacktestResult Run(
        Cube cube,
        PopulationSeries population,
        BacktestSettings settings,
        Action<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var panels = Enum.GetValues<Act>().Select(act => PanelOf(cube, population, act)).ToArray();
        var asked = panels.Select(p => PublishedBacktest.OriginsOf(p, settings).ToDictionary()).ToArray();
        var lines = new List<BacktestLine>();
        var origins = new List<BacktestOrigin>();
        foreach (var origin in asked.SelectMany(a => a.Keys).Distinct().Order())
        {
            var horizons = Math.Min(settings.Horizons, panels[0].LastYear - origin);
            var isForEngine = asked.Any(a => a.TryGetValue(origin, out var naive) && !naive);
            var result = isForEngine ? Project(cube, population, origin, horizons, settings, cancellation) : null;
            for (var i = 0; i < panels.Length; i++)
            {
                if (!asked[i].TryGetValue(origin, out var naive))
                {
                    continue;
                }
                var panel = panels[i];
                var least = naive ? PublishedBacktest.NaiveYears : PublishedBacktest.EngineYears;
                var history = new PanelHistory(panel, origin, least, cleaned: true);
                var engine =
                    naive || result is null
                        ? null
                        : new RunForecast(result, panel, Placed(cube, population, panel, origin));
                lines.AddRange(new OriginBacktest(history, engine, horizons, settings).Run().All);
                origins.Add(new(panel.Act, true, origin, history.Wijken.Count, naive, null));
            }
            progress?.Invoke(origins.Count);
        }
        return new([.. lines], [.. origins], []);
    }

    /// <summary>Clients per wijk and year as the cube counts them; Jeugd from the first year that compares with later ones.</summary>
    internal static UsePanel PanelOf(Cube cube, PopulationSeries population, Act act)
    {
        var last = cube.Origin.LastYear;
        var first = act == Act.Jeugd ? Math.Max(cube.Origin.FirstYear, JeugdFirstYear) : cube.Origin.FirstYear;
        var years = Math.Max(0, last - first + 1);
        var past = ObservedYears.From(CubeYears.Of(cube), population, last, [AreaLevel.Wijk]);
        var table = past.Table(AreaLevel.Wijk, Measures.Clients)!;
        var people = past.Table(AreaLevel.Wijk, Measures.Population)!;
        var product = cube.Axes.Products.ActOrdinal(act);
        var areas = cube.Axes.Areas.AreasAt(AreaLevel.Wijk);
        var wijken = cube.Axes.Areas.KnownAt(AreaLevel.Wijk);
        var counts = new CountInterval?[wijken.Length * years];
        var residents = new (double, double)?[counts.Length];
        for (var w = 0; w < wijken.Length; w++)
        {
            for (var year = 0; year < years; year++)
            {
                var ofAll = ((wijken[w] * past.AxisCount) + past.AxisCount - 1) * past.YearCount;
                var persons = people[ofAll + first + year - past.FirstYear];
                residents[(w * years) + year] =
                    persons == ObservedYears.Unknown ? null : ((double)persons, (double)persons);
                if (cube.Published is { } printed)
                {
                    // What is not printed cannot be scored.
                    var period = cube.Axes.Find(new Period(PeriodLevel.Year, first + year, 1));
                    counts[(w * years) + year] = printed.Find(AreaLevel.Wijk, wijken[w], period, product)
                        is { Basis: Basis.Published } count
                        ? count
                        : null;
                    continue;
                }
                var row = (((wijken[w] * past.AxisCount) + product) * past.YearCount) + first - past.FirstYear;
                var clients = table[row + year];
                counts[(w * years) + year] =
                    clients == ObservedYears.Unknown
                        ? null
                        : new CountInterval(clients, clients, clients, Basis.Observed);
            }
        }
        return new(act, first, [.. wijken.Select(w => areas[w].Code)], counts, residents, new bool[counts.Length]);
    }

    /// <summary>
    /// Of the clients of each wijk's gemeente at the origin, the share that has a known wijk. A projection gives wijken their part
    /// of the others too; what the cube will count of a wijk leaves them out.
    /// </summary>
    /// <returns>Shape [W] of the panel; in (0, 1].</returns>
    private static double[] Placed(Cube cube, PopulationSeries population, UsePanel panel, int origin)
    {
        var past = ObservedYears.From(CubeYears.Of(cube), population, origin, [AreaLevel.Wijk, AreaLevel.Gemeente]);
        var product = cube.Axes.Products.ActOrdinal(panel.Act);
        Dictionary<string, long> Of(AreaLevel level) =>
            cube
                .Axes.Areas.AreasAt(level)
                .Select((area, i) => (area, i))
                .Where(a => !a.area.IsUnknown)
                .ToDictionary(
                    a => a.area.Code,
                    a =>
                        Math.Max(
                            0,
                            past.Table(level, Measures.Clients)![
                                (((a.i * past.AxisCount) + product) * past.YearCount) + origin - past.FirstYear
                            ]
                        ),
                    StringComparer.Ordinal
                );

        var whole = Of(AreaLevel.Gemeente);
        var parts = Of(AreaLevel.Wijk)
            .GroupBy(w => RegionCode.GemeenteOf(w.Key), w => w.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
        return
        [
            .. panel.Codes.Select(code =>
            {
                var gemeente = RegionCode.GemeenteOf(code);
                var (all, placed) = (whole.GetValueOrDefault(gemeente), parts.GetValueOrDefault(gemeente));
                return all > 0 && placed > 0 ? Math.Min(1, (double)placed / all) : 1;
            }),
        ];
    }

    private static ProjectionResult Project(
        Cube cube,
        PopulationSeries population,
        int origin,
        int horizons,
        BacktestSettings settings,
        CancellationToken cancellation
    )
    {
        var text = Scenario
            .Replace("BASE", FormattableString.Invariant($"{origin}"), StringComparison.Ordinal)
            .Replace("LAST", FormattableString.Invariant($"{origin + horizons}"), StringComparison.Ordinal);
        text +=
            settings.Scarce ? ""
            : cube.Published is null ? NothingScarce
            : NobodyWaits;
        var known = new PopulationSeries(population.BuurtCodes, population.Tables.Where(t => t.Year <= origin + 1));
        var fit = FitChoice.Estimate(cube, known, new() { Until = origin });
        var inputs = InputAssembly.Of(
            ScenarioReader.Parse(text, "backtest"),
            fit,
            CubeYears.Of(cube),
            known,
            new Dictionary<string, string>(StringComparer.Ordinal),
            "backtest",
            ProjectionGrain.Wijk
        );
        var run = new RunSettings(
            settings.Members,
            settings.Seed,
            KeepBuurten: false,
            settings.Threads,
            LaneChoice.Current
        );
        return MonteCarlo.Run(inputs, run, null, cancellation);
    }
}
