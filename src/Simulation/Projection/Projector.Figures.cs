using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Towns;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Projection;

/// <summary>The figures of a year, in whole numbers, so that they add up over areas and products whatever the order.</summary>
internal sealed partial class Projector
{
    private readonly YearShares shares;

    /// <summary>Tells per buurt and product what pools and lists came to.</summary>
    private void CloseYear()
    {
        shares.Begin(buurten.Length, scarcities.Length > 0);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            CountPeople(buurt);
            Balance(buurt);
        }
        foreach (var scarcity in scarcities)
        {
            scarcity.CloseYear(year, town, tally, shares);
        }
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                CloseUnmet(buurt, slot);
            }
        }
    }

    /// <summary>What follows from the other counts of a year: who came into need, who began, and who is no longer in care.</summary>
    private void Balance(int buurt)
    {
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var requests = tally.Of(buurt, slot, Tally.Requests);
            var starts = tally.Of(buurt, slot, Tally.Starts);
            LaneSums.Add(tally.Of(buurt, slot, Tally.Need), requests, tally.Of(buurt, slot, Tally.Silent));
            if (scarcities.Length == 0)
            {
                LaneSums.AddDifference(starts, requests, tally.Of(buurt, slot, Tally.OutOfScope));
            }
            var ends = tally.Of(buurt, slot, Tally.Ends);
            LaneSums.Add(ends, starts);
            LaneSums.AddDifference(ends, tally.Of(buurt, slot, Tally.OpenAtBegin), shares.InCare(buurt, slot));
        }
    }

    /// <summary>Who is in care and who waits on the last day.</summary>
    private void CountPeople(int buurt)
    {
        var pool = town.Of(town.Pool, buurt);
        var undecided = town.Of(town.Undecided, buurt);
        var unstarted = town.Of(town.Unstarted, buurt);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var rows = RowsOf(slot);
            var inCare = LaneSums.Load(town.Sums.Of(town.Sums.InCare, buurt, slot));
            var waiting = Counts.Sum(undecided[rows]) + Counts.Sum(unstarted[rows]);
            LaneSums.Store(inCare, shares.InCare(buurt, slot));
            LaneSums.Store(waiting, shares.Waiting(buurt, slot));
            Counts.Check(inCare + waiting);
            Counts.Check(Counts.Sum(pool[rows]));
            Counts.Check(LaneSums.Load(tally.Of(buurt, slot, Tally.Requests)));
        }
    }

    private void CloseUnmet(int buurt, int slot)
    {
        var flows = new UnmetYear
        {
            OverNorm = shares.OverNorm(buurt, slot),
            Dropped = tally.Of(buurt, slot, Tally.Dropped),
            OutOfScope = tally.Of(buurt, slot, Tally.OutOfScope),
            Silent = tally.Of(buurt, slot, Tally.Silent),
            InCare = shares.InCare(buurt, slot),
        };
        parameters.Unmet.CloseYear(buurt, slot, year, flows, shares.Unmet(buurt, slot));
    }

    /// <summary>
    /// Hidden need at the start is in balance with what stays silent in the first year; foregone need is what is left of
    /// those who gave up waiting in the years before.
    /// </summary>
    private void SeedUnmet()
    {
        parameters.Unmet.Begin(buurten);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                parameters.Unmet.Seed(buurt, slot, SilentMean(buurt, slot));
                parameters.Unmet.SeedForegone(buurt, slot, inputs.Past.Dropped(buurten[buurt], plan.Used[slot]));
            }
        }
    }

    /// <summary>Who began in the year that has just ended, by weeks waited, per slot; empty without queues.</summary>
    public SparseRows Waits(int buurt) => shares.Waits(buurt);

    /// <summary>The year that has just ended, of one buurt of the set.</summary>
    /// <param name="sums">Per slot a row per <see cref="BaseMeasure"/>; overwritten.</param>
    /// <param name="population">Shape [Lane]: residents on 1 January; overwritten.</param>
    public void Figures(int buurt, SparseRows sums, Span<long> population)
    {
        Span<double> living = stackalloc double[Lanes];
        living.Clear();
        RowSums.Add(living, persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, PersonsPerYear));
        Whole(living).CopyTo(population);
        sums.Clear();
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var into = sums.Slice(slot, 1);
            Put(into, BaseMeasure.Need, tally.Of(buurt, slot, Tally.Need));
            Put(into, BaseMeasure.Requests, tally.Of(buurt, slot, Tally.Requests));
            Put(into, BaseMeasure.Starts, tally.Of(buurt, slot, Tally.Starts));
            Put(into, BaseMeasure.Ends, tally.Of(buurt, slot, Tally.Ends));
            Put(into, BaseMeasure.OpenAtBegin, tally.Of(buurt, slot, Tally.OpenAtBegin));
            Put(into, BaseMeasure.InCare, shares.InCare(buurt, slot));
            Put(into, BaseMeasure.Waiting, shares.Waiting(buurt, slot));
            Put(into, BaseMeasure.WaitingOverNorm, shares.OverNorm(buurt, slot));
            Put(into, BaseMeasure.DoubleWeeksWaited, tally.Of(buurt, slot, Tally.DoubleWeeksWaited));
            Put(into, BaseMeasure.HeldByStaff, tally.Of(buurt, slot, Tally.HeldByStaff));
            Put(into, BaseMeasure.HeldBySpace, tally.Of(buurt, slot, Tally.HeldBySpace));
            Put(into, BaseMeasure.HeldByMoney, tally.Of(buurt, slot, Tally.HeldByMoney));
            Put(into, BaseMeasure.Dropped, tally.Of(buurt, slot, Tally.Dropped));
            Put(into, BaseMeasure.HelpedInformally, tally.Of(buurt, slot, Tally.HelpedInformally));
            Put(into, BaseMeasure.Worsened, tally.Of(buurt, slot, Tally.Worsened));
            Put(into, BaseMeasure.OutOfScope, tally.Of(buurt, slot, Tally.OutOfScope));
            var unmet = shares.Unmet(buurt, slot);
            Put(into, BaseMeasure.UnmetWaiting, unmet);
            Put(into, BaseMeasure.UnmetHeld, unmet[((int)UnmetKind.Held * Lanes)..]);
            Put(into, BaseMeasure.UnmetForegone, unmet[((int)UnmetKind.Foregone * Lanes)..]);
            Put(into, BaseMeasure.UnmetHidden, unmet[((int)UnmetKind.Hidden * Lanes)..]);
            Put(into, BaseMeasure.FteAvailable, shares.Fte.AsSpan(shares.At(buurt, slot), Lanes));
            PutMoney(buurt, slot, into);
        }
    }

    private void PutMoney(int buurt, int slot, SparseRows into)
    {
        var (product, fit, at) = (plan.Used[slot], inputs.Fit, shares.At(buurt, slot));
        var lighter = Factor(Effect.Minutes, buurt, slot);
        // Where the form of a contract brings about more, each day of care counts for more.
        var days = Of(tally.Of(buurt, slot, Tally.DoubleDays)) / 2.0;
        days = shares.IsSettled ? days * Of(shares.VolumeOf(at)) : days;
        var minutes = days * fit.MinutesPerDay[product] * lighter;
        PutRounded(into, BaseMeasure.Minutes, minutes);
        PutRounded(into, BaseMeasure.FteNeeded, FteFor(minutes, buurt, slot));

        var volume = days * fit.CentsPerDay[product] * lighter;
        if (levers.HasCosts)
        {
            Span<double> own = stackalloc double[Lanes];
            levers.FillCost(buurten[buurt], slot, year, own);
            volume += Of(own);
        }
        var real = volume * Of(parameters.RelativePrice.AsSpan(year * Lanes)) * Factor(Effect.Price, buurt, slot);
        var inflation = Of(parameters.Deflator.AsSpan(year * Lanes));
        PutRounded(into, BaseMeasure.CostVolume, volume);
        PutRounded(into, BaseMeasure.CostReal, real);
        PutRounded(into, BaseMeasure.CostNominal, real * inflation);

        var budget = BudgetOf(buurt, slot);
        PutRounded(into, BaseMeasure.BudgetReal, budget);
        PutRounded(into, BaseMeasure.BudgetNominal, budget * inflation);
        var paid = Of(shares.Paid.AsSpan(at));
        PutRounded(into, BaseMeasure.PaidReal, paid);
        PutRounded(into, BaseMeasure.PaidNominal, paid * inflation);
    }

    private Vector512<double> BudgetOf(int buurt, int slot)
    {
        if (parameters.Budget.Length == 0 || shares.IsSettled)
        {
            return Of(shares.Budget.AsSpan(shares.At(buurt, slot)));
        }
        var product = plan.Used[slot];
        var act = (int)inputs.Fit.Products.Products[product].Act;
        var spent = inputs.Past.BaseCost(buurten[buurt], product) / inputs.Fit.Completeness[product];
        return spent * Of(parameters.Budget.AsSpan(((act * years) + year) * Lanes));
    }

    /// <summary>Thousandths of FTE for the minutes of a year; by the central assumptions where no pool says what an FTE gives.</summary>
    private Vector512<double> FteFor(Vector512<double> minutes, int buurt, int slot)
    {
        var perFte = Of(shares.MinutesPerFte.AsSpan(shares.At(buurt, slot)));
        var isNobodys = Vector512.LessThanOrEqual(perFte, Vector512<double>.Zero);
        if (isNobodys != Vector512<double>.Zero)
        {
            var staff = inputs.Scenario.Staff;
            var present = Vector512<double>.One - Share(staff.Absence.Value * Factor(Effect.Absence, buurt, slot));
            var direct = Share(staff.DirectTime.Value * Factor(Effect.DirectTime, buurt, slot));
            var central = staff.ContractHours.Value * YearParts.MinutesPerHour * present * direct;
            perFte = Vector512.ConditionalSelect(isNobodys, central, perFte);
        }
        var intake = inputs.Scenario.Access.IntakeHours.Value * YearParts.MinutesPerHour;
        return Measures.FteScale * (minutes + (Of(tally.Of(buurt, slot, Tally.Intakes)) * intake)) / perFte;
    }

    /// <summary>What levers make of an effect this year.</summary>
    private Vector512<double> Factor(Effect effect, int buurt, int slot)
    {
        if (levers.IsNeutral(effect))
        {
            return Vector512<double>.One;
        }
        return levers.Of(effect, buurten[buurt], slot, year);
    }

    private static Vector512<double> Share(Vector512<double> value) =>
        Vector512.Min(Vector512.Max(value, Vector512<double>.Zero), Vector512<double>.One);

    private static Vector512<double> Of(ReadOnlySpan<double> eight) => Vector512.Create(eight);

    // Counts and cents are far from the ends of 64 bits: checking each conversion would cost more than making it.
    private static Vector512<long> Whole(ReadOnlySpan<double> eight) =>
        Vector512.ConvertToInt64Native(Vector512.Create(eight));

    private static void Put(SparseRows into, BaseMeasure measure, ReadOnlySpan<double> whole) =>
        into[0, (int)measure] = Whole(whole);

    private static void PutRounded(SparseRows into, BaseMeasure measure, Vector512<double> values) =>
        into[0, (int)measure] = Vector512.ConvertToInt64Native(Vector512.Floor(values + Vector512.Create(0.5)));
}
