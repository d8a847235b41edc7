using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>What happens at the turn of a year: the start, ageing, this year's rates, and the year's figures.</summary>
internal sealed partial class Projector
{
    private readonly ImmutableArray<int> wijkOfLeaf;
    private LeverBlock levers = null!;

    /// <summary>Residents of the set; shape [Buurt, Year, Sex, Band, Lane].</summary>
    private double[] persons = [];

    /// <summary>Share of a band that outgrows it; shape [Buurt, Year, Band, Lane].</summary>
    private double[] outgrow = [];

    /// <summary>On 1 January of the year; shape [Buurt, Lane].</summary>
    private double[] residents = [];

    /// <summary>Relative risks; shape [Buurt, Slot, Lane].</summary>
    private double[] risks = [];

    /// <summary>Expected needs of this year that stay hidden; shape [Buurt, Slot, Lane].</summary>
    private double[] silentMean = [];

    private readonly Ageing ageing;

    /// <summary>Who grows out of a band of one buurt; shape [Band, <see cref="ChanceLaw.Width"/>].</summary>
    private readonly double[] outgrowLaws;

    /// <summary>The people of the set: residents in all years, the open spells of the base year, and who may still come back.</summary>
    private void Begin(ImmutableArray<SetPlan> set, IResidentBlock people)
    {
        buurten = [.. set.SelectMany(s => s.Buurten)];
        town.Begin(buurten.Length);
        var first = 0;
        scarcities = new Scarcity[whole.Inputs.Scenario.Capacity.IsUnlimited ? 0 : set.Length];
        for (var i = 0; i < scarcities.Length; i++)
        {
            scarcities[i] = new(whole, whole.Capacity, set[i], first, parameters);
            first += set[i].Buurten.Length;
        }
        var (perBuurt, outgrown, perRisk) = (
            (years + 1) * PersonsPerYear,
            years * bands * Lanes,
            plan.Used.Length * Lanes
        );
        (persons, outgrow, risks) = (
            Room(persons, buurten.Length * perBuurt),
            Room(outgrow, buurten.Length * outgrown),
            Room(risks, buurten.Length * perRisk)
        );
        order = order.Length < buurten.Length * cells ? new int[buurten.Length * cells] : order;
        silentMean = Room(silentMean, buurten.Length * perRisk);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            people.Persons(buurten[buurt])[..perBuurt].CopyTo(persons.AsSpan(buurt * perBuurt));
            people.Outgrow(buurten[buurt])[..outgrown].CopyTo(outgrow.AsSpan(buurt * outgrown));
            parameters.FillRisks(buurten[buurt], risks.AsSpan(buurt * perRisk, perRisk));
            OpenSpells(buurt);
            PutInOrder(buurt);
        }
    }

    /// <summary>Cells with many people first: rows that are drawn together then take about as long.</summary>
    private void PutInOrder(int buurt)
    {
        var fit = inputs.Fit;
        var own = order.AsSpan(buurt * cells, cells);
        Span<int> few = stackalloc int[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var (_, product, band) = plan.Cells[cell];
            var at = (((buurten[buurt] * fit.Products.ProductCount) + product) * bands) + band;
            (own[cell], few[cell]) = (cell, -(fit.OpenAtEnd[at] + fit.EndedInLastYear[at]));
        }
        few.Sort(own);
    }

    private void OpenSpells(int buurt)
    {
        var fit = inputs.Fit;
        Span<double> share = stackalloc double[Lanes];
        Span<double> stillIn = stackalloc double[Lanes];
        Span<double> ending = stackalloc double[Lanes];
        for (var cell = 0; cell < cells; cell++)
        {
            var (_, product, band) = plan.Cells[cell];
            var at = (((buurten[buurt] * fit.Products.ProductCount) + product) * bands) + band;
            var draw = AddressOf(buurt, cell, 0);
            var (here, stay) = (town.At(buurt, cell), fit.Stays[product]!);
            var open1 = Of(town.Open1, here);
            var open2 = Of(town.Open2, here);
            open1.Fill(fit.OpenAtEnd[at]);
            share.Fill(ShareInPhase2(stay.End1, stay.Advance, stay.End2, inputs.Residents.LeaveRate.Span[band]));
            stillIn.Fill(
                PoolLaw.StillIn(fit.ReturnRate[product], inputs.Residents.LeaveRate.Span[band], 1.0 / stepsPerYear)
            );
            ending.Fill(fit.EndedInLastYear[at]);
            draw.Binomial(Purpose.InitialPhase2, open1, share, open2);
            LaneSums.Subtract(open1, open2);
            draw.Binomial(Purpose.InitialPool, ending, stillIn, Of(town.Pool, here));
        }
        StepsUnderWay(buurt);
    }

    /// <summary>
    /// Who begins and goes on to other care within one step asks for that in the next: those of the step before the first one
    /// are expected from the last year's plain ends.
    /// </summary>
    private void StepsUnderWay(int buurt)
    {
        var fit = inputs.Fit;
        stepsUnderWay = Room(stepsUnderWay, cells * Lanes);
        var mean = stepsUnderWay.AsSpan(0, cells * Lanes);
        mean.Clear();
        for (var cell = 0; cell < cells; cell++)
        {
            var (_, product, band) = plan.Cells[cell];
            var at = (((buurten[buurt] * fit.Products.ProductCount) + product) * bands) + band;
            var reason = fit.EndReason.AsSpan(product * FitReasons, FitReasons);
            if (reason[0] <= 0 || fit.EndedInLastYear[at] == 0 || plan.Targets[cell].IsEmpty)
            {
                continue;
            }
            var rate = fit.ReturnRate[product];
            var plain = fit.EndedInLastYear[at] * (rate > 0 ? rate / -FixedMath.Expm1(-rate) : 1);
            var steps = plain * (reason[1] + reason[2]) / reason[0] / stepsPerYear;
            var done = Vector512<double>.One - parameters.StillIn(cell, 0);
            foreach (var target in plan.Targets[cell])
            {
                LaneSums.Add(Of(mean, target.Cell * Lanes), Vector512.Create(steps * target.Chance) * done);
                steps *= 1 - target.Chance;
            }
        }
        for (var cell = 0; cell < cells; cell++)
        {
            var own = mean.Slice(cell * Lanes, Lanes);
            if (LaneSums.IsAny(own))
            {
                AddressOf(buurt, cell, 0).Poisson(Purpose.InitialSteps, own, Of(town.Incoming, town.At(buurt, cell)));
            }
        }
    }

    /// <summary>Reasons of an end in a fit: plain, up, down, Wlz.</summary>
    private const int FitReasons = 4;

    // Expected requests by a step under way at the begin, of one buurt; shape [Cell, Lane].
    private double[] stepsUnderWay = [];

    /// <summary>Of the spells open in a steady state: the share in phase 2.</summary>
    private static double ShareInPhase2(double end1, double advance, double end2, double leave)
    {
        var first = 1 / (end1 + advance + leave);
        var second = advance > 0 ? first * advance / (end2 + leave) : 0;
        return second / (first + second);
    }

    private void OpenYear()
    {
        tally.Begin(buurten.Length);
        if (scarcities.Length > 0)
        {
            CountResidents();
        }
        for (var i = 0; i < scarcities.Length; i++)
        {
            scarcities[i] = scarcities[i].In(year);
            scarcities[i].OpenYear(year, residents);
        }
        var days = DaysIn(0);
        Span<double> personYears = stackalloc double[PersonsPerYear];
        var isFree = LeversLeaveRates;
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            if (year > 0)
            {
                Age(buurt);
            }
            var living = persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, 2 * PersonsPerYear);
            RowSums.Put(living[..PersonsPerYear], living[PersonsPerYear..], personYears);
            var open1 = town.Of(town.Open1, buurt);
            var open2 = town.Of(town.Open2, buurt);
            var mean = town.Of(town.Mean, buurt);
            var factors = FactorsOf(buurten[buurt], 0);
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                var atBegin = tally.Of(buurt, slot, Tally.OpenAtBegin);
                RowSums.AddTimes(atBegin, open1[RowsOf(slot)], open2[RowsOf(slot)], 1);
                LaneSums.AddTimes(tally.Of(buurt, slot, Tally.DoubleDays), atBegin, days);
                factors = isFree ? factors : FactorsOf(buurten[buurt], slot);
                SetRates(buurt, slot, factors, personYears, mean);
            }
            draws.AtZero(mean, town.Of(town.NoRequest, buurt));
            StaySilent(buurt);
        }
    }

    /// <summary>Needs that stay hidden are nobody's in particular: they are drawn per product, a year at a time.</summary>
    private void StaySilent(int buurt)
    {
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var mean = SilentMean(buurt, slot);
            if (LaneSums.IsAny(mean))
            {
                var at = AddressOf(buurt, plan.FirstCell[slot], year);
                at.Poisson(Purpose.HiddenNeeds, mean, tally.Of(buurt, slot, Tally.Silent));
            }
        }
    }

    private Span<double> SilentMean(int buurt, int slot) =>
        silentMean.AsSpan(((buurt * plan.Used.Length) + slot) * Lanes, Lanes);

    private void CountResidents()
    {
        residents = Room(residents, buurten.Length * Lanes);
        residents.AsSpan().Clear();
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            var here = persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, PersonsPerYear);
            RowSums.Add(residents.AsSpan(buurt * Lanes, Lanes), here);
        }
    }

    /// <summary>This year's expected new requests per step, and needs that stay hidden.</summary>
    /// <param name="factors">Of levers; see <see cref="FactorsOf"/>.</param>
    /// <param name="twiceYears">Twice the person-years; shape [Sex, Band, Lane].</param>
    /// <param name="means">Shape [Cell, Lane]: of the buurt; those of the slot are set.</param>
    private void SetRates(
        int buurt,
        int slot,
        (Vector512<double> Asking, Vector512<double> Silent) factors,
        ReadOnlySpan<double> twiceYears,
        Span<double> means
    )
    {
        var risk = Of(risks.AsSpan(((buurt * plan.Used.Length) + slot) * Lanes));
        var city = Of(parameters.City.AsSpan(((slot * years) + year) * Lanes));
        var local = Of(parameters.WijkOf(wijkOfLeaf[buurten[buurt]], plan.Used[slot], year));
        var level = Vector512.Create(0.5) * (risk * city * local);
        var asked = level * factors.Asking;
        var all = Vector512<double>.Zero;
        var (first, last) = (plan.FirstCell[slot], plan.FirstCell[slot + 1]);
        var rates = parameters.Rates.AsSpan(first * 2 * Lanes, (last - first) * 2 * Lanes);
        // The bands of a product lie side by side.
        var women = twiceYears[(plan.Cells[first].Band * Lanes)..];
        var men = women[(bands * Lanes)..];
        for (var cell = first; cell < last; cell++)
        {
            var at = (cell - first) * Lanes;
            var mean = (Of(rates[(2 * at)..]) * Of(women[at..])) + (Of(rates[((2 * at) + Lanes)..]) * Of(men[at..]));
            all += mean;
            (mean * asked).CopyTo(means[(cell * Lanes)..]);
        }
        (all * (factors.Silent * level) * Vector512.Create((double)stepsPerYear)).CopyTo(SilentMean(buurt, slot));
    }

    /// <summary>Whether no lever changes what is asked, or how much of it: factors are then those of any product.</summary>
    private bool LeversLeaveRates =>
        levers.IsNeutral(Effect.TakeUp) && levers.IsNeutral(Effect.Entry) && levers.IsNeutral(Effect.Need);

    /// <summary>
    /// What the levers make of the rate of a slot, per step, and of needs that stay silent, per request that the fit expects:
    /// the fitted rate is of requests, so those do not hang on take-up.
    /// </summary>
    private (Vector512<double> Asking, Vector512<double> Silent) FactorsOf(int buurt, int slot)
    {
        var (takeUp, silent) = levers.TakeUp(buurt, slot, year);
        var need = levers.Of(Effect.Need, buurt, slot, year) / Vector512.Create((double)stepsPerYear);
        return (takeUp * (need * levers.Of(Effect.Entry, buurt, slot, year)), silent * need);
    }

    /// <summary>Part of each band has a birthday behind it that takes it to the next; drawn before anyone moves, so that nobody moves twice.</summary>
    private void Age(int buurt)
    {
        var share = outgrow.AsSpan(((buurt * years) + year - 1) * bands * Lanes, bands * Lanes);
        for (var band = 0; band < bands; band++)
        {
            var law = outgrowLaws.AsSpan(band * ChanceLaw.Width, ChanceLaw.Width);
            ChanceLaw.Write(share.Slice(band * Lanes, Lanes), law);
        }
        var open1 = town.Of(town.Open1, buurt);
        var open2 = town.Of(town.Open2, buurt);
        var pool = town.Of(town.Pool, buurt);
        var at = StepOf(buurt);
        ageing.Draw(at, (uint)year, outgrowLaws, open1, open2, pool);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            ageing.Move(RowsOf(slot), open1, open2, pool, tally.Of(buurt, slot, Tally.Ends));
        }
    }

    private int PersonsPerYear => 2 * bands * Lanes;

    private int DaysIn(int stepOfYear)
    {
        var months = 12 / stepsPerYear;
        var first = new DateOnly(inputs.Scenario.FirstYear + year, 1 + (stepOfYear * months), 1);
        return first.AddMonths(months).DayNumber - first.DayNumber;
    }

    private static double[] Room(double[] array, int length) => array.Length < length ? new double[length] : array;
}
