using System.Collections.Concurrent;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need.Indicators;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Server.Problems;
using Populatie.Server.Values;

namespace Populatie.Server.Library;

/// <summary>Indicators of the cubes of a workspace, small counts kept inside. The last cube that was asked for stays open. Thread-safe.</summary>
internal sealed class IndicatorLibrary(Workspace workspace)
{
    private readonly Lock gate = new();
    private OpenCube? open;

    /// <summary>The id that a client means: one of a cube that there is, or <c>latest</c>.</summary>
    /// <exception cref="ApiFault">There is no such cube.</exception>
    public string Find(string id)
    {
        if (
            string.Equals(id, "latest", StringComparison.Ordinal)
            && workspace.List(ArtefactKind.Cube) is [.., var newest]
        )
        {
            return newest.Id;
        }
        // Nothing but an id: a reference may also be a path, and that is not for who asks from elsewhere.
        return id.Length == Digest.IdLength && id.All(char.IsAsciiHexDigitLower) && workspace.Has(ArtefactKind.Cube, id)
            ? id
            : throw ApiFault.NotFound("there is no such cube; ask for latest", "deze kubus is er niet; vraag latest");
    }

    /// <param name="id">Of a cube that there is.</param>
    public AreaIndex AreasOf(string id) => Open(id).Cube.Axes.Areas;

    /// <summary>Residents come from it, or from one before it: who imports another gets other indicators. Empty for none.</summary>
    public string NewestPopulation() => workspace.List(ArtefactKind.Population) is [.., var newest] ? newest.Id : "";

    /// <summary>The last note on an area; empty when there is none.</summary>
    public string NoteOn(string code) => AreaNotes.Of(workspace, code) is [.., var last] ? last : "";

    /// <param name="id">Of a cube that there is.</param>
    /// <exception cref="ApiFault">The cube has no such level.</exception>
    public AreaLevel LevelOf(string id, string name)
    {
        var index = Open(id).Cube.Axes.Areas;
        var known = string.Join(", ", index.Levels.Select(l => l.ToName()));
        return AreaLevels.TryParse(name, out var level) && index.Has(level)
            ? level
            : throw ApiFault.NotFound(
                $"this cube has no such level; it has {known}",
                $"deze kubus heeft dit niveau niet; wel {known}"
            );
    }

    /// <summary>The level on which there is an area with a code; wijken for none.</summary>
    /// <param name="id">Of a cube that there is.</param>
    public AreaLevel LevelWith(string id, string? area)
    {
        var index = Open(id).Cube.Axes.Areas;
        return index
            .Levels.Where(l => index.AreasAt(l).Any(a => string.Equals(a.Code, area, StringComparison.Ordinal)))
            .DefaultIfEmpty(AreaLevel.Wijk)
            .First();
    }

    /// <param name="id">Of a cube that there is.</param>
    /// <param name="level">That it has.</param>
    /// <param name="year">Null: its last whole year.</param>
    /// <param name="unseen">Codes of areas that who asks sees no figures of: they are in no band of peers either.</param>
    /// <exception cref="ApiFault">The cube has no such year.</exception>
    public IReadOnlyList<(Indicator Row, bool IsHidden)> Of(
        string id,
        AreaLevel level,
        int? year,
        HashSet<string> unseen
    )
    {
        var opened = Open(id);
        var (cube, people) = (opened.Cube, opened.People);
        var (first, last) = (cube.Origin.FirstYear, cube.Origin.LastYear);
        var asked = year ?? IndicatorFrame.LastWholeYear(cube, people);
        if (asked < first || asked > last)
        {
            throw ApiFault.NotFound(
                $"this cube has the years {first} to {last}; not {asked}",
                $"deze kubus heeft de jaren {first} tot en met {last}; niet {asked}"
            );
        }
        var all = opened.Found.GetOrAdd((level, asked), key => Told(cube, people, key.Level, key.Year));
        return unseen.Count == 0 ? all : Without(all, unseen);
    }

    /// <summary>
    /// Bands of peers leave out the area itself, and their ends are values of one of the others: beside each other they tell
    /// all values. So they hold none that are not seen.
    /// </summary>
    private static IReadOnlyList<(Indicator Row, bool IsHidden)> Without(
        IReadOnlyList<(Indicator Row, bool IsHidden)> all,
        HashSet<string> unseen
    )
    {
        var rows = all.Select(r => r.Row).ToList();
        var told = IndicatorFrame.Without(rows, UnmetSettings.Embedded, at => unseen.Contains(rows[at].Area.Code));
        return [.. told.Select((row, at) => (row, all[at].IsHidden))];
    }

    private static IReadOnlyList<(Indicator Row, bool IsHidden)> Told(
        Cube cube,
        PopulationSeries people,
        AreaLevel level,
        int year
    )
    {
        var found = IndicatorFrame.Of(cube, people, UnmetSettings.Embedded, level, year);
        var hidden = found.Select(IsHidden).ToList();
        var told = IndicatorFrame.Without(found, UnmetSettings.Embedded, at => hidden[at]);
        return [.. told.Select((row, at) => (row, hidden[at]))];
    }

    private static bool IsHidden(Indicator row) =>
        row.Value is not null && row.Basis is not Analytics.Evidence.Basis.Published && row.Fewest < Protection.Least;

    private OpenCube Open(string id)
    {
        lock (gate)
        {
            var population = NewestPopulation();
            if (
                open is null
                || !string.Equals(open.Id, id, StringComparison.Ordinal)
                || !string.Equals(open.Population, population, StringComparison.Ordinal)
            )
            {
                var cube = CubeStore.Load(workspace, id);
                open = new(id, population, cube, PopulationStore.LoadOrDefault(workspace, cube.Axes.Areas, null));
            }
            return open;
        }
    }

    private sealed record OpenCube(string Id, string Population, Cube Cube, PopulationSeries People)
    {
        /// <summary>By level and year: a cube has few of either.</summary>
        public ConcurrentDictionary<
            (AreaLevel Level, int Year),
            IReadOnlyList<(Indicator Row, bool IsHidden)>
        > Found { get; } = new();
    }
}
