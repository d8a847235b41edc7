using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Tests.Projection;

namespace Populatie.Simulation.Tests.Capacity;

/// <summary>The synthetic town with someone to deliver its care: two teams that take requests in, and two providers.</summary>
internal static class Providers
{
    public const int Lanes = Block8.Size;

    public static readonly CapacityChoice AllScarce = new(Staff: true, Space: true, Money: true);

    public static readonly ProductGroup TeamWmo = Group("team-wmo", "wmo-licht", AreaLevel.Buurtteam, intake: true);
    public static readonly ProductGroup TeamJeugd = Group(
        "team-jeugd",
        "jeugd-licht",
        AreaLevel.Buurtteam,
        intake: true
    );
    public static readonly ProductGroup Ambulant = Group("ambulant", "wmo-zwaar", AreaLevel.Wijk);
    public static readonly ProductGroup Verblijf = Group(
        "verblijf",
        "jeugd-zwaar",
        AreaLevel.ProviderArea,
        places: true
    );

    public static ProductGroup Group(
        string name,
        string product,
        AreaLevel pool,
        bool places = false,
        bool intake = false
    ) => new(name, [product], pool, places, intake, null, null);

    /// <summary>Everything scarce, every parameter at its central value.</summary>
    public static Scenario Scarce(bool uncertain = false)
    {
        var scenario = ScenarioReader.Parse(Town.Certain, "certain");
        return scenario with
        {
            Capacity = AllScarce,
            Groups = [TeamWmo, TeamJeugd, Ambulant, Verblijf],
            Uncertainty = scenario.Uncertainty with { Parameters = uncertain },
        };
    }

    public static CapacityPlan Plan(Scenario scenario, Fit? fit = null)
    {
        fit ??= SyntheticTown.Fit();
        return CapacityPlan.Of(scenario, fit, new CellPlan(fit));
    }

    public static ParameterDraw Draw(Scenario scenario, ulong seed = 7, int firstReplicate = 0) =>
        new(BlockDraws.For(LaneWidth.Scalar, seed, firstReplicate), scenario.Uncertainty.Parameters);

    public static CapacityBlock Block(CapacityPlan plan, ILeverFactors? levers = null, int firstReplicate = 0)
    {
        var draw = Draw(plan.Scenario, firstReplicate: firstReplicate);
        var block = new CapacityBlock(plan, draw, levers ?? NoLevers.Instance, []);
        block.Begin(plan.Pools.Sets[0]);
        return block;
    }

    /// <summary>The town's fit over other areas: every buurt as the first, with so many spells open in each cell.</summary>
    public static Fit FitOver(AreaIndex areas, int open = 3)
    {
        var town = SyntheticTown.Fit();
        var (b, p, a) = (areas.BuurtCount, town.Products.ProductCount, town.Bands.Count);
        return new()
        {
            Areas = areas,
            Products = town.Products,
            Bands = town.Bands,
            Reference = town.Reference,
            FirstYear = town.FirstYear,
            LastYear = town.LastYear,
            RequestRate = town.RequestRate,
            RequestCount = town.RequestCount,
            PersonYears = new double[b * a * 2],
            Completeness = town.Completeness,
            StepShare = town.StepShare,
            RiskShape = Filled(b * p, 10.0),
            RiskRate = Filled(b * p, 10.0),
            Alpha = town.Alpha,
            Stays = town.Stays,
            EndReason = town.EndReason,
            StepTo = town.StepTo,
            ReturnRate = town.ReturnRate,
            OpenAtEnd = Filled(b * p * a, open),
            EndedInLastYear = Filled(b * p * a, 1),
            ClientsPerSpell = town.ClientsPerSpell,
            MinutesPerDay = town.MinutesPerDay,
            CentsPerDay = town.CentsPerDay,
            CostBasis = town.CostBasis,
            RateVolatility = town.RateVolatility,
            Expected = Filled(b * p, 5.0),
            Observed = Filled(b * p, 5.0),
            Basis = Basis.Synthetic,
            Inputs = town.Inputs,
        };
    }

    /// <summary>A lever that multiplies one effect by the same factor, in some buurten.</summary>
    public sealed class OneLever(Effect of, double factor, Func<int, bool>? where = null) : ILeverFactors
    {
        public bool IsNeutral(Effect effect) => effect != of;

        public void Fill(Effect effect, int buurt, int slot, int year, Span<double> factor1) =>
            factor1.Fill(effect == of && where?.Invoke(buurt) != false ? factor : 1);

        public ContractForm? FormOf(Act act, Track track, int year) => null;

        public AreaLevel? PoolLevelOf(string group, int year) => null;
    }

    private static T[] Filled<T>(int length, T value)
    {
        var values = new T[length];
        Array.Fill(values, value);
        return values;
    }
}
