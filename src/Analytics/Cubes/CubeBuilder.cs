using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Builds a cube from batches of records in two passes: rows are divided over partitions by person while they stream in;
/// then threads take partition after partition, sort it, join its spells and count. All counts are integers and all
/// results are sorted by key, so neither the order of the records nor the number of threads can show (law A4).
/// Memory: 56 bytes per row, plus the cells. Mutable while it is filled; not thread-safe; builds once.
/// </summary>
public sealed class CubeBuilder(AreaIndex areas, ProductAxis products, AgeBands bands, CubeSettings settings)
{
    private readonly RowPartitions partitions = new();

    /// <summary>Builds a cube from records in one call.</summary>
    public static CubeBuild Build(
        AreaIndex areas,
        ProductAxis products,
        AgeBands bands,
        IEnumerable<UseBatch> records,
        CubeSettings settings,
        CubeSource source
    )
    {
        var builder = new CubeBuilder(areas, products, bands, settings);
        foreach (var batch in records)
        {
            builder.Add(batch);
        }
        return builder.Build(source);
    }

    /// <summary>Rows taken in so far.</summary>
    public long RowCount => partitions.RowCount;

    /// <summary>Takes a batch in by copy; the caller may refill it.</summary>
    public void Add(UseBatch batch) => partitions.Add(batch);

    /// <summary>Joins, counts and adds up. Call once.</summary>
    public CubeBuild Build(CubeSource source, CancellationToken cancellation = default)
    {
        if (partitions.LastDay == int.MinValue && settings.LastDay is null)
        {
            return Empty(source);
        }
        var (first, last) = DaysOfData();
        var grid = new PeriodGrid(settings.Base, first, last);
        var walks = WalkAll(grid, cancellation);

        var tally = new CleaningTally();
        var stays = new StayCounter(products.ProductCount, grid);
        foreach (var walk in walks)
        {
            tally.Add(walk.Tally);
            stays.Add(walk.Stays);
        }
        tally.Add(partitions.Tally);
        var cube = new Cube(
            new CubeAxes(areas, products, bands, settings.Base, grid.Periods),
            CellMerge.Merge(Cube.FlowMeasures, [.. walks.Select(w => w.Flows)]),
            CellMerge.Merge(Cube.ClientMeasures, [.. walks.Select(w => w.Clients)]),
            stays.ToTable(),
            Origin(
                source,
                walks.Select(w => w.Fingerprint).Aggregate(RecordFingerprint.Plus),
                grid.Periods[0].Year,
                grid.Periods[^1].Year
            ),
            CellMerge.Merge(Cube.DurationMeasures, [.. walks.Select(w => w.Durations.Cells)]),
            stays.ToYears()
        );
        return new(cube, tally.ToReport());
    }

    private (int First, int Last) DaysOfData()
    {
        var seen = partitions.LastDay == int.MinValue ? settings.LastDay!.Value.DayNumber : partitions.LastDay;
        var last = settings.LastDay?.DayNumber ?? Math.Min(seen, settings.Delivered?.DayNumber ?? seen);
        var firstSeen = partitions.FirstStart < int.MaxValue ? partitions.FirstStart : partitions.FirstRequest;
        var first = Math.Min(settings.FirstDay?.DayNumber ?? firstSeen, last);
        return (first, last);
    }

    /// <summary>
    /// The records are named by what they say, not by the file they came in: the same records in another order, or under
    /// other pseudonyms, are the same input.
    /// </summary>
    private static CubeOrigin Origin(CubeSource source, UInt128 records, int firstYear, int lastYear)
    {
        var inputs = new SortedDictionary<string, string>(
            source.Inputs.ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        )
        {
            ["records"] = RecordFingerprint.ToText(records),
        };
        return new(source.Basis, inputs, firstYear, lastYear, source.Schematic);
    }

    private PersonWalk[] WalkAll(PeriodGrid grid, CancellationToken cancellation)
    {
        var walks = new PersonWalk[Math.Clamp(settings.Threads, 1, RowPartitions.Count)];
        var next = -1;
        Parallel.For(
            0,
            walks.Length,
            new ParallelOptions { MaxDegreeOfParallelism = walks.Length, CancellationToken = cancellation },
            t =>
            {
                UseRow[] buffer = [];
                var walk = walks[t] = new PersonWalk(products, bands, grid);
                for (
                    var p = Interlocked.Increment(ref next);
                    p < RowPartitions.Count;
                    p = Interlocked.Increment(ref next)
                )
                {
                    cancellation.ThrowIfCancellationRequested();
                    walk.Walk(partitions.TakeSorted(p, ref buffer));
                }
            }
        );
        return walks;
    }

    /// <summary>No dated row at all: a cube with axes and no cells.</summary>
    private CubeBuild Empty(CubeSource source)
    {
        var tally = new CleaningTally();
        tally.Add(partitions.Tally);
        var cube = new Cube(
            new CubeAxes(areas, products, bands, settings.Base, []),
            CellMerge.Merge(Cube.FlowMeasures, [new CellTable(Cube.FlowMeasures.Count)]),
            CellMerge.Merge(Cube.ClientMeasures, [new CellTable(Cube.ClientMeasures.Count)]),
            new StayCounter(products.ProductCount, new PeriodGrid(settings.Base, 0, 0)).ToTable(),
            Origin(source, UInt128.Zero, 0, 0)
        );
        return new(cube, tally.ToReport());
    }
}
