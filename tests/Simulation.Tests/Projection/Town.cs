using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>Projections small enough to know the answer of.</summary>
internal static class Town
{
    public const string Certain = """
        name: certain
        base: {year: 2025}
        horizon: 2030
        growth: {other: "0% (none, 0% to 0%)"}
        take-up: 100%
        uncertainty: {parameters: off}
        """;

    public static RunSettings Settings(
        int replicates,
        ulong seed = 7,
        int threads = 1,
        LaneWidth width = LaneWidth.Scalar
    ) => new(replicates, seed, KeepBuurten: true, threads, width);

    public static ProjectionResult Run(ProjectionInputs inputs, int replicates, ulong seed = 7) =>
        MonteCarlo.Run(inputs, Settings(replicates, seed, width: LaneChoice.Current), null, CancellationToken.None);

    /// <summary>New requests a year at the rates of a fit of the synthetic town. Shape [Buurt, Product].</summary>
    public static double[] ExpectedRequests(Fit fit)
    {
        var (residents, products) = (SyntheticTown.Residents(), fit.Products.ProductCount);
        var expected = new double[fit.Areas.BuurtCount * products];
        for (var at = 0; at < expected.Length; at++)
        {
            for (var i = 0; i < PopulationTable.CellsPerBuurt; i++)
            {
                var (age, sex) = (i % AgeBands.AgeCount, i / AgeBands.AgeCount);
                var cell = ((((at % products) * fit.Bands.Count) + fit.Bands.OfAge(age)) * 2) + sex;
                expected[at] += residents[at / products, (Sex)sex, age] * fit.RequestRate[cell];
            }
            expected[at] *= fit.RiskShape[at] / fit.RiskRate[at];
        }
        return expected;
    }

    /// <summary>One buurt, one product, one age band: the simplest thing that can be projected.</summary>
    /// <param name="perYear">Expected new requests a year.</param>
    public static ProjectionInputs OneCell(
        StayModel stay,
        double perYear,
        int open,
        double leave = 0,
        double returnRate = 0,
        string scenario = Certain,
        double? eighteen = null
    )
    {
        var persons = new int[PopulationTable.CellsPerBuurt];
        persons[30] = 1000;
        return OneProduct(
            new AgeBands(0),
            (0, AgeBands.AgeCount - 1),
            persons,
            [open],
            stay,
            [perYear / 1000, 0],
            leave,
            returnRate,
            eighteen,
            scenario,
            ageing: false
        );
    }

    /// <summary>One buurt and one product, its clients of several bands.</summary>
    /// <param name="persons">Residents, shape [Sex, Age].</param>
    /// <param name="open">Per band.</param>
    /// <param name="rates">Shape [Band, Sex].</param>
    public static ProjectionInputs OneProduct(
        AgeBands bands,
        (int First, int Last) ages,
        int[] persons,
        int[] open,
        StayModel stay,
        double[] rates,
        double leave = 0,
        double returnRate = 0,
        double? eighteen = null,
        string scenario = Certain,
        bool ageing = true
    )
    {
        var town = SyntheticTown.Fit();
        var product = town.Products.Products[0] with { FirstAge = ages.First, LastAge = ages.Last };
        var areas = new AreaIndex([new("BU00010101", "Een", "WK000101", "GM0001")]);
        var parsed = ScenarioReader.Parse(scenario, "t.yaml");
        var products = new ProductAxis([product]);
        var fit = new Fit
        {
            Areas = areas,
            Products = products,
            Bands = bands,
            Reference = RateReference.City,
            FirstYear = 2023,
            LastYear = 2025,
            RequestRate = rates,
            RequestCount = [.. rates.Select(_ => 100.0)],
            PersonYears = [.. rates.Select(_ => 1000.0)],
            Completeness = [1],
            StepShare = [0],
            RiskShape = [Fit.CertainShape],
            RiskRate = [Fit.CertainShape],
            Alpha = [double.PositiveInfinity],
            Stays = [stay],
            EndReason = [1, 0, 0, 0],
            StepTo = [0],
            ReturnRate = [returnRate],
            OpenAtEnd = open,
            EndedInLastYear = new int[bands.Count],
            ClientsPerSpell = [.. Enumerable.Repeat(1.0, products.Count)],
            MinutesPerDay = [10],
            CentsPerDay = [1000],
            CostBasis = [Basis.Synthetic],
            RateVolatility = [0],
            Eighteen = eighteen is { } rate ? new([rate], [0], [0]) : null,
            Expected = [0],
            Observed = [0],
            Basis = Basis.Synthetic,
            Inputs = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        var table = new PopulationTable(2026, 1, persons, Basis.Synthetic);
        var leaving = Enumerable.Repeat(leave, (parsed.YearCount + 1) * bands.Count).ToArray();
        return new(
            parsed,
            fit,
            new FixedResidents(table, bands, 2026, parsed.YearCount + 1, leaving, ageing),
            [],
            ObservedYears.Empty(2025, products.Count, 1, 1),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
    }

    /// <summary>Mean and standard error of the mean of the gemeente's total.</summary>
    public static (double Mean, double Mcse) Total(ProjectionResult result, Measure measure, int year)
    {
        var table = result.Table(AreaLevel.Gemeente, measure);
        var summary = table.Summarise(0, table.Axis - 1, year - result.Inputs.Scenario.FirstYear);
        return (summary.Mean, summary.Sd / Math.Sqrt(result.Settings.Replicates));
    }
}
