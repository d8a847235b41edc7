using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// The scarce capacity of one gemeente in eight replicates: what it is in the base year, what the years and levers make of
/// it, and what that gives in a week. Pools and lists are counted from the first of the set. One instance per thread and block.
/// </summary>
internal sealed class CapacityBlock
{
    private const int Lanes = Block8.Size;
    private readonly CapacityPlan plan;
    private readonly LeverMeans means;
    private readonly Strength strength;
    private readonly PoolMoney money;

    private SetPlan set = null!;
    private StaffStock staff = new(0);
    private SpaceStock space = new(0);

    // Shape [Pool, Lane].
    private double[] minutesPerFte = [];
    private double[] homes = [];
    private double[] placesLevel = [];
    private readonly double[] establishment = new double[Lanes];
    private readonly double[] spaceGrowth = new double[Lanes];

    /// <param name="budgetOfAct">Shape [Act, Year, 8]: real spending where it follows a vintage; else empty.</param>
    public CapacityBlock(CapacityPlan plan, ParameterDraw draw, ILeverFactors levers, ReadOnlySpan<double> budgetOfAct)
    {
        this.plan = plan;
        Parameters = new(plan.Scenario, plan.Fit, plan.Money, draw);
        means = new(plan, levers);
        strength = new(plan, Parameters);
        var path = new BudgetPath(plan.Scenario, plan.Money, Parameters, budgetOfAct);
        money = new(plan, means, levers, path, Parameters);
        Settlement = new(plan, levers, path, money);
    }

    public CapacityParameters Parameters { get; }

    /// <summary>Money per pool.</summary>
    public PoolMoney Money => money;

    /// <summary>What is budgeted and paid.</summary>
    public Settlement Settlement { get; }

    /// <summary>Contracted staff of a pool of the set. Shape [8]; unit: FTE.</summary>
    public ReadOnlySpan<double> Fte(int pool) => staff.Fte(pool);

    /// <summary>Direct minutes that one FTE of a pool gives in a week. Shape [8].</summary>
    public ReadOnlySpan<double> MinutesPerFte(int pool) => minutesPerFte.AsSpan(pool * Lanes, Lanes);

    /// <summary>Places held by people without a home to go to. Shape [8].</summary>
    public ReadOnlySpan<double> Blocked(int pool) => space.Blocked(pool);

