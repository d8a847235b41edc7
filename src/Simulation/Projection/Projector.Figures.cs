using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
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
        for (var cell = 0; cell < cells; cell++)
        {
            var here = town.At(buurt, cell);
            LaneSums.Add(shares.InCare(buurt, SlotOf(cell)), Of(town.Open1, here), Of(town.Open2, here));
            LaneSums.Add(shares.Waiting(buurt, SlotOf(cell)), Of(town.Undecided, here), Of(town.Unstarted, here));
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

    /// <summary>Hidden need at the start is in balance with what stays silent in the first year.</summary>
    private void SeedUnmet()
    {
        Span<double> silentPerYear = stackalloc double[Lanes];
        parameters.Unmet.Begin(buurten);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                silentPerYear.Clear();
                LaneSums.AddTimes(
                    silentPerYear,
                    silentMean.AsSpan(((buurt * plan.Used.Length) + slot) * Lanes, Lanes),
                    stepsPerYear
                );
                parameters.Unmet.Seed(buurt, slot, silentPerYear);
            }
        }
    }

    /// <summary>Who began in the year that has just ended, by weeks waited, per slot; empty without queues.</summary>
    public WaitCounts Waits(int buurt) => shares.Waits(buurt);

    /// <summary>Longs that <see cref="Figures"/> fills.</summary>
    public int FigureCount => plan.Used.Length * BaseMeasures.Count * Lanes;

    /// <summary>The year that has just ended, of one buurt of the set.</summary>
    /// <param name="sums">Shape [Slot, <see cref="BaseMeasure"/>, Lane]; overwritten.</param>
    /// <param name="population">Shape [Lane]: residents on 1 January; overwritten.</param>
    public void Figures(int buurt, Span<long> sums, Span<long> population)
    {
        population.Clear();
        var living = persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, PersonsPerYear);
        for (var i = 0; i < living.Length; i++)
        {
            population[i % Lanes] += (long)living[i];
        }
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var into = sums.Slice(slot * BaseMeasures.Count * Lanes, BaseMeasures.Count * Lanes);
            Put(into, BaseMeasure.Need, tally.Of(buurt, slot, Tally.Need));
            Put(into, BaseMeasure.Requests, tally.Of(buurt, slot, Tally.Requests));
            Put(into, BaseMeasure.Starts, tally.Of(buurt, slot, Tally.Starts));
            Put(into, BaseMeasure.Ends, tally.Of(buurt, slot, Tally.Ends));
            Put(into, BaseMeasure.OpenAtBegin, tally.Of(buurt, slot, Tally.OpenAtBegin));
            Put(into, BaseMeasure.InCare, shares.InCare(buurt, slot));
            Put(into, BaseMeasure.Waiting, shares.Waiting(buurt, slot));
            Put(into, BaseMeasure.WaitingOverNorm, shares.OverNorm(buurt, slot));
            Put(into, BaseMeasure.WaitedWeeks, tally.Of(buurt, slot, Tally.WaitedWeeks));
            Put(into, BaseMeasure.HeldByStaff, tally.Of(buurt, slot, Tally.HeldByStaff));
            Put(into, BaseMeasure.HeldBySpace, tally.Of(buurt, slot, Tally.HeldBySpace));
            Put(into, BaseMeasure.HeldByMoney, tally.Of(buurt, slot, Tally.HeldByMoney));
            Put(into, BaseMeasure.Dropped, tally.Of(buurt, slot, Tally.Dropped));
            Put(into, BaseMeasure.HelpedInformally, tally.Of(buurt, slot, Tally.HelpedInformally));
            Put(into, BaseMeasure.Worsened, tally.Of(buurt, slot, Tally.Worsened));
            Put(into, BaseMeasure.OutOfScope, tally.Of(buurt, slot, Tally.OutOfScope));
            var unmet = shares.Unmet(buurt, slot);
            Put(into, BaseMeasure.UnmetWaiting, unmet[..Lanes]);
            Put(into, BaseMeasure.UnmetHeld, unmet.Slice((int)UnmetKind.Held * Lanes, Lanes));
            Put(into, BaseMeasure.UnmetForegone, unmet.Slice((int)UnmetKind.Foregone * Lanes, Lanes));
            Put(into, BaseMeasure.UnmetHidden, unmet.Slice((int)UnmetKind.Hidden * Lanes, Lanes));
            Put(into, BaseMeasure.FteAvailable, shares.Fte.AsSpan(shares.At(buurt, slot), Lanes));
            PutMoney(buurt, slot, into);
        }
    }

    private void PutMoney(int buurt, int slot, Span<long> into)
    {
        var product = plan.Used[slot];
        var fit = inputs.Fit;
        var act = (int)fit.Products.Products[product].Act;
        var spent = inputs.Past.BaseCost(buurten[buurt], product) / fit.Completeness[product];
        var doubleDays = tally.Of(buurt, slot, Tally.DoubleDays);
        var intakes = tally.Of(buurt, slot, Tally.Intakes);
        Span<double> lighter = stackalloc double[Lanes];
        Span<double> dearer = stackalloc double[Lanes];
        Span<double> own = stackalloc double[Lanes];
        levers.Fill(Effect.Minutes, buurten[buurt], slot, year, lighter);
        Span<double> direct = stackalloc double[Lanes];
        Span<double> absent = stackalloc double[Lanes];
        levers.Fill(Effect.Price, buurten[buurt], slot, year, dearer);
        levers.Fill(Effect.DirectTime, buurten[buurt], slot, year, direct);
        levers.Fill(Effect.Absence, buurten[buurt], slot, year, absent);
        levers.FillCost(buurten[buurt], slot, year, own);
        for (var lane = 0; lane < Lanes; lane++)
        {
            // Where the form of a contract brings about more, each day of care counts for more.
            var days = doubleDays[lane] / 2 * shares.Volume(buurt, slot, lane);
            var price = parameters.RelativePrice[(year * Lanes) + lane];
            var inflation = parameters.Deflator[(year * Lanes) + lane];
            var minutes = days * fit.MinutesPerDay[product] * lighter[lane];
            var volume = (days * fit.CentsPerDay[product] * lighter[lane]) + own[lane];
            var at = shares.At(buurt, slot) + lane;
            var budget =
                parameters.Budget.Length > 0 && !shares.IsSettled
                    ? spent * parameters.Budget[(((act * years) + year) * Lanes) + lane]
                    : shares.Budget[at];
            Put(into, BaseMeasure.Minutes, lane, minutes);
            Put(into, BaseMeasure.FteNeeded, lane, FteFor(minutes, intakes[lane], at, direct[lane], absent[lane]));
            Put(into, BaseMeasure.CostVolume, lane, volume);
            Put(into, BaseMeasure.CostReal, lane, volume * price * dearer[lane]);
            Put(into, BaseMeasure.CostNominal, lane, volume * price * dearer[lane] * inflation);
            Put(into, BaseMeasure.BudgetReal, lane, budget);
            Put(into, BaseMeasure.BudgetNominal, lane, budget * inflation);
            Put(into, BaseMeasure.PaidReal, lane, shares.Paid[at]);
            Put(into, BaseMeasure.PaidNominal, lane, shares.Paid[at] * inflation);
        }
    }

    /// <summary>Thousandths of FTE for the minutes of a year; by the central assumptions where no pool says what an FTE gives.</summary>
    private double FteFor(double minutes, double intakes, int at, double direct, double absent)
    {
        var staff = inputs.Scenario.Staff;
        var perFte = shares.MinutesPerFte[at];
        if (perFte <= 0)
        {
            perFte =
                staff.ContractHours.Value
                * YearParts.MinutesPerHour
                * (1 - Math.Clamp(staff.Absence.Value * absent, 0, 1))
                * Math.Clamp(staff.DirectTime.Value * direct, 0, 1);
        }
        var intake = inputs.Scenario.Access.IntakeHours.Value * YearParts.MinutesPerHour;
        return Measures.FteScale * (minutes + (intakes * intake)) / perFte;
    }

    // Counts and cents are far from the ends of 64 bits: checking each conversion would cost more than making it.
    private static void Put(Span<long> into, BaseMeasure measure, ReadOnlySpan<double> whole)
    {
        unchecked
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                into[((int)measure * Lanes) + lane] = (long)whole[lane];
            }
        }
    }

    private static void Put(Span<long> into, BaseMeasure measure, int lane, double value) =>
        into[((int)measure * Lanes) + lane] = unchecked((long)Math.Floor(value + 0.5));
}
