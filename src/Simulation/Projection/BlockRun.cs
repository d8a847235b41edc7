using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;

namespace Populatie.Simulation.Projection;

/// <summary>
/// One block of eight replicates over all buurten. Set by set and year by year, so that sums need room for one gemeente and
/// one year only, however large the country. One instance per thread.
/// </summary>
internal sealed class BlockRun
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionPlan plan;
    private readonly ImmutableArray<Accumulator> accumulators;
    private readonly Action<int> tell;
    private readonly CancellationToken cancellation;
    private readonly Projector projector;
    private readonly ImmutableArray<ImmutableArray<SetPlan>> sets;
    private readonly long[] sums;
    private readonly long[] population = new long[Lanes];
    private readonly long[] room;
    private readonly Dictionary<(int Level, int Area), OpenArea> open = [];
    private readonly Stack<OpenArea> spare = [];
    private IResidentBlock? residents;

    public BlockRun(
        ProjectionPlan plan,
        ImmutableArray<Accumulator> accumulators,
        Comparison<int>? order,
        Action<int> tell,
        CancellationToken cancellation
    )
    {
        (this.plan, this.accumulators) = (plan, accumulators);
        (this.tell, this.cancellation) = (tell, cancellation);
        projector = new(plan);
        sums = new long[projector.FigureCount];
        room = new long[accumulators[0].Room];
        sets = SetsOf(plan, order);
    }

    public void Run(RunSettings settings, int block)
    {
        var firstReplicate = block * Lanes;
        var draws = BlockDraws.For(settings.Width, settings.Seed, firstReplicate);
        var parameters = plan.Draw(draws);
        residents ??= plan.Inputs.Residents.NewBlock(settings.Width);
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
                    Gather(year, firstReplicate);
                    tell(set.Sum(s => s.Buurten.Length));
                }
            );
        }
    }

    /// <summary>Buurten that may share something: gemeenten, joined where a grouping of buurten spans them.</summary>
    private static ImmutableArray<ImmutableArray<SetPlan>> SetsOf(ProjectionPlan plan, Comparison<int>? order)
    {
        var areas = plan.Inputs.Fit.Areas;
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
        var found = plan.Capacity.Pools.Sets.GroupBy(s => Root(s.Gemeente)).Select(g => g.ToImmutableArray()).ToArray();
        if (order is not null)
        {
            Array.Sort(found, (a, b) => order(a[0].Buurten[0], b[0].Buurten[0]));
        }
        return [.. found];
    }

    /// <summary>Hands on a year of a set: each buurt by itself, and the sums of the areas that they make up.</summary>
    private void Gather(int year, int firstReplicate)
    {
        var buurten = projector.Buurten;
        for (var i = 0; i < buurten.Length; i++)
        {
            var waits = projector.Waits(i);
            projector.Figures(i, sums, population);
            for (var level = 0; level < accumulators.Length; level++)
            {
                if (accumulators[level].Level == AreaLevel.Buurt)
                {
                    var one = new AreaSums
                    {
                        Sums = sums,
                        Population = population,
                        Waits = waits,
                    };
                    accumulators[level].Add(buurten[i], year, firstReplicate, one, room);
                }
                else
                {
                    AddTo(level, buurten[i], waits);
                }
            }
        }
        foreach (var ((level, area), done) in open)
        {
            accumulators[level].Add(area, year, firstReplicate, done.AsSums(), room);
            done.Clear();
            spare.Push(done);
        }
        open.Clear();
    }

    private void AddTo(int level, int buurt, ReadOnlySpan<long> waits)
    {
        var area = plan.Inputs.Fit.Areas.OfLeaf(accumulators[level].Level)[buurt];
        if (!open.TryGetValue((level, area), out var target))
        {
            target = spare.Count > 0 ? spare.Pop() : new(sums.Length, waits.Length);
            open.Add((level, area), target);
        }
        LongSums.Add(target.Sums, sums);
        LongSums.Add(target.Population, population);
        LongSums.Add(target.Waits, waits);
    }

    /// <summary>Sums of an area that is not complete yet.</summary>
    private sealed class OpenArea(int sums, int waits)
    {
        public long[] Sums { get; } = new long[sums];

        public long[] Population { get; } = new long[Lanes];

        public long[] Waits { get; } = new long[waits];

        public AreaSums AsSums() =>
            new()
            {
                Sums = Sums,
                Population = Population,
                Waits = Waits,
            };

        public void Clear()
        {
            Array.Clear(Sums);
            Array.Clear(Population);
            Array.Clear(Waits);
        }
    }
}
