using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// A generated city, ready to be written down: its truth, and its rows in one fixed order. Rows are made while they are
/// asked for, a few chunks ahead; nothing else is kept. May be read more than once; each time gives the same rows.
/// </summary>
public sealed class Generation
{
    private static readonly Verdict KeepAll = new(3, 0);
    private readonly CityWorld world;
    private readonly double[] stock;
    private readonly Abundance abundance;
    private readonly ChunkPlan plan;
    private readonly Verdict[][]? verdicts;
    private readonly IHomePoints? homes;

    internal Generation(
        CityWorld world,
        double[] stock,
        Abundance abundance,
        ChunkPlan plan,
        Verdict[][]? verdicts,
        ImmutableArray<CalibrationLine> calibration,
        IHomePoints? homes
    )
    {
        (this.world, this.stock, this.abundance, this.plan) = (world, stock, abundance, plan);
        (this.verdicts, Calibration, this.homes) = (verdicts, calibration, homes);
    }

    public Truth Truth => world.Truth;

    /// <summary>Empty in free mode.</summary>
    public ImmutableArray<CalibrationLine> Calibration { get; }

    /// <summary>Share of the persons that is written; 1 unless fewer rows were asked for than there are.</summary>
    public double SampleShare { get; private init; } = 1;

    /// <summary>Number of chunks that <see cref="Chunks"/> gives.</summary>
    public int ChunkCount => plan.Count;

    /// <summary>First line of the file.</summary>
    public static ReadOnlyMemory<byte> Heading => CsvLines.Heading;

    /// <summary>The rows as text, in order. Dispose each chunk after use.</summary>
    /// <param name="compressed">Each chunk a gzip member of its own: one after the other they are a gzip file.</param>
    public IEnumerable<RowChunk> Chunks(bool compressed = false)
    {
        var workers = new WorkerPool<CsvWorker>(() => new CsvWorker(world, stock, abundance, homes));
        return OrderedWork.Run(
            plan.Count,
            world.Truth.Asked.Threads,
            number =>
                workers.With(worker =>
                {
                    worker.Lines.Start();
                    Walk(number, worker.Simulator, worker);
                    var (length, rows) = (worker.Lines.Length, worker.Lines.Rows);
                    var chunk = new RowChunk(worker.Lines.Take(), length, rows);
                    return compressed ? chunk.Compressed() : chunk;
                })
        );
    }

    /// <summary>The same rows in columns, in the same order, for use without a file.</summary>
    public IEnumerable<UseBatch> Batches()
    {
        var workers = new WorkerPool<BatchWorker>(() => new BatchWorker(world, stock, abundance));
        return OrderedWork
            .Run(
                plan.Count,
                world.Truth.Asked.Threads,
                chunk =>
                    workers.With(worker =>
                    {
                        worker.Lines.Start();
                        Walk(chunk, worker.Simulator, worker);
                        return worker.Lines.Take();
                    })
            )
            .SelectMany(batches => batches);
    }

    /// <summary>The spells behind the rows, for tests.</summary>
    internal IEnumerable<(ulong Person, SyntheticSpell Spell)> Spells()
    {
        var collector = new SpellCollector(new CohortSimulator(world, stock, abundance));
        for (var chunk = 0; chunk < plan.Count; chunk++)
        {
            collector.Found.Clear();
            Walk(chunk, collector.Simulator, collector);
            foreach (var found in collector.Found)
            {
                yield return found;
            }
        }
    }

    /// <summary>Number of rows; counted, or estimated from evenly spread chunks when there are more than asked.</summary>
    internal Generation Sampled(long rows, int mostChunks)
    {
        var stride = verdicts is null ? Math.Max(1, (plan.Count + mostChunks - 1) / mostChunks) : 1;
        var counted = (plan.Count + stride - 1) / stride;
        var workers = new WorkerPool<RowCounter>(() =>
            new RowCounter(new CohortSimulator(world, stock, abundance), world)
        );
        long found = 0;
        var work = OrderedWork.Run(
            counted,
            world.Truth.Asked.Threads,
            piece =>
                workers.With(counter =>
                {
                    counter.Rows = 0;
                    Walk(piece * stride, counter.Simulator, counter);
                    return counter.Rows;
                })
        );
        foreach (var count in work)
        {
            found += count;
        }
        var all = (double)found * plan.Count / counted;
        return new Generation(world, stock, abundance, plan, verdicts, Calibration, homes)
        {
            SampleShare = all <= rows ? 1 : rows / all,
        };
    }

    private void Walk<TVisitor>(int chunk, CohortSimulator simulator, TVisitor visitor)
        where TVisitor : class, IHistoryVisitor
    {
        var history = simulator.History;
        var verdict = verdicts?[chunk];
        var inChunk = 0;
        foreach (var (buurt, sex, birthYear) in plan.Cohorts(chunk))
        {
            simulator.Run(buurt, sex, birthYear);
            for (var person = 0; person < history.Persons.Length; person++, inChunk++)
            {
                ref var who = ref history.Persons[person];
                if (who.SampleRank >= SampleShare)
                {
                    continue;
                }
                var keep = verdict is null ? KeepAll : verdict[inChunk];
                if (verdict is not null)
                {
                    who.KnownFrom = keep.KnownFrom;
                    // In calibrated mode who has no known wijk is decided by the published counts, not by chance.
                    who.Known = who.Known == PlaceKnown.Gemeente ? PlaceKnown.Coordinates : who.Known;
                }
                visitor.BeginPerson(person);
                for (var s = who.FirstSpell; s >= 0; s = history.Spells[s].Next)
                {
                    if (IsKept(keep, history.Spells[s].Product))
                    {
                        visitor.Visit(s, OutcomeOf(history, s, keep));
                    }
                }
            }
        }
    }

    private bool IsKept(Verdict keep, int product)
    {
        var known = world.Truth.Products.Products[product];
        return known.InCbsWmo ? keep.Keeps(Act.Wmo) : !known.InCbsJeugd || keep.Keeps(Act.Jeugd);
    }

    /// <summary>A step to care that is not kept reads as an end for another reason.</summary>
    private Outcome OutcomeOf(CohortHistory history, int spell, Verdict keep)
    {
        ref readonly var from = ref history.Spells[spell];
        return
            from.Outcome is Outcome.StepUp or Outcome.StepDown
            && from.Successor >= 0
            && !IsKept(keep, history.Spells[from.Successor].Product)
            ? Outcome.Other
            : from.Outcome;
    }
}
