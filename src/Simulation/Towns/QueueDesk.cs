using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Towns;

/// <summary>
/// Between asking and beginning, in one gemeente: hands the requests of a step to the waiting lists, and shares what comes of
/// them over the cells where the people are. A cell is a buurt, product and age band; a list is wider.
/// </summary>
/// <param name="set">Ordinal of the gemeente: part of the address of draws.</param>
/// <param name="layout">Where the people of each list are.</param>
/// <param name="rooms">Where large arrays are had from, and given back to.</param>
internal sealed class QueueDesk(QueuePlan plan, int set, GemeenteLayout layout, QueueRooms rooms)
{
    private const int Lanes = Block8.Size;
    private readonly int[][] cellsOf = layout.CellsOfList;
    private readonly int[][] placesOf = layout.PlacesOfList;
    private readonly QueueBoard board = new(plan, rooms);
    private readonly double[] total = new double[Lanes];
    private readonly double[] some = new double[Lanes];
    private readonly double[] uniform = new double[Lanes];
    private readonly double[] spare = new double[Lanes];
    private readonly RuledShare?[] ruled = new RuledShare?[plan.Lists.Length];
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
    public void HandOver(QueueDesk next)
    {
        board.Remap(next.board);
        GiveRoom();
    }

    /// <summary>Ends the use of the desk: its large arrays go to who comes next.</summary>
    public void GiveRoom() => board.GiveRoom();

    /// <summary>How starts are shared over the buurten of a list from now on; by who waits if not told.</summary>
    /// <param name="living">Residents; shape [Buurt of the town, Lane]; read at each step.</param>
    /// <param name="doublesPerBuurt">What a buurt has in the arrays of the town.</param>
    public void ShareBy(AllocationRule by, double[] living, int doublesPerBuurt) =>
        (rule, residents, perBuurt) = (by, living, doublesPerBuurt);

    /// <summary>Who waits for longer than the norm after the last step, in <see cref="Outputs"/>.</summary>
    public void CountOverNorm() => board.CountOverNorm(Inputs);

    /// <summary>One step: those who asked and those who came from another product wait, or begin.</summary>
    /// <param name="pastTeam">Share of the requests that goes past the team. Shape [Leg-1 list, Lane].</param>
    /// <param name="leave">Told for each list which of its cells' people (as <see cref="TownState.Taken"/>) leave it unserved.</param>
    /// <param name="done">Told of each list when its people are where they are at the end of the step.</param>
    public void Step(
        TownState town,
        BlockDraws draws,
        uint step,
        double[] pastTeam,
        Action<int, Departure> leave,
        Action<int> done
    )
    {
        Arrive(town, draws, step, pastTeam);
        board.Step(Inputs, draws, (uint)set, step);
        // Decisions first: who is decided on waits for the second leg.
        foreach (var decision in (bool[])[true, false])
        {
            for (var list = 0; list < cellsOf.Length; list++)
            {
                if (plan.Lists[list].IsDecision == decision)
                {
                    ShareOut(list, town, draws, step, leave);
                    done(list);
                }
            }
        }
    }

    /// <summary>What the board says of a list, told where the people are.</summary>
    private void ShareOut(int list, TownState town, BlockDraws draws, uint step, Action<int, Departure> leave)
    {
        var isDecision = plan.Lists[list].IsDecision;
        var waiting = isDecision ? town.Undecided : town.Unstarted;
        FillTotal(list);
        if (isDecision)
        {
            if (LaneSums.IsAny(QueueInputs.Of(Outputs.Started, list)))
            {
                var started = Uniform(list, draws, step, 0, Outputs.Started);
                FairShare.Move(cellsOf[list], waiting, total, started, uniform, town.Unstarted);
                LaneSums.Subtract(total, started);
            }
        }
        else
        {
            Start(list, draws, step, town);
        }
        Release(list, draws, step, waiting, town, leave);
    }

    /// <summary>Who was on a list before anybody left it (law P2); their cells hold as many.</summary>
    private void FillTotal(int list)
    {
        QueueInputs.Of(Outputs.Waiting, list).CopyTo(total);
        LaneSums.Add(total, QueueInputs.Of(Outputs.Started, list), QueueInputs.Of(Outputs.Dropped, list));
        LaneSums.Add(total, QueueInputs.Of(Outputs.HelpedInformally, list), QueueInputs.Of(Outputs.Worsened, list));
    }

