using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Towns;

/// <summary>
/// Where the people of each list and pool of one gemeente are, in one era: what follows from the plan alone, so that blocks of
/// replicates that go through it one after the other share it. Immutable; thread-safe.
/// </summary>
internal sealed class GemeenteLayout
{
    private const int Lanes = Block8.Size;
    private readonly CellPlan cells;
    private readonly CapacityPlan era;
    private readonly SetPlan set;
    private readonly int firstBuurt;

    public GemeenteLayout(CellPlan cells, CapacityPlan era, SetPlan set, int firstBuurt)
    {
        (this.cells, this.era, this.set, this.firstBuurt) = (cells, era, set, firstBuurt);
        var lists = set.Queue.Lists;
        CellsOfList = CellsOfLists();
        TeamSlot = [.. Enumerable.Range(0, set.ListCount).Select(TeamSlotOf)];
        WithoutList =
        [
            .. Enumerable.Range(0, cells.Used.Length).Where(slot => lists.All(l => l.IsDecision || l.Slot != slot)),
        ];
        PlacesOfList = [.. Enumerable.Range(0, set.ListCount).Select(PlacesOf)];
        PlacesOfPool =
        [
            .. Enumerable
                .Range(0, set.PoolCount)
                .Select(p =>
                    Enumerable
                        .Range(0, set.ListCount)
                        .Where(l => lists[l].Pool == p && !lists[l].IsDecision)
                        .SelectMany(l => PlacesOfList[l])
                        .ToArray()
                ),
        ];
        Entrances =
        [
            .. set.Buurten.SelectMany(buurt =>
                Enumerable.Range(0, cells.Used.Length).Select(s => EntranceOf(buurt, s))
            ),
        ];
        IsHelped = [.. CellsOfList.Select(own => Array.Exists(own, at => cells.Informal[CellAt(at)] >= 0))];
        Worsens = [.. CellsOfList.Select(own => Array.TrueForAll(own, at => cells.Heavier[CellAt(at)] >= 0))];
    }

    /// <summary>Per list: where the eight values of each of its cells begin in the town, in the order of buurten and bands.</summary>
    public int[][] CellsOfList { get; }

    /// <summary>Per list: where the eight values of each of its buurten and products begin in <see cref="YearShares"/>.</summary>
    public int[][] PlacesOfList { get; }

    /// <summary>The same per pool.</summary>
    public int[][] PlacesOfPool { get; }

    /// <summary>Per list: the slot that its intake minutes are told under; −1 where none are spent.</summary>
    public int[] TeamSlot { get; }

    /// <summary>Slots that nobody waits for anywhere.</summary>
    public int[] WithoutList { get; }

    /// <summary>How people come in. Shape [Buurt of the gemeente, Slot].</summary>
    public Entrance[] Entrances { get; }

    /// <summary>Per list: whether track 1 can help any who wait on it.</summary>
    public bool[] IsHelped { get; }

    /// <summary>Per list: whether there is something heavier for all who wait on it.</summary>
    public bool[] Worsens { get; }

    /// <summary>Whether this is how a gemeente lies.</summary>
    public bool IsOf(CapacityPlan otherEra, SetPlan otherSet, int otherFirst) =>
        ReferenceEquals(era, otherEra) && ReferenceEquals(set, otherSet) && firstBuurt == otherFirst;

    private int CellAt(int at) => at / Lanes % cells.Cells.Length;

    private Entrance EntranceOf(int buurt, int slot) =>
        era.Pools.IntakeOf(buurt, slot) >= 0 ? Entrance.Team
        : era.Pools.ListOf(buurt, slot) >= 0 ? Entrance.List
        : Entrance.Open;

    private int TeamSlotOf(int list)
    {
        var spec = set.Queue.Lists[list];
        var own = era.Pools.SlotsOfPool[set.FirstPool + spec.Pool];
        return spec.IsDecision && !own.IsEmpty ? own[0] : -1;
    }

    private int[] PlacesOf(int list) =>
        [
            .. CellsOfList[list]
                .Select(at =>
                    ((at / TownState.PerBuurt(cells.Cells.Length) * cells.Used.Length) + cells.Cells[CellAt(at)].Slot)
                    * Lanes
                )
                .Distinct(),
        ];

    private int[][] CellsOfLists()
    {
        var found = Enumerable.Range(0, set.ListCount).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < set.Buurten.Length; i++)
        {
            for (var cell = 0; cell < cells.Cells.Length; cell++)
            {
                var slot = cells.Cells[cell].Slot;
                var at = ((firstBuurt + i) * TownState.PerBuurt(cells.Cells.Length)) + (cell * Lanes);
                Add(era.Pools.ListOf(set.Buurten[i], slot), at);
                Add(era.Pools.IntakeOf(set.Buurten[i], slot), at);
            }
        }
        return [.. found.Select(f => f.ToArray())];

        void Add(int list, int at)
        {
            if (list >= 0)
            {
                found[list - set.FirstList].Add(at);
            }
        }
    }
}
