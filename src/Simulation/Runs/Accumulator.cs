using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Gathers the results of one level, for some replicates in a row. Blocks of them may come from several threads and in any
/// order. Where values are not kept, those of some blocks are counted together (<see cref="WaitingRows"/>): going to each of
/// the many cells costs more than counting in it. A small part of a run leaves that to its merge.
/// </summary>
internal sealed class Accumulator
{
    private const int Lanes = Block8.Size;

    /// <summary>Up to this many replicates all values are kept: they take less room than a sketch.</summary>
    public const int FewReplicates = 20;

    private readonly ProjectionInputs inputs;
    private readonly ResultAxis axis;
    private readonly int years;
    private ReplicateRange range;
    private readonly bool keepAll;
    private readonly bool keepTotals;
    private readonly ImmutableArray<bool> isUnknown;
    private readonly ImmutableArray<Measure> measures;
    private readonly ImmutableArray<CellTable> tables;

    // Shape [Area, Year]; in each, measure by measure, the positions that are not kept.
    private readonly Sketches[] sketches;

    /// <summary>In the place of sketches, for a small part of a run.</summary>
    private readonly HeldBlocks? held;
    private readonly ImmutableArray<Lock> gates;

    // Per measure: shape [Area, Position]; empty where all are 1.
    private readonly ImmutableArray<double[]> factors;
    private readonly ImmutableArray<int> keptFrom;

    /// <param name="range">The replicates that there is room for.</param>
    /// <param name="settings">Of the whole run.</param>
    /// <param name="keepAll">Whether to keep every value, also where a large run does not.</param>
    public Accumulator(
        ProjectionInputs inputs,
        ResultAxis axis,
        AreaLevel level,
        ReplicateRange range,
        RunSettings settings,
        bool keepAll
    )
    {
        (this.inputs, this.axis, this.range, this.keepAll) = (inputs, axis, range, keepAll);
        Level = level;
        years = inputs.Scenario.YearCount;
        measures = Measures.Of(inputs.Scenario);
        keepTotals = KeepsTotals(settings);
        // Nothing is simulated for onbekend children: their part is in the rates.
        var areas = inputs.Fit.Areas.CountAt(level);
        isUnknown = [.. inputs.Fit.Areas.AreasAt(level).Select(a => a.IsUnknown)];
        keptFrom = [.. measures.Select(KeptFrom)];
        var grains = measures.SelectMany((m, i) => Enumerable.Repeat((byte)m.Grain, keptFrom[i])).ToImmutableArray();
        held = HoldsRows(settings) ? new(areas * years, keptFrom, range.Blocks) : null;
        sketches =
            grains.IsEmpty || held is not null
                ? []
                : [.. Enumerable.Range(0, areas * years).Select(_ => new Sketches(grains))];
        tables = [.. Enumerable.Range(0, measures.Length).Select(m => NewTable(m, areas))];
        gates = [.. Enumerable.Range(0, areas).Select(_ => new Lock())];
        factors = [.. measures.Select(m => FactorsOf(m, inputs))];
        SketchedPerYear = grains.Length;
    }

    public AreaLevel Level { get; }

    public ImmutableArray<Measure> MeasureList => measures;

    /// <summary>Areas × years × positions of all measures.</summary>
    public long Cells => (long)gates.Length * years * measures.Sum(m => AreaRows.PositionsOf(axis, m));

    /// <summary>Rows of a year of an area that are counted and not kept.</summary>
    public int SketchedPerYear { get; }

    /// <summary>With all that was added. Not while more is.</summary>
    public CellTable TableOf(Measure measure) => tables[measures.IndexOf(measure)];

    /// <summary>The same with room for more replicates, after those that there is room for. This one is not to be used again.</summary>
    /// <param name="settings">Of a run of more replicates, from the first on.</param>
    /// <param name="finished">How many of them were added.</param>
    public Accumulator WithRoomFor(RunSettings settings, int finished)
    {
        if (KeepsTotals(settings) != keepTotals)
        {
            return Anew(settings, finished);
        }
        range = range with { Count = settings.Replicates };
        foreach (var table in tables)
        {
            table.Grow(range.Count);
        }
        return this;
    }