    /// <summary>Requests go to the team, or past it; who comes from another product was decided on already.</summary>
    private void Arrive(TownState town, BlockDraws draws, uint step, double[] pastTeam)
    {
        Inputs.Arrivals.AsSpan().Clear();
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (plan.Lists[list].IsDecision)
            {
                Ask(list, town, draws, step, pastTeam.AsSpan(list * Lanes, Lanes));
            }
        }
        for (var list = 0; list < cellsOf.Length; list++)
        {
            if (!plan.Lists[list].IsDecision)
            {
                Come(list, town);
            }
        }
    }

    private void Ask(int list, TownState town, BlockDraws draws, uint step, ReadOnlySpan<double> pastTeam)
    {
        LaneSums.Store(FairShare.Sum(placesOf[list], town.Sums.Asking), total);
        if (!LaneSums.IsAny(total))
        {
            return;
        }
        var at = new DrawAddress(CellOf(list), step, (uint)Purpose.PastTeam);
        draws.Binomial(at, total, pastTeam, some);
        var arrivals = QueueInputs.Of(Inputs.Arrivals, list);
        LaneSums.AddDifference(arrivals, total, some);
        if (LaneSums.IsAny(some))
        {
            draws.Uniforms(at with { Draw = 1 }, uniform, spare);
            FairShare.Take(cellsOf[list], town.Asked, total, some, uniform, town.Taken);
            GoPast(list, town);
        }
        foreach (var cell in cellsOf[list])
        {
            var asked = Counts.Load(town.Asked[cell..]);
            if (asked != Vector512<double>.Zero)
            {
                Counts.Add(town.Undecided[cell..], asked);
            }
        }
    }

    /// <summary>Who goes past the team waits for a start.</summary>
    private void GoPast(int list, TownState town)
    {
        var (own, places) = (cellsOf[list], placesOf[list]);
        var bands = own.Length / places.Length;
        for (var i = 0; i < own.Length; i++)
        {
            var past = Counts.Load(town.Taken[own[i]..]);
            if (past != Vector512<double>.Zero)
            {
                Counts.Add(town.Unstarted[own[i]..], past);
                LaneSums.Add(town.Sums.Coming.AsSpan(places[i / bands]), past);
            }
        }
    }

    /// <summary>Who comes to the second leg, and who is in care there.</summary>
    private void Come(int list, TownState town)
    {
        var (places, sums) = (placesOf[list], town.Sums);
        LaneSums.Add(QueueInputs.Of(Inputs.Arrivals, list), FairShare.Sum(places, sums.Coming));
        var left = FairShare.Sum(places, sums.Left);
        LaneSums.Store(FairShare.Sum(places, sums.InCare) + left, QueueInputs.Of(Inputs.Open, list));
        LaneSums.Store(left, QueueInputs.Of(Inputs.Ends, list));
    }

    /// <summary>Who begins: everybody who waits has the same chance, unless a rule says otherwise.</summary>
    private void Start(int list, BlockDraws draws, uint step, TownState town)
    {
        var started = QueueInputs.Of(Outputs.Started, list);
        if (!LaneSums.IsAny(started))
        {
            foreach (var cell in cellsOf[list])
            {
                town.Starts.Slice(cell, Lanes).Clear();
            }
            return;
        }
        Uniform(list, draws, step, 0, Outputs.Started);
        if (rule == AllocationRule.Need)
        {
            FairShare.Take(cellsOf[list], town.Unstarted, total, started, uniform, town.Starts);
        }
        else
        {
            ruled[list] ??= new(cellsOf[list], perBuurt);
            ruled[list]!.Take(rule, residents, town.Unstarted, started, uniform, spare, town.Starts);
        }
        LaneSums.Subtract(total, started);
    }

    /// <summary>Takes those who leave unserved out of the cells, into <see cref="TownState.Taken"/>.</summary>
    private void Release(
        int list,
        BlockDraws draws,
        uint step,
        Span<float> waiting,
        TownState town,
        Action<int, Departure> leave
    )
    {
        for (var why = Departure.Dropped; why <= Departure.Worsened; why++)
        {
            var gone = why switch
            {
                Departure.Dropped => Outputs.Dropped,
                Departure.HelpedInformally => Outputs.HelpedInformally,
                _ => Outputs.Worsened,
            };
            if (LaneSums.IsAny(QueueInputs.Of(gone, list)))
            {
                var people = Uniform(list, draws, step, 1 + (uint)why, gone);
                FairShare.Take(cellsOf[list], waiting, total, people, uniform, town.Taken);
                LaneSums.Subtract(total, people);
                leave(list, why);
            }
        }
    }

    /// <summary>Draws whose turn it is; gives the number that it is about.</summary>
    private Span<double> Uniform(int list, BlockDraws draws, uint step, uint which, double[] people)
    {
        draws.Uniforms(new(CellOf(list), step, (uint)Purpose.WhoseTurn, which), uniform, spare);
        return QueueInputs.Of(people, list);
    }

    private uint CellOf(int list) => ((uint)set << 16) | (uint)list;
}

/// <summary>Ways out of a waiting list other than being served.</summary>
internal enum Departure
{
    Dropped,
    HelpedInformally,

    /// <summary>Needs something heavier.</summary>
    Worsened,
}
