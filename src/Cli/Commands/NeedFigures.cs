using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>
/// Measures of need of a cube. They take a fit of that cube: the newest one in the workspace that ends with the year asked
/// for, or one made on the spot. Which one it is, is said on stderr.
/// </summary>
internal static class NeedFigures
{
    private static readonly string[] OfFit = [FitMeasures.Expected, FitMeasures.RelativeRisk];

    /// <summary>Names of the measures that a cube and its fit have together.</summary>
    public static IReadOnlyList<string> Measures { get; } = [.. OfFit, .. UnmetMeasures.All];

    public static bool Holds(string? measure) => Measures.Contains(measure, StringComparer.Ordinal);

    public static IEnumerable<Figure> Select(
        Session session,
        Workspace workspace,
        string cubeId,
        Cube cube,
        FigureQuery query
    ) =>
        OfFit.Contains(query.Measure, StringComparer.Ordinal)
            ? FitFigures.Select(FitOf(session, workspace, cubeId, cube, query.Year), query)
            : Unmet(session, workspace, cubeId, cube, query);

    /// <summary>Unmet need and its parts; all of them when the query names no measure.</summary>
    public static IEnumerable<Figure> Unmet(
        Session session,
        Workspace workspace,
        string cubeId,
        Cube cube,
        FigureQuery query
    )
    {
        var fit = FitOf(session, workspace, cubeId, cube, query.Year);
        var settings = UnmetSettings.Embedded;
        if (cube.Durations.Count == 0)
        {
            session.Note(
                "this cube does not tell how long people wait, so only hidden need can be told; aggregate records to know the rest",
                "deze kubus zegt niet hoe lang mensen wachten, dus alleen verborgen behoefte is te zeggen; aggregeer records om de rest te weten"
            );
        }
        if (settings.Features is not { } features || !features.Covers(cube.Axes.Areas))
        {
            session.Note(
                "no features of these areas are known: take-up is what is usual everywhere, and tells no area from another",
                "van deze gebieden zijn geen kenmerken bekend: het bereik is overal het gebruikelijke, en onderscheidt geen gebied van een ander"
            );
        }
        return UnmetFigures.Select(cube, fit, settings, query);
    }

    /// <summary>The newest fit of the cube that ends with a year, or with any when none is asked; else a new one, not kept.</summary>
    public static Fit FitOf(Session session, Workspace workspace, string cubeId, Cube cube, int? year)
    {
        foreach (var entry in workspace.List(ArtefactKind.Fit).Reverse())
        {
            var fit = FitStore.Load(workspace, entry.Id);
            var isOfCube =
                fit.Inputs.TryGetValue("cube", out var from) && string.Equals(from, cubeId, StringComparison.Ordinal);
            if (isOfCube && (year is null || fit.LastYear == year))
            {
                session.Note(
                    $"with fit {entry.Id}, reference {Reference(fit)}",
                    $"met schatting {entry.Id}, referentie {Reference(fit)}"
                );
                return fit;
            }
        }
        var people = PopulationStore.LoadOrDefault(workspace, cube.Axes.Areas, null);
        var made = FitChoice.Estimate(
            cube,
            people,
            new FitSettings
            {
                Until = year,
                Inputs = new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["cube"] = cubeId,
                    ["population"] = PopulationStore.IdOf(people),
                },
            }
        );
        session.Note(
            $"with a fit made now, until {made.LastYear}, reference city; keep one with: populatie fit --cube {cubeId}",
            $"met een schatting van nu, tot en met {made.LastYear}, referentie city; bewaar er een met: populatie fit --cube {cubeId}"
        );
        return made;
    }

    private static string Reference(Fit fit) => fit.Reference.ToString().ToLowerInvariant();
}
