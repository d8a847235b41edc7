using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>
/// Runs on disk: <c>runs/ID/</c> with <c>card.json</c>, <c>axes.col</c>, and per level and measure <c>LEVEL-MEASURE.col</c>
/// (statistics, and values per replicate where they were kept) and <c>LEVEL-past.col</c> (observed years).
/// </summary>
public static class RunStore
{
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
        RunFiles.WriteCommon(result.Card, result.Inputs, result.Axis, result.Levels, result.MeasureList, folder);
        var threads = result.Settings.Threads;
        // At most one table to each thread is on its way at a time.
        var tables = result.Levels.SelectMany(l => result.MeasureList.Select(m => (Level: l, Measure: m))).ToArray();
        SideBySide.Each(
            threads,
            tables.Length,
            () => new RunColumns(),
            (columns, i) =>
            {
                var (level, measure) = tables[i];
                columns
                    .Of(result.Table(level, measure), measure, result.Settings.Replicates)
                    .Write(Path.Combine(folder, RunFiles.NameOf(level.ToName(), measure.Name)));
            }
        );
    }
}
