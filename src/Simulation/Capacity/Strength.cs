using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// How strong each pool is at the end of the base year: what it did, and the reserve; or what is stated for its group, divided
/// over its pools by what they did. No pool is smaller than two clients.
/// </summary>
internal sealed class Strength
{
    private const int Lanes = Block8.Size;
    private readonly CapacityPlan plan;
    private readonly CapacityParameters parameters;

    // Shape [Group, Lane]: what all pools of a group did together; only where something is stated to divide by it.
    private readonly double[] minutesOfGroup;
    private readonly double[] placesOfGroup;

    public Strength(CapacityPlan plan, CapacityParameters parameters)
    {
        (this.plan, this.parameters) = (plan, parameters);
        minutesOfGroup = new double[plan.Scenario.Groups.Length * Lanes];
        placesOfGroup = new double[plan.Scenario.Groups.Length * Lanes];
        var isStated = parameters.StatedFte.Concat(parameters.StatedPlaces).Any(s => s.Length > 0);
        for (var pool = 0; isStated && pool < plan.Pools.Pools.Length; pool++)
        {
            var group = plan.Pools.Pools[pool].Group;
            for (var lane = 0; lane < Lanes; lane++)
            {
                minutesOfGroup[(group * Lanes) + lane] += Minutes(pool, lane);
                placesOfGroup[(group * Lanes) + lane] += Places(pool, lane);
            }
        }
    }

    /// <summary>Direct minutes per week of one FTE.</summary>
    /// <param name="absence">Factor on the absence.</param>
    /// <param name="direct">Factor on the share of direct time.</param>
    public double MinutesPerFte(int lane, double absence, double direct) =>
        parameters.ContractHours[lane]
        * YearParts.MinutesPerHour
        / YearParts.Weeks
        * (1 - Math.Clamp(parameters.Absence[lane] * absence, 0, 1))
        * Math.Clamp(parameters.DirectTime[lane] * direct, 0, 1);

    /// <summary>Contracted staff of a pool. Shape [8]; unit: FTE.</summary>
    public void FillFte(int pool, Span<double> fte)
    {
        var group = plan.Pools.Pools[pool].Group;
        var stated = parameters.StatedFte[group];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var all = minutesOfGroup[(group * Lanes) + lane];
            fte[lane] =
                stated.Length > 0
                    ? stated[lane] * (all > 0 ? Minutes(pool, lane) / all : 0)
                    : WithReserve(pool, lane) / MinutesPerFte(lane, 1, 1);
        }
    }

    /// <summary>Places of a pool, not yet whole. Shape [8].</summary>
    public void FillPlaces(int pool, Span<double> places)
    {
        var group = plan.Pools.Pools[pool].Group;
        var stated = parameters.StatedPlaces[group];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var all = placesOfGroup[(group * Lanes) + lane];
            places[lane] =
                stated.Length > 0
                    ? stated[lane] * (all > 0 ? Places(pool, lane) / all : 0)
                    : Places(pool, lane) * (1 + parameters.SpaceReserve[lane]);
        }
    }

    /// <summary>People of a pool who wait for a home. Shape [8]; not yet whole.</summary>
    public void FillWaitingForHome(int pool, Span<double> waiting)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            waiting[lane] = SpaceStock.Waiting(plan.ReadyPerYear(pool), parameters.Dwellings[lane]);
        }
    }

    /// <summary>
    /// The reserve is no smaller than what chance alone makes of the use of a pool, which served the base year through its ups
    /// and downs: √n of n clients, which tells in pools of some hundreds or less.
    /// </summary>
    private double WithReserve(int pool, int lane)
    {
        var used = Minutes(pool, lane);
        return used + Math.Max(used * parameters.Reserve[lane], plan.Use.ChanceMinutes(pool));
    }

    private double Minutes(int pool, int lane)
    {
        var intakes = plan.Use.Intakes(pool, parameters.PastTeam[0][lane], parameters.PastTeam[1][lane]);
        var used = plan.Use.CareMinutes(pool) + (intakes * parameters.IntakeMinutes[lane]);
        return Math.Max(used, plan.Least(UseKind.Minutes, pool));
    }

    private double Places(int pool, int lane)
    {
        var blocked = SpaceStock.Waiting(plan.ReadyPerYear(pool), parameters.Dwellings[lane]);
        return Math.Max(plan.Least(UseKind.Persons, pool), plan.Use.Persons(pool) + blocked);
    }
}
