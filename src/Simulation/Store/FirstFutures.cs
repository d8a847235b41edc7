using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>
/// The futures of a part that are finished, as a run to read: for who cannot wait for all of them. It is the run of so many
/// futures, of which it has what is kept of every future (headline measures, totals of acts, tracks and all care) and
/// nothing else. In memory, and apart from the part, which may go on. Thread-safe.
/// </summary>
public sealed class FirstFutures : IRunSource
{
    private readonly ProjectionInputs inputs;
    private readonly ResultAxis axis;
    private readonly Dictionary<(AreaLevel Level, string Measure), ColumnFile> values;

    private FirstFutures(ProjectionPart part)
    {
        (inputs, axis) = (part.Inputs, part.Axis);
        values = part
            .Accumulators.SelectMany(a => Headlines(part).Select(m => (a.Level, Measure: m, Table: a.TableOf(m))))
            .ToDictionary(t => (t.Level, t.Measure.Name), t => Kept(t.Table, axis, t.Measure, part.Replicates.Count));
        Card = part.Card.With(part.Replicates.Count) with
        {
            Axis = [.. Totals.Select(o => inputs.Fit.Products.Codes[o])],
            MeasureNames = [.. Headlines(part).Select(m => m.Name)],
        };
    }

    /// <summary>The card of the run of so many futures; its axis and measures are those that are here.</summary>
    public RunCard Card { get; }

    private IEnumerable<int> Totals => axis.Ordinals.Skip(axis.UsedCount);

    /// <param name="part">Of a run whose results per buurt are not kept, from the first future on.</param>
    /// <exception cref="ArgumentException">None is finished, the first is not among them, or it keeps buurten.</exception>
    public static RunView Of(ProjectionPart part) =>
        part.Replicates is { First: 0, Count: > 0 } && !part.Settings.KeepBuurten
            ? new(new FirstFutures(part))
            : throw new ArgumentException($"replicates {part.Replicates} are not the first of a run", nameof(part));

    ColumnFile IRunSource.Axes() => RunFiles.AxesOf(inputs, [.. Totals]);

    StoredTable IRunSource.Table(AreaLevel level, Measure measure) =>
        StoredTable.OfValues(values[(level, measure.Name)], measure, Card.Replicates);

    ColumnFile IRunSource.Past(AreaLevel level) =>
        RunFiles.PastOf(inputs, level, [.. Card.MeasureNames.Select(n => Measures.Find(n)!)]);

    private static IEnumerable<Measure> Headlines(ProjectionPart part) =>
        part.Accumulators[0].MeasureList.Where(m => m.Headline);

    private static ColumnFile Kept(CellTable table, ResultAxis axis, Measure measure, int count)
    {
        var from = measure == Measures.Population ? 0 : axis.UsedCount;
        var file = new ColumnFile();
        file.Add<int>("shape", [table.AreaCount, table.Axis - from, table.Years, 0]);
        RunFiles.AddWhole(file, "values", table.FirstKept(count, from));
        return file;
    }
}
