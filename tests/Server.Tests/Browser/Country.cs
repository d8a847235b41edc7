using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>
/// A country that nobody has to compute: answers for 342 gemeenten, 3,420 wijken and 13,680 buurten that lie on a grid, in the
/// place of those of the server.
/// </summary>
internal static class Country
{
    public const int Gemeenten = 342;

    private const int WijkenOfEach = 10;
    private const int BuurtenOfEach = 40;
    private const string Run = "00000000000000aa";

    /// <summary>The same luck, and one client more everywhere.</summary>
    private const string Other = "00000000000000bb";

    private static readonly string[] Levels = ["gemeente", "wijk", "buurt"];

    /// <summary>How many there are at a level.</summary>
    public static int Count(string level) =>
        Gemeenten
        * level switch
        {
            "buurt" => BuurtenOfEach,
            "wijk" => WijkenOfEach,
            _ => 1,
        };

    public static Task Answer(IBrowserContext context) =>
        context.RouteAsync(
            url =>
                new Uri(url).AbsolutePath is var path
                && path.StartsWith("/v1/", StringComparison.Ordinal)
                && path is not "/v1/me",
            async route =>
            {
                var url = new Uri(route.Request.Url);
                var answer = Of(url.AbsolutePath[4..].Split('/'), url.Query);
                await route.FulfillAsync(
                    answer is null
                        ? new() { Status = 204 }
                        : new() { ContentType = "application/json", Body = JsonSerializer.Serialize(answer) }
                );
            }
        );

    private static object? Of(string[] path, string query) =>
        path switch
        {
            ["areas"] => Levels.Select(level => new { level, areas = Count(level) }),
            ["areas", var level] => new { schematic = false, features = Places(level) },
            ["tiles", _] => new { bounds = (double[])[3.3, 50.7, 7.2, 53.6] },
            ["tiles", ..] => null,
            ["runs"] => new[] { Summary(Run), Summary(Other) },
            ["scenarios"] => Array.Empty<object>(),
            ["compare"] => Compared(LevelIn(query)),
            ["bridge"] => Bridge(),
            ["runs", var run] => Details(run),
            ["runs", _, "values", var measure, var year] => Values(
                LevelIn(query),
                measure,
                int.Parse(year, CultureInfo.InvariantCulture)
            ),
            ["runs", _, "series", var measure, var area] => Series(measure, area),
            ["runs", _, "series", var measure] => Peers(LevelIn(query), measure),
            _ => throw new InvalidOperationException(string.Join('/', path)),
        };

    private static string LevelIn(string query) =>
        Levels.First(l => query.Contains($"level={l}", StringComparison.Ordinal));

    private static object Summary(string run) =>
        new
        {
            id = run,
            name = run is Run ? "basis-2040" : "een-meer",
            status = "done",
            base_year = 2025,
            horizon = 2040,
            replicates = 8,
            seed = 1,
            grain = "buurt",
            levels = Levels,
        };

    private static object Details(string run) =>
        new
        {
            run = Summary(run),
            first_year = 2025,
            last_observed = 2025,
            last_year = 2027,
            observed_basis = "synthetic",
            measures = (object[])
                [
                    new
                    {
                        name = "clients",
                        unit = "persons",
                        headline = true,
                    },
                    new
                    {
                        name = "population",
                        unit = "persons",
                        headline = true,
                    },
                ],
            products = (string[])["all"],
            card = new
            {
                assumptions = new { },
                digests = new { },
                seed = 1,
                version = "0.1.0",
            },
        };

    private static string CodeOf(string level, int at) =>
        level switch
        {
            "buurt" => $"BU{at / BuurtenOfEach:0000}{at % BuurtenOfEach:0000}",
            "wijk" => $"WK{at / WijkenOfEach:0000}{at % WijkenOfEach:00}",
            _ => $"GM{at:0000}",
        };

