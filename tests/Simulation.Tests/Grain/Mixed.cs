using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Tests.Grain;

/// <summary>The fit of the synthetic town on any areas, with buurten that differ much.</summary>
internal static class Mixed
{
    public static Fit Fit(AreaIndex areas, int seed)
    {
        var town = SyntheticTown.Fit();
        var random = new Random(seed);
        var (b, p, a) = (areas.BuurtCount, town.Products.ProductCount, town.Bands.Count);
        double[] Reals(int count, double scale) =>
            [.. Enumerable.Range(0, count).Select(_ => scale * (0.1 + random.NextDouble()))];
        int[] Wholes(int count, int most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(most))];
        return new Fit
        {
            Areas = areas,
            Products = town.Products,
            Bands = town.Bands,
            Reference = town.Reference,
            FirstYear = town.FirstYear,
            LastYear = town.LastYear,
            RequestRate = town.RequestRate,
            RequestCount = town.RequestCount,
            PersonYears = Reals(b * a * 2, 300),
            Completeness = town.Completeness,
            StepShare = town.StepShare,
            RiskShape = Reals(b * p, 30),
            RiskRate = Reals(b * p, 25),
            Alpha = town.Alpha,
            Stays = town.Stays,
            EndReason = town.EndReason,
            StepTo = town.StepTo,
            ReturnRate = town.ReturnRate,
            OpenAtEnd = Wholes(b * p * a, 40),
            EndedInLastYear = Wholes(b * p * a, 20),
            ClientsPerSpell = town.ClientsPerSpell,
            MinutesPerDay = town.MinutesPerDay,
            CentsPerDay = town.CentsPerDay,
            CostBasis = town.CostBasis,
            RateVolatility = town.RateVolatility,
            Expected = Reals(b * p, 50),
            Observed = Reals(b * p, 50),
            Basis = town.Basis,
            Inputs = town.Inputs,
        };
    }
}
