using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// One block of eight replicates over all buurten. Gemeente by gemeente, so that the sums of wijken need room for one
/// gemeente only, however large the country. One instance per thread.
/// </summary>
internal sealed class BlockRun
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionInputs inputs;
    private readonly CellPlan plan;
    private readonly ImmutableArray<Accumulator> accumulators;
    private readonly Action tell;
    private readonly CancellationToken cancellation;
    private readonly Projector projector;
    private readonly int[][] buurtenOfGemeente;
    private IResidentBlock? residents;
    private readonly long[] sums;
    private readonly long[] population;
    private readonly long[] room;
    private readonly int sumLength;
    private readonly int years;
    private readonly Dictionary<(int Level, int Area), (long[] Sums, long[] Population)> open = [];
    private readonly Stack<(long[] Sums, long[] Population)> spare = [];

    public BlockRun(
        ProjectionInputs inputs,
        CellPlan plan,
        ImmutableArray<Accumulator> accumulators,
        Comparison<int>? order,
        Action tell,
        CancellationToken cancellation
    )
    {
        (this.inputs, this.plan, this.accumulators) = (inputs, plan, accumulators);
        (this.tell, this.cancellation) = (tell, cancellation);
        projector = new(inputs, plan);
        years = inputs.Scenario.YearCount;
        sumLength = years * plan.Used.Length * BaseMeasures.Count * Lanes;
        sums = new long[sumLength];
        population = new long[years * Lanes];
        room = new long[accumulators[0].Room];
        var areas = inputs.Fit.Areas;
        var gemeenteOf = areas.OfLeaf(AreaLevel.Gemeente);
        buurtenOfGemeente =
        [
            .. Enumerable.Range(0, areas.BuurtCount).GroupBy(b => gemeenteOf[b]).Select(g => g.ToArray()),
        ];
        if (order is not null)
        {
            foreach (var buurten in buurtenOfGemeente)
            {
                Array.Sort(buurten, order);
            }
            Array.Sort(buurtenOfGemeente, (a, b) => order(a[0], b[0]));
        }
    }

    public void Run(RunSettings settings, int block)
    {
        var firstReplicate = block * Lanes;
        var parameters = new BlockParameters(
            inputs,
            plan,
            BlockDraws.For(settings.Width, settings.Seed, firstReplicate)
        );
        residents ??= inputs.Residents.NewBlock(settings.Width);
        residents.Begin(settings.Seed, firstReplicate);
        foreach (var buurten in buurtenOfGemeente)
        {
            foreach (var buurt in buurten)
            {
                cancellation.ThrowIfCancellationRequested();
                projector.Run(buurt, parameters, residents, sums, population);
                for (var level = 0; level < accumulators.Length; level++)
                {
                    Gather(level, buurt, firstReplicate);
                }
                tell();
            }
            Close(firstReplicate, wholeBlock: false);
        }
        Close(firstReplicate, wholeBlock: true);
    }

    private void Gather(int level, int buurt, int firstReplicate)
    {
        var accumulator = accumulators[level];
        if (accumulator.Level == AreaLevel.Buurt)
        {
            accumulator.Add(buurt, firstReplicate, sums, population, room);
            return;
        }
        var area = inputs.Fit.Areas.OfLeaf(accumulator.Level)[buurt];
        if (!open.TryGetValue((level, area), out var target))
        {
            target = spare.Count > 0 ? spare.Pop() : (new long[sumLength], new long[years * Lanes]);
            open.Add((level, area), target);
        }
        LongSums.Add(target.Sums, sums);
        LongSums.Add(target.Population, population);
    }

    /// <summary>Hands on what is complete: wijken and gemeenten after each gemeente, groupings after the whole block.</summary>
    private void Close(int firstReplicate, bool wholeBlock)
    {
        var complete = open
            .Keys.Where(k => wholeBlock || accumulators[k.Level].Level is AreaLevel.Wijk or AreaLevel.Gemeente)
            .ToList();
        foreach (var key in complete)
        {
            open.Remove(key, out var done);
            accumulators[key.Level].Add(key.Area, firstReplicate, done.Sums, done.Population, room);
            done.Sums.AsSpan().Clear();
            done.Population.AsSpan().Clear();
            spare.Push(done);
        }
    }
}
