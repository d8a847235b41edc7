using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// One block of eight replicates over all buurten. Set by set and year by year, so that sums need room for one gemeente and
/// one year only, however large the country. One instance per thread.
/// </summary>
internal sealed class BlockRun
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionInputs inputs;
    private readonly CellPlan plan;
    private readonly ImmutableArray<Accumulator> accumulators;
    private readonly Action<int> tell;
    private readonly CancellationToken cancellation;
    private readonly Projector projector;
    private readonly ImmutableArray<int[]> sets;
    private readonly long[] sums;
    private readonly long[] population = new long[Lanes];
    private readonly long[] room;
    private readonly Dictionary<(int Level, int Area), (long[] Sums, long[] Population)> open = [];
    private readonly Stack<(long[] Sums, long[] Population)> spare = [];
    private IResidentBlock? residents;

    public BlockRun(
        ProjectionInputs inputs,
        CellPlan plan,
        ImmutableArray<Accumulator> accumulators,
        Comparison<int>? order,
        Action<int> tell,
        CancellationToken cancellation
    )
    {
        (this.inputs, this.plan, this.accumulators) = (inputs, plan, accumulators);
        (this.tell, this.cancellation) = (tell, cancellation);
        projector = new(inputs, plan);
        sums = new long[projector.FigureCount];
        room = new long[accumulators[0].Room];
        sets = SetsOf(inputs.Fit.Areas, order);
    }

    public void Run(RunSettings settings, int block)
    {
        var firstReplicate = block * Lanes;
        var draws = BlockDraws.For(settings.Width, settings.Seed, firstReplicate);
        var parameters = new BlockParameters(inputs, plan, draws);
        residents ??= inputs.Residents.NewBlock(settings.Width);
        residents.Begin(settings.Seed, firstReplicate);
        foreach (var set in sets)
        {
            projector.Run(
                set,
                parameters,
                residents,
                year =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    Gather(set, year, firstReplicate);
                    tell(set.Length);
                }
            );
        }
    }

    /// <summary>Buurten that may share something: gemeenten, joined where a grouping of buurten spans them.</summary>
    private static ImmutableArray<int[]> SetsOf(AreaIndex areas, Comparison<int>? order)
    {
        var joined = Enumerable.Range(0, areas.GemeenteCount).ToArray();
        int Root(int gemeente) => joined[gemeente] == gemeente ? gemeente : Root(joined[gemeente]);
        var gemeenteOf = areas.OfLeaf(AreaLevel.Gemeente);
        foreach (var level in areas.Levels.Where(l => l is AreaLevel.Buurtteam or AreaLevel.ProviderArea))
        {
            var ofLeaf = areas.OfLeaf(level);
            var first = new Dictionary<int, int>();
            for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
            {
                if (areas.AreasAt(level)[ofLeaf[buurt]].IsUnknown)
                {
                    continue;
                }
                var (a, b) = (Root(first.GetValueOrDefault(ofLeaf[buurt], gemeenteOf[buurt])), Root(gemeenteOf[buurt]));
                joined[Math.Max(a, b)] = Math.Min(a, b);
                first.TryAdd(ofLeaf[buurt], gemeenteOf[buurt]);
            }
        }
        var found = Enumerable
            .Range(0, areas.BuurtCount)
            .GroupBy(b => Root(gemeenteOf[b]))
            .Select(g => g.ToArray())
            .ToArray();
        if (order is not null)
        {
            foreach (var set in found)
            {
                Array.Sort(set, order);
            }
            Array.Sort(found, (a, b) => order(a[0], b[0]));
        }
        return [.. found];
    }

    /// <summary>Hands on a year of a set: each buurt by itself, and the sums of the areas that they make up.</summary>
    private void Gather(int[] set, int year, int firstReplicate)
    {
        for (var i = 0; i < set.Length; i++)
        {
            projector.Figures(i, sums, population);
            for (var level = 0; level < accumulators.Length; level++)
            {
                if (accumulators[level].Level == AreaLevel.Buurt)
                {
                    var one = new AreaSums { Sums = sums, Population = population };
                    accumulators[level].Add(set[i], year, firstReplicate, one, room);
                }
                else
                {
                    AddTo(level, set[i]);
                }
            }
        }
        foreach (var ((level, area), done) in open)
        {
            var gathered = new AreaSums { Sums = done.Sums, Population = done.Population };
            accumulators[level].Add(area, year, firstReplicate, gathered, room);
            done.Sums.AsSpan().Clear();
            done.Population.AsSpan().Clear();
            spare.Push(done);
        }
        open.Clear();
    }

    private void AddTo(int level, int buurt)
    {
        var area = inputs.Fit.Areas.OfLeaf(accumulators[level].Level)[buurt];
        if (!open.TryGetValue((level, area), out var target))
        {
            target = spare.Count > 0 ? spare.Pop() : (new long[sums.Length], new long[Lanes]);
            open.Add((level, area), target);
        }
        LongSums.Add(target.Sums, sums);
        LongSums.Add(target.Population, population);
    }
}
