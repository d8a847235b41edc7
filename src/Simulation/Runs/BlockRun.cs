using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Some blocks of eight replicates over all buurten. Set by set, block by block and year by year, so that sums need room for one
/// gemeente and one year only, however large the country. One instance per thread.
/// </summary>
internal sealed class BlockRun : IDisposable
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionPlan plan;
    private readonly ImmutableArray<Accumulator> accumulators;
    private readonly Action<int> tell;
    private readonly CancellationToken cancellation;
    private readonly Projector projector;
    private readonly ImmutableArray<ImmutableArray<SetPlan>> sets;
    private readonly ImmutableArray<AreaRows> rows;
    private readonly RowTables sums;
    private readonly long[] population = new long[Lanes];
    private readonly Dictionary<(int Level, int Area), OpenArea> open = [];
    private readonly Stack<OpenArea> spare = [];
    private readonly List<Turn> turns = [];
    private readonly WaitingRows waiting = new();

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
        rows = [.. accumulators.Select(a => a.NewRows())];
        sums = accumulators[0].NewSums();
        sets = SetsOf(plan, order);
    }

    /// <summary>
    /// Runs some blocks in a row: each set of buurten goes through all of them before the next, so that what is counted of it
    /// is at hand.
    /// </summary>
    public void Run(RunSettings settings, int firstBlock, int count)
    {
        while (turns.Count < count)
        {
            turns.Add(new(plan.Inputs.Residents.NewBlock(settings.Width)));
        }
        for (var i = 0; i < count; i++)
        {
            turns[i].Begin(plan, settings, (firstBlock + i) * Lanes);
        }
        foreach (var set in sets)
        {
            var buurten = set.Sum(s => s.Buurten.Length);
            for (var i = 0; i < count; i++)
            {
                var turn = turns[i];
                projector.Run(
                    set,
                    turn.Parameters,
                    turn.Residents,
                    year =>
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Gather(year, turn.Parameters.Draws);
                        tell(buurten);
                    }
                );
            }
            waiting.Count();
        }
    }

    public void Dispose() => projector.Dispose();

    /// <summary>Buurten that may share something: gemeenten, joined where a grouping of buurten spans them.</summary>
    internal static ImmutableArray<ImmutableArray<SetPlan>> SetsOf(ProjectionPlan plan, Comparison<int>? order)
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
    private void Gather(int year, BlockDraws draws)
    {
        var buurten = projector.Buurten;
        for (var i = 0; i < buurten.Length; i++)
        {
            projector.Figures(i, sums.Rows, population);
            var one = new AreaSums
            {
                Sums = sums.Rows,
                Population = population,
                Waits = projector.Waits(i),
            };
            for (var level = 0; level < accumulators.Length; level++)
            {
                if (accumulators[level].Level == AreaLevel.Buurt)
                {
                    accumulators[level].Add(buurten[i], year, draws, one, rows[level], waiting);
                }
                else
                {
                    Of(level, buurten[i], one).Add(one);
                }
            }
        }
        foreach (var ((level, area), done) in open)
        {
            accumulators[level].Add(area, year, draws, done.AsSums(), rows[level], waiting);
            done.Clear();
            spare.Push(done);
        }
        open.Clear();
    }

    /// <summary>The sums of the area in which a buurt lies.</summary>
    private OpenArea Of(int level, int buurt, in AreaSums like)
    {
        var area = plan.Inputs.Fit.Areas.OfLeaf(accumulators[level].Level)[buurt];
        if (!open.TryGetValue((level, area), out var target))
        {
            target = spare.Count > 0 ? spare.Pop() : new(accumulators[level].NewSums(), like.Waits.Tables);
            open.Add((level, area), target);
        }
        return target;
    }

    /// <summary>A block whose turn comes again in each set.</summary>
    private sealed class Turn(IResidentBlock residents)
    {
        public IResidentBlock Residents => residents;

        public BlockParameters Parameters { get; private set; } = null!;

        public void Begin(ProjectionPlan plan, RunSettings settings, int firstReplicate)
        {
            Parameters = plan.Draw(BlockDraws.For(settings.Width, settings.Seed, firstReplicate));
            residents.Begin(settings.Seed, firstReplicate);
        }
    }

    /// <summary>Sums of an area that is not complete yet.</summary>
    /// <param name="sums">All zero.</param>
    /// <param name="waitTables">0 without queues.</param>
    private sealed class OpenArea(RowTables sums, int waitTables)
    {
        private readonly long[] population = new long[Lanes];
        private readonly RowTables waits = new(waitTables, WaitBins.Count);

        public AreaSums AsSums() =>
            new()
            {
                Sums = sums.Rows,
                Population = population,
                Waits = waits.Rows,
            };

        public void Add(in AreaSums part)
        {
            sums.Rows.Add(part.Sums);
            LongSums.Add(population, part.Population);
            waits.Rows.Add(part.Waits);
        }

        public void Clear()
        {
            sums.Rows.Clear();
            Array.Clear(population);
            waits.Rows.Clear();
        }
    }
}
