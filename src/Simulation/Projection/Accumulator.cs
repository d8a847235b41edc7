using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Gathers the results of one level, for some replicates in a row. Blocks of them may come from several threads and in any
/// order.
/// </summary>
internal sealed class Accumulator
{
    private const int Lanes = Block8.Size;
    private const int TotalLength = BaseMeasures.Count * Lanes;
    private const int WaitLength = WaitBins.Count * Lanes;

    /// <summary>Up to this many replicates all values are kept: they take less room than a sketch.</summary>
    public const int FewReplicates = 20;

    private readonly ResultAxis axis;
    private readonly int years;
    private readonly ReplicateRange range;
    private readonly bool keepAll;
    private readonly bool[] isUnknown;
    private readonly ImmutableArray<Measure> measures;
    private readonly CellTable[] tables;
    private readonly Lock[] gates;

    // Shape [Measure, Position].
    private readonly double[] factors;

    /// <param name="range">The replicates that there is room for.</param>
    /// <param name="keepAll">Whether to keep every value, also where a large run does not.</param>
    public Accumulator(ProjectionInputs inputs, ResultAxis axis, AreaLevel level, ReplicateRange range, bool keepAll)
    {
        (this.axis, this.range, this.keepAll) = (axis, range, keepAll);
        Level = level;
        years = inputs.Scenario.YearCount;
        measures = Measures.Of(inputs.Scenario);
        // Nothing is simulated for onbekend children: their part is in the rates.
        var areas = level == AreaLevel.Buurt ? inputs.Fit.Areas.BuurtCount : inputs.Fit.Areas.AreasAt(level).Length;
        isUnknown = [.. inputs.Fit.Areas.AreasAt(level).Select(a => a.IsUnknown)];
        tables = [.. measures.Select(m => NewTable(m, areas))];
        gates = [.. Enumerable.Range(0, areas).Select(_ => new Lock())];
        factors = [.. measures.SelectMany(m => axis.Ordinals.Select(o => m.Formula?.Factor?.Invoke(inputs, o) ?? 1))];
    }

    public AreaLevel Level { get; }

    public ImmutableArray<Measure> MeasureList => measures;

    public CellTable TableOf(Measure measure) => tables[measures.IndexOf(measure)];

    /// <summary>Longs that <see cref="Add"/> needs to work in.</summary>
    public int Room => axis.Count * (TotalLength + WaitLength);

    /// <summary>Adds one area's year of a block.</summary>
    /// <param name="room">Of length <see cref="Room"/>; overwritten.</param>
    public void Add(int area, int year, int firstReplicate, in AreaSums sums, Span<long> room)
    {
        Span<long> values = stackalloc long[Lanes];
        if (isUnknown[area])
        {
            // Places that are in no area of this level: nobody asks for their sum.
            return;
        }
        var first = firstReplicate - range.First;
        var lanes = Math.Min(Lanes, range.Count - first);
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
                    tables[m].Add(area, 0, year, first, sums.Population[..lanes]);
                    continue;
                }
                for (var position = 0; position < axis.Count; position++)
                {
                    var waited = waits.IsEmpty ? [] : waits.Slice(position * WaitLength, WaitLength);
                    var factor = factors[(m * axis.Count) + position];
                    formula.Fill(totals.Slice(position * TotalLength, TotalLength), waited, factor, values);
                    tables[m].Add(area, position, year, first, values[..lanes]);
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
                // Most products have few waits, and those are short: what is zero to the end needs no adding.
                var own = sums.Slice(slot * length, length);
                var last = own.LastIndexOfAnyExcept(0L);
                LongSums.Add(total[..(last + 1)], own[..(last + 1)]);
            }
        }
    }

    private CellTable NewTable(Measure measure, int areas)
    {
        var positions = measure == Measures.Population ? 1 : axis.Count;
        var keptFrom =
            keepAll ? 0
            : Level == AreaLevel.Buurt || !measure.Headline ? positions
            : measure == Measures.Population ? 0
            : axis.UsedCount;
        return new(areas, positions, years, keptFrom, range.Count, measure.Grain);
    }
}
