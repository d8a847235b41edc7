using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Between asking and beginning, in one gemeente: hands the requests of a step to the waiting lists, and shares what comes of
/// them over the cells where the people are. A cell is a buurt, product and age band; a list is wider.
/// </summary>
/// <param name="set">Ordinal of the gemeente: part of the address of draws.</param>
/// <param name="cellsOf">Per list: where the eight values of each of its cells begin, in the order of buurten and bands.</param>
internal sealed class QueueDesk(QueuePlan plan, int set, int[][] cellsOf)
{
    private const int Lanes = Block8.Size;
    private readonly QueueBoard board = new(plan);
    private readonly double[] total = new double[Lanes];
    private readonly double[] some = new double[Lanes];
    private readonly double[] uniform = new double[Lanes];
    private readonly double[] spare = new double[Lanes];
    private readonly RuledShare?[] ruled = new RuledShare?[cellsOf.Length];
    private AllocationRule rule = AllocationRule.Need;
    private double[] residents = [];
    private int perBuurt;

    /// <summary>All but arrivals, those in care and ends: to be filled in before each step.</summary>
    public QueueInputs Inputs { get; } = new(plan);

    /// <summary>Of the last step.</summary>
    public QueueOutputs Outputs => board.Outputs;

    public QueuePlan Plan => plan;

    /// <summary>Where the eight values of the cells of a list begin.</summary>
    public ReadOnlySpan<int> CellsOf(int list) => cellsOf[list];

    /// <summary>How far back those who wait at the start came, in weeks on average: it is not in the observed counts.</summary>
    private const double WaitedSoFar = 4;

    /// <summary>People who wait for care at the start; their cells already hold them.</summary>
    /// <param name="people">Shape [8]; whole.</param>
    public void Seed(int list, ReadOnlySpan<double> people)
    {
        if (LaneSums.IsAny(people))
        {
            board.Seed(list, people, WaitedSoFar);
        }
    }

    /// <summary>Who waits goes on waiting at another desk with the same lists, whose pools are others.</summary>
    public void HandOver(QueueDesk next) => board.Remap(next.board);

    /// <summary>How starts are shared over the buurten of a list from now on; by who waits if not told.</summary>
    /// <param name="living">Residents; shape [Buurt of the town, Lane]; read at each step.</param>
    /// <param name="doublesPerBuurt">What a buurt has in the arrays of the town.</param>
    public void ShareBy(AllocationRule by, double[] living, int doublesPerBuurt) =>
        (rule, residents, perBuurt) = (by, living, doublesPerBuurt);

