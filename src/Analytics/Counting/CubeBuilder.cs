using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Builds a cube from batches of records in two passes: rows are divided over partitions by person while they stream in,
/// on as many threads as there are intakes; then threads take partition after partition, put it in order, join its spells
/// and count. All counts are integers and all results are sorted by key, so neither the order of the records nor the
/// number of threads can show (law A4). Memory: 64 bytes per row up to <see cref="CubeSettings.MemoryForRows"/>, beyond
/// it in <see cref="CubeSettings.Spill"/>; plus the cells. Builds once.
/// </summary>
public sealed class CubeBuilder
{
    private readonly AreaIndex areas;
    private readonly ProductAxis products;
    private readonly AgeBands bands;
    private readonly CubeSettings settings;
    private readonly ImmutableArray<RowIntake> intakes;
    private long rowCount;

    public CubeBuilder(AreaIndex areas, ProductAxis products, AgeBands bands, CubeSettings settings)
    {
        (this.areas, this.products, this.bands, this.settings) = (areas, products, bands, settings);
        var mostRows = settings.RowsInMemory<UseRow>();
        intakes =
        [
            .. Enumerable
                .Range(0, Math.Max(1, settings.Threads))
                .Select(_ => new RowIntake(mostRows, settings.Spill, rows => Interlocked.Add(ref rowCount, rows))),
        ];
    }

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
    public long RowCount => Interlocked.Read(ref rowCount);

    /// <summary>One intake for each of <see cref="CubeSettings.Threads"/>: to be filled by one thread at a time.</summary>
    public IReadOnlyList<RowIntake> Intakes => intakes;

    /// <summary>Takes a batch in by copy, through the first intake; the caller may refill it. Not thread-safe.</summary>
    public void Add(UseBatch batch) => intakes[0].Add(batch);

    /// <summary>Joins, counts and adds up. Call once, when all intakes are filled.</summary>
    public CubeBuild Build(CubeSource source, CancellationToken cancellation = default)
    {
        var lastSeen = intakes.Max(i => i.LastDay);
        var dated = lastSeen != int.MinValue || settings.LastDay is not null;
        var (first, last) = dated ? DaysOfData(lastSeen) : (0, 0);
        var grid = new PeriodGrid(settings.Base, first, last);
        var households = intakes.Any(i => i.KnowsHouseholds);
        var counting = new CubeCounting(areas.LeafCount, products, bands, grid, settings, households);
        foreach (var intake in intakes)
        {
            intake.Rows.Close();
        }
        var walks = counting.Run([.. intakes.Select(i => i.Rows)], cancellation);

        var tally = new CleaningTally();
        var stays = new StayCounter(products.ProductCount, grid);
        foreach (var walk in walks)
        {
            tally.Add(walk.Tally);
            stays.Add(walk.Stays);
        }
        foreach (var intake in intakes)
        {
            tally.Add(intake.Tally);
        }
        var cube = new Cube(
            new CubeAxes(areas, products, bands, settings.Base, dated ? grid.Periods : []),
            counting.Flows.ToCubeTable(settings.Threads),
            counting.Clients.ToCubeTable(settings.Threads),
            stays.ToTable(),
            Origin(source, walks, dated ? grid.Periods : []),
            counting.Durations.ToCubeTable(settings.Threads),
            dated ? stays.ToYears() : null,
            counting.Households?.ToCubeTable(settings.Threads)
        )
        {
            StartsWithoutRequest = dated ? [.. stays.StartsWithoutRequest] : default,
        };
        return new(cube, tally.ToReport());
    }

    private (int First, int Last) DaysOfData(int lastSeen)
    {
        var seen = lastSeen == int.MinValue ? settings.LastDay!.Value.DayNumber : lastSeen;
        var last = settings.LastDay?.DayNumber ?? Math.Min(seen, settings.Delivered?.DayNumber ?? seen);
        var firstStart = intakes.Min(i => i.FirstStart);
        var firstSeen = firstStart < int.MaxValue ? firstStart : intakes.Min(i => i.FirstRequest);
        var first = Math.Min(settings.FirstDay?.DayNumber ?? firstSeen, last);
        return (first, last);
    }

    /// <summary>
    /// The records are named by what they say, not by the file they came in: the same records in another order, or under
    /// other pseudonyms, are the same input.
    /// </summary>
    private static CubeOrigin Origin(CubeSource source, PersonWalk[] walks, ImmutableArray<Period> periods)
    {
        var records = walks.Select(w => w.Fingerprint).Aggregate(RecordFingerprint.Plus);
        var inputs = new SortedDictionary<string, string>(
            source.Inputs.ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        )
        {
            ["records"] = RecordFingerprint.ToText(records),
        };
        var (from, to) = periods.IsEmpty ? (0, 0) : (periods[0].Year, periods[^1].Year);
        return new(source.Basis, inputs, from, to, source.Schematic);
    }
}
