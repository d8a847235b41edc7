using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>The figures of a year, in whole numbers, so that they add up over areas and products whatever the order.</summary>
internal sealed partial class Projector
{
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
        Span<double> inCare = stackalloc double[plan.Used.Length * Lanes];
        inCare.Clear();
        for (var cell = 0; cell < cells; cell++)
        {
            var here = town.At(buurt, cell);
            var open = inCare.Slice(SlotOf(cell) * Lanes, Lanes);
            LaneSums.Add(open, Of(town.Open1, here));
            LaneSums.Add(open, Of(town.Open2, here));
        }
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var into = sums.Slice(slot * BaseMeasures.Count * Lanes, BaseMeasures.Count * Lanes);
            Put(into, BaseMeasure.Need, tally.Of(buurt, slot, Tally.Need));
            Put(into, BaseMeasure.Requests, tally.Of(buurt, slot, Tally.Requests));
            Put(into, BaseMeasure.Starts, tally.Of(buurt, slot, Tally.Starts));
            Put(into, BaseMeasure.Ends, tally.Of(buurt, slot, Tally.Ends));
            Put(into, BaseMeasure.OpenAtBegin, tally.Of(buurt, slot, Tally.OpenAtBegin));
            Put(into, BaseMeasure.InCare, inCare.Slice(slot * Lanes, Lanes));
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
        for (var lane = 0; lane < Lanes; lane++)
        {
            var days = doubleDays[lane] / 2;
            var price = parameters.RelativePrice[(year * Lanes) + lane];
            var inflation = parameters.Deflator[(year * Lanes) + lane];
            var volume = days * fit.CentsPerDay[product];
            var budget =
                parameters.Budget.Length == 0 ? 0 : spent * parameters.Budget[(((act * years) + year) * Lanes) + lane];
            Put(into, BaseMeasure.Minutes, lane, days * fit.MinutesPerDay[product]);
            Put(into, BaseMeasure.CostVolume, lane, volume);
            Put(into, BaseMeasure.CostReal, lane, volume * price);
            Put(into, BaseMeasure.CostNominal, lane, volume * price * inflation);
            Put(into, BaseMeasure.BudgetReal, lane, budget);
            Put(into, BaseMeasure.BudgetNominal, lane, budget * inflation);
        }
    }

    private static void Put(Span<long> into, BaseMeasure measure, ReadOnlySpan<double> whole)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            into[((int)measure * Lanes) + lane] = (long)whole[lane];
        }
    }

    private static void Put(Span<long> into, BaseMeasure measure, int lane, double value) =>
        into[((int)measure * Lanes) + lane] = (long)Math.Floor(value + 0.5);
}