    /// <summary>One step: those who asked and those who came from another product wait, or begin.</summary>
    /// <param name="pastTeam">Share of the requests that goes past the team. Shape [Leg-1 list, Lane].</param>
    /// <param name="leave">Told for each list which of its cells' people (as <see cref="TownState.Taken"/>) leave it unserved.</param>
    public void Step(TownState town, BlockDraws draws, uint step, double[] pastTeam, Action<int, Departure> leave)
    {
        Arrive(town, draws, step, pastTeam);
        board.Step(Inputs, draws, (uint)set, step);
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (plan.Lists[list].IsDecision)
            {
                Serve(list, draws, step, town.Undecided, town);
                foreach (var cell in cellsOf[list])
                {
                    LaneSums.Add(town.Unstarted.AsSpan(cell, Lanes), town.Taken.AsSpan(cell, Lanes));
                }
                Release(list, draws, step, town.Undecided, town, leave);
            }
        }
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (!plan.Lists[list].IsDecision)
            {
                Start(list, draws, step, town);
                foreach (var cell in cellsOf[list])
                {
                    town.Taken.AsSpan(cell, Lanes).CopyTo(town.Starts.AsSpan(cell, Lanes));
                }
                Release(list, draws, step, town.Unstarted, town, leave);
            }
        }
    }

    /// <summary>Requests go to the team, or past it; who comes from another product was decided on already.</summary>
    private void Arrive(TownState town, BlockDraws draws, uint step, double[] pastTeam)
    {
        Inputs.Arrivals.AsSpan().Clear();
        Inputs.Open.AsSpan().Clear();
        Inputs.Ends.AsSpan().Clear();
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (!plan.Lists[list].IsDecision)
            {
                continue;
            }
            FairShare.Sum(cellsOf[list], town.Asked, total);
            var at = new DrawAddress(CellOf(list), step, (uint)Purpose.PastTeam);
            draws.Binomial(at, total, pastTeam.AsSpan(list * Lanes, Lanes), some);
            draws.Uniforms(at with { Draw = 1 }, uniform, spare);
            FairShare.Take(cellsOf[list], town.Asked, total, some, uniform, town.Taken);
            foreach (var cell in cellsOf[list])
            {
                LaneSums.Add(town.Undecided.AsSpan(cell, Lanes), town.Asked.AsSpan(cell, Lanes));
                town.Taken.AsSpan(cell, Lanes).CopyTo(town.Asked.AsSpan(cell, Lanes));
            }
            LaneSums.Subtract(total, some);
            LaneSums.Add(QueueInputs.Of(Inputs.Arrivals, list), total);
        }
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (plan.Lists[list].IsDecision)
            {
                continue;
            }
            var arrivals = QueueInputs.Of(Inputs.Arrivals, list);
            var open = QueueInputs.Of(Inputs.Open, list);
            var ends = QueueInputs.Of(Inputs.Ends, list);
            foreach (var cell in cellsOf[list])
            {
                // What is left of those who asked went past the team.
                var unstarted = town.Unstarted.AsSpan(cell, Lanes);
                LaneSums.Add(unstarted, town.Asked.AsSpan(cell, Lanes));
                LaneSums.Add(unstarted, town.Stepped.AsSpan(cell, Lanes));
                LaneSums.Add(arrivals, town.Asked.AsSpan(cell, Lanes));
                LaneSums.Add(arrivals, town.Stepped.AsSpan(cell, Lanes));
                LaneSums.Add(open, town.Open1.AsSpan(cell, Lanes));
                LaneSums.Add(open, town.Open2.AsSpan(cell, Lanes));
                LaneSums.Add(ends, town.Gone.AsSpan(cell, Lanes));
            }
            LaneSums.Add(open, ends);
        }
    }

    /// <summary>Takes those who were served out of the cells, into <see cref="TownState.Taken"/>.</summary>
    private void Serve(int list, BlockDraws draws, uint step, double[] waiting, TownState town) =>
        TakeOut(list, draws, step, 0, waiting, QueueInputs.Of(Outputs.Started, list), town);

    /// <summary>Who begins: everybody who waits has the same chance, unless a rule says otherwise.</summary>
    private void Start(int list, BlockDraws draws, uint step, TownState town)
    {
        var started = QueueInputs.Of(Outputs.Started, list);
        if (rule == AllocationRule.Need || !LaneSums.IsAny(started))
        {
            Serve(list, draws, step, town.Unstarted, town);
            return;
        }
        draws.Uniforms(new(CellOf(list), step, (uint)Purpose.WhoseTurn), uniform, spare);
        ruled[list] ??= new(cellsOf[list], perBuurt);
        ruled[list]!.Take(rule, residents, town.Unstarted, started, uniform, spare, town.Taken);
    }

    private void Release(
        int list,
        BlockDraws draws,
        uint step,
        double[] waiting,
        TownState town,
        Action<int, Departure> leave
    )
    {
        foreach (var why in Enum.GetValues<Departure>())
        {
            var gone = why switch
            {
                Departure.Dropped => Outputs.Dropped,
                Departure.HelpedInformally => Outputs.HelpedInformally,
                _ => Outputs.Worsened,
            };
            var people = QueueInputs.Of(gone, list);
            if (LaneSums.IsAny(people))
            {
                TakeOut(list, draws, step, 1 + (uint)why, waiting, people, town);
                leave(list, why);
            }
        }
    }

    private uint CellOf(int list) => ((uint)set << 16) | (uint)list;

    private void TakeOut(
        int list,
        BlockDraws draws,
        uint step,
        uint which,
        double[] waiting,
        ReadOnlySpan<double> people,
        TownState town
    )
    {
        FairShare.Sum(cellsOf[list], waiting, total);
        draws.Uniforms(new(CellOf(list), step, (uint)Purpose.WhoseTurn, which), uniform, spare);
        FairShare.Take(cellsOf[list], waiting, total, people, uniform, town.Taken);
    }
}

/// <summary>Ways out of a waiting list other than being served.</summary>
internal enum Departure
{
    Dropped,
    HelpedInformally,

    /// <summary>Needs something heavier.</summary>
    Worsened,
}
