using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>What happens at the turn of a year: the start, ageing, this year's rates, and the year's figures.</summary>
internal sealed partial class Projector
{
    private const int TallyCount = 6;

    private enum Tally
    {
        Need,
        Requests,
        Ends,
        OpenAtBegin,
        InCare,

        /// <summary>Twice the spell-days in care: (open before + open after a step) × its days.</summary>
        DoubleDays,
    }

    /// <summary>The open spells of the base year, and who may still come back.</summary>
    private void Begin()
    {
        var fit = inputs.Fit;
        stepped.AsSpan().Clear();
        incoming.AsSpan().Clear();
        Span<double> share = stackalloc double[Lanes];
        Span<double> stillIn = stackalloc double[Lanes];
        Span<double> ending = stackalloc double[Lanes];
        for (var cell = 0; cell < cells; cell++)
        {
            var (_, product, band) = plan.Cells[cell];
            var at = (((buurt * fit.Products.ProductCount) + product) * bands) + band;
            var draw = AddressOf(cell, 0);
            var stay = fit.Stays[product]!;
            Of(open1, cell).Fill(fit.OpenAtEnd[at]);
            share.Fill(ShareInPhase2(stay.End1, stay.Advance, stay.End2, inputs.Residents.LeaveRate.Span[band]));
            stillIn.Fill(Math.Min(1, PoolLaw.StillIn(fit.ReturnRate[product])));
            ending.Fill(fit.EndedInLastYear[at]);
            draw.Binomial(Purpose.InitialPhase2, Of(open1, cell), share, Of(open2, cell));
            for (var lane = 0; lane < Lanes; lane++)
            {
                open1[(cell * Lanes) + lane] -= open2[(cell * Lanes) + lane];
            }
            draw.Binomial(Purpose.InitialPool, ending, stillIn, Of(pool, cell));
        }
    }

    /// <summary>Of the spells open in a steady state: the share in phase 2.</summary>
    private static double ShareInPhase2(double end1, double advance, double end2, double leave)
    {
        var first = 1 / (end1 + advance + leave);
        var second = advance > 0 ? first * advance / (end2 + leave) : 0;
        return second / (first + second);
    }

    private void CountResidents(Span<long> population)
    {
        population.Clear();
        var one = 2 * bands * Lanes;
        var persons = residents.Persons(buurt).Slice(year * one, 2 * one);
        for (var i = 0; i < one; i++)
        {
            population[i % Lanes] += (long)persons[i];
            personYears[i] = 0.5 * (persons[i] + persons[one + i]);
        }
    }

    private void OpenYear()
    {
        tallies.AsSpan().Clear();
        if (year > 0)
        {
            Age();
        }
        for (var cell = 0; cell < cells; cell++)
        {
            var slot = plan.Cells[cell].Slot;
            LaneSums.Add(Of(slot, Tally.OpenAtBegin), Of(open1, cell));
            LaneSums.Add(Of(slot, Tally.OpenAtBegin), Of(open2, cell));
            SetRates(cell);
        }
    }

