using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>
/// One figure of eight replicates at a time, and nothing else: only the gemeenten that it needs are carried through the years,
/// and only what it is made of is summed. The same bits as the figure has in a run. One instance per thread.
/// </summary>
internal sealed class FigureProbe
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionPlan plan;
    private readonly FigureChoice figure;
    private readonly Projector projector;
    private readonly IResidentBlock residents;
    private readonly ImmutableArray<ImmutableArray<Capacity.SetPlan>> sets;
    private readonly HashSet<int> buurten;
    private readonly ImmutableArray<int> slots;
    private readonly double factor;
    private readonly int product;
    private readonly int firstArea;
    private readonly int yearOrdinal;
    private readonly RowTables sums;
    private readonly long[] population = new long[Lanes];
    private readonly RowTables totals = new(1, BaseMeasures.Count);
    private readonly long[] people = new long[Lanes];
    private readonly RowTables waits = new(1, WaitBins.Count);

    /// <exception cref="Analytics.Faults.UsageException">These projections do not have the figure.</exception>
    public FigureProbe(ProjectionPlan plan, FigureChoice figure, LaneWidth width)
    {
        (this.plan, this.figure) = (plan, figure);
        projector = new(plan);
        residents = plan.Inputs.Residents.NewBlock(width);
        buurten = [.. figure.BuurtenIn(plan.Inputs)];
        sets = [.. BlockRun.SetsOf(plan, order: null).Where(s => s.Any(g => g.Buurten.Any(buurten.Contains)))];
        var axis = new ResultAxis(plan.Inputs.Fit.Products, plan.Cells.Used);
        var position = PositionOf(plan.Inputs, axis, figure.Product);
        slots = axis.Parts[position];
        product = axis.Ordinals[position];
        factor = FactorOf(product);
        firstArea = plan.Inputs.Fit.Areas.OfLeaf(figure.Level)[buurten.Min()];
        yearOrdinal = figure.Year - plan.Inputs.Scenario.FirstYear;
        sums = new(plan.Cells.Used.Length, BaseMeasures.Count);
    }

    /// <summary>That of the area, as in a run; of several areas together their mean.</summary>
    private double FactorOf(int ordinal)
    {
        var fit = plan.Inputs.Fit;
        if (figure.Measure.Formula?.Factor?.Invoke(plan.Inputs.Fit, figure.Level) is not { } factors)
        {
            return 1;
        }
        var ofLeaf = fit.Areas.OfLeaf(figure.Level);
        int[] areas = [.. buurten.Select(b => ofLeaf[b]).Distinct().Order()];
        var sum = 0.0;
        foreach (var area in areas)
        {
            sum += factors[(area * fit.Products.Count) + ordinal];
        }
        return sum / areas.Length;
    }

    /// <summary>The figure of eight replicates.</summary>
    /// <param name="chance">The chance of events.</param>
    /// <param name="values">Shape [8]; in the unit of the measure; overwritten.</param>
    /// <param name="onlyOfMost">Of weeks waited: NaN where nobody began, or fewer than still wait.</param>
    public void Run(
        BlockDraws chance,
        ParameterSource parameters,
        Span<double> values,
        bool onlyOfMost = false,
        CancellationToken cancellation = default
    )
    {
        var drawn = plan.Draw(chance, parameters);
        residents.Begin(chance.Keys, purpose => parameters.DrawsFor(purpose)?.Keys);
        totals.Rows.Clear();
        Array.Clear(people);
        waits.Rows.Clear();
        foreach (var set in sets)
        {
            projector.Run(
                set,
                drawn,
                residents,
                year =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (year == yearOrdinal)
                    {
                        Gather();
                    }
                }
            );
        }
        var formula = figure.Measure.Formula;
        var whole =
            formula is null ? Vector512.Create<long>(people)
            : formula.QuantileOfWaits > 0 ? WaitBins.Quantiles(waits.Rows, formula.QuantileOfWaits)
            : formula.Of(totals.Rows, 0, factor, product, new(chance, figure.Level, firstArea, yearOrdinal));
        var began = totals.Rows[0, (int)BaseMeasure.Starts];
        var wait = totals.Rows[0, (int)BaseMeasure.Waiting];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var isOfFew = onlyOfMost && figure.Measure.IsOfStarters && (began[lane] == 0 || began[lane] < wait[lane]);
            values[lane] = isOfFew ? double.NaN : (double)whole[lane] / figure.Measure.Scale;
        }
    }

    private void Gather()
    {
        for (var i = 0; i < projector.Buurten.Length; i++)
        {
            if (!buurten.Contains(projector.Buurten[i]))
            {
                continue;
            }
            projector.Figures(i, sums.Rows, population);
            LongSums.Add(people, population);
            var waited = projector.Waits(i);
            foreach (var slot in slots)
            {
                totals.Rows.AddTo(0, sums.Rows, slot);
                if (!waited.IsEmpty)
                {
                    waits.Rows.AddTo(0, waited, slot);
                }
            }
        }
    }

    private static int PositionOf(ProjectionInputs inputs, ResultAxis axis, string product)
    {
        var codes = axis.Ordinals.Select(o => inputs.Fit.Products.Codes[o]).ToList();
        var position = codes.IndexOf(product);
        return position >= 0
            ? position
            : throw new Populatie.Analytics.Faults.UsageException(
                new(
                    $"product {product} is not known here; choose from {string.Join(", ", codes)}",
                    $"product {product} is hier onbekend; kies uit {string.Join(", ", codes)}"
                )
            );
    }
}
