using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Published;
using Populatie.Analytics.Sources.Published;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Inputs;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Statistics;
using Populatie.Tests.Shared;

namespace Populatie.Simulation.Tests.Published;

/// <summary>A projection without a single record: the published clients of 2015-2021 carried on.</summary>
public sealed class PublishedProjectionTests
{
    private const string Scenario = """
        name: published
        base: {year: 2021, cube: latest, population: latest, fit: latest}
        horizon: HORIZON
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        """;

    [SharedFact]
    [Trait("Speed", "slow")]
    public void The_first_projected_year_of_Utrecht_lies_near_the_last_published_one()
    {
        var result = Project("GM0344", horizon: 2024, replicates: 64);
        foreach (var (act, published) in new[] { ("Wmo", 20_250.0), ("Jeugd", 13_210.0) })
        {
            var past = result.Inputs.Past.Table(AreaLevel.Gemeente, Measures.Clients)!;
            result.Inputs.Fit.Products.TryFind(act, out var product).ShouldBeTrue();
            past[(product * 7) + 6].ShouldBe((long)published);
            var first = Clients(result, 0, act, 2022);
            first.Mean.ShouldBe(published, 0.03 * published);
            // The band is as wide as a year's change (2 to 8% in Utrecht), at once: not that of a few more or fewer requests.
            first.Quantiles[0].ShouldBeInRange((long)(0.85 * published), (long)(0.98 * published));
            first.Quantiles[4].ShouldBeInRange((long)(1.02 * published), (long)(1.17 * published));
        }
    }

    [SharedFact]
    [Trait("Speed", "slow")]
    public void All_wijken_of_the_country_are_projected_from_published_tables()
    {
        // At central parameters: a shock of a year would move all gemeenten of a future together.
        var result = Project(null, horizon: 2022, replicates: 8, "\nuncertainty: {parameters: off}");
        var gemeenten = result.Inputs.Fit.Areas.GemeenteCount;
        gemeenten.ShouldBeGreaterThan(300);
        result.Inputs.Fit.Areas.WijkCount.ShouldBeGreaterThan(2750);
        var past = result.Inputs.Past.Table(AreaLevel.Gemeente, Measures.Clients)!;
        foreach (var act in new[] { "Wmo", "Jeugd" })
        {
            result.Inputs.Fit.Products.TryFind(act, out var product);
            var (published, projected, near) = (0.0, 0.0, 0);
            var compared = 0;
            for (var gemeente = 0; gemeente < gemeenten; gemeente++)
            {
                var last = past[(((gemeente * result.Inputs.Fit.Products.Count) + product) * 7) + 6];
                if (last != ObservedYears.Unknown)
                {
                    var next = Clients(result, gemeente, act, 2022).Mean;
                    (published, projected) = (published + last, projected + next);
                    near += Math.Abs(next - last) < (0.1 * last) + 10 ? 1 : 0;
                    compared++;
                }
            }
            compared.ShouldBeGreaterThan(300);
            projected.ShouldBe(published, 0.04 * published);
            ((double)near / compared).ShouldBeGreaterThan(0.95);
        }
    }

    private static Summary Clients(ProjectionResult result, int area, string act, int year)
    {
        result.Inputs.Fit.Products.TryFind(act, out var product);
        return result
            .Table(AreaLevel.Gemeente, Measures.Clients)
            .Summarise(area, result.Axis.Ordinals.IndexOf(product), year - result.Inputs.Scenario.FirstYear);
    }

    private static ProjectionResult Project(string? gemeente, int horizon, int replicates, string more = "")
    {
        var folder = Path.GetDirectoryName(SharedFolder.File("reference/cbs/wmo_wijk_nl.csv"))!;
        var tables = PublishedFolder.Read(folder, gemeente);
        var cube = PublishedCube.Build(tables).Cube;
        var (people, _) = PublishedPopulation.Build(tables, cube.Axes.Areas, 2015, 2024);
        var fit = FitChoice.Estimate(cube, people, new FitSettings { Until = 2021 });
        var scenario = ScenarioReader.Parse(
            Scenario.Replace("HORIZON", FormattableString.Invariant($"{horizon}"), StringComparison.Ordinal) + more,
            "published.yaml"
        );
        var inputs = InputAssembly.Of(
            scenario,
            fit,
            CubeYears.Of(cube),
            people,
            new Dictionary<string, string>(StringComparer.Ordinal),
            "published.yaml"
        );
        return MonteCarlo.Run(
            inputs,
            new RunSettings(replicates, 1, KeepBuurten: false, 2, LaneChoice.Current),
            null,
            default
        );
    }
}
