using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Carries one buurt through all years, eight replicates at a time. Buurten share nothing but parameters, so their order
/// does not matter. One instance per thread; its buffers are used again.
/// </summary>
internal sealed partial class Projector
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionInputs inputs;
    private readonly CellPlan plan;
    private readonly LeverTable levers;
    private readonly ImmutableArray<int> wijkOfLeaf;
    private readonly int cells;
    private readonly int bands;
    private readonly int years;
    private readonly int stepsPerYear;

    // State and buffers; shape [Cell, Lane] unless said otherwise.
    private readonly double[] open1;
    private readonly double[] open2;
    private readonly double[] pool;
    private readonly double[] stepped;
    private readonly double[] incoming;
    private readonly double[] mean;
    private readonly double[] hiddenMean;
    private readonly double[] notPlain;
    private readonly double[] byStep;
    private readonly double[] requests = new double[Lanes];
    private readonly double[] hidden = new double[Lanes];
    private readonly double[] ended = new double[Lanes];
    private readonly double[] left = new double[Lanes];
    private readonly double[] steps = new double[Lanes];
    private readonly double[] opening = new double[Lanes];
    private readonly double[] risks;
    private readonly double[] personYears;

    // This year's tallies; shape [Slot, Tally, Lane].
    private readonly double[] tallies;

    private BlockParameters parameters = null!;
    private BlockDraws draws = null!;
    private IResidentBlock residents = null!;
    private int buurt;
    private int year;

    public Projector(ProjectionInputs inputs, CellPlan plan)
    {
        (this.inputs, this.plan) = (inputs, plan);
        wijkOfLeaf = inputs.Fit.Areas.OfLeaf(AreaLevel.Wijk);
        levers = new LeverTable(inputs.Scenario, inputs.Fit, plan);
        (cells, bands) = (plan.Cells.Length, inputs.Fit.Bands.Count);
        (years, stepsPerYear) = (inputs.Scenario.YearCount, inputs.Scenario.StepsPerYear);
        double[] PerCell() => new double[cells * Lanes];
        (open1, open2, pool, stepped, incoming) = (PerCell(), PerCell(), PerCell(), PerCell(), PerCell());
        (mean, hiddenMean) = (PerCell(), PerCell());
        (notPlain, byStep) = (PerCell(), PerCell());
        FillReasons();
        risks = new double[plan.Used.Length * Lanes];
        personYears = new double[bands * 2 * Lanes];
        tallies = new double[plan.Used.Length * TallyCount * Lanes];
    }

    /// <summary>Runs one buurt for one block of replicates.</summary>
    /// <param name="sums">Shape [Year, Slot, <see cref="BaseMeasure"/>, Lane]; overwritten.</param>
    /// <param name="population">Shape [Year, Lane]: residents on 1 January; overwritten.</param>
    public void Run(
        int buurtOrdinal,
        BlockParameters blockParameters,
        IResidentBlock people,
        Span<long> sums,
        Span<long> population
    )
    {
        (buurt, parameters, draws) = (buurtOrdinal, blockParameters, blockParameters.Draws);
        residents = people;
        parameters.FillRisks(buurt, risks);
        Begin();
        for (year = 0; year < years; year++)
        {
            CountResidents(population.Slice(year * Lanes, Lanes));
            OpenYear();
            for (var step = 0; step < stepsPerYear; step++)
            {
                Step(step);
            }
            CloseYear(sums.Slice(year * SumsPerYear, SumsPerYear));
        }
    }

    private int SumsPerYear => plan.Used.Length * BaseMeasures.Count * Lanes;

    /// <summary>One step of one buurt: need → request → stay → start → end → record; then the steps between products.</summary>
    private void Step(int stepOfYear)
    {
        var days = DaysIn(stepOfYear);
        for (var cell = 0; cell < cells; cell++)
        {
            var at = AddressOf(cell, (year * stepsPerYear) + stepOfYear);
            var laws = LawsOf(cell);
            RememberOpen(cell);
            Request.Arise(at, Of(mean, cell), Of(hiddenMean, cell), requests, hidden);
            Care.Stay(at, laws, Of(open1, cell), Of(open2, cell), ended, left);
            Request.Return(at, laws.LeavePool, laws.ComeBack, Of(pool, cell), requests);
            Start(at, Purpose.EntrantBeyondPhase1, cell);
            DivideEnds(at, cell, Purpose.EndReason);
            Record(cell, days, stock: true);
        }
        for (var cell = 0; cell < cells; cell++)
        {
            if (TakeIncoming(cell))
            {
                var at = AddressOf(cell, (year * stepsPerYear) + stepOfYear);
                RememberOpen(cell);
                TakeStepped(cell);
                Start(at, Purpose.SteppedBeyondPhase1, cell);
                DivideEnds(at, cell, Purpose.SteppedEndReason);
                Record(cell, days, stock: false);
            }
        }
    }

    /// <summary>Those who ask begin at once: there is no queue in this model.</summary>
    private void Start(in CellDraws at, Purpose beyond, int cell)
    {
        if (LaneSums.IsAny(requests))
        {
            Care.Enter(at, beyond, LawsOf(cell), requests, Of(open1, cell), Of(open2, cell), ended, left);
        }
    }

    /// <summary>Who came by a step from another product begins too; nothing else happens in the cell.</summary>
    private void TakeStepped(int cell)
    {
        hidden.AsSpan().Clear();
        ended.AsSpan().Clear();
        left.AsSpan().Clear();
        Of(stepped, cell).CopyTo(requests);
    }

    private void DivideEnds(in CellDraws at, int cell, Purpose reason)
    {
        if (!LaneSums.IsAny(ended))
        {
            return;
        }
        Care.Divide(at, reason, ended, Of(notPlain, cell), Of(byStep, cell), Of(pool, cell), steps);
        if (LaneSums.IsAny(steps))
        {
            SpreadSteps(at, cell, reason + 1);
        }
    }

    /// <summary>Sends steps to the products where they lead; they begin there within this step, or else in the next.</summary>
    private void SpreadSteps(in CellDraws at, int cell, Purpose target)
    {
        Span<double> chance = stackalloc double[Lanes];
        Span<double> taken = stackalloc double[Lanes];
        var targets = plan.Targets[cell];
        for (var t = 0; t < targets.Length; t++)
        {
            var into = Of(incoming, targets[t].Cell);
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

    private bool TakeIncoming(int cell)
    {
        var arriving = Of(incoming, cell);
        if (!LaneSums.IsAny(arriving))
        {
            return false;
        }
        arriving.CopyTo(Of(stepped, cell));
        arriving.Clear();
        return true;
    }

    private CellDraws AddressOf(int cell, int step)
    {
        var (_, product, band) = plan.Cells[cell];
        return new(draws, ((uint)buurt << 13) | ((uint)product << 5) | (uint)band, (uint)step);
    }

    private StepLaws LawsOf(int cell) =>
        new(parameters.Laws.AsSpan(((cell * years) + year) * StepLaws.Width * Lanes, StepLaws.Width * Lanes));

    private static Span<double> Of(double[] perCell, int cell) => perCell.AsSpan(cell * Lanes, Lanes);

    /// <summary>A cell without targets at its age has no steps: those ends are plain.</summary>
    private void FillReasons()
    {
        for (var cell = 0; cell < cells; cell++)
        {
            var row = inputs.Fit.EndReason.AsSpan(plan.Cells[cell].Product * 4, 4);
            var step = plan.Targets[cell].IsEmpty ? 0 : row[1] + row[2];
            var other = Math.Min(1, step + row[3]);
            Of(notPlain, cell).Fill(other);
            Of(byStep, cell).Fill(other > 0 ? Math.Min(1, step / other) : 0);
        }
    }
}
