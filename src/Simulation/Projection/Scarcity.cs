using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>
/// What is scarce in one gemeente, and who waits for it: staff, places and money of its pools, and its waiting lists. For
/// eight replicates; one instance per thread, used from set to set.
/// </summary>
internal sealed partial class Scarcity
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionPlan plan;
    private readonly CellPlan cells;
    private readonly CapacityPlan era;
    private readonly SetPlan set;
    private readonly int firstBuurt;
    private readonly CapacityBlock capacity;
    private readonly QueueDesk desk;
    private readonly BlockParameters parameters;
    private readonly QueueRooms rooms;

    // Shape [List, Lane].
    private readonly double[] pastTeam;

    private readonly double yearsPerStep;

    /// <summary>Scratch: who waits on a list in each of its buurten. Shape [Buurt of the list, Lane].</summary>
    private readonly double[] perPlace;

    // Weekly cents; shape [Pool, Lane].
    private readonly double[] used;
    private readonly double[] wanted;

    /// <summary>Who came to a list for a start in this year without a decision. Shape [List, Lane].</summary>
    private readonly double[] direct;

    private readonly WaitLegs legs = new();
    private readonly WaitDivision waitDivision = new();

    /// <summary>Scratch: who was decided on for a list, and who began there, by weeks waited. Shape [Bin, Lane].</summary>
    private readonly double[] decided = new double[WaitBins.Count * Lanes];
    private readonly double[] begun = new double[WaitBins.Count * Lanes];

    /// <param name="era">Who shares capacity with whom.</param>
    /// <param name="set">One gemeente in that era.</param>
    /// <param name="firstBuurt">Where its buurten begin in the town.</param>
    /// <param name="rooms">Where large arrays are had from, and <see cref="GiveRoom"/> gives them back to.</param>
    /// <param name="known">How the gemeente that came before lies, which may be this one.</param>
    /// <param name="before">The same gemeente in the era before, which goes on here; null at the start.</param>
    public Scarcity(
        ProjectionPlan plan,
        CapacityPlan era,
        SetPlan set,
        int firstBuurt,
        BlockParameters parameters,
        QueueRooms rooms,
        GemeenteLayout? known = null,
        Scarcity? before = null
    )
    {
        (this.plan, this.era, this.set) = (plan, era, set);
        (this.firstBuurt, this.parameters, this.rooms) = (firstBuurt, parameters, rooms);
        cells = plan.Cells;
        yearsPerStep = 1.0 / plan.Inputs.Scenario.StepsPerYear;
        Layout = known?.IsOf(era, set, firstBuurt) == true ? known : new(cells, era, set, firstBuurt);
        capacity = new(era, parameters.Ranges, parameters.Levers, parameters.Budget);
        desk = new(set.Queue, set.Gemeente, Layout, rooms);
        if (before is null)
        {
            capacity.Begin(set);
        }
        else
        {
            capacity.Continue(set, before.capacity);
            before.desk.HandOver(desk);
        }
        pastTeam = new double[set.ListCount * Lanes];
        (used, wanted) = (new double[set.PoolCount * Lanes], new double[set.PoolCount * Lanes]);
        perPlace = new double[set.Buurten.Length * Lanes];
        direct = new double[set.ListCount * Lanes];
        FillRules();
    }

    /// <summary>Where its people are.</summary>
    public GemeenteLayout Layout { get; }

    /// <summary>The gemeente is done: its large arrays go to who comes next.</summary>
    public void GiveRoom() => desk.GiveRoom();

    /// <summary>One step: who asked waits or begins; staff comes and goes.</summary>
    public void Step(TownState town, YearTally tally, uint step)
    {
        capacity.FillWeek(desk.Inputs.Minutes, desk.Inputs.Places, desk.Inputs.Cents);
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            capacity.Blocked(pool).CopyTo(QueueInputs.Of(desk.Inputs.Blocked, pool));
        }
        desk.Step(
            town,
            parameters.Draws,
            step,
            pastTeam,
            (list, why) => Leave(town, tally, list, why),
            list => Count(town, tally, list)
        );
        Reallocate();
        MoveOn(town);
        capacity.Step(yearsPerStep);
    }

    /// <summary>Money that some pools leave goes to others that are short, where the contract says so.</summary>
    private void Reallocate()
    {
        if (!era.Scenario.Capacity.Money || !era.Money.Contracts.Any(c => c.Policy == BudgetPolicy.Reallocate))
        {
            return;
        }
        Array.Clear(used);
        Array.Clear(wanted);
        for (var list = 0; list < set.ListCount; list++)
        {
            var spec = desk.Plan.Lists[list];
            var counts = !spec.IsDecision && era.IsScarce(set.FirstPool + spec.Pool);
            for (var lane = 0; lane < Lanes && counts; lane++)
            {
                var (at, pool) = ((list * Lanes) + lane, (spec.Pool * Lanes) + lane);
                var each = desk.Inputs.CentsEach[at];
                used[pool] += each * (desk.Inputs.Open[at] - desk.Inputs.Ends[at] + desk.Outputs.Started[at]);
                wanted[pool] += each * desk.Outputs.Waiting[at];
            }
        }
        capacity.Money.Reallocate(used, wanted);
    }

    /// <summary>Who ends protected living stays in the place until there is a home.</summary>
    private void MoveOn(TownState town)
    {
        Span<double> ready = stackalloc double[Lanes];
        Span<double> left = stackalloc double[Lanes];
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            ready.Clear();
            var isHome = false;
            for (var list = 0; list < set.ListCount; list++)
            {
                var spec = desk.Plan.Lists[list];
                if (spec.Pool == pool && !spec.IsDecision && capacity.WaitsForHome(pool, spec.Slot))
                {
                    isHome = true;
                    LaneSums.Add(ready, QueueInputs.Of(desk.Inputs.Ends, list));
                }
            }
            if (isHome)
            {
                capacity.MoveOn(pool, ready, yearsPerStep, left);
            }
        }
    }

    /// <summary>Urgency, patience and norms: the same in every step.</summary>
    private void FillRules()
    {
        var scenario = plan.Inputs.Scenario;
        var rules = parameters.Waiting;
        var substepsPerWeek = scenario.StepsPerYear * scenario.SubstepsPerStep / YearParts.Weeks;
        for (var list = 0; list < set.ListCount; list++)
        {
            var spec = desk.Plan.Lists[list];
            var product = era.ProductOf(spec.Slot);
            var (act, inputs) = (product.Act, desk.Inputs);
            rules.Safety[(int)act].CopyTo(QueueInputs.Of(inputs.SafetyShare, list));
            rules.Urgent.CopyTo(QueueInputs.Of(inputs.UrgentShare, list));
            if (Layout.IsHelped[list])
            {
                rules.Helped.CopyTo(QueueInputs.Of(inputs.Helped, list));
            }
            if (Layout.Worsens[list])
            {
                rules.Worsen.CopyTo(QueueInputs.Of(inputs.Worsen, list));
            }
            FillDropOut(list);
            var norm = spec.IsDecision ? rules.DecisionNorm[(int)act] : rules.StartNorm[(int)act];
            for (var lane = 0; lane < Lanes; lane++)
            {
                var at = (list * Lanes) + lane;
                inputs.NormWeeks[at] = norm[lane] * substepsPerWeek;
            }
            FillInquiry(list, substepsPerWeek);
            if (spec.IsDecision && product.Track == Track.AanvullendeZorg)
            {
                capacity.Parameters.PastTeam[(int)act].CopyTo(pastTeam.AsSpan(list * Lanes, Lanes));
            }
        }
    }

    /// <summary>
    /// How long who can wait does so at least. Stated: from request to decision, the same for all. As the records tell: for each
    /// product, until care starts, whichever way people came; parts of a week are by chance a whole one or none.
    /// </summary>
    private void FillInquiry(int list, double substepsPerWeek)
    {
        var spec = desk.Plan.Lists[list];
        var stated = capacity.Parameters.Inquiry;
        var substeps = QueueInputs.Of(desk.Inputs.Inquiry, list);
        substeps.Clear();
        if (stated.Length > 0 && spec.IsDecision)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                substeps[lane] = Math.Floor((stated[lane] * substepsPerWeek) + 0.5);
            }
        }
        if (stated.Length == 0 && !spec.IsDecision && plan.Inputs.Fit.Waits is { } waits)
        {
            Span<double> uniform = stackalloc double[Lanes];
            Span<double> spare = stackalloc double[Lanes];
            var cell = ((uint)set.Gemeente << 16) | (uint)list;
            parameters.Draws.Uniforms(new(cell, 0, (uint)Purpose.Access, 4), uniform, spare);
            for (var lane = 0; lane < Lanes; lane++)
            {
                substeps[lane] = Math.Floor((waits.Weeks[cells.Used[spec.Slot]] * substepsPerWeek) + uniform[lane]);
            }
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            substeps[lane] = Math.Min(substeps[lane], QueueInputs.MostInquiry);
        }
    }

    /// <summary>Who leaves a list: by what is stated for all, or as many as the records tell of the product.</summary>
    private void FillDropOut(int list)
    {
        var chance = QueueInputs.Of(desk.Inputs.DropOut, list);
        var worsens = QueueInputs.Of(desk.Inputs.Worsen, list);
        var product = cells.Used[desk.Plan.Lists[list].Slot];
        for (var lane = 0; lane < Lanes; lane++)
        {
            chance[lane] = parameters.Waiting.LeavesIn(plan.Inputs.Fit.Waits, product, lane, worsens[lane]);
        }
    }
}
