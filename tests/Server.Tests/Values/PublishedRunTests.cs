using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Server.Tests.Values;

/// <summary>A run from published tables alone: nobody's record, and yet every question has an answer or a reason.</summary>
public sealed class PublishedRunTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-published-");
    private readonly HttpClient client = new();
    private WebApplication? server;
    private string run = "";

    public async Task InitializeAsync()
    {
        var tables = Directory.CreateDirectory(Path.Combine(folder.FullName, "tables")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(tables, "84907NED.csv"),
            [
                "\"ID\";\"WijkenEnBuurten\";\"Perioden\";\"WmoClienten_1\";\"WmoClientenPer1000Inwoners_2\"",
                "1;\"GM0001    \";\"2020JJ00\";300;60",
                "2;\"WK000101  \";\"2020JJ00\";200;66",
                "3;\"WK000102  \";\"2020JJ00\";80;53",
                "4;\"GM0001    \";\"2021JJ00\";310;62",
                "5;\"WK000101  \";\"2021JJ00\";205;68",
                "6;\"WK000102  \";\"2021JJ00\";85;56",
            ]
        );
        await File.WriteAllLinesAsync(
            Path.Combine(tables, "kwb_2020.csv"),
            [
                "code,name,a_inw,a_man,a_vrouw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo",
                "GM0001,Voorbeeld,4500,2230,2270,760,530,1050,1250,910",
                "WK000101,Centrum,3000,1480,1520,500,350,700,850,600",
                "WK000102,Rand,1500,750,750,260,180,350,400,310",
            ]
        );
        var scenario = Path.Combine(folder.FullName, "s.yaml");
        await File.WriteAllTextAsync(
            scenario,
            "name: s\nbase: {year: 2021, cube: latest, population: latest, fit: latest}\nhorizon: 2023\ngrowth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}\n"
        );
        await Do("aggregate", "--published", tables);
        await Do("fit");
        run = (await Do("project", scenario, "--replicates", "8")).TrimEnd().Split('\n')[^1];
        server = PopulatieServer.Build(new(new("http://127.0.0.1:0"), Workspace));
        await server.StartAsync();
        client.BaseAddress = new(server.Urls.Single());
    }

    private string Workspace => Path.Combine(folder.FullName, "workspace");

    public async Task DisposeAsync()
    {
        client.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Clients_are_those_that_were_published_and_go_on()
    {
        var details = await client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}");
        details.GetProperty("observed_basis").GetString().ShouldBe("published");
        var series = await client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/series/clients/WK000101?product=Wmo");
        var at = series.GetProperty("year").EnumerateArray().Select(y => y.GetInt32()).ToList().IndexOf(2021);
        series.GetProperty("p50")[at].GetDouble().ShouldBe(205);
        series.GetProperty("basis")[at].GetString().ShouldBe("published");
        series.GetProperty("basis")[at + 1].GetString().ShouldBe("estimated");
        var values = await client.GetFromJsonAsync<JsonElement>(
            $"/v1/runs/{run}/values/clients/2023?level=wijk&product=Wmo"
        );
        values.GetProperty("p50").GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Of_waiting_lists_it_says_that_nothing_was_published_rather_than_0()
    {
        var series = await client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/series/waiting/GM0001");
        series.GetProperty("year").GetArrayLength().ShouldBeGreaterThan(0);
        series.GetProperty("reason").EnumerateArray().ShouldAllBe(r => r.GetString() == "not_published");
        series.GetProperty("p50").EnumerateArray().ShouldAllBe(v => v.ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/v1/runs", HttpStatusCode.OK)]
    [InlineData("/v1/growth?run=RUN", HttpStatusCode.OK)]
    [InlineData("/v1/bridge?run=RUN&product=Wmo", HttpStatusCode.OK)]
    [InlineData("/v1/runs/RUN/series/unmet", HttpStatusCode.OK)]
    [InlineData("/v1/runs/RUN/series/waiting", HttpStatusCode.OK)]
    [InlineData("/v1/indicators", HttpStatusCode.NotFound)]
    public async Task Every_question_is_answered_or_refused_with_a_reason(string path, HttpStatusCode expected)
    {
        using var answer = await client.GetAsync(path.Replace("RUN", run, StringComparison.Ordinal));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        JsonDocument.Parse(text).RootElement.ValueKind.ShouldNotBe(JsonValueKind.Null);
    }

    private async Task<string> Do(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandTree.RunAsync(
            new(output, errors, Language.English),
            [.. arguments, "--workspace", Workspace]
        );
        exit.ShouldBe(ExitCode.Done, errors.ToString());
        return output.ToString();
    }
}
