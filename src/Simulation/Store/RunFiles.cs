using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

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
        WriteCard(card, folder);
        AxesOf(inputs, axis.Ordinals).Write(Path.Combine(folder, Axes));
        foreach (var level in levels)
        {
            PastOf(inputs, level, measures).Write(Path.Combine(folder, NameOf(level.ToName(), Past)));
        }
    }

    public static void WriteCard(RunCard card, string folder) =>
        File.WriteAllText(Path.Combine(folder, Card), card.ToJson(), new UTF8Encoding(false));

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
        if (!file.Holds<int>(name))
        {
            return file.Get<long>(name);
        }
        var narrow = MemoryMarshal.Cast<byte, int>(file.Bytes(name));
        var whole = new long[narrow.Length];
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = narrow[i];
        }
        return whole;
    }

    /// <summary>Hands a column to a file, for as long as it is not begun again.</summary>
    public static void Lend(ColumnFile file, string name, NumberColumn column)
    {
        if (column.IsWide)
        {
            file.Lend<long>(name, column.Numbers);
        }
        else
        {
            file.Lend<int>(name, column.Numbers);
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
