using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Store;

/// <summary>A run as it lies on disk. Files are read when they are asked for, and kept. Not thread-safe.</summary>
public sealed class RunView
{
    private readonly Dictionary<string, StoredTable> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnFile> pasts = new(StringComparer.Ordinal);
    private readonly ColumnFile axes;

    /// <exception cref="Analytics.Faults.SourceFormatException">The files are damaged or of another program.</exception>
    public RunView(string folder)
    {
        Folder = folder;
        Card = RunCard.FromJson(File.ReadAllText(Path.Combine(folder, RunFiles.Card)));
        axes = ColumnFile.Read(Path.Combine(folder, RunFiles.Axes));
        (Areas, Products) = (StoredAxes.Areas(axes), StoredAxes.Products(axes));
        Axis = axes.Get<int>("axis");
        var years = axes.Get<int>("past.years");
        (FirstObserved, LastObserved) = (years[0], years[1]);
        PopulationBasis = [.. axes.Get<byte>("past.population_basis").Select(b => (Basis)b)];
        LumpSum = [.. axes.Get<byte>("past.lump_sum").Select(b => b != 0)];
        ObservedBasis = (Basis)axes.Get<byte>("basis")[0];
    }

    public string Folder { get; }

    public RunCard Card { get; }

    public AreaIndex Areas { get; }

    public ProductAxis Products { get; }

    /// <summary>Ordinals of products and totals, by position.</summary>
    public int[] Axis { get; }

    public int FirstObserved { get; }

    public int LastObserved { get; }

    public int FirstProjected => LastObserved + 1;

    public int LastProjected => Card.Scenario.Horizon;

    public Basis ObservedBasis { get; }

    public Basis[] PopulationBasis { get; }

    /// <summary>Per product or total: whether its cost in the past holds a lump sum.</summary>
    public bool[] LumpSum { get; }

    public bool Has(AreaLevel level) => Card.Levels.Contains(level.ToName(), StringComparer.Ordinal);

    /// <summary>Statistics of one measure at one level.</summary>
    public StoredTable Table(AreaLevel level, Measure measure)
    {
        var name = RunFiles.NameOf(level.ToName(), measure.Name);
        if (!tables.TryGetValue(name, out var table))
        {
            tables[name] = table = ColumnFile.Read(Path.Combine(Folder, name), file => new StoredTable(file));
        }
        return table;
    }

    /// <summary>Observed values, shape [Area, Product or total, Year]; null for measures without a past.</summary>
    public long[]? Past(AreaLevel level, Measure measure)
    {
        var name = RunFiles.NameOf(level.ToName(), RunFiles.Past);
        if (!pasts.TryGetValue(name, out var file))
        {
            pasts[name] = file = ColumnFile.Read(Path.Combine(Folder, name));
        }
        return file.Has(measure.Name) ? file.Get<long>(measure.Name) : null;
    }
}
