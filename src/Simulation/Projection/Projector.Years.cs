using System.Collections.Immutable;
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

    // Factors of levers on requests, and needs that stay silent, per request that the fit expects; one buurt and slot. Shape [Lane].
    private readonly double[] asking = new double[Lanes];
    private readonly double[] silent = new double[Lanes];

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
        Span<double> stillIn = stackalloc double[Lanes];
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
            parameters.FillStillIn(cell, 0, stillIn);
            foreach (var target in plan.Targets[cell])
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    mean[(target.Cell * Lanes) + lane] += steps * target.Chance * (1 - stillIn[lane]);
                }
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
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            if (year > 0)
            {
                Age(buurt);
            }
            var living = persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, 2 * PersonsPerYear);
            RowSums.Put(living[..PersonsPerYear], living[PersonsPerYear..], personYears);
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                var atBegin = tally.Of(buurt, slot, Tally.OpenAtBegin);
                RowSums.AddTimes(
                    atBegin,
                    town.Of(town.Open1, buurt)[RowsOf(slot)],
                    town.Of(town.Open2, buurt)[RowsOf(slot)],
                    1
                );
                LaneSums.AddTimes(tally.Of(buurt, slot, Tally.DoubleDays), atBegin, days);
                SetRates(buurt, slot, personYears);
            }
            draws.AtZero(town.Of(town.Mean, buurt), town.Of(town.NoRequest, buurt));
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
            for (var i = 0; i < here.Length; i++)
            {
                residents[(buurt * Lanes) + (i % Lanes)] += here[i];
            }
        }
    }

    /// <summary>This year's expected new requests per step, and needs that stay hidden.</summary>
    /// <param name="twiceYears">Twice the person-years; shape [Sex, Band, Lane].</param>
    private void SetRates(int buurt, int slot, ReadOnlySpan<double> twiceYears)
    {
        FillFactors(buurten[buurt], slot);
        var risk = risks.AsSpan(((buurt * plan.Used.Length) + slot) * Lanes, Lanes);
        var city = parameters.City.AsSpan(((slot * years) + year) * Lanes, Lanes);
        var local = parameters.WijkOf(wijkOfLeaf[buurten[buurt]], plan.Used[slot], year);
        Span<double> level = stackalloc double[Lanes];
        Span<double> all = stackalloc double[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            level[lane] = 0.5 * (risk[lane] * city[lane] * local[lane]);
            silent[lane] *= level[lane];
            level[lane] *= asking[lane];
        }
        all.Clear();
        for (var cell = plan.FirstCell[slot]; cell < plan.FirstCell[slot + 1]; cell++)
        {
            var band = plan.Cells[cell].Band;
            var mean = Of(town.Mean, town.At(buurt, cell));
            LaneSums.PutProducts(
                mean,
                parameters.Rates.AsSpan(cell * 2 * Lanes, Lanes),
                twiceYears.Slice(band * Lanes, Lanes),
                parameters.Rates.AsSpan(((cell * 2) + 1) * Lanes, Lanes),
                twiceYears.Slice((bands + band) * Lanes, Lanes)
            );
            LaneSums.Add(all, mean);
            LaneSums.Multiply(mean, level);
        }
        LaneSums.Multiply(all, silent);
        var ofYear = SilentMean(buurt, slot);
        ofYear.Clear();
        LaneSums.AddTimes(ofYear, all, stepsPerYear);
    }

    /// <summary>What the levers make of the rate of a slot, per step: the fitted rate is of requests, so those do not hang on take-up.</summary>
    private void FillFactors(int buurt, int slot)
    {
        Span<double> needs = stackalloc double[Lanes];
        Span<double> extra = stackalloc double[Lanes];
        levers.Fill(Effect.TakeUp, buurt, slot, year, asking);
        levers.FillSilent(buurt, slot, year, silent);
        levers.Fill(Effect.Entry, buurt, slot, year, extra);
        levers.Fill(Effect.Need, buurt, slot, year, needs);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var need = needs[lane] / stepsPerYear;
            asking[lane] *= need * extra[lane];
            silent[lane] *= need;
        }
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
