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

    // Buffers of one cell; shape [Lane].
    private readonly double[] requests = new double[Lanes];
    private readonly double[] hidden = new double[Lanes];
    private readonly double[] ended = new double[Lanes];
    private readonly double[] left = new double[Lanes];
    private readonly double[] steps = new double[Lanes];

    // Why care ends; shape [Cell, Lane].
    private readonly double[] notPlain;
    private readonly double[] byStep;

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
        (notPlain, byStep) = (new double[cells * Lanes], new double[cells * Lanes]);
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
            for (var cell = 0; cell < cells; cell++)
            {
                var at = AddressOf(buurt, cell, Step);
                var laws = LawsOf(cell);
                var (here, slot) = (town.At(buurt, cell), SlotOf(cell));
                CountDays(buurt, slot, here, days);
                Request.Arise(at, Of(town.Mean, here), Of(town.HiddenMean, here), requests, hidden);
                Care.Stay(at, laws, Of(town.Open1, here), Of(town.Open2, here), ended, left);
                LaneSums.Add(tally.Of(buurt, slot, Tally.Need), hidden);
                Request.Return(at, laws.LeavePool, laws.ComeBack, Of(town.Pool, here), requests);
                requests.CopyTo(Of(town.Asked, here));
                End(at, buurt, cell, Purpose.EndReason);
                ended.CopyTo(Of(town.Gone, here));
                LaneSums.Add(Of(town.Gone, here), left);
            }
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
            for (var cell = 0; cell < cells; cell++)
            {
                var (here, slot) = (town.At(buurt, cell), SlotOf(cell));
                var starts = Of(town.Starts, here);
                if (LaneSums.IsAny(starts))
                {
                    var at = AddressOf(buurt, cell, Step);
                    ended.AsSpan().Clear();
                    left.AsSpan().Clear();
                    Care.Enter(
                        at,
                        Purpose.EntrantBeyondPhase1,
                        LawsOf(cell),
                        starts,
                        Of(town.Open1, here),
                        Of(town.Open2, here),
                        ended,
                        left
                    );
                    LaneSums.Add(tally.Of(buurt, slot, Tally.Starts), starts);
                    End(at, buurt, cell, Purpose.EntrantEndReason);
                }
                CountDays(buurt, slot, here, days);
            }
        }
    }

    /// <summary>Counts the ends, and sees where they go: out, with a way back for a while; to another product; to the Wlz.</summary>
    private void End(in CellDraws at, int buurt, int cell, Purpose reason)
    {
        var ends = tally.Of(buurt, SlotOf(cell), Tally.Ends);
        LaneSums.Add(ends, left);
        if (!LaneSums.IsAny(ended))
        {
            return;
        }
        LaneSums.Add(ends, ended);
        var pool = Of(town.Pool, town.At(buurt, cell));
        Care.Divide(at, reason, ended, Of(notPlain, cell * Lanes), Of(byStep, cell * Lanes), pool, steps);
        if (LaneSums.IsAny(steps))
        {
            SpreadSteps(at, buurt, cell, reason + 1);
        }
    }

    /// <summary>Sends steps to the products where they lead.</summary>
    private void SpreadSteps(in CellDraws at, int buurt, int cell, Purpose target)
    {
        Span<double> chance = stackalloc double[Lanes];
        Span<double> taken = stackalloc double[Lanes];
        var targets = plan.Targets[cell];
        for (var t = 0; t < targets.Length; t++)
        {
            var into = Of(town.Incoming, town.At(buurt, targets[t].Cell));
            if (targets[t].Chance >= 1)
            {
                LaneSums.Add(into, steps);
                return;
            }
            chance.Fill(targets[t].Chance);
            at.Binomial(target, steps, chance, taken, (uint)t);
            LaneSums.Subtract(steps, taken);
            LaneSums.Add(into, taken);
        }
    }

    private void CountDays(int buurt, int slot, int here, int days)
    {
        var twice = tally.Of(buurt, slot, Tally.DoubleDays);
        LaneSums.AddTimes(twice, Of(town.Open1, here), days);
        LaneSums.AddTimes(twice, Of(town.Open2, here), days);
    }

    /// <summary>Ordinal of the step since the base year.</summary>
    private int Step => (year * stepsPerYear) + step;

    private int SlotOf(int cell) => plan.Cells[cell].Slot;

    private CellDraws AddressOf(int buurt, int cell, int ordinal)
    {
        var (_, product, band) = plan.Cells[cell];
        return new(draws, ((uint)buurten[buurt] << 13) | ((uint)product << 5) | (uint)band, (uint)ordinal);
    }

    private StepLaws LawsOf(int cell) =>
        new(parameters.Laws.AsSpan(((cell * years) + year) * StepLaws.Width * Lanes, StepLaws.Width * Lanes));

    private static Span<double> Of(double[] values, int at) => values.AsSpan(at, Lanes);

    /// <summary>A cell without targets at its age has no steps: those ends are plain.</summary>
    private void FillReasons()
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var row = inputs.Fit.EndReason.AsSpan(plan.Cells[cell].Product * 4, 4);
            var onward = plan.Targets[cell].IsEmpty ? 0 : row[1] + row[2];
            var other = Math.Min(1, onward + row[3]);
            Of(notPlain, cell * Lanes).Fill(other);
            Of(byStep, cell * Lanes).Fill(other > 0 ? Math.Min(1, onward / other) : 0);
        }
    }
}
