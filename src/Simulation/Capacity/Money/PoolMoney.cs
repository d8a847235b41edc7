using Populatie.Analytics.Randomness;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

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
    private double[] rate = [];

    // What reallocation adds or takes in this step; shape [Pool, Lane].
    private double[] moved = [];

    private double[] scratch = [];

    // Whether this year's budget binds; shape [Contract].
    private readonly bool[] bounded;

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
        bounded = new bool[contracts];
        induced = new double[contracts * Lanes];
    }

    public void Begin(SetPlan next)
    {
        set = next;
        rate = new double[contracts * set.PoolCount * Lanes];
        moved = new double[set.PoolCount * Lanes];
        scratch = new double[4 * set.PoolCount];
        induced.AsSpan().Fill(1);
    }

    /// <summary>Goes on with other pools.</summary>
    public void Continue(SetPlan next, PoolMoney before)
    {
        Begin(next);
        before.induced.CopyTo(induced, 0);
    }

    /// <summary>The budgets of a projected year.</summary>
    public void OpenYear(int year)
    {
        moved.AsSpan().Clear();
        for (var contract = 0; contract < contracts; contract++)
        {
            var form = FormIn(contract, year);
            bounded[contract] = plan.Money.PolicyOf(contract, form) != BudgetPolicy.Overspend;
            if (form == ContractForm.Effort)
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

    /// <summary>The form of a contract in a year.</summary>
    public ContractForm FormIn(int contract, int year)
    {
        var terms = plan.Money.Contracts[contract];
        return levers.FormOf(terms.Act, terms.Track, year) ?? terms.Form;
    }

    /// <summary>Volume per client against the base year. Shape [8].</summary>
    public ReadOnlySpan<double> Induced(int slot) => induced.AsSpan(plan.Money.ContractOf[slot] * Lanes, Lanes);

    /// <summary>Weekly cents of a pool; infinite where anything that it delivers has no ceiling. Shape [8].</summary>
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

    /// <summary>
    /// Under policy <c>reallocate</c>, what pools leave unused goes to pools that are short, in the same gemeente and under the
    /// same contract. The total stays the same to the cent. Counted anew each step, from the rates of the year.
    /// </summary>
    /// <param name="used">Shape [Pool, 8]: weekly cents of those in care.</param>
    /// <param name="wanted">Shape [Pool, 8]: weekly cents of those who wait, if they were in care.</param>
    public void Reallocate(ReadOnlySpan<double> used, ReadOnlySpan<double> wanted)
    {
        moved.AsSpan().Clear();
        for (var contract = 0; contract < contracts; contract++)
        {
            if (plan.Money.Contracts[contract].Policy == BudgetPolicy.Reallocate)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    Move(contract, lane, used, wanted);
                }
            }
        }
    }

    private void Move(int contract, int lane, ReadOnlySpan<double> used, ReadOnlySpan<double> wanted)
    {
        var count = set.PoolCount;
        var spare = scratch.AsSpan(0, count);
        var shortage = scratch.AsSpan(count, count);
        var given = scratch.AsSpan(2 * count, count);
        var taken = scratch.AsSpan(3 * count, count);
        var (allSpare, allShort) = (0.0, 0.0);
        for (var pool = 0; pool < count; pool++)
        {
            var (own, whole) = (RateOf(contract, pool)[lane], WholeRate(pool, lane));
            var at = (pool * Lanes) + lane;
            var part = whole > 0 ? own / whole : 0;
            spare[pool] = Math.Min(own, Math.Floor(Math.Max(0, whole - used[at]) * part));
            var lacking = Math.Ceiling(Math.Max(0, used[at] + wanted[at] - whole) * part);
            // Who keeps people waiting gives nothing away.
            spare[pool] = lacking > 0 ? 0 : spare[pool];
            shortage[pool] = lacking;
            (allSpare, allShort) = (allSpare + spare[pool], allShort + shortage[pool]);
        }
        var total = Math.Min(allSpare, allShort);
        Allocation.Share(total, spare, spare, 0.5, given);
        Allocation.Share(total, shortage, shortage, 0.5, taken);
        for (var pool = 0; pool < count; pool++)
        {
            moved[(pool * Lanes) + lane] += taken[pool] - given[pool];
        }
    }

    private double WholeRate(int pool, int lane)
    {
        var sum = 0.0;
        for (var contract = 0; contract < contracts; contract++)
        {
            sum += RateOf(contract, pool)[lane];
        }
        return sum;
    }

    private bool IsBounded(int pool)
    {
        var slots = plan.Pools.SlotsOfPool[set.FirstPool + pool];
        foreach (var slot in slots)
        {
            if (!bounded[plan.Money.ContractOf[slot]])
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
        rate.AsSpan(((contract * set.PoolCount) + pool) * Lanes, Lanes);
}
