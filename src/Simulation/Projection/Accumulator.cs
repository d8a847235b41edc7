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

    /// <summary>Up to this many replicates all values are kept: they take less room than a sketch.</summary>
    private const int FewReplicates = 20;

    private readonly ProjectionInputs inputs;
    private readonly ResultAxis axis;
    private readonly int years;
    private readonly int replicates;
    private readonly ImmutableArray<Measure> measures;
    private readonly CellTable[] tables;
    private readonly Lock[] gates;
    private readonly double milliFtePerMinute;

    public Accumulator(ProjectionInputs inputs, ResultAxis axis, AreaLevel level, int replicates)
    {
        (this.inputs, this.axis, this.replicates) = (inputs, axis, replicates);
        Level = level;
        years = inputs.Scenario.YearCount;
        measures = MeasuresOf(inputs.Scenario);
        // Nothing is simulated for onbekend children: their part is in the rates.
        var areas = level == AreaLevel.Buurt ? inputs.Fit.Areas.BuurtCount : inputs.Fit.Areas.AreasAt(level).Length;
        tables = [.. measures.Select(m => TableOf(m, areas))];
        gates = [.. Enumerable.Range(0, areas).Select(_ => new Lock())];
        var staff = inputs.Scenario.Staff;
        milliFtePerMinute = 1000 / (60 * staff.ContractHours.Value * staff.DirectTime.Value);
    }

    public AreaLevel Level { get; }

    public ImmutableArray<Measure> MeasureList => measures;

    public CellTable Table(int measure) => tables[measure];

    public static ImmutableArray<Measure> MeasuresOf(Scenario scenario) =>
        scenario.Growth.Mode == GrowthMode.TopDown ? [.. Measures.Always, .. Measures.TopDown] : Measures.Always;

    /// <summary>Longs that <see cref="Add"/> needs to work in.</summary>
    public int Room => axis.Count * TotalLength;

    /// <summary>Adds one area's year of a block.</summary>
    /// <param name="sums">Shape [Slot, <see cref="BaseMeasure"/>, Lane].</param>
    /// <param name="population">Shape [Lane].</param>
    /// <param name="room">Of length <see cref="Room"/>; overwritten.</param>
    public void Add(
        int area,
        int year,
        int firstReplicate,
        ReadOnlySpan<long> sums,
        ReadOnlySpan<long> population,
        Span<long> room
    )
    {
        Span<long> values = stackalloc long[Lanes];
        var lanes = Math.Min(Lanes, replicates - firstReplicate);
        Total(sums, room);
        lock (gates[area])
        {
            tables[0].Add(area, 0, year, firstReplicate, population[..lanes]);
            // Table by table, in the order in which its cells lie in memory.
            for (var m = 1; m < measures.Length; m++)
            {
                for (var position = 0; position < axis.Count; position++)
                {
                    Values(m, position, room.Slice(position * TotalLength, TotalLength), values);
                    tables[m].Add(area, position, year, firstReplicate, values[..lanes]);
                }
            }
        }
    }

    /// <param name="totals">Shape [Position, <see cref="BaseMeasure"/>, Lane].</param>
    private void Total(ReadOnlySpan<long> sums, Span<long> totals)
    {
        totals.Clear();
        for (var position = 0; position < axis.Count; position++)
        {
            foreach (var slot in axis.Parts[position])
            {
                LongSums.Add(
                    totals.Slice(position * TotalLength, TotalLength),
                    sums.Slice(slot * TotalLength, TotalLength)
                );
            }
        }
    }

    private void Values(int measure, int position, ReadOnlySpan<long> total, Span<long> values)
    {
        // In the order of Measures.Always and Measures.TopDown.
        switch (measure)
        {
            case 1:
                Copy(total, BaseMeasure.Need, values);
                break;
            case 2:
                Copy(total, BaseMeasure.Requests, values);
                break;
            case 3:
                Persons(total, inputs.Fit.ClientsPerSpell[axis.Ordinals[position]], values);
                break;
            case 4:
                Copy(total, BaseMeasure.InCare, values);
                break;
            case 5:
                Copy(total, BaseMeasure.Starts, values);
                break;
            case 6:
                Copy(total, BaseMeasure.Ends, values);
                break;
            case 7:
                Copy(total, BaseMeasure.Minutes, values);
                break;
            case 8:
                Copy(total, BaseMeasure.Minutes, values);
                foreach (ref var value in values)
                {
                    value = Whole(value * milliFtePerMinute);
                }
                break;
            case 9:
                Copy(total, BaseMeasure.CostVolume, values);
                break;
            case 10:
                Copy(total, BaseMeasure.CostReal, values);
                break;
            case 11:
                Copy(total, BaseMeasure.CostNominal, values);
                break;
            case 12:
                Copy(total, BaseMeasure.BudgetReal, values);
                break;
            case 13:
                Copy(total, BaseMeasure.BudgetNominal, values);
                break;
            case 14:
                Difference(total, BaseMeasure.CostReal, BaseMeasure.BudgetReal, values);
                break;
            default:
                Difference(total, BaseMeasure.CostNominal, BaseMeasure.BudgetNominal, values);
                break;
        }
    }

    private static void Copy(ReadOnlySpan<long> total, BaseMeasure measure, Span<long> values) =>
        total.Slice((int)measure * Lanes, Lanes).CopyTo(values);

    /// <summary>Distinct clients, by the fitted ratio to spells that were open or began in the year.</summary>
    private static void Persons(ReadOnlySpan<long> total, double perSpell, Span<long> values)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var spells =
                total[((int)BaseMeasure.OpenAtBegin * Lanes) + lane] + total[((int)BaseMeasure.Starts * Lanes) + lane];
            values[lane] = Whole(perSpell * spells);
        }
    }

    /// <summary>Care that the money cannot buy; negative when money is left.</summary>
    private static void Difference(ReadOnlySpan<long> total, BaseMeasure cost, BaseMeasure budget, Span<long> values)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            values[lane] = total[((int)cost * Lanes) + lane] - total[((int)budget * Lanes) + lane];
        }
    }

    private static long Whole(double value) => (long)Math.Floor(value + 0.5);

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