    /// <summary>The end of the base year, in the gemeente that comes next.</summary>
    public void Begin(SetPlan next)
    {
        MakeRoom(next);
        establishment.AsSpan().Fill(1);
        spaceGrowth.AsSpan().Fill(1);
        Span<double> fte = stackalloc double[Lanes];
        Span<double> waiting = stackalloc double[Lanes];
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            strength.FillFte(set.FirstPool + pool, fte);
            staff.Begin(pool, fte, Parameters.Attrition, Parameters.Fill, Parameters.Establishment);
            strength.FillWaitingForHome(set.FirstPool + pool, waiting);
            space.Begin(pool, waiting);
        }
        money.Begin(set);
    }

    /// <summary>Goes on where another era ended: staff goes along with the care that it gave in the base year.</summary>
    /// <param name="before">The same gemeente at the end of the year before, with its pools as they were.</param>
    public void Continue(SetPlan next, CapacityBlock before)
    {
        MakeRoom(next);
        before.establishment.CopyTo(establishment, 0);
        before.spaceGrowth.CopyTo(spaceGrowth, 0);
        var handover = new PoolHandover(before.plan, before.set, plan, set);
        handover.Move(before.staff, staff);
        handover.Move(before.space, space);
        money.Continue(set, before.money);
    }

    /// <summary>Posts, rates, places and budgets of a projected year.</summary>
    public void OpenYear(int year)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            establishment[lane] *= 1 + Parameters.Establishment[lane];
            spaceGrowth[lane] *= 1 + Parameters.SpaceGrowth[lane];
        }
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            OpenStaff(pool, year);
            OpenSpace(pool, year);
        }
        money.OpenYear(year);
    }

    /// <summary>What each pool has in a week of this step: infinite where it is not scarce.</summary>
    /// <param name="minutes">Shape [Pool, 8]: direct minutes, intake included.</param>
    /// <param name="places">Shape [Pool, 8]: places, those that are blocked included.</param>
    /// <param name="cents">Shape [Pool, 8]: euro cents, real.</param>
    public void FillWeek(Span<double> minutes, Span<double> places, Span<double> cents)
    {
        var scarce = plan.Scenario.Capacity;
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            var here = pool * Lanes;
            if (!plan.IsScarce(set.FirstPool + pool))
            {
                minutes.Slice(here, Lanes).Fill(double.PositiveInfinity);
                places.Slice(here, Lanes).Fill(double.PositiveInfinity);
                cents.Slice(here, Lanes).Fill(double.PositiveInfinity);
                continue;
            }
            var placed = scarce.Space && plan.Pools.Pools[set.FirstPool + pool].HasPlaces;
            for (var lane = 0; lane < Lanes; lane++)
            {
                minutes[here + lane] = scarce.Staff
                    ? staff.Fte(pool)[lane] * minutesPerFte[here + lane]
                    : double.PositiveInfinity;
                places[here + lane] = placed ? space.Places(pool)[lane] : double.PositiveInfinity;
            }
            if (scarce.Money)
            {
                money.FillWeek(pool, cents.Slice(here, Lanes));
            }
            else
            {
                cents.Slice(here, Lanes).Fill(double.PositiveInfinity);
            }
        }
    }

    /// <summary>What one person of each list takes this year.</summary>
    /// <param name="relativePrice">Shape [8]: real price of care against the base year.</param>
    /// <param name="minutes">Shape [List, 8]: per client-week in care; for an intake: once.</param>
    /// <param name="cents">Shape [List, 8]: per client-week in care, real; 0 for an intake.</param>
    public void FillEach(int year, ReadOnlySpan<double> relativePrice, Span<double> minutes, Span<double> cents)
    {
        Span<double> minutesFactor = stackalloc double[Lanes];
        Span<double> priceFactor = stackalloc double[Lanes];
        for (var list = 0; list < set.ListCount; list++)
        {
            var waiting = plan.Pools.Lists[set.FirstList + list];
            var minutesEach = minutes.Slice(list * Lanes, Lanes);
            var centsEach = cents.Slice(list * Lanes, Lanes);
            if (waiting.IsIntake)
            {
                Parameters.IntakeMinutes.CopyTo(minutesEach);
                centsEach.Clear();
                continue;
            }
            means.OfList(Effect.Minutes, waiting, year, UseKind.Minutes, minutesFactor);
            means.OfList(Effect.Price, waiting, year, UseKind.Cents, priceFactor);
            var induced = money.Induced(waiting.Slot);
            for (var lane = 0; lane < Lanes; lane++)
            {
                minutesEach[lane] = plan.Use.Each(UseKind.Minutes, waiting.Slot) * minutesFactor[lane] * induced[lane];
                centsEach[lane] =
                    plan.Use.Each(UseKind.Cents, waiting.Slot)
                    * priceFactor[lane]
                    * induced[lane]
                    * relativePrice[lane];
            }
        }
    }

    /// <summary>Whether people who end this care wait in their place for a home, when space is scarce.</summary>
    public bool WaitsForHome(int pool, int slot) =>
        plan.Scenario.Capacity.Space
        && plan.Pools.Pools[set.FirstPool + pool].HasPlaces
        && SpaceStock.NeedsHome(plan.ProductOf(slot));

    /// <summary>People become ready to leave a pool's places, and homes become available.</summary>
    /// <param name="ready">Shape [8]; whole.</param>
    /// <param name="years">Length of the step.</param>
    /// <param name="left">Shape [8]; overwritten: who found a home.</param>
    public void MoveOn(int pool, ReadOnlySpan<double> ready, double years, Span<double> left) =>
        space.Step(pool, ready, homes.AsSpan(pool * Lanes, Lanes), years, left);

    /// <summary>Staff comes and goes.</summary>
    /// <param name="years">Length of the step.</param>
    public void Step(double years) => staff.Step(set.PoolCount, years);

    private void MakeRoom(SetPlan next)
    {
        set = next;
        (staff, space) = (new(set.PoolCount), new(set.PoolCount));
        minutesPerFte = new double[set.PoolCount * Lanes];
        homes = new double[set.PoolCount * Lanes];
        placesLevel = new double[set.PoolCount * Lanes];
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            strength.FillPlaces(set.FirstPool + pool, placesLevel.AsSpan(pool * Lanes, Lanes));
        }
        SetPhases();
    }

    private void OpenStaff(int pool, int year)
    {
        Span<double> attrition = stackalloc double[Lanes];
        Span<double> fill = stackalloc double[Lanes];
        Span<double> absence = stackalloc double[Lanes];
        Span<double> direct = stackalloc double[Lanes];
        var at = set.FirstPool + pool;
        means.OfPool(Effect.Attrition, at, year, UseKind.Minutes, attrition);
        means.OfPool(Effect.Fill, at, year, UseKind.Minutes, fill);
        means.OfPool(Effect.Absence, at, year, UseKind.Minutes, absence);
        means.OfPool(Effect.DirectTime, at, year, UseKind.Minutes, direct);
        for (var lane = 0; lane < Lanes; lane++)
        {
            attrition[lane] *= Parameters.Attrition[lane];
            fill[lane] *= Parameters.Fill[lane];
            minutesPerFte[(pool * Lanes) + lane] = strength.MinutesPerFte(lane, absence[lane], direct[lane]);
        }
        staff.OpenYear(pool, establishment, attrition, fill);
    }

    private void OpenSpace(int pool, int year)
    {
        var at = set.FirstPool + pool;
        Span<double> level = stackalloc double[Lanes];
        var share = homes.AsSpan(pool * Lanes, Lanes);
        Span<double> factor = stackalloc double[Lanes];
        means.OfPool(Effect.Places, at, year, UseKind.Persons, factor);
        means.OfPool(Effect.Dwellings, at, year, UseKind.Persons, share);
        for (var lane = 0; lane < Lanes; lane++)
        {
            level[lane] = placesLevel[(pool * Lanes) + lane] * spaceGrowth[lane] * factor[lane];
            share[lane] = Math.Clamp(share[lane] * Parameters.Dwellings[lane], 0, 1);
        }
        space.SetPlaces(pool, level);
    }

    /// <summary>Group by group, so that the places of a group are right in total.</summary>
    private void SetPhases()
    {
        for (var first = 0; first < set.PoolCount; )
        {
            var until = first + 1;
            while (until < set.PoolCount && GroupOf(until) == GroupOf(first))
            {
                until++;
            }
            space.SetPhases(first, until, placesLevel);
            first = until;
        }
    }

    private int GroupOf(int pool) => plan.Pools.Pools[set.FirstPool + pool].Group;
}
