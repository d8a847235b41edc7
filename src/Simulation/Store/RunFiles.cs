using System.Collections.Immutable;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Store;

/// <summary>The files of which a run is made up, and those that its parts share with it.</summary>
internal static class RunFiles
{
    public const string Card = "card.json";
    public const string Axes = "axes.col";

    /// <summary>In place of a measure: the observed years of a level.</summary>
    public const string Past = "past";

    public static string NameOf(string level, string measure) => $"{level}-{measure}.col";

    /// <summary>What does not depend on any replicate: the card, the axes, the observed years.</summary>
    public static void WriteCommon(
        RunCard card,
        ProjectionInputs inputs,
        ResultAxis axis,
        ImmutableArray<AreaLevel> levels,
        ImmutableArray<Measure> measures,
        string folder
    )
    {
        File.WriteAllText(Path.Combine(folder, Card), card.ToJson(), new UTF8Encoding(false));
        AxesOf(inputs, axis.Ordinals).Write(Path.Combine(folder, Axes));
        foreach (var level in levels)
        {
            PastOf(inputs, level, measures).Write(Path.Combine(folder, NameOf(level.ToName(), Past)));
        }
    }

    /// <summary>Statistics of one measure at one level, and values per replicate where they were kept.</summary>
    public static ColumnFile Columns(CellTable table, Measure measure)
    {
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

    /// <summary>Four bytes each where they all fit, else eight.</summary>
    public static void AddWhole(ColumnFile file, string name, ReadOnlySpan<long> values)
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

    /// <summary>Reads what <see cref="AddWhole"/> wrote.</summary>
    public static long[] Whole(ColumnFile file, string name)
    {
        try
        {
            return [.. file.Get<int>(name).Select(v => (long)v)];
        }
        catch (InvalidOperationException)
        {
            return file.Get<long>(name);
        }
    }

    /// <param name="ordinals">Of products and totals, by position.</param>
    public static ColumnFile AxesOf(ProjectionInputs inputs, ImmutableArray<int> ordinals)
    {
        var file = new ColumnFile();
        var (fit, past) = (inputs.Fit, inputs.Past);
        StoredAxes.Put(file, fit.Areas, fit.Products, fit.Bands);
        file.Add<int>("axis", ordinals.AsSpan());
        file.Add<int>("past.years", [past.FirstYear, past.BaseYear]);
        file.Add<byte>("past.population_basis", [.. past.PopulationBasis.Select(b => (byte)b)]);
        file.Add<byte>("past.lump_sum", [.. past.LumpSum.Select(l => l ? (byte)1 : (byte)0)]);
        file.Add<byte>("basis", [(byte)past.Basis, (byte)fit.Basis]);
        return file;
    }

    public static ColumnFile PastOf(ProjectionInputs inputs, AreaLevel level, ImmutableArray<Measure> measures)
    {
        var file = new ColumnFile();
        foreach (var measure in measures)
        {
            if (inputs.Past.Table(level, measure) is { } table)
            {
                file.Add<long>(measure.Name, table);
            }
        }
        return file;
    }
}