    /// <summary>A longer run keeps less: what was kept in full goes into sketches.</summary>
    private Accumulator Anew(RunSettings settings, int finished)
    {
        var anew = new Accumulator(inputs, axis, Level, new(range.First, settings.Replicates), settings, keepAll);
        for (var m = 0; m < tables.Length; m++)
        {
            anew.tables[m].AddLess(TableOf(measures[m]), finished);
        }
        return anew;
    }

    private bool KeepsTotals(RunSettings settings) =>
        Level == AreaLevel.Gemeente
        || (long)inputs.Fit.Areas.CountAt(Level)
            * years
            * (axis.Count - axis.UsedCount)
            * measures.Count(m => m.Headline)
            * settings.Replicates
            <= settings.MostKept;

    /// <summary>Room for <see cref="Add"/> to work in.</summary>
    public AreaRows NewRows() => new(axis, measures, factors, keptFrom);

    /// <summary>Room for <see cref="AreaSums.Sums"/>.</summary>
    public RowTables NewSums() => new(axis.Count, BaseMeasures.Count);

    /// <summary>Adds one area's year of a block.</summary>
    /// <param name="draws">Those of the block.</param>
    /// <param name="sums">Its totals are overwritten.</param>
    /// <param name="rows">Overwritten.</param>
    /// <param name="waiting">What is not kept is put here, to be counted by <see cref="Count"/>.</param>
    public void Add(int area, int year, BlockDraws draws, in AreaSums sums, AreaRows rows, WaitingRows waiting)
    {
        if (isUnknown[area])
        {
            // Places that are in no area of this level: nobody asks for their sum.
            return;
        }
        rows.Fill(area, sums, new(draws, Level, area, year));
        var first = draws.Keys.FirstReplicate - range.First;
        var lanes = Math.Min(Lanes, range.Count - first);
        if (!rows.Kept.IsEmpty)
        {
            lock (gates[area])
            {
                Keep(area, year, first, lanes, rows.Kept);
            }
        }
        if (held is not null)
        {
            held.Put(first / Lanes, (area * years) + year, rows.Packed.Written);
        }
        else if (SketchedPerYear > 0)
        {
            waiting.Add(this, area, year, rows.Packed.Written, lanes);
        }
    }

    private void Keep(int area, int year, int first, int lanes, ReadOnlySpan<long> rows)
    {
        for (var m = 0; m < tables.Length; m++)
        {
            for (var position = keptFrom[m]; position < tables[m].Axis; position++)
            {
                tables[m].Keep(area, position, year, first, rows[..lanes]);
                rows = rows[Lanes..];
            }
        }
    }

    /// <summary>Counts all that waits for a year of an area.</summary>
    public void Count(int area, int year, PendingBlocks waiting)
    {
        Span<long> values = stackalloc long[PendingBlocks.MostValues];
        var into = sketches[(area * years) + year];
        lock (gates[area])
        {
            for (var cell = 0; cell < into.Cells; cell++)
            {
                var others = waiting.Take(values);
                into.Add(cell, values[..others], waiting.Replicates - others);
            }
        }
        waiting.Clear();
    }

    /// <summary>Of a whole run statistics are asked; of a part of it nothing before it is merged.</summary>
    private bool HoldsRows(RunSettings settings) =>
        !keepAll && range.Count < settings.Replicates && range.Blocks <= HeldBlocks.Most;

    private int KeptFrom(Measure measure) =>
        keepAll ? 0
        : Level == AreaLevel.Buurt || !keepTotals || !measure.Headline ? AreaRows.PositionsOf(axis, measure)
        : measure == Measures.Population ? 0
        : axis.UsedCount;

    private double[] FactorsOf(Measure measure, ProjectionInputs inputs)
    {
        if (measure.Formula?.Factor?.Invoke(inputs.Fit, Level) is not { } all)
        {
            return [];
        }
        var width = inputs.Fit.Products.Count;
        return
        [
            .. Enumerable.Range(0, all.Length / width).SelectMany(a => axis.Ordinals.Select(o => all[(a * width) + o])),
        ];
    }

    private CellTable NewTable(int m, int areas)
    {
        var positions = AreaRows.PositionsOf(axis, measures[m]);
        return held is null
            ? new(areas, positions, years, keptFrom[m], range.Count, sketches, keptFrom.Take(m).Sum())
            : new(areas, positions, years, keptFrom[m], range.Count, held, m);
    }
}
