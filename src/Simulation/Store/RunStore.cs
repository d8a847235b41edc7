using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Store;

/// <summary>
/// Runs on disk: <c>runs/ID/</c> with <c>card.json</c>, <c>axes.col</c>, and per level and measure <c>LEVEL-MEASURE.col</c>
/// (statistics, and values per replicate where they were kept) and <c>LEVEL-past.col</c> (observed years).
/// </summary>
public static class RunStore
{
    internal const string CardFile = "card.json";
    internal const string AxesFile = "axes.col";

    /// <summary>Keeps a result, unless the very same run is there.</summary>
    /// <returns>Its id: the digest of its inputs.</returns>
    public static string Save(Workspace workspace, ProjectionResult result)
    {
        workspace.Publish(ArtefactKind.Run, result.Card.Id, result.Card.Scenario.Name, folder => Write(result, folder));
        return result.Card.Id;
    }

    /// <param name="reference">An id, a unique prefix, a path, or <c>latest</c>.</param>
    public static RunView Load(Workspace workspace, string reference)
    {
        var id = workspace.Resolve(ArtefactKind.Run, reference);
        return new RunView(workspace.PathOf(ArtefactKind.Run, id));
    }

    /// <summary>Writes the files of a run into an empty folder: the same run gives the same bytes.</summary>
    internal static void Write(ProjectionResult result, string folder)
    {
        File.WriteAllText(Path.Combine(folder, CardFile), result.Card.ToJson(), new UTF8Encoding(false));
        Axes(result).Write(Path.Combine(folder, AxesFile));
        foreach (var level in result.Levels)
        {
            foreach (var measure in result.MeasureList)
            {
                Columns(result, level, measure).Write(Path.Combine(folder, FileOf(level, measure.Name)));
            }
            Past(result, level).Write(Path.Combine(folder, FileOf(level, "past")));
        }
    }

    internal static string FileOf(AreaLevel level, string measure) => $"{level.ToName()}-{measure}.col";

    private static ColumnFile Axes(ProjectionResult result)
    {
        var file = new ColumnFile();
        var fit = result.Inputs.Fit;
        StoredAxes.Put(file, fit.Areas, fit.Products, fit.Bands);
        file.Add<int>("axis", result.Axis.Ordinals.AsSpan());
        file.Add<int>("past.years", [result.Inputs.Past.FirstYear, result.Inputs.Past.BaseYear]);
        file.Add<byte>("past.population_basis", [.. result.Inputs.Past.PopulationBasis.Select(b => (byte)b)]);
        file.Add<byte>("past.lump_sum", [.. result.Inputs.Past.LumpSum.Select(l => l ? (byte)1 : (byte)0)]);
        file.Add<byte>("basis", [(byte)result.Inputs.Past.Basis, (byte)fit.Basis]);
        return file;
    }

    private static ColumnFile Columns(ProjectionResult result, AreaLevel level, Measure measure)
    {
        var table = result.Table(level, measure);
        var cells = table.AreaCount * table.Axis * table.Years;
        var (mean, sd) = (new double[cells], new double[cells]);
        var quantiles = Summary.Levels.Select(_ => new long[cells]).ToArray();
        long error = 0;
        for (var (area, cell) = (0, 0); area < table.AreaCount; area++)
        {
            for (var position = 0; position < table.Axis; position++)
            {
                for (var year = 0; year < table.Years; year++, cell++)
                {
                    var summary = table.Summarise(area, position, year);
                    (mean[cell], sd[cell]) = (summary.Mean, summary.Sd);
                    for (var q = 0; q < quantiles.Length; q++)
                    {
                        quantiles[q][cell] = summary.Quantiles[q];
                    }
                    error = Math.Max(error, table.ErrorOf(area, position, year));
                }
            }
        }
        var file = new ColumnFile();
        file.Meta["unit"] = measure.Unit;
        file.Meta["scale"] = FormattableString.Invariant($"{measure.Scale}");
        file.Meta["quantile_error"] = FormattableString.Invariant($"{error}");
        file.Add<int>("shape", [table.AreaCount, table.Axis, table.Years, table.KeptFrom]);
        file.Add<double>("mean", mean);
        file.Add<double>("sd", sd);
        for (var q = 0; q < quantiles.Length; q++)
        {
            AddWhole(file, FormattableString.Invariant($"p{Summary.Levels[q]}"), quantiles[q]);
        }
        if (table.KeptFrom < table.Axis)
        {
            AddWhole(file, "values", table.AllKept);
        }
        return file;
    }

    private static ColumnFile Past(ProjectionResult result, AreaLevel level)
    {
        var file = new ColumnFile();
        foreach (var measure in result.MeasureList)
        {
            if (result.Inputs.Past.Table(level, measure) is { } table)
            {
                file.Add<long>(measure.Name, table);
            }
        }
        return file;
    }

    /// <summary>Four bytes each where they all fit, else eight.</summary>
    private static void AddWhole(ColumnFile file, string name, ReadOnlySpan<long> values)
    {
        var narrow = new int[values.Length];
        for (var i = 0; i < narrow.Length; i++)
        {
            if (values[i] is < int.MinValue or > int.MaxValue)
            {
                file.Add(name, values);
                return;
            }
            narrow[i] = (int)values[i];
        }
        file.Add<int>(name, narrow);
    }
}