    /// <summary>This year's expected new requests per step, and needs that stay hidden.</summary>
    private void SetRates(int cell)
    {
        var (slot, _, band) = plan.Cells[cell];
        var wijk = wijkOfLeaf[buurt];
        var lever = levers.At(buurt, slot, year);
        // The fitted rate is of requests: need is that divided by the take-up it came with.
        var need = lever.Need / (inputs.Scenario.TakeUp.Value * stepsPerYear);
        var (asked, unasked) = (need * lever.TakeUp, need * Math.Max(0, 1 - lever.TakeUp));
        var women = parameters.Rates.AsSpan(cell * 2 * Lanes, Lanes);
        var men = parameters.Rates.AsSpan(((cell * 2) + 1) * Lanes, Lanes);
        var womenYears = personYears.AsSpan(band * Lanes, Lanes);
        var menYears = personYears.AsSpan((bands + band) * Lanes, Lanes);
        var risk = risks.AsSpan(slot * Lanes, Lanes);
        var city = parameters.City.AsSpan(((slot * years) + year) * Lanes, Lanes);
        var local = parameters.Wijk.AsSpan(((wijk * years) + year) * Lanes, Lanes);
        var into = Of(mean, cell);
        var hiddenInto = Of(hiddenMean, cell);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var own = (women[lane] * womenYears[lane]) + (men[lane] * menYears[lane]);
            var expected = own * (risk[lane] * city[lane] * local[lane]);
            into[lane] = expected * asked;
            hiddenInto[lane] = expected * unasked;
        }
    }

    /// <summary>Part of each band has a birthday behind it that takes it to the next; oldest first, so that nobody moves twice.</summary>
    private void Age()
    {
        var outgrow = residents.Outgrow(buurt)[((year - 1) * bands * Lanes)..];
        for (var cell = cells - 1; cell >= 0; cell--)
        {
            var (slot, _, band) = plan.Cells[cell];
            if (band == bands - 1)
            {
                continue;
            }
            var next = plan.NextBand[cell];
            var draw = AddressOf(cell, year);
            var share = outgrow.Slice(band * Lanes, Lanes);
            Span<double> Next(double[] state) => next < 0 ? [] : Of(state, next);
            ended.AsSpan().Clear();
            Ageing.MoveOpen(draw, share, Of(open1, cell), Of(open2, cell), Next(open1), Next(open2), ended);
            Ageing.MovePool(draw, share, Of(pool, cell), Next(pool));
            LaneSums.Add(Of(slot, Tally.Ends), ended);
        }
    }

    private void RememberOpen(int cell)
    {
        Of(open1, cell).CopyTo(opening);
        LaneSums.Add(opening, Of(open2, cell));
    }

    /// <summary>Adds one cell's step to the year: requests = starts, and open before + starts − ends − left = open after.</summary>
    /// <param name="stock">
    /// True for the step of the stock itself; false for who came by a step afterwards, who add only the difference they make.
    /// </param>
    private void Record(int cell, int days, bool stock)
    {
        var slot = plan.Cells[cell].Slot;
        var ends = Of(slot, Tally.Ends);
        LaneSums.Add(Of(slot, Tally.Need), requests);
        LaneSums.Add(Of(slot, Tally.Need), hidden);
        LaneSums.Add(Of(slot, Tally.Requests), requests);
        LaneSums.Add(ends, ended);
        LaneSums.Add(ends, left);
        var daysBefore = stock ? days : -days;
        LaneSums.AddTimes(Of(slot, Tally.DoubleDays), opening, daysBefore);
        LaneSums.AddTimes(Of(slot, Tally.DoubleDays), Of(open1, cell), days);
        LaneSums.AddTimes(Of(slot, Tally.DoubleDays), Of(open2, cell), days);
    }

    private Span<double> Of(int slot, Tally tally) => tallies.AsSpan(TallyAt(slot, tally), Lanes);

    private void CloseYear(Span<long> sums)
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var inCare = Of(plan.Cells[cell].Slot, Tally.InCare);
            LaneSums.Add(inCare, Of(open1, cell));
            LaneSums.Add(inCare, Of(open2, cell));
        }
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var product = plan.Used[slot];
            var act = (int)inputs.Fit.Products.Products[product].Act;
            var spent = inputs.Past.BaseCost(buurt, product) / inputs.Fit.Completeness[product];
            for (var lane = 0; lane < Lanes; lane++)
            {
                var at = (slot * BaseMeasures.Count * Lanes) + lane;
                void Put(Span<long> into, BaseMeasure measure, double value) =>
                    into[at + ((int)measure * Lanes)] = (long)Math.Floor(value + 0.5);
                double Tallied(Tally tally) => tallies[TallyAt(slot, tally) + lane];

                var days = Tallied(Tally.DoubleDays) / 2;
                var (price, inflation) = (
                    parameters.RelativePrice[(year * Lanes) + lane],
                    parameters.Deflator[(year * Lanes) + lane]
                );
                var volume = days * inputs.Fit.CentsPerDay[product];
                Put(sums, BaseMeasure.Need, Tallied(Tally.Need));
                Put(sums, BaseMeasure.Requests, Tallied(Tally.Requests));
                Put(sums, BaseMeasure.Starts, Tallied(Tally.Requests));
                Put(sums, BaseMeasure.Ends, Tallied(Tally.Ends));
                Put(sums, BaseMeasure.InCare, Tallied(Tally.InCare));
                Put(sums, BaseMeasure.OpenAtBegin, Tallied(Tally.OpenAtBegin));
                Put(sums, BaseMeasure.Minutes, days * inputs.Fit.MinutesPerDay[product]);
                Put(sums, BaseMeasure.CostVolume, volume);
                Put(sums, BaseMeasure.CostReal, volume * price);
                Put(sums, BaseMeasure.CostNominal, volume * price * inflation);
                var budget =
                    parameters.Budget.Length == 0
                        ? 0
                        : spent * parameters.Budget[(((act * years) + year) * Lanes) + lane];
                Put(sums, BaseMeasure.BudgetReal, budget);
                Put(sums, BaseMeasure.BudgetNominal, budget * inflation);
            }
        }
    }

    private static int TallyAt(int slot, Tally tally) => ((slot * TallyCount) + (int)tally) * Lanes;

    private int DaysIn(int stepOfYear)
    {
        var months = 12 / stepsPerYear;
        var first = new DateOnly(inputs.Scenario.FirstYear + year, 1 + (stepOfYear * months), 1);
        return first.AddMonths(months).DayNumber - first.DayNumber;
    }
}
