using System.Runtime.InteropServices;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// The work of one thread: person after person, from rows to spells to cells. What it counts beside cells is added up
/// afterwards. Not thread-safe.
/// </summary>
internal sealed class PersonWalk
{
    private readonly ProductAxis products;
    private readonly PeriodGrid grid;
    private readonly FlowCounter flowCounter;
    private readonly ClientCounter clientCounter;
    private readonly DurationCounter durationCounter;
    private readonly HouseholdGathering? householdGathering;
    private readonly CellBuffer<FlowEvent> flows;
    private readonly CellBuffer<ulong> clients;
    private readonly CellBuffer<ulong> durations;
    private readonly CellBuffer<ulong>? households;
    private readonly List<Spell> spells = [];

    public PersonWalk(CubeCounting counting)
    {
        (products, grid) = (counting.Products, counting.Grid);
        flows = new(counting.Flows, FlowEvent.AddTo);
        clients = counting.Clients.NewBuffer();
        flowCounter = new FlowCounter(grid, counting.Bands, flows, Tally);
        if (counting.Households is { } board)
        {
            households = board.NewBuffer();
            Facts = counting.NewFacts();
            householdGathering = new HouseholdGathering(grid, counting.Groups, Facts);
        }
        clientCounter = new ClientCounter(grid, counting.Groups, counting.Bands, clients, households);
        Stays = new StayCounter(products.ProductCount, grid);
        durations = new(counting.Durations, CountEvents.AddTo);
        durationCounter = new DurationCounter(grid, products, counting.Groups, durations);
    }

    /// <summary>What the persons walked so far add to their households; null when no record names one.</summary>
    public PartitionedRows<HouseholdFact>? Facts { get; }

    public StayCounter Stays { get; }

    public CleaningTally Tally { get; } = new();

    /// <summary>Of all records walked so far; see <see cref="RecordFingerprint"/>.</summary>
    public UInt128 Fingerprint { get; private set; }

    /// <param name="rows">A partition in the total order of rows.</param>
    public void Walk(ReadOnlySpan<UseRow> rows)
    {
        for (var first = 0; first < rows.Length; )
        {
            var next = first + 1;
            while (next < rows.Length && rows[next].SamePerson(in rows[first]))
            {
                next++;
            }
            WalkPerson(rows[first..next]);
            first = next;
        }
    }

    /// <summary>Passes on what is still held back. Call when there is nobody left to walk.</summary>
    public void Finish()
    {
        flows.FlushAll();
        clients.FlushAll();
        durations.FlushAll();
        households?.FlushAll();
    }

    private void WalkPerson(ReadOnlySpan<UseRow> rows)
    {
        Tally.Count(CleaningCount.Persons);
        Fingerprint = RecordFingerprint.Plus(Fingerprint, RecordFingerprint.Of(rows));
        var person = PersonFacts.Of(rows, products, Tally);
        spells.Clear();
        for (var first = 0; first < rows.Length; )
        {
            var next = first + 1;
            while (next < rows.Length && rows[next].Product == rows[first].Product)
            {
                next++;
            }
            SpellJoiner.Join(rows, first, next - first, spells, Tally);
            first = next;
        }
        var all = CollectionsMarshal.AsSpan(spells);
        foreach (ref readonly var spell in all)
        {
            Note(all, in spell, person);
            flowCounter.Add(in spell, rows, person, StayCounter.IsReturn(all, in spell));
        }
        foreach (ref readonly var row in rows)
        {
            if (!row.HasStart)
            {
                flowCounter.AddWithoutCare(in row, person);
            }
            else if (row.Started > grid.LastDay || row.Ended < grid.FirstDay)
            {
                Tally.Count(CleaningCount.RowsOutsideData);
            }
        }
        clientCounter.Add(rows, person);
        householdGathering?.Add(rows);
        Stays.Add(all);
        durationCounter.Add(all, rows);
    }

    /// <summary>Counts what is odd about a spell; nothing is changed.</summary>
    private void Note(ReadOnlySpan<Spell> all, in Spell spell, PersonFacts person)
    {
        if (spell.Waits)
        {
            return;
        }
        Tally.Count(CleaningCount.OpenSpells, spell.IsOpen ? 1 : 0);
        Tally.Count(CleaningCount.StartsOnFirstDay, spell.Start == grid.FirstDay ? 1 : 0);
        Tally.Count(CleaningCount.EndsOnLastDay, spell.End == grid.LastDay ? 1 : 0);
        Tally.Count(CleaningCount.EndsAfterData, !spell.IsOpen && spell.End > grid.LastDay ? 1 : 0);
        Tally.Count(CleaningCount.SpellsWithoutRequest, spell.Requested == UseBatch.UnknownDay ? 1 : 0);
        Tally.Count(CleaningCount.RequestsAfterStart, spell.RequestDay > spell.Start ? 1 : 0);
        var age = person.AgeIn(DateOnly.FromDayNumber(spell.Start).Year);
        Tally.Count(CleaningCount.AgesOutsideProduct, products.Products[spell.Product].Serves(age) ? 0 : 1);
        foreach (ref readonly var earlier in all)
        {
            // Of one product and one person spells never overlap, so an earlier end is enough.
            if (
                !earlier.Waits
                && earlier.Product == spell.Product
                && earlier.End < spell.Start
                && spell.Start - earlier.End <= StayCounter.ReturnDays
            )
            {
                Tally.Count(CleaningCount.ReopenedSpells);
                break;
            }
        }
    }
}
