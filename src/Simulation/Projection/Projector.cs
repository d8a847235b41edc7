using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Carries the buurten of one coupling set through all years together, eight replicates at a time: what they share (staff,
/// places, money) is shared step by step. Sets share nothing but parameters, so their order does not matter. One instance per
/// thread; its buffers are used again.
/// </summary>
internal sealed partial class Projector
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionPlan whole;
    private readonly ProjectionInputs inputs;
    private readonly CellPlan plan;
    private readonly TownState town;
    private readonly YearTally tally;
    private readonly int cells;
    private readonly int bands;
    private readonly int years;
    private readonly int stepsPerYear;

    // What the step of one buurt gives; shape [Cell, Lane].
    private readonly CellStep cellStep;
    private readonly double[] hidden;
    private readonly double[] ended;
    private readonly double[] left;
    private readonly double[] steps;

    /// <summary>Why care ends; shape [Cell, <see cref="ReasonLaws.Width"/>].</summary>
    private readonly double[] reasons;

    /// <summary>The same in a buurt where levers change how often people go on to lighter care.</summary>
    private readonly double[] steered;

    private int[] buurten = [];
    private Scarcity[] scarcities = [];
    private BlockParameters parameters = null!;
    private BlockDraws draws = null!;
    private int year;
    private int step;

    public Projector(ProjectionPlan whole)
    {
        (this.whole, inputs, plan) = (whole, whole.Inputs, whole.Cells);
        (cells, bands) = (plan.Cells.Length, inputs.Fit.Bands.Count);
        (years, stepsPerYear) = (inputs.Scenario.YearCount, inputs.Scenario.StepsPerYear);
        (town, tally, shares) = (new(cells), new(plan.Used.Length), new(plan.Used.Length));
        wijkOfLeaf = inputs.Fit.Areas.OfLeaf(Analytics.Areas.AreaLevel.Wijk);
        cellStep = new(plan.Cells.Select(c => ((uint)c.Product << 5) | (uint)c.Band).ToArray());
        double[] PerCell() => new double[cells * Lanes];
        (hidden, ended, left, steps) = (PerCell(), PerCell(), PerCell(), PerCell());
        (reasons, steered) = (new double[cells * ReasonLaws.Width], new double[cells * ReasonLaws.Width]);
        FillReasons();
    }

    /// <summary>Ordinals of the buurten of the set.</summary>
    public ReadOnlySpan<int> Buurten => buurten;

    /// <summary>Runs one set for one block of replicates.</summary>
    /// <param name="set">Its gemeenten: one, unless a grouping of buurten spans several.</param>
    /// <param name="done">Told each year when it is over; its figures are then to be had from <see cref="Figures"/>.</param>
    public void Run(
        ImmutableArray<SetPlan> set,
        BlockParameters blockParameters,
        IResidentBlock people,
        Action<int> done
    )
    {
        (parameters, draws, levers) = (blockParameters, blockParameters.Draws, blockParameters.Levers);
        Begin(set, people);
        for (year = 0; year < years; year++)
        {
            OpenYear();
            if (year == 0)
            {
                SeedUnmet();
                foreach (var scarcity in scarcities)
                {
                    scarcity.Seed(town);
                }
            }
            for (step = 0; step < stepsPerYear; step++)
            {
                Stay();
                Queue();
                Enter();
            }
            CloseYear();
            done(year);
        }
    }

    /// <summary>Needs arise and become requests; who is in care stays, ends, is broken off or goes on to another product.</summary>
    private void Stay()
    {
        var days = DaysIn(step);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            var at = StepOf(buurt);
            var open1 = town.Of(town.Open1, buurt);
            var open2 = town.Of(town.Open2, buurt);
            var pool = town.Of(town.Pool, buurt);
            var asked = town.Of(town.Asked, buurt);
            CountDays(buurt, days);
            cellStep.Arise(
                at,
                town.Of(town.Mean, buurt),
                town.Of(town.NoRequest, buurt),
                town.Of(town.HiddenMean, buurt),
                town.Of(town.NoHidden, buurt),
                asked,
                hidden
            );
            cellStep.Stay(at, open1, open2, ended, left);
            cellStep.Return(at, pool, asked);
            LeaveOutOfScope(buurt);
            cellStep.Divide(at, Purpose.EndReason, ended, ReasonsOf(buurt), pool, steps);
            Count(buurt, Tally.Need, hidden);
            Count(buurt, Tally.Silent, hidden);
            RowSums.Put(ended, left, town.Of(town.Gone, buurt));
            CountEnds(buurt, Purpose.StepTarget);
        }
    }

    /// <summary>Who begins care in this step: everyone who asked, or those whose turn it is where something is scarce.</summary>
    private void Queue()
    {
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            var incoming = town.Of(town.Incoming, buurt);
            var starts = town.Of(town.Starts, buurt);
            incoming.CopyTo(town.Of(town.Stepped, buurt));
            RowSums.Put(town.Of(town.Asked, buurt), incoming, starts);
            incoming.Clear();
            Count(buurt, Tally.Requests, starts);
            Count(buurt, Tally.Need, starts);
        }
        foreach (var scarcity in scarcities)
        {
            scarcity.Step(town, tally, (uint)Step);
        }
    }

    /// <summary>Part of the requests may fall outside the scope of the act: some find help in track 1, the others go without.</summary>
    private void LeaveOutOfScope(int buurt)
    {
        if (levers.IsNeutral(Effect.InScope))
        {
            return;
        }
        for (var cell = 0; cell < cells; cell++)
        {
            LeaveOutOfScope(AddressOf(buurt, cell, Step), buurt, cell);
        }
    }

    private void LeaveOutOfScope(in CellDraws at, int buurt, int cell)
    {
        var requests = Of(town.Asked, town.At(buurt, cell));
        if (!LaneSums.IsAny(requests))
        {
            return;
        }
        Span<double> outside = stackalloc double[Lanes];
        Span<double> track1 = stackalloc double[Lanes];
        Span<double> gone = stackalloc double[Lanes];
        Span<double> helped = stackalloc double[Lanes];
        var slot = SlotOf(cell);
        levers.Fill(Effect.InScope, buurten[buurt], slot, year, outside);
        levers.FillTrack1Share(buurten[buurt], slot, year, track1);
        for (var lane = 0; lane < Lanes; lane++)
        {
            outside[lane] = Math.Clamp(1 - outside[lane], 0, 1);
        }
        at.Binomials(Purpose.OutOfScope, requests, outside, gone, gone, track1, helped);
        LaneSums.Subtract(requests, gone);
        LaneSums.Add(tally.Of(buurt, slot, Tally.Need), gone);
        LaneSums.Add(tally.Of(buurt, slot, Tally.Requests), gone);
        if (plan.Informal[cell] >= 0)
        {
            LaneSums.Add(Of(town.Incoming, town.At(buurt, plan.Informal[cell])), helped);
            LaneSums.Subtract(gone, helped);
        }
        LaneSums.Add(tally.Of(buurt, slot, Tally.OutOfScope), gone);
    }

    /// <summary>Care begins: at the end of the step some are still in it, and some are not.</summary>
    private void Enter()
    {
        var days = DaysIn(step);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            var at = StepOf(buurt);
            var open1 = town.Of(town.Open1, buurt);
            var open2 = town.Of(town.Open2, buurt);
            cellStep.Enter(at, town.Of(town.Starts, buurt), open1, open2, ended, left);
            cellStep.Divide(at, Purpose.EntrantEndReason, ended, ReasonsOf(buurt), town.Of(town.Pool, buurt), steps);
            Count(buurt, Tally.Starts, town.Of(town.Starts, buurt));
            CountEnds(buurt, Purpose.EntrantStepTarget);
            CountDays(buurt, days);
        }
    }

    /// <summary>Counts the ends, and sends those who go on to another product there.</summary>
    private void CountEnds(int buurt, Purpose target)
    {
        Count(buurt, Tally.Ends, ended);
        Count(buurt, Tally.Ends, left);
        for (var cell = 0; cell < cells; cell++)
        {
            if (LaneSums.IsAny(Of(steps, cell * Lanes)))
            {
                SpreadSteps(AddressOf(buurt, cell, Step), buurt, cell, target);
            }
        }
    }

    /// <summary>Sends steps to the products where they lead.</summary>
    private void SpreadSteps(in CellDraws at, int buurt, int cell, Purpose target)
    {
        Span<double> chance = stackalloc double[Lanes];
        Span<double> taken = stackalloc double[Lanes];
        var leaving = Of(steps, cell * Lanes);
        var targets = plan.Targets[cell];
        for (var t = 0; t < targets.Length; t++)
        {
            var into = Of(town.Incoming, town.At(buurt, targets[t].Cell));
            if (targets[t].Chance >= 1)
            {
                LaneSums.Add(into, leaving);
                return;
            }
            FillChance(buurt, cell, t, chance);
            at.Binomial(target, leaving, chance, taken, (uint)t);
            LaneSums.Subtract(leaving, taken);
            LaneSums.Add(into, taken);
        }
    }

    private void CountDays(int buurt, int days)
    {
        var open1 = town.Of(town.Open1, buurt);
        var open2 = town.Of(town.Open2, buurt);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var twice = tally.Of(buurt, slot, Tally.DoubleDays);
            RowSums.AddTimes(twice, open1[RowsOf(slot)], days);
            RowSums.AddTimes(twice, open2[RowsOf(slot)], days);
        }
    }

    /// <summary>Adds what happened in the cells of each product.</summary>
    /// <param name="perCell">Shape [Cell, Lane].</param>
    private void Count(int buurt, Tally what, ReadOnlySpan<double> perCell)
    {
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            RowSums.AddTimes(tally.Of(buurt, slot, what), perCell[RowsOf(slot)], 1);
        }
    }

    /// <summary>Where the cells of a product lie: side by side.</summary>
    private Range RowsOf(int slot) => (plan.FirstCell[slot] * Lanes)..(plan.FirstCell[slot + 1] * Lanes);

    /// <summary>Ordinal of the step since the base year.</summary>
    private int Step => (year * stepsPerYear) + step;

    private int SlotOf(int cell) => plan.Cells[cell].Slot;

    private CellDraws AddressOf(int buurt, int cell, int ordinal)
    {
        var (_, product, band) = plan.Cells[cell];
        return new(draws, ((uint)buurten[buurt] << 13) | ((uint)product << 5) | (uint)band, (uint)ordinal);
    }

    private BuurtStep StepOf(int buurt) =>
        new(
            draws,
            (uint)buurten[buurt] << 13,
            (uint)Step,
            parameters.Laws.AsSpan(year * cells * StepLaws.Width, cells * StepLaws.Width)
        );

    private static Span<double> Of(double[] values, int at) => values.AsSpan(at, Lanes);

    /// <summary>A cell without targets at its age has no steps: those ends are plain.</summary>
    private void FillReasons()
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var row = inputs.Fit.EndReason.AsSpan(plan.Cells[cell].Product * 4, 4);
            var onward = plan.Targets[cell].IsEmpty ? 0 : row[1] + row[2];
            for (var lane = 0; lane < Lanes; lane++)
            {
                ReasonLaws.Write(onward, row[3], lane, reasons.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
            }
        }
    }

    /// <summary>Why care ends in a buurt.</summary>
    private double[] ReasonsOf(int buurt)
    {
        if (levers.IsNeutral(Effect.StepDown))
        {
            return reasons;
        }
        Span<double> factor = stackalloc double[Lanes];
        reasons.CopyTo(steered, 0);
        for (var cell = 0; cell < cells; cell++)
        {
            if (whole.StepDown.LeadsDown(cell))
            {
                levers.Fill(Effect.StepDown, buurten[buurt], SlotOf(cell), year, factor);
                whole.StepDown.WriteReasons(cell, factor, steered.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
            }
        }
        return steered;
    }

    /// <summary>The chance that a step leads to a target, given that none of the earlier ones was taken.</summary>
    private void FillChance(int buurt, int cell, int target, Span<double> chance)
    {
        chance.Fill(plan.Targets[cell][target].Chance);
        if (!levers.IsNeutral(Effect.StepDown))
        {
            Span<double> factor = stackalloc double[Lanes];
            levers.Fill(Effect.StepDown, buurten[buurt], SlotOf(cell), year, factor);
            whole.StepDown.FillChance(cell, target, factor, chance);
        }
    }
}
