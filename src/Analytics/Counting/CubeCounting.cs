using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Counting;

/// <summary>
/// The second pass: threads take partition after partition and count. Persons first, then households, whose members lie
/// in other partitions. Everything counted is an integer and comes together in shared cells or is added up, so neither
/// the number of threads nor their turns can show (law A4).
/// </summary>
internal sealed class CubeCounting
{
    private readonly int threads;
    private readonly long mostFacts;
    private readonly ISpillSpace? spill;

    public CubeCounting(
        int leafCount,
        ProductAxis products,
        AgeBands bands,
        PeriodGrid grid,
        CubeSettings settings,
        bool households
    )
    {
        (Products, Bands, Grid) = (products, bands, grid);
        Groups = new ProductGroups(products);
        Flows = new CellBoard(leafCount, Cube.FlowMeasures);
        Clients = new RunBoard(Flows.Leaves, grid.Periods.Length, Cube.ClientMeasures);
        Durations = new CellBoard(leafCount, Cube.DurationMeasures);
        Households = households ? new RunBoard(Flows.Leaves, grid.Periods.Length, Cube.HouseholdMeasures) : null;
        threads = Math.Clamp(settings.Threads, 1, PartitionedRows<UseRow>.Count);
        mostFacts = settings.RowsInMemory<HouseholdFact>();
        spill = settings.Spill;
    }

    public ProductAxis Products { get; }

    public AgeBands Bands { get; }

    public PeriodGrid Grid { get; }

    public ProductGroups Groups { get; }

    public CellBoard Flows { get; }

    public RunBoard Clients { get; }

    public CellBoard Durations { get; }

    /// <summary>Null when no record names a household.</summary>
    public RunBoard? Households { get; }

    /// <summary>Room for the facts of one thread, which are a fraction of the rows that they are made of.</summary>
    public PartitionedRows<HouseholdFact> NewFacts() => new(mostFacts, spill);

    /// <summary>Counts everybody.</summary>
    /// <returns>What each thread counted beside the cells.</returns>
    public PersonWalk[] Run(IReadOnlyList<PartitionedRows<UseRow>> rows, CancellationToken cancellation)
    {
        var walks = new PersonWalk[threads];
        InTurns<UseRow, UseRowOrder>(
            rows,
            t =>
            {
                var walk = walks[t] = new PersonWalk(this);
                return (walk.Walk, walk.Finish);
            },
            cancellation
        );
        if (Households is { } board)
        {
            foreach (var walk in walks)
            {
                walk.Facts!.Close();
            }
            InTurns<HouseholdFact, HouseholdOrder>(
                [.. walks.Select(w => w.Facts!)],
                _ =>
                {
                    var cells = board.NewBuffer();
                    return (new HouseholdCounter(Grid, Groups, cells).Count, cells.FlushAll);
                },
                cancellation
            );
        }
        return walks;
    }

    private void InTurns<T, TKey>(
        IReadOnlyList<PartitionedRows<T>> holders,
        Func<int, (PartitionWork<T> Work, Action Finish)> begin,
        CancellationToken cancellation
    )
        where T : unmanaged
        where TKey : struct, IRowKey<T>
    {
        var next = -1;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            t =>
            {
                var gathering = new RowGathering<T, TKey>();
                var (work, finish) = begin(t);
                for (
                    var p = Interlocked.Increment(ref next);
                    p < PartitionedRows<T>.Count;
                    p = Interlocked.Increment(ref next)
                )
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(gathering.Take(holders, p));
                }
                finish();
            }
        );
    }

    private delegate void PartitionWork<T>(ReadOnlySpan<T> rows);
}
