using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>A run as it lies on disk, or in memory. Tables are read when they are asked for, and kept. Not thread-safe.</summary>
public sealed class RunView
{
    private readonly Dictionary<string, StoredTable> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<AreaLevel, ColumnFile> pastFiles = [];
    private readonly Dictionary<(AreaLevel Level, Measure Measure), long[]?> pasts = [];
    private readonly IRunSource source;
    private readonly string? folder;

    /// <exception cref="Analytics.Faults.SourceFormatException">The files are damaged or of another program.</exception>
    public RunView(string folder)
        : this(new RunFolder(folder)) => this.folder = folder;

    internal RunView(IRunSource source)
    {
        this.source = source;
        Card = source.Card;
        var axes = source.Axes();
        (Areas, Products) = (StoredAxes.Areas(axes), StoredAxes.Products(axes));
        Axis = axes.Get<int>("axis");
        var years = axes.Get<int>("past.years");
        (FirstObserved, LastObserved) = (years[0], years[1]);
        PopulationBasis = [.. axes.Get<byte>("past.population_basis").Select(b => (Basis)b)];
        LumpSum = [.. axes.Get<byte>("past.lump_sum").Select(b => b != 0)];
        ObservedBasis = (Basis)axes.Get<byte>("basis")[0];
    }

    /// <exception cref="InvalidOperationException">It does not lie on disk.</exception>
    public string Folder => folder ?? throw new InvalidOperationException($"run {Card.Id} has no folder");

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
            tables[name] = table = source.Table(level, measure);
        }
        return table;
    }

    /// <summary>Observed values, shape [Area, Product or total, Year]; null for measures without a past.</summary>
    public long[]? Past(AreaLevel level, Measure measure)
    {
        if (!pasts.TryGetValue((level, measure), out var past))
        {
            if (!pastFiles.TryGetValue(level, out var file))
            {
                pastFiles[level] = file = source.Past(level);
            }
            // A column comes out as a copy: once, for it is asked for area by area.
            pasts[(level, measure)] = past = file.Has(measure.Name) ? file.Take<long>(measure.Name) : null;
        }
        return past;
    }
}
