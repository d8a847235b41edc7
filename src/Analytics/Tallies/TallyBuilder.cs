using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// Gathers rows from several workers and counts them: first each worker sorts its rows into partitions, then partitions
/// are counted one by one, several at a time. Counts are whole numbers, so neither order nor grouping can change a sum, and
/// a pair of cell and person lies in one partition, so it is counted once. A worker's number may be used by one thread at
/// a time.
/// </summary>
internal sealed class TallyBuilder : IDisposable
{
    /// <summary>Most rows that are counted with one set of pairs, of some 64 bytes each.</summary>
    private const long MostRowsAtOnce = 1 << 22;

    private readonly TallySettings settings;
    private readonly TallyPartitions[] workers;
    private readonly Lazy<ITallySpill> spill;
    private readonly byte[] bandOf = new byte[128];
    private readonly int delivered;

    public TallyBuilder(TallySettings settings, Func<ITallySpill> makeSpill)
    {
        this.settings = settings;
        spill = new(makeSpill);
        // Few cells have many rows each, so that their partitions would be few and large: then persons are dealt out.
        var byPerson = !settings.Grain.Areas;
        var mostRows = settings.WaitingBytes / TallyEntry.Size / settings.Threads;
        workers =
        [
            .. Enumerable
                .Range(0, settings.Threads)
                .Select(_ => new TallyPartitions(byPerson, mostRows, () => spill.Value)),
        ];
        for (var age = 0; age < bandOf.Length; age++)
        {
            bandOf[age] = (byte)(
                !settings.Grain.Ages ? 0
                : age == TallyRow.UnknownAge ? settings.Bands.Count
                : settings.Bands.OfAge(age)
            );
        }
        delivered = settings.Delivered.DayNumber - CalendarTable.FirstDay;
    }

    public void Add(int worker, ReadOnlySpan<TallyRow> rows)
    {
        var partitions = workers[worker];
        var months = CalendarTable.MonthOfDay;
        var (areas, quarters, sexes) = (
            settings.Grain.Areas ? ulong.MaxValue : 0,
            settings.Grain.Quarters ? ~0 : ~3,
            settings.Grain.Sexes ? 3 : 0
        );
        unchecked
        {
            foreach (ref readonly var row in rows)
            {
                var quarter = (months[row.Day] / 3) & quarters;
                var key =
                    (((ulong)row.Leaf << 26) & areas)
                    | ((ulong)(uint)quarter << 16)
                    | ((ulong)row.Product << 8)
                    | ((ulong)bandOf[row.Age] << 2)
                    | (ulong)(uint)(row.Sex & sexes);
                partitions.Add(new TallyEntry(key, row.DaysUntil(delivered), row.Cents, row.PersonLow, row.PersonHigh));
            }
        }
    }

    /// <summary>Counts all rows. Nothing may be added afterwards.</summary>
    public Tally Build(CancellationToken cancellation = default)
    {
        var counted = new TallyCell[TallyPartitions.Count][];
        var taken = -1;
        void Count()
        {
            var counter = new CellCounter();
            var buffer = Array.Empty<TallyEntry>();
            int partition;
            while ((partition = Interlocked.Increment(ref taken)) < counted.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                counted[partition] = CountOne(partition, counter, ref buffer);
            }
        }

        var others = Enumerable.Range(1, settings.Threads - 1).Select(_ => Task.Run(Count, cancellation)).ToArray();
        Count();
        Task.WaitAll(others, CancellationToken.None);
        return new(settings.Grain, settings.Bands, Merged(counted, settings.Threads));
    }

    public void Dispose()
    {
        if (spill.IsValueCreated)
        {
            spill.Value.Dispose();
        }
    }

    private TallyCell[] CountOne(int partition, CellCounter counter, ref TallyEntry[] buffer)
    {
        var rows = workers.Sum(w => w.RowsOf(partition));
        if (rows == 0)
        {
            return [];
        }
        // A partition too large for one set is counted in turns, each for its own share of the persons.
        var passes = 1UL;
        while ((ulong)rows / passes > (ulong)MostRowsAtOnce)
        {
            passes *= 2;
        }
        var cells = Array.Empty<TallyCell>();
        for (var pass = 0UL; pass < passes; pass++)
        {
            counter.Begin(Math.Min(rows, MostRowsAtOnce));
            foreach (var worker in workers)
            {
                var (current, mask) = (pass, passes - 1);
                worker.Visit(partition, ref buffer, stretch => counter.Add(stretch, current, mask));
            }
            cells = pass == 0 ? counter.Cells() : [.. cells, .. counter.Cells()];
        }
        return cells;
    }

    /// <summary>Cells of all partitions in the order of their keys; parts of one cell added up.</summary>
    private static ImmutableArray<TallyCell> Merged(TallyCell[][] counted, int threads)
    {
        var cells = KeyOrder.Sorted(counted, threads);
        var count = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            if (count > 0 && cells[count - 1].Key == cells[i].Key)
            {
                cells[count - 1] = cells[count - 1].Plus(cells[i]);
            }
            else
            {
                cells[count++] = cells[i];
            }
        }
        Array.Resize(ref cells, count);
        return ImmutableCollectionsMarshal.AsImmutableArray(cells);
    }
}
