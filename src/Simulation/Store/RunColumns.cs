using System.Runtime.InteropServices;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>
/// Statistics of one measure at one level on their way to a file, and values per replicate where they were kept. What it takes
/// is used again for the next table. Not thread-safe.
/// </summary>
internal sealed class RunColumns
{
    private readonly NumberColumn[] quantiles = [.. Summary.Levels.Select(_ => new NumberColumn())];
    private readonly NumberColumn kept = new();
    private readonly long[] five = new long[Summary.Levels.Length];
    private byte[] mean = [];
    private byte[] sd = [];
    private long[] values = [];
    private int[] shape = [];
    private int cells;
    private long error;

    /// <summary>The statistics of a table.</summary>
    public ColumnFile Of(CellTable table, Measure measure, int replicates)
    {
        Begin([table.AreaCount, table.Axis, table.Years, table.KeptFrom], replicates);
        for (var area = 0; area < table.AreaCount; area++)
        {
            // In the order in which they lie in memory.
            for (var year = 0; year < table.Years; year++)
            {
                for (var position = 0; position < table.KeptFrom; position++)
                {
                    if (table.TrySummarise(area, position, year, five, out var moments))
                    {
                        Put(CellOf(area, position, year), moments, table.ErrorOf(area, position, year));
                    }
                }
            }
            for (var position = table.KeptFrom; position < table.Axis; position++)
            {
                for (var year = 0; year < table.Years; year++)
                {
                    table.CopyKept(area, position, year, values);
                    Put(area, position, year, values);
                }
            }
        }
        return ToFile(measure);
    }

    /// <summary>Makes all statistics zero.</summary>
    /// <param name="newShape">Areas, positions, years, and the first position of which values are kept.</param>
    public void Begin(int[] newShape, int replicates)
    {
        (shape, error) = (newShape, 0);
        cells = checked(shape[0] * shape[1] * shape[2]);
        if (mean.Length < cells * sizeof(double))
        {
            (mean, sd) = (new byte[cells * sizeof(double)], new byte[cells * sizeof(double)]);
        }
        Doubles(mean).Clear();
        Doubles(sd).Clear();
        foreach (var column in quantiles)
        {
            column.Begin(cells);
        }
        kept.Begin(checked(shape[0] * (shape[1] - shape[3]) * shape[2] * replicates));
        if (values.Length != replicates)
        {
            values = new long[replicates];
        }
    }

    /// <summary>A cell of which no values are kept.</summary>
    public void Put(int area, int position, int year, SummedCell sum)
    {
        var moments = sum.Summarise(five, out var ownError);
        Put(CellOf(area, position, year), moments, ownError);
    }

    /// <summary>All values of a cell where they are kept.</summary>
    public void Put(int area, int position, int year, ReadOnlySpan<long> all)
    {
        var sums = ValueSums.Of(all);
        if ((sums.Least, sums.Most) == (0, 0))
        {
            return;
        }
        Put(CellOf(area, position, year), Summary.Of(all, sums, five), 0);
        var at = (((area * (shape[1] - shape[3])) + position - shape[3]) * shape[2]) + year;
        kept.Put(at * all.Length, all, sums.Least, sums.Most);
    }

    /// <summary>The file, for as long as no other table is begun.</summary>
    public ColumnFile ToFile(Measure measure)
    {
        var file = new ColumnFile();
        file.Meta["unit"] = measure.Unit;
        file.Meta["scale"] = FormattableString.Invariant($"{measure.Scale}");
        file.Meta["quantile_error"] = FormattableString.Invariant($"{error}");
        file.Add<int>("shape", shape);
        file.Lend<double>("mean", mean.AsMemory(0, cells * sizeof(double)));
        file.Lend<double>("sd", sd.AsMemory(0, cells * sizeof(double)));
        for (var q = 0; q < quantiles.Length; q++)
        {
            RunFiles.Lend(file, FormattableString.Invariant($"p{Summary.Levels[q]}"), quantiles[q]);
        }
        if (shape[3] < shape[1])
        {
            RunFiles.Lend(file, "values", kept);
        }
        return file;
    }

    private void Put(int cell, (double Mean, double Sd) moments, long ownError)
    {
        (Doubles(mean)[cell], Doubles(sd)[cell]) = moments;
        for (var q = 0; q < quantiles.Length; q++)
        {
            quantiles[q].Put(cell, five[q]);
        }
        error = Math.Max(error, ownError);
    }

    private int CellOf(int area, int position, int year) => (((area * shape[1]) + position) * shape[2]) + year;

    private Span<double> Doubles(byte[] bytes) =>
        MemoryMarshal.Cast<byte, double>(bytes.AsSpan(0, cells * sizeof(double)));
}
