using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Population;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Carries the buurten of one coupling set through all years together, eight replicates at a time: what they share (staff,
/// places, money) is shared step by step. Sets share nothing but parameters, so their order does not matter. One instance per
/// thread; its buffers are used again.
/// </summary>
internal sealed partial class Projector : IDisposable
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

    private readonly CellStep cellStep;

    /// <summary>Who begins in a step of one buurt; shape [Slot, Lane].</summary>
    private readonly double[] began;

    /// <summary>How people come in; shape [Buurt, Slot].</summary>
    private Entrance[] entrances = [];

    /// <summary>Per buurt the cells, large beside large; shape [Buurt, Cell].</summary>
    private int[] order = [];

    /// <summary>How often care ends otherwise than plainly; shape [Cell, <see cref="ReasonLaws.Width"/>].</summary>
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
        var slots = plan.Used.Length;
        (town, tally, shares) = (new(cells, slots), new(slots), new(slots));
        began = new double[slots * Lanes];
        wijkOfLeaf = inputs.Fit.Areas.OfLeaf(Analytics.Areas.AreaLevel.Wijk);
        var codes = plan.Cells.Select(c => ((uint)c.Product << 5) | (uint)c.Band).ToArray();
        cellStep = new(codes, plan.Cells.Select(c => c.Slot).ToArray());
        ageing = new(codes, [.. plan.Cells.Select((c, i) => IsLastOfProduct(i) ? bands + c.Band : c.Band)]);
        outgrowLaws = new double[2 * bands * ChanceLaw.Width];
        (reasons, steered) = (new double[cells * ReasonLaws.Width], new double[cells * ReasonLaws.Width]);
        opening = new(inputs.Fit, plan, inputs.Residents.LeaveRate.Span[..bands], stepsPerYear);
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
            if (scarcities.Length == 0)
            {
                // Nothing is shared: buurt by buurt a year at a time, which keeps it in the cache.
                for (var buurt = 0; buurt < buurten.Length; buurt++)
                {
                    for (step = 0; step < stepsPerYear; step++)
                    {
                        Stay(buurt);
                        Queue(buurt);
                        Enter(buurt);
                    }
                }
            }
            else
            {
                ShareYear();
            }
            CloseYear();
            done(year);
        }
    }

    public void Dispose() => town.Dispose();

    /// <summary>A year in which something is shared: in each step all ask, then it is shared, then all begin.</summary>
    private void ShareYear()
    {
        for (var next = 0; next <= stepsPerYear; next++)
        {
            // A buurt ends a step and opens the next in one go, while it is in the cache.
            for (var buurt = 0; buurt < buurten.Length; buurt++)
            {
                if (next > 0)
                {
                    step = next - 1;
                    Enter(buurt);
                }
                if (next < stepsPerYear)
                {
                    step = next;
                    Stay(buurt);
                    Queue(buurt);
                }
            }
            if (next < stepsPerYear)
            {
                Share();
            }
        }
    }

    /// <summary>Needs arise and become requests; who is in care stays, ends, is broken off or goes on to another product.</summary>
    private void Stay(int buurt)
    {
        var at = StepOf(buurt);
        var pool = town.Of(town.Pool, buurt);
        cellStep.Ask(at, town.Mean(buurt), town.NoRequest(buurt), pool, town.Of(town.Asked, buurt));
        var left = town.Sums.Of(town.Sums.Left, buurt);
        cellStep.Stay(at, town.Of(town.Open1, buurt), town.Of(town.Open2, buurt), pool, left);
        RowSums.Subtract(town.Sums.Of(town.Sums.InCare, buurt), left);
        GoOn(buurt, Purpose.StepTarget);
        LeaveOutOfScope(buurt);
    }

    /// <summary>Who asks in this step, by themselves, again, or coming from another product, begins or waits.</summary>
    private void Queue(int buurt)
    {
        var asked = town.Of(town.Asked, buurt);
        var incoming = town.Of(town.Incoming, buurt);
        var starts = town.Of(town.Starts, buurt);
        var unstarted = town.Of(town.Unstarted, buurt);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var rows = RowsOf(slot);
            var entrance = entrances[(buurt * plan.Used.Length) + slot];
            if (entrance == Entrance.Open)
            {
                tally.Add(buurt, slot, Tally.Requests, Counts.Join(asked[rows], incoming[rows], starts[rows]));
                continue;
            }
            var come = Counts.Move(incoming[rows], unstarted[rows]);
            var decided = Vector512<double>.Zero;
            if (entrance == Entrance.Team)
            {
                decided = Counts.Sum(asked[rows]);
                LaneSums.Store(decided, town.Sums.Of(town.Sums.Asking, buurt, slot));
            }
            else
            {
                come += Counts.Move(asked[rows], unstarted[rows]);
            }
            LaneSums.Store(come, town.Sums.Of(town.Sums.Coming, buurt, slot));
            tally.Add(buurt, slot, Tally.Requests, come + decided);
        }
    }

    /// <summary>Whose turn it is where something is scarce.</summary>
    private void Share()
    {
        foreach (var scarcity in scarcities)
        {
            scarcity.Step(town, tally, (uint)Step);
        }
    }

    /// <summary>Care begins: at the end of the step some are still in it, and some are not.</summary>
    private void Enter(int buurt)
    {
        var starts = town.Of(town.Starts, buurt);
        var open1 = town.Of(town.Open1, buurt);
        var open2 = town.Of(town.Open2, buurt);
        var sums = town.Sums;
        cellStep.Enter(
            StepOf(buurt),
            starts,
            open1,
            open2,
            town.Of(town.Pool, buurt),
            began,
            sums.Of(sums.InCare, buurt)
        );
        GoOn(buurt, Purpose.EntrantStepTarget);
        // Twice the days in care: each step counts who is open at its begin and at its end.
        var days = DaysIn(step) + (step + 1 < stepsPerYear ? DaysIn(step + 1) : 0);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            LaneSums.AddTimes(tally.Of(buurt, slot, Tally.DoubleDays), sums.Of(sums.InCare, buurt, slot), days);
            if (scarcities.Length > 0)
            {
                LaneSums.Add(tally.Of(buurt, slot, Tally.Starts), began.AsSpan(slot * Lanes));
            }
        }
    }

    /// <summary>Whose care ended otherwise than plainly goes on to another product, or to the Wlz: person by person.</summary>
    private void GoOn(int buurt, Purpose target)
    {
        var others = cellStep.Others;
        others.Draw(draws, (uint)buurten[buurt] << 13, (uint)Step, target);
        for (var i = 0; i < others.Count; i++)
        {
            var (cell, lane, uniform) = others[i];
            var to = whole.StepDown.TargetOf(cell, StepDownFactor(buurt, cell, lane), uniform);
            if (to >= 0)
            {
                town.Incoming[town.At(buurt, to) + lane]++;
            }
        }
    }

    /// <summary>Where the cells of a product lie: side by side.</summary>
    private Range RowsOf(int slot) => (plan.FirstCell[slot] * Lanes)..(plan.FirstCell[slot + 1] * Lanes);

    private bool IsLastOfProduct(int cell) => plan.FirstCell[SlotOf(cell) + 1] == cell + 1;

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
            order.AsSpan(buurt * cells, cells),
            parameters.Laws.AsSpan(year * cells * StepLaws.Width, cells * StepLaws.Width),
            ReasonsOf(buurt)
        );
}
