using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Store;

/// <summary>Whether a stored run is what its card says: digests, and figures made again from the inputs.</summary>
public static class RunCheck
{
    /// <summary>Runs of at most this many replicates are made again whole.</summary>
    private const int SmallRun = 64;

    private const int OneBlock = 8;

    /// <param name="Whole">True when every byte was made again, false when the first eight replicates were.</param>
    /// <param name="Differences">Names of what differs; empty when all is well.</param>
    public sealed record Verdict(bool Whole, IReadOnlyList<string> Differences);

    /// <exception cref="Analytics.Faults.SourceFormatException">A file is damaged, or an input is no longer there.</exception>
    public static Verdict Repeat(Workspace workspace, RunView run, int threads, CancellationToken cancellation)
    {
        ArtefactCheck.CheckRun(run.Folder);
        var card = run.Card;
        var scenario = ScenarioOf(workspace, run);
        var inputs = ScenarioInputs.Gather(workspace, scenario, card.Scenario.Name, card.Grain);
        var whole = card.Replicates <= SmallRun;
        var settings = new RunSettings(
            whole ? card.Replicates : OneBlock,
            card.Seed,
            whole && card.KeepBuurten,
            threads,
            LaneChoice.Current
        );
        var result = MonteCarlo.Run(inputs, settings, progress: null, cancellation);
        return new(whole, whole ? WholeRun(result, run) : FirstBlock(result, run));
    }

    /// <summary>The scenario of a run with the artefacts that it was made of, in place of their names.</summary>
    internal static Scenario ScenarioOf(Workspace workspace, RunView run)
    {
        var card = run.Card;
        return card.Scenario with
        {
            Base = new(
                card.Scenario.Base.Year,
                card.Digests["cube"],
                PopulationOf(workspace, run),
                card.Digests["fit"]
            ),
        };
    }

    private static List<string> WholeRun(ProjectionResult result, RunView run)
    {
        var differences = new List<string>();
        if (!string.Equals(result.Card.Id, run.Card.Id, StringComparison.Ordinal))
        {
            differences.Add("id");
        }
        if (!string.Equals(RunDigest.Of(result), RunDigest.OfFolder(run.Folder), StringComparison.Ordinal))
        {
            differences.Add("files");
        }
        return differences;
    }

    /// <summary>Values per replicate are kept for the totals of the gemeente: those must be the same to the last digit.</summary>
    private static List<string> FirstBlock(ProjectionResult result, RunView run)
    {
        var differences = new List<string>();
        foreach (var measure in result.MeasureList.Where(m => m.Headline))
        {
            var (stored, made) = (run.Table(AreaLevel.Gemeente, measure), result.Table(AreaLevel.Gemeente, measure));
            for (var area = 0; area < stored.AreaCount; area++)
            {
                for (var position = 0; position < stored.PositionCount; position++)
                {
                    for (var year = 0; year < stored.YearCount; year++)
                    {
                        var kept = stored.Values(area, position, year, run.Card.Replicates);
                        if (!kept.IsEmpty && !kept[..OneBlock].SequenceEqual(made.Kept(area, position, year)))
                        {
                            differences.Add(
                                $"{run.Areas.AreasAt(AreaLevel.Gemeente)[area].Code} {measure.Name} {run.FirstProjected + year}"
                            );
                        }
                    }
                }
            }
        }
        return differences;
    }

    /// <summary>The stored population with the digest of the run; else the default, which is then compared.</summary>
    private static string PopulationOf(Workspace workspace, RunView run)
    {
        // A coarse run has the residents of buurten that it does not know itself.
        var areas =
            run.Card.Grain == ProjectionGrain.Buurt
                ? run.Areas
                : CubeStore.LoadYears(workspace, run.Card.Digests["cube"]).Axes.Areas;
        foreach (var entry in workspace.List(ArtefactKind.Population))
        {
            var series = PopulationStore.LoadOrDefault(workspace, areas, entry.Id);
            if (
                string.Equals(ScenarioInputs.DigestOf(series), run.Card.Digests["population"], StringComparison.Ordinal)
            )
            {
                return entry.Id;
            }
        }
        return "latest";
    }
}
