using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>Where the tables of a run come from.</summary>
internal interface IRunSource
{
    RunCard Card { get; }

    /// <summary>Areas, products, and what is known of the observed years.</summary>
    ColumnFile Axes();

    /// <summary>Statistics of one measure at one level.</summary>
    StoredTable Table(AreaLevel level, Measure measure);

    /// <summary>Observed values of all measures at one level.</summary>
    ColumnFile Past(AreaLevel level);
}

/// <summary>A run in its folder.</summary>
internal sealed class RunFolder(string folder) : IRunSource
{
    public RunCard Card { get; } = RunCard.FromJson(File.ReadAllText(Path.Combine(folder, RunFiles.Card)));

    public ColumnFile Axes() => ColumnFile.Read(Path.Combine(folder, RunFiles.Axes));

    public StoredTable Table(AreaLevel level, Measure measure) =>
        ColumnFile.Read(PathOf(level, measure.Name), file => new StoredTable(file));

    public ColumnFile Past(AreaLevel level) => ColumnFile.Read(PathOf(level, RunFiles.Past));

    private string PathOf(AreaLevel level, string name) => Path.Combine(folder, RunFiles.NameOf(level.ToName(), name));
}