    private static IEnumerable<object> Places(string level) =>
        Enumerable
            .Range(0, Count(level))
            .Select(at =>
            {
                var of = at / (Count(level) / Gemeenten);
                var (west, south) = (3.4 + (of % 19 * 0.2), 50.8 + (of / 19 * 0.15));
                return new
                {
                    properties = new
                    {
                        code = CodeOf(level, at),
                        name = level is "gemeente"
                            ? $"Gémeente {at}"
                            : $"{level} {at % (Count(level) / Gemeenten)} van {of}",
                        wijk = level is "buurt" ? CodeOf("wijk", at / 4) : null,
                        gemeente = level is "gemeente" ? null : CodeOf("gemeente", of),
                    },
                    bbox = (double[])[west, south, west + 0.2, south + 0.15],
                };
            });

    /// <summary>The area of ordinal n has n clients, and a few more or less.</summary>
    private static object Values(string level, string measure, int year)
    {
        var all = Enumerable.Range(0, Count(level)).ToArray();
        double[] Column(double factor) => [.. all.Select(at => at * factor)];
        var scale = new
        {
            p5 = 1,
            p25 = 1,
            p50 = all.Length,
            p75 = 1,
            p95 = 1,
        };
        return new
        {
            measure,
            unit = "persons",
            product = "all",
            year,
            observed = false,
            area = all.Select(at => CodeOf(level, at)),
            population = all.Select(_ => 1000),
            p5 = Column(0.9),
            p25 = Column(0.95),
            p50 = Column(1),
            p75 = Column(1.05),
            p95 = Column(1.1),
            reliability = all.Select(_ => "high"),
            basis = all.Select(_ => "estimated"),
            reason = all.Select(_ => (string?)null),
            scale = new { total = scale, per_1000 = scale },
        };
    }

    private static object Compared(string level) =>
        new
        {
            scenario_a = "basis-2040",
            scenario_b = "een-meer",
            replicates = 8,
            rows = Enumerable
                .Range(0, Count(level))
                .SelectMany(at =>
                    new[] { 2026, 2027 }.Select(year => new
                    {
                        area = CodeOf(level, at),
                        year,
                        measure = "clients",
                        unit = "persons",
                        preference = "neutral",
                        mean_a = at,
                        mean_b = at + 1,
                        mean = 1,
                        p5 = 0.5,
                        p50 = 1,
                        p95 = 1.5,
                        mean_low_90 = 0.9,
                        mean_high_90 = 1.1,
                        p_lower = 0,
                        p_equal = 0,
                        p_higher = 1,
                    })
                ),
        };

    private static object Bridge() =>
        new
        {
            run = Run,
            scenario = "basis-2040",
            other = Other,
            other_scenario = "een-meer",
            area = CodeOf("gemeente", 0),
            area_name = "Gémeente 0",
            from = 2027,
            to = 2027,
            money = "real",
            price_year = 2025,
            replicates = 8,
            by_ages = false,
            parts = new[]
            {
                new
                {
                    product = "all",
                    begin = 100,
                    end = 110,
                    change = 10,
                    per_year = 0,
                    rows = new[]
                    {
                        new
                        {
                            term = "rate",
                            change = 10,
                            factor = 1.1,
                            per_year = 0,
                            basis = "estimated",
                        },
                    },
                },
            },
        };

    private static object Series(string measure, string area)
    {
        int[] years = [2025, 2026, 2027];
        double[] Column(double of) => [of, of + 1, of + 2];
        return new
        {
            measure,
            unit = "persons",
            product = "all",
            area,
            last_observed = 2025,
            year = years,
            p5 = Column(90),
            p25 = Column(95),
            p50 = Column(100),
            p75 = Column(105),
            p95 = Column(110),
            reliability = years.Select(_ => "high"),
            basis = years.Select(_ => "estimated"),
            reason = years.Select(_ => (string?)null),
        };
    }

    private static object Peers(string level, string measure)
    {
        int[] years = [2025, 2026, 2027];
        var areas = Enumerable.Range(0, Count(level)).ToArray();
        return new
        {
            measure,
            unit = "persons",
            year = years,
            area = areas.Select(at => CodeOf(level, at)),
            population = areas.SelectMany(_ => years.Select(_ => 1000)),
            p50 = areas.SelectMany(at => years.Select(_ => (double)at)),
            reason = areas.SelectMany(_ => years.Select(_ => (string?)null)),
        };
    }
}
