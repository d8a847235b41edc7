using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>
/// Unmet need of the years that a run was based on. A run keeps none of them: they are what its cube tells with a fit until that
/// year, with their own interval.
/// </summary>
internal static class ObservedUnmet
{
    /// <summary>The figures of a run with those of its cube before them: of the base year, or of the observed year asked for.</summary>
    /// <param name="projected">What the run itself tells; ordered by area, product, measure and year.</param>
    public static IEnumerable<Figure> Before(
        Session session,
        Workspace workspace,
        RunView run,
        FigureQuery query,
        IReadOnlyList<Figure> projected
    )
    {
        var year = query.Year ?? run.LastObserved;
        if (!UnmetMeasures.All.Contains(query.Measure, StringComparer.Ordinal) || year > run.LastObserved)
        {
            return projected;
        }
        if (!run.Card.Digests.TryGetValue("cube", out var cube) || !workspace.Has(ArtefactKind.Cube, cube))
        {
            session.Note(
                $"unmet need of {year} is told by the cube of this run, and that is not in this workspace",
                $"onvervulde behoefte van {year} staat in de kubus van deze projectie, en die is niet in deze werkmap"
            );
            return projected;
        }
        var observed = NeedFigures
            .Unmet(session, workspace, cube, CubeStore.Load(workspace, cube), query with { Year = year })
            .ToList();
        var later = projected.ToLookup(f => (f.Area, f.Product, f.Measure));
        var first = observed.Select(f => (f.Area, f.Product, f.Measure)).ToHashSet();
        return
        [
            .. observed.SelectMany(f => later[(f.Area, f.Product, f.Measure)].Prepend(f)),
            .. projected.Where(f => !first.Contains((f.Area, f.Product, f.Measure))),
        ];
    }
}
