using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>
/// Money of the pools of one gemeente, eight replicates: the budget of the year ÷ weeks, shared over pools by what each cost in
/// the base year. Real euro cents.
/// </summary>
internal sealed class PoolMoney
{
    private const int Lanes = Block8.Size;
    private readonly CapacityPlan plan;
    private readonly LeverMeans means;
    private readonly ILeverFactors levers;
    private readonly BudgetPath path;
    private readonly CapacityParameters parameters;
    private readonly int contracts;

    // Weekly cents; shape [Contract, Pool, Lane].
    private readonly double[] rate;

    // What reallocation adds or takes in this step; shape [Pool, Lane].
    private readonly double[] moved;

    // Volume that effort contracts bring about; shape [Contract, Lane].
    private readonly double[] induced;
    private SetPlan set = null!;

    public PoolMoney(
        CapacityPlan plan,
        LeverMeans means,
        ILeverFactors levers,
        BudgetPath path,
        CapacityParameters parameters
    )
    {
        (this.plan, this.means, this.levers) = (plan, means, levers);
        (this.path, this.parameters) = (path, parameters);
        contracts = plan.Money.Contracts.Length;
        var most = plan.Pools.Sets.Max(s => s.PoolCount);
        rate = new double[contracts * most * Lanes];
        moved = new double[most * Lanes];
        induced = new double[contracts * Lanes];
    }

    public void Begin(SetPlan next)
    {
        set = next;
        induced.AsSpan().Fill(1);
    }

    /// <summary>The budgets of a projected year.</summary>
    public void OpenYear(int year)
    {
        moved.AsSpan().Clear();
        for (var contract = 0; contract < contracts; contract++)
        {
            var terms = plan.Money.Contracts[contract];
            if (FormIn(terms.Act, terms.Track, year) == ContractForm.Effort)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    induced[(contract * Lanes) + lane] *= 1 + parameters.Induced[contract][lane];
                }
            }
            for (var pool = 0; pool < set.PoolCount; pool++)
            {
                OpenPool(contract, pool, year);
            }
        }
    }

    /// <summary>The form of the contract of an act and a track in a year.</summary>
    public ContractForm FormIn(Act act, Track track, int year) =>
        levers.FormOf(act, track, year) ?? plan.Money.Contracts.First(c => (c.Act, c.Track) == (act, track)).Form;

    /// <summary>Volume per client against the base year. Shape [8].</summary>
    public ReadOnlySpan<double> Induced(int slot) => induced.AsSpan(plan.Money.ContractOf[slot] * Lanes, Lanes);

    /// <summary>Weekly cents of a pool; infinite where nothing of what it delivers is bounded by money. Shape [8].</summary>
    public void FillWeek(int pool, Span<double> cents)
    {
        if (!IsBounded(pool))
        {
            cents.Fill(double.PositiveInfinity);
            return;
        }
        moved.AsSpan(pool * Lanes, Lanes).CopyTo(cents);
        for (var contract = 0; contract < contracts; contract++)
        {
            var part = RateOf(contract, pool);
            for (var lane = 0; lane < Lanes; lane++)
            {
                cents[lane] += part[lane];
            }
        }
    }

    private bool IsBounded(int pool)
    {
        var slots = plan.Pools.SlotsOfPool[set.FirstPool + pool];
        foreach (var slot in slots)
        {
            if (plan.Money.Contracts[plan.Money.ContractOf[slot]].Policy == BudgetPolicy.Overspend)
            {
                return false;
            }
        }
        return !slots.IsEmpty;
    }

    private void OpenPool(int contract, int pool, int year)
    {
        var at = set.FirstPool + pool;
        Span<int> slots = stackalloc int[plan.Pools.SlotsOfPool[at].Length];
        var count = 0;
        foreach (var slot in plan.Pools.SlotsOfPool[at])
        {
            if (plan.Money.ContractOf[slot] == contract)
            {
                slots[count++] = slot;
            }
        }
        var level = path.Level(contract, year);
        Span<double> factor = stackalloc double[Lanes];
        means.Fill(Effect.Budget, plan.Pools.BuurtenOfPool[at].AsSpan(), slots[..count], year, UseKind.Cents, factor);
        var into = RateOf(contract, pool);
        for (var lane = 0; lane < Lanes; lane++)
        {
            into[lane] = Math.Floor(plan.Money.WeeklyCents(contract, at) * level[lane] * factor[lane]);
        }
    }

    private Span<double> RateOf(int contract, int pool) =>
        rate.AsSpan(((contract * (rate.Length / contracts / Lanes)) + pool) * Lanes, Lanes);
}
