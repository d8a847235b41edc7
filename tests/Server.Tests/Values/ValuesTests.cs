using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests.Values;

[Collection(ServerCollection.Name)]
public sealed class ValuesTests(RunningServer server)
{
    [Theory]
    [InlineData("clients", 2035, "wijk", "Wmo")]
    [InlineData("unmet", 2040, "buurt", "all")]
    [InlineData("cost_real", 2030, "gemeente", "Jeugd")]
    [InlineData("population", 2030, "buurt", "all")]
    public async Task Values_are_those_of_the_command_line(string measure, int year, string level, string product)
    {
        _ = AreaLevels.TryParse(level, out var at);
        var query = new FigureQuery
        {
            Measure = measure,
            Level = at,
            Year = year,
            Product = product,
        };
        var figures = RunFigures.Select(server.Run(), query).ToList();
        var told = await Get($"/v1/runs/latest/values/{measure}/{year}?level={level}&product={product}");
        told.GetProperty("area").EnumerateArray().Select(a => a.GetString()!).ShouldBe(figures.Select(f => f.Area));
        foreach (var (name, of) in Columns)
        {
            var column = told.GetProperty(name).EnumerateArray().Select(v => v.GetDouble()).ToList();
            for (var i = 0; i < figures.Count; i++)
            {
                column[i].ShouldBe(of(figures[i].Spread!), 0.0005);
            }
        }
        told.GetProperty("observed").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_series_is_the_values_of_its_area_year_by_year()
    {
        var series = await Get("/v1/runs/latest/series/clients/WK034403?product=Wmo");
        var years = series.GetProperty("year").EnumerateArray().Select(y => y.GetInt32()).ToList();
        years.ShouldBe(Enumerable.Range(2015, 26));
        foreach (var year in (int[])[2019, 2030, 2040])
        {
            var values = await Get($"/v1/runs/latest/values/clients/{year}?level=wijk&product=Wmo");
            var at = values
                .GetProperty("area")
                .EnumerateArray()
                .Select(a => a.GetString())
                .ToList()
                .IndexOf("WK034403");
            foreach (var (name, _) in Columns)
            {
                series
                    .GetProperty(name)[years.IndexOf(year)]
                    .ToString()
                    .ShouldBe(values.GetProperty(name)[at].ToString());
            }
        }
    }

    [Theory]
    [InlineData("clients", "Wmo")]
    [InlineData("hours", "wmo-opvang")]
    public async Task Peers_are_the_middles_of_every_series(string measure, string product)
    {
        var peers = await Get($"/v1/runs/latest/series/{measure}?level=wijk&product={product}");
        var areas = peers.GetProperty("area").EnumerateArray().Select(a => a.GetString()!).ToList();
        var years = peers.GetProperty("year").EnumerateArray().Select(y => y.GetInt32()).ToList();
        peers.GetProperty("p50").GetArrayLength().ShouldBe(areas.Count * years.Count);
        var hidden = 0;
        foreach (var area in areas.Where(a => a.StartsWith("WK", StringComparison.Ordinal)))
        {
            var series = await Get($"/v1/runs/latest/series/{measure}/{area}?product={product}");
            var residents = await Get($"/v1/runs/latest/series/population/{area}");
            var own = series.GetProperty("year").EnumerateArray().Select(y => y.GetInt32()).ToList();
            for (var i = 0; i < own.Count; i++)
            {
                var at = (areas.IndexOf(area) * years.Count) + years.IndexOf(own[i]);
                hidden += series.GetProperty("reason")[i].ValueKind is JsonValueKind.String ? 1 : 0;
                foreach (var name in (string[])["p50", "reason"])
                {
                    peers.GetProperty(name)[at].ToString().ShouldBe(series.GetProperty(name)[i].ToString());
                }
                var year = residents
                    .GetProperty("year")
                    .EnumerateArray()
                    .Select(y => y.GetInt32())
                    .ToList()
                    .IndexOf(own[i]);
                peers
                    .GetProperty("population")[at]
                    .ToString()
                    .ShouldBe(year < 0 ? "" : residents.GetProperty("p50")[year].ToString());
            }
        }
        (hidden > 0).ShouldBe(product is "wmo-opvang");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_scale_of_colours_is_the_same_in_every_year_and_ends_above_nearly_all()
    {
        var above = 0;
        var all = 0;
        string? scale = null;
        foreach (var year in Enumerable.Range(2026, 15))
        {
            var values = await Get($"/v1/runs/latest/values/unmet/{year}?level=buurt&product=all");
            (scale ??= values.GetProperty("scale").ToString()).ShouldBe(values.GetProperty("scale").ToString());
            var end = values.GetProperty("scale").GetProperty("total").GetProperty("p50").GetDouble();
            var middles = values.GetProperty("p50").EnumerateArray().Select(v => v.GetDouble()).ToList();
            (above, all) = (above + middles.Count(m => m > end), all + middles.Count);
        }
        above.ShouldBeLessThanOrEqualTo(all * 3 / 100);
        (await Get("/v1/runs/latest/values/unmet/2021?level=buurt")).GetProperty("scale").ToString().ShouldBe(scale);
    }

    [Theory]
    [InlineData("wijk")]
    [InlineData("gemeente")]
    [Trait("Speed", "slow")]
    public Task Observed_counts_under_ten_do_not_leave_the_server(string level) => CheckProtection(level);

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("buurt")]
    [InlineData("buurtteam")]
    public Task Observed_counts_under_ten_of_small_areas_do_not_leave_the_server(string level) =>
        CheckProtection(level);

    private async Task CheckProtection(string level)
    {
        _ = AreaLevels.TryParse(level, out var at);
        var (hidden, seen) = (0, 0);
        foreach (var product in server.Run().Axis.Select(o => server.Run().Products.Codes[o]))
        {
            foreach (var measure in (string[])["clients", "requests", "waiting", "hours", "cost_nominal"])
            {
                var query = new FigureQuery
                {
                    Measure = measure,
                    Level = at,
                    Year = 2021,
                    Product = product,
                };
                var figures = RunFigures.Select(server.Run(), query).ToList();
                var clients = RunFigures
                    .Select(server.Run(), query with { Measure = "clients" })
                    .ToDictionary(f => f.Area, f => f.Spread!.P50, StringComparer.Ordinal);
                var told = await Get($"/v1/runs/latest/values/{measure}/2021?level={level}&product={product}");
                for (var i = 0; i < figures.Count; i++)
                {
                    var isCount = measure is "clients" or "requests" or "waiting";
                    var count = isCount ? figures[i].Spread!.P50 : clients[figures[i].Area];
                    var value = told.GetProperty("p50")[i];
                    if (count < 10)
                    {
                        hidden++;
                        value.ValueKind.ShouldBe(JsonValueKind.Null);
                        told.GetProperty("mean")[i].ValueKind.ShouldBe(JsonValueKind.Null);
                        told.GetProperty("reason")[i].GetString().ShouldBe("protected");
                    }
                    else
                    {
                        seen++;
                        value.GetDouble().ShouldBe(figures[i].Spread!.P50, 0.0005);
                        told.GetProperty("reason")[i].ValueKind.ShouldBe(JsonValueKind.Null);
                    }
                }
            }
        }
        (hidden > 0 && seen > 0).ShouldBeTrue($"{hidden} hidden and {seen} seen at level {level} try nothing");
    }

    private static readonly (string Name, Func<Distribution, double> Of)[] Columns =
    [
        ("mean", d => d.Mean),
        ("p5", d => d.P5),
        ("p25", d => d.P25),
        ("p50", d => d.P50),
        ("p75", d => d.P75),
        ("p95", d => d.P95),
    ];

    private Task<JsonElement> Get(string path) => server.Client.GetFromJsonAsync<JsonElement>(path);
}
