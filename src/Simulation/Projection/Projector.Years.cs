using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>What happens as a year opens: ageing, this year's rates, and needs that stay silent.</summary>
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

    /// <summary>
    /// Who grows out of a band of one buurt into the next, and then who outgrows a product with it; shape
    /// [2, Band, <see cref="ChanceLaw.Width"/>].
    /// </summary>
    private readonly double[] outgrowLaws;

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
            Age(buurt);
            var living = persons.AsSpan(((buurt * (years + 1)) + year) * PersonsPerYear, 2 * PersonsPerYear);
            RowSums.Put(living[..PersonsPerYear], living[PersonsPerYear..], personYears);
            var open1 = town.Of(town.Open1, buurt);
            var open2 = town.Of(town.Open2, buurt);
            var mean = town.Mean(buurt);
            var factors = FactorsOf(buurten[buurt], 0);
            for (var slot = 0; slot < plan.Used.Length; slot++)
            {
                var atBegin = tally.Of(buurt, slot, Tally.OpenAtBegin);
                LaneSums.Store(Counts.Sum(open1[RowsOf(slot)]) + Counts.Sum(open2[RowsOf(slot)]), atBegin);
                atBegin.CopyTo(town.Sums.Of(town.Sums.InCare, buurt, slot));
                LaneSums.AddTimes(tally.Of(buurt, slot, Tally.DoubleDays), atBegin, days);
                factors = isFree ? factors : FactorsOf(buurten[buurt], slot);
                SetRates(buurt, slot, factors, personYears, mean);
            }
            draws.AtZero(mean, town.NoRequest(buurt));
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

    /// <summary>
    /// As in a cube, care counts from 1 January on under the age that the birthday of the year brings; drawn before anyone moves,
    /// so that nobody moves twice. Who outgrows a product goes on the 1 January nearest to the birthday: whoever had it last year
    /// is gone from the records when the first year begins.
    /// </summary>
    private void Age(int buurt)
    {
        var thisYear = outgrow.AsSpan(((buurt * years) + year) * bands * Lanes, bands * Lanes);
        var lastYear = outgrow.AsSpan(((buurt * years) + Math.Max(0, year - 1)) * bands * Lanes, bands * Lanes);
        var half = Vector512.Create(0.5);
        Span<double> nearest = stackalloc double[Lanes];
        for (var band = 0; band < bands; band++)
        {
            var now = thisYear.Slice(band * Lanes, Lanes);
            ChanceLaw.Write(now, outgrowLaws.AsSpan(band * ChanceLaw.Width, ChanceLaw.Width));
            var before = year > 0 ? Of(lastYear[(band * Lanes)..]) : Vector512<double>.Zero;
            (half * (Of(now) + before)).CopyTo(nearest);
            ChanceLaw.Write(nearest, outgrowLaws.AsSpan((bands + band) * ChanceLaw.Width, ChanceLaw.Width));
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
