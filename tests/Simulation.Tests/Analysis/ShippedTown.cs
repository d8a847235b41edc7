using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Analysis;

/// <summary>The synthetic town with products of the catalogue, so that shipped scenarios mean something there.</summary>
internal static class ShippedTown
{
    /// <summary>In the place of the town's four products, of the same acts.</summary>
    private static readonly string[] Codes = ["wmo-begeleiding", "wmo-huishouden", "buurtteam-jeugd", "jeugd-ambulant"];

    private static readonly Fit Fit = Renamed(SyntheticTown.Fit());

    /// <summary>A shipped scenario, to an earlier horizon.</summary>
    public static ProjectionInputs Inputs(string scenario, int horizon = 2031) =>
        Inputs(ScenarioReader.Parse(ShippedScenarios.Read(scenario), scenario) with { Horizon = horizon });

    public static ProjectionInputs Inputs(Scenario scenario) => SyntheticTown.Inputs(scenario) with { Fit = Fit };

    private static Fit Renamed(Fit town)
    {
        var catalogue = ProductCatalogue.Embedded.Products;
        return new Fit
        {
            Areas = town.Areas,
            Products = new ProductAxis([
                .. Codes.Select(c => catalogue.Single(p => string.Equals(p.Code, c, StringComparison.Ordinal))),
            ]),
            Bands = town.Bands,
            Reference = town.Reference,
            FirstYear = town.FirstYear,
            LastYear = town.LastYear,
            RequestRate = town.RequestRate,
            RequestCount = town.RequestCount,
            PersonYears = town.PersonYears,
            Completeness = town.Completeness,
            StepShare = town.StepShare,
            RiskShape = town.RiskShape,
            RiskRate = town.RiskRate,
            Alpha = town.Alpha,
            Stays = town.Stays,
            EndReason = town.EndReason,
            StepTo = town.StepTo,
            ReturnRate = town.ReturnRate,
            OpenAtEnd = town.OpenAtEnd,
            EndedInLastYear = town.EndedInLastYear,
            ClientsPerSpell = town.ClientsPerSpell,
            MinutesPerDay = town.MinutesPerDay,
            CentsPerDay = town.CentsPerDay,
            CostBasis = town.CostBasis,
            RateVolatility = town.RateVolatility,
            Expected = town.Expected,
            Observed = town.Observed,
            Basis = town.Basis,
            Inputs = town.Inputs,
        };
    }
}
