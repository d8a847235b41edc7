using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Benchmarks;

/// <summary>
/// Utrecht's buurten, residents and demography with made-up rates: some 25,000 people in care in 21 products. What it says of
/// Utrecht means nothing; what it costs does.
/// </summary>
internal static class MadeUpUtrecht
{
    private const int ProductCount = 21;
    private const double YearlyRate = 0.004;
    private const string Certain = """
        name: bench
        base: {year: 2025}
        horizon: 2040
        growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
        """;

    /// <param name="scarce">
    /// Staff, places and money that are there for who is in care at the begin, which is half of who soon asks for it; or
    /// all without end.
    /// </param>
    public static ProjectionInputs Inputs(bool scarce, ProjectionGrain grain = ProjectionGrain.Buurt)
    {
        var series = UtrechtPopulation.Series();
        var areas = EmbeddedUtrecht.Areas().Index;
        var fit = FitOf(areas, series);
        if (grain == ProjectionGrain.Wijk)
        {
            var units = WijkUnits.Of(areas);
            (fit, series) = (CoarseFit.Of(fit, units, series.At(2026)), units.Sum(series.At(2026)));
            areas = units.Areas;
        }
        var scenario = ScenarioReader.Parse(Certain, "bench") with
        {
            Capacity = scarce ? new(Staff: true, Space: true, Money: true) : CapacityChoice.Unlimited,
        };
        var demography = new Demography(
            DemographyInputs.For(areas, series, 2026, 2040, DemographySettingsFile.Embedded, WijkForecast.Latest) with
            {
                Bands = fit.Bands,
            }
        );
        var leave = LeaveRates.Of(
            series.At(2026),
            fit.Bands,
            NationalTables.Embedded,
            MigrationProfile.Embedded,
            scenario.FirstYear,
            scenario.YearCount + 1
        );
        return new(
            scenario,
            fit,
            new ProjectedResidents(demography, scenario.FirstYear, leave),
            GrowthPath.For(scenario, [Act.Wmo, Act.Jeugd], VintageTable.Embedded, "bench"),
            ObservedYears.Empty(2025, fit.Products.Count, fit.Products.ProductCount, areas.BuurtCount),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
    }

    private static Fit FitOf(AreaIndex areas, PopulationSeries series)
    {
        var products = new ProductAxis([.. ProductCatalogue.Embedded.Products.Take(ProductCount)]);
        var bands = AgeBands.Default;
        var (b, p, a) = (areas.BuurtCount, products.ProductCount, bands.Count);
        bool Serves(int product, int band) =>
            products.Products[product].FirstAge <= bands.LastAge(band)
            && products.Products[product].LastAge >= bands.LowerBounds[band];
        var rates = new double[p * a * 2];
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i] = Serves(i / (2 * a), i / 2 % a) ? YearlyRate * (1 + (i % 3) - 1 + 0.5) : 0;
        }
        var open = new int[b * p * a];
        var stepTo = new double[p * p];
        for (var buurt = 0; buurt < b; buurt++)
        {
            var living = new int[a];
            for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
            {
                living[bands.OfAge(cell % AgeBands.AgeCount)] += series.At(2026).OfBuurt(buurt)[cell];
            }
            for (var i = 0; i < p * a; i++)
            {
                // Some two years' requests; rounded up and down in turn.
                var expected = Serves(i / a, i % a) ? living[i % a] * 2 * YearlyRate : 0;
                open[(buurt * p * a) + i] = (int)(expected + (((buurt + i) % 10) / 10.0));
            }
        }
        for (var product = 0; product + 1 < p; product++)
        {
            var same = products.Products[product].Act == products.Products[product + 1].Act;
            stepTo[(product * p) + product + 1] = same ? 1 : 0;
        }
        return new Fit
        {
            Areas = areas,
            Products = products,
            Bands = bands,
            Reference = RateReference.City,
            FirstYear = 2023,
            LastYear = 2025,
            RequestRate = rates,
            RequestCount = [.. rates.Select(r => r * 100_000)],
            PersonYears = new double[b * a * 2],
            Completeness = [.. Enumerable.Repeat(1.0, p)],
            StepShare = new double[p],
            RiskShape = [.. Enumerable.Range(0, b * p).Select(i => 8.0 + (i % 5))],
            RiskRate = [.. Enumerable.Repeat(10.0, b * p)],
            Alpha = [.. Enumerable.Repeat(5.0, p)],
            Stays = [.. Enumerable.Repeat(new StayModel(0.5, 0.3, 0.3, 0.05), p)],
            EndReason = [.. Enumerable.Range(0, p * 4).Select(i => new[] { 0.85, 0.08, 0.04, 0.03 }[i % 4])],
            StepTo = stepTo,
            ReturnRate = [.. Enumerable.Repeat(0.3, p)],
            OpenAtEnd = open,
            EndedInLastYear = [.. open.Select(n => n / 2)],
            ClientsPerSpell = [.. Enumerable.Repeat(0.95, products.Count)],
            MinutesPerDay = [.. Enumerable.Repeat(5.0, p)],
            CentsPerDay = [.. Enumerable.Repeat(800.0, p)],
            CostBasis = [.. Enumerable.Repeat(Basis.Synthetic, p)],
            RateVolatility = [.. Enumerable.Repeat(0.03, p)],
            Expected = new double[b * p],
            Observed = new double[b * p],
            Basis = Basis.Synthetic,
            Inputs = new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }
}
