using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Outcomes;

/// <param name="FirstDay">Null: the first day on which any spell ended, for spells that ended earlier are not in the records.</param>
/// <param name="LastDay">Null: the last day seen.</param>
public sealed record OutcomeSettings(SegmentKind Kind, DateOnly? FirstDay, DateOnly? LastDay, int Threads);

/// <summary>From records to what became of clients. Counts only, so neither the order of records nor threads can show.</summary>
public static class OutcomeStudy
{
    /// <summary>Rows held in memory, 64 bytes each; beyond them they wait on disk.</summary>
    private const long MostRows = 24_000_000;

    /// <param name="progress">Gets the rows taken in so far.</param>
    /// <exception cref="SourceFormatException">The areas or the catalogue that the records were read with are gone.</exception>
    public static OutcomeTable Run(
        Workspace workspace,
        RecordStore records,
        OutcomeSettings settings,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var areas = Aggregation.AreasOf(workspace, records).Index;
        var products = Aggregation.ProductsOf(records);
        using var spill = new StagingSpill(workspace);
        var taken = 0L;
        var intakes = Intakes(settings, spill, rows => Interlocked.Add(ref taken, rows));
        var ends = new FirstEnd();
        Aggregation.TakeIn(
            records,
            intakes,
            () => progress?.Invoke(Interlocked.Read(ref taken)),
            ends.See,
            cancellation
        );
        return Count(intakes, ends, areas, products, records.Basis, settings);
    }

    /// <summary>The same of records in memory.</summary>
    internal static OutcomeTable Of(
        IEnumerable<UseBatch> records,
        AreaIndex areas,
        ProductAxis products,
        OutcomeSettings settings
    )
    {
        var intakes = Intakes(settings, null, _ => { });
        var (ends, turn) = (new FirstEnd(), 0);
        foreach (var batch in records)
        {
            intakes[turn++ % intakes.Length].Add(batch);
            ends.See(batch);
        }
        return Count(intakes, ends, areas, products, Basis.Synthetic, settings);
    }

    private static RowIntake[] Intakes(OutcomeSettings settings, ISpillSpace? spill, Action<long> taken) =>
        [
            .. Enumerable
                .Range(0, Math.Max(1, settings.Threads))
                .Select(_ => new RowIntake(MostRows / Math.Max(1, settings.Threads), spill, taken)),
        ];

    private static OutcomeTable Count(
        RowIntake[] intakes,
        FirstEnd ends,
        AreaIndex areas,
        ProductAxis products,
        Basis basis,
        OutcomeSettings settings
    )
    {
        foreach (var intake in intakes)
        {
            intake.Rows.Close();
        }
        var last = settings.LastDay?.DayNumber ?? Math.Max(0, intakes.Max(i => i.LastDay));
        var first = settings.FirstDay?.DayNumber ?? Math.Min(ends.Day, last);
        var segments = new OutcomeSegments(settings.Kind, AgeBands.Default, areas);
        var counters = new OutcomeCounter[intakes.Length];
        var next = -1;
        Parallel.For(
            0,
            counters.Length,
            new ParallelOptions { MaxDegreeOfParallelism = counters.Length },
            t =>
            {
                var gathering = new RowGathering<UseRow, UseRowOrder>();
                var counter = counters[t] = new OutcomeCounter(products, segments, first, last);
                for (
                    var p = Interlocked.Increment(ref next);
                    p < PartitionedRows<UseRow>.Count;
                    p = Interlocked.Increment(ref next)
                )
                {
                    counter.Walk(gathering.Take([.. intakes.Select(i => i.Rows)], p));
                }
            }
        );
        foreach (var counter in counters.Skip(1))
        {
            counters[0].Add(counter);
        }
        var rows = OutcomeTable.RowsOf(counters[0], products, segments);
        return new(settings.Kind, DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), basis, rows);
    }

    /// <summary>The first day on which care ended. Thread-safe.</summary>
    private sealed class FirstEnd
    {
        private readonly Lock door = new();

        public int Day { get; private set; } = int.MaxValue;

        public void See(UseBatch batch)
        {
            var first = int.MaxValue;
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.Started[i] != UseBatch.UnknownDay && batch.Ended[i] >= batch.Started[i])
                {
                    first = Math.Min(first, batch.Ended[i]);
                }
            }
            lock (door)
            {
                Day = Math.Min(Day, first);
            }
        }
    }
}
