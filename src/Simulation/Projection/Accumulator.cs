using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Gathers the results of one level. Blocks of replicates may come from several threads and in any order, except that the
/// first block comes first: it sets the windows of the sketches.
/// </summary>
internal sealed class Accumulator
{
    private const int Lanes = Block8.Size;
    private const int TotalLength = BaseMeasures.Count * Lanes;
    private const int WaitLength = WaitBins.Count * Lanes;

    /// <summary>Up to this many replicates all values are kept: they take less room than a sketch.</summary>
    private const int FewReplicates = 20;

    private readonly ResultAxis axis;
    private readonly int years;
    private readonly int replicates;
    private readonly ImmutableArray<Measure> measures;
    private readonly CellTable[] tables;
    private readonly Lock[] gates;

    // Shape [Measure, Position].
    private readonly double[] factors;

    public Accumulator(ProjectionInputs inputs, ResultAxis axis, AreaLevel level, int replicates)
    {
        (this.axis, this.replicates) = (axis, replicates);
        Level = level;
        years = inputs.Scenario.YearCount;
        measures = MeasuresOf(inputs.Scenario);
        // Nothing is simulated for onbekend children: their part is in the rates.
        var areas = level == AreaLevel.Buurt ? inputs.Fit.Areas.BuurtCount : inputs.Fit.Areas.AreasAt(level).Length;
        tables = [.. measures.Select(m => TableOf(m, areas))];
        gates = [.. Enumerable.Range(0, areas).Select(_ => new Lock())];
        factors = [.. measures.SelectMany(m => axis.Ordinals.Select(o => m.Formula?.Factor?.Invoke(inputs, o) ?? 1))];
    }

    public AreaLevel Level { get; }

    public ImmutableArray<Measure> MeasureList => measures;

    public CellTable Table(int measure) => tables[measure];

    public static ImmutableArray<Measure> MeasuresOf(Scenario scenario) =>
        scenario.Growth.Mode == GrowthMode.TopDown ? [.. Measures.Always, .. Measures.TopDown] : Measures.Always;

    /// <summary>Longs that <see cref="Add"/> needs to work in.</summary>
    public int Room => axis.Count * (TotalLength + WaitLength);

    /// <summary>Adds one area's year of a block.</summary>
    /// <param name="room">Of length <see cref="Room"/>; overwritten.</param>
    public void Add(int area, int year, int firstReplicate, in AreaSums sums, Span<long> room)
    {
        Span<long> values = stackalloc long[Lanes];
        var lanes = Math.Min(Lanes, replicates - firstReplicate);
        var totals = room[..(axis.Count * TotalLength)];
        Total(sums.Sums, totals, TotalLength);
        var waits = sums.Waits.IsEmpty ? [] : room.Slice(totals.Length, axis.Count * WaitLength);
        if (!waits.IsEmpty)
        {
            Total(sums.Waits, waits, WaitLength);
        }
        lock (gates[area])
        {
            // Table by table, in the order in which its cells lie in memory.
            for (var m = 0; m < measures.Length; m++)
            {
                if (measures[m].Formula is not { } formula)
                {
                    tables[m].Add(area, 0, year, firstReplicate, sums.Population[..lanes]);
                    continue;
                }
                for (var position = 0; position < axis.Count; position++)
                {
                    var waited = waits.IsEmpty ? [] : waits.Slice(position * WaitLength, WaitLength);
                    var factor = factors[(m * axis.Count) + position];
                    formula.Fill(totals.Slice(position * TotalLength, TotalLength), waited, factor, values);
                    tables[m].Add(area, position, year, firstReplicate, values[..lanes]);
                }
            }
        }
    }

    /// <summary>Sums over the products of each position.</summary>
    /// <param name="sums">Shape [Slot, Row, Lane], rows of <paramref name="length"/> longs together.</param>
    /// <param name="totals">Shape [Position, Row, Lane]; overwritten.</param>
    private void Total(ReadOnlySpan<long> sums, Span<long> totals, int length)
    {
        totals.Clear();
        for (var position = 0; position < axis.Count; position++)
        {
            var total = totals.Slice(position * length, length);
            foreach (var slot in axis.Parts[position])
            {
                LongSums.Add(total, sums.Slice(slot * length, length));
            }
        }
    }

    private CellTable TableOf(Measure measure, int areas)
    {
        var positions = measure == Measures.Population ? 1 : axis.Count;
        var keptFrom =
            replicates <= FewReplicates ? 0
            : Level == AreaLevel.Buurt || !measure.Headline ? positions
            : measure == Measures.Population ? 0
            : axis.UsedCount;
        return new(areas, positions, years, keptFrom, replicates);
    }
}
