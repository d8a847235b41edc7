using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Scenarios;

namespace Populatie.Server.Tests.Values;

/// <summary>Where a figure comes from is told in Dutch where the words are ours; what was published keeps its own.</summary>
[Collection(ServerCollection.Name)]
public sealed class SourceTests(RunningServer server)
{
    /// <summary>How texts of ours begin, and no title does.</summary>
    private static readonly string[] Ours = ["own ", "Own ", "assumed", "estimated ", "neutral:"];

    [Fact]
    public async Task All_that_is_assumed_in_a_run_is_explained_in_Dutch_too()
    {
        var details = await server.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{server.RunId}");
        var dutch = details.GetProperty("dutch_sources");
        var sources = details
            .GetProperty("card")
            .GetProperty("assumptions")
            .EnumerateObject()
            .Select(a => a.Value.GetProperty("source").GetString()!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        sources.Count.ShouldBeGreaterThan(20);
        foreach (var source in sources.Where(IsOurs))
        {
            dutch.TryGetProperty(source, out var told).ShouldBeTrue(source);
            told.GetString().ShouldNotBe(source);
        }
    }

    [Fact]
    public void All_that_shipped_scenarios_pull_is_explained_in_Dutch_too()
    {
        var sources = ShippedScenarios
            .Names.Select(name => ScenarioReader.Parse(ShippedScenarios.Read(name), name))
            .SelectMany(s => s.Levers)
            .SelectMany(l => new[] { l.Effect.Source, l.Amount?.Source ?? "" })
            .Where(IsOurs)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        sources.Count.ShouldBeGreaterThan(5);
        sources
            .Where(s => SourceText.Of(s) is var text && text.Dutch.Equals(text.English, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void All_that_the_catalogue_reasons_beforehand_is_explained_in_Dutch_too()
    {
        var sources = ProductCatalogue
            .Embedded.Products.SelectMany(p => new[] { p.HoursPerClientMonth, p.CentsPerClientMonth, p.MeanStayMonths })
            .Select(a => a.Source)
            .Where(s => s.StartsWith("prior:", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        sources.Count.ShouldBeGreaterThan(10);
        foreach (var source in sources)
        {
            SourceText.Of(source).Dutch.ShouldStartWith("vooraf aangenomen: ");
        }
    }

    [Fact]
    public async Task Assumptions_of_growth_are_explained_in_Dutch_too()
    {
        var growth = await server.Client.GetFromJsonAsync<JsonElement>("/v1/growth");
        var dutch = growth.GetProperty("dutch_sources");
        var ours = growth
            .GetProperty("rates")
            .EnumerateArray()
            .Select(r => r.GetProperty("source").GetString()!)
            .Where(IsOurs)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        ours.ShouldNotBeEmpty();
        ours.ShouldAllBe(source => dutch.GetProperty(source).GetString() != source);
    }

    private static bool IsOurs(string source) => Ours.Any(o => source.StartsWith(o, StringComparison.Ordinal));
}
