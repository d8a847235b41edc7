using System.Runtime.InteropServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// The work of one thread: person after person, from rows to spells to cells. It keeps its own tables, which are added up
/// afterwards. Not thread-safe.
/// </summary>
internal sealed class PersonWalk
{
    private readonly ProductAxis products;
    private readonly PeriodGrid grid;
    private readonly FlowCounter flowCounter;
    private readonly ClientCounter clientCounter;
    private readonly List<Spell> spells = [];

    public PersonWalk(ProductAxis products, AgeBands bands, PeriodGrid grid)
    {
        (this.products, this.grid) = (products, grid);
        flowCounter = new FlowCounter(grid, bands, Flows, Tally);
        clientCounter = new ClientCounter(grid, products, bands, Clients);
        Stays = new StayCounter(products.ProductCount, grid);
        Durations = new DurationCounter(grid, products);
    }

    public CellTable Flows { get; } = new(Cube.FlowMeasures.Count);

    public CellTable Clients { get; } = new(Cube.ClientMeasures.Count);

    public StayCounter Stays { get; }

    public DurationCounter Durations { get; }

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
        Stays.Add(all);
        Durations.Add(all, rows);
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
