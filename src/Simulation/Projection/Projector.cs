using Populatie.Analytics.Randomness;
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

    private int[] buurten = [];
    private BlockParameters parameters = null!;
    private BlockDraws draws = null!;
    private int year;
    private int step;

    public Projector(ProjectionInputs inputs, CellPlan plan)
    {
        (this.inputs, this.plan) = (inputs, plan);
        (cells, bands) = (plan.Cells.Length, inputs.Fit.Bands.Count);
        (years, stepsPerYear) = (inputs.Scenario.YearCount, inputs.Scenario.StepsPerYear);
        (town, tally) = (new(cells), new(plan.Used.Length));
        wijkOfLeaf = inputs.Fit.Areas.OfLeaf(Analytics.Areas.AreaLevel.Wijk);
        leverPlan = LeverPlan.Of(inputs.Scenario, inputs.Fit, plan);
        cellStep = new(plan.Cells.Select(c => ((uint)c.Product << 5) | (uint)c.Band).ToArray());
        double[] PerCell() => new double[cells * Lanes];
        (hidden, ended, left, steps) = (PerCell(), PerCell(), PerCell(), PerCell());
        reasons = new double[cells * ReasonLaws.Width];
        FillReasons();
    }

    /// <summary>Runs one set for one block of replicates.</summary>
    /// <param name="set">Ordinals of its buurten.</param>
    /// <param name="done">Told each year when it is over; its figures are then to be had from <see cref="Figures"/>.</param>
    public void Run(int[] set, BlockParameters blockParameters, IResidentBlock people, Action<int> done)
    {
        if (!ReferenceEquals(parameters, blockParameters))
        {
            levers = leverPlan.Draw(blockParameters.Draws);
        }
        (buurten, parameters, draws) = (set, blockParameters, blockParameters.Draws);
        Begin(people);
        for (year = 0; year < years; year++)
        {
            OpenYear();
            for (step = 0; step < stepsPerYear; step++)
            {
                Stay();
                Queue();
                Enter();
            }
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
            cellStep.Divide(at, Purpose.EndReason, ended, reasons, pool, steps);
            for (var cell = 0; cell < cells; cell++)
            {
                LaneSums.Add(tally.Of(buurt, SlotOf(cell), Tally.Need), Of(hidden, cell * Lanes));
                var gone = Of(town.Gone, town.At(buurt, cell));
                LaneSums.Copy(Of(ended, cell * Lanes), gone);
                LaneSums.Add(gone, Of(left, cell * Lanes));
            }
            CountEnds(buurt, Purpose.StepTarget);
        }
    }

    /// <summary>Who begins care in this step. Without scarcity that is everyone who asked.</summary>
    private void Queue()
    {
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                var (here, slot) = (town.At(buurt, cell), SlotOf(cell));
                var incoming = Of(town.Incoming, here);
                var asked = Of(town.Asked, here);
                incoming.CopyTo(Of(town.Stepped, here));
                incoming.Clear();
                asked.CopyTo(Of(town.Starts, here));
                LaneSums.Add(Of(town.Starts, here), Of(town.Stepped, here));
                LaneSums.Add(tally.Of(buurt, slot, Tally.Requests), Of(town.Starts, here));
                LaneSums.Add(tally.Of(buurt, slot, Tally.Need), Of(town.Starts, here));
            }
        }
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
            cellStep.Divide(at, Purpose.EntrantEndReason, ended, reasons, town.Of(town.Pool, buurt), steps);
            for (var cell = 0; cell < cells; cell++)
            {
                LaneSums.Add(tally.Of(buurt, SlotOf(cell), Tally.Starts), Of(town.Starts, town.At(buurt, cell)));
            }
            CountEnds(buurt, Purpose.EntrantStepTarget);
            CountDays(buurt, days);
        }
    }

    /// <summary>Counts the ends, and sends those who go on to another product there.</summary>
    private void CountEnds(int buurt, Purpose target)
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var ends = tally.Of(buurt, SlotOf(cell), Tally.Ends);
            LaneSums.Add(ends, Of(ended, cell * Lanes), Of(left, cell * Lanes));
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
            chance.Fill(targets[t].Chance);
            at.Binomial(target, leaving, chance, taken, (uint)t);
            LaneSums.Subtract(leaving, taken);
            LaneSums.Add(into, taken);
        }
    }

    private void CountDays(int buurt, int days)
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var twice = tally.Of(buurt, SlotOf(cell), Tally.DoubleDays);
            var here = town.At(buurt, cell);
            LaneSums.AddTimes(twice, Of(town.Open1, here), days);
            LaneSums.AddTimes(twice, Of(town.Open2, here), days);
        }
    }

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
}
