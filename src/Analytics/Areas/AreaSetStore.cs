using System.Runtime.InteropServices;
using System.Text.Json;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Areas;

/// <summary>Keeps sets of areas in a workspace; the id is the digest of what they hold.</summary>
public static class AreaSetStore
{
    private const string FileName = "areas.pop";

    /// <summary>A grouping as it is written.</summary>
    private sealed record GroupingEntry(string Level, string[][] Areas, int[] OfBuurt);

    /// <returns>The id.</returns>
    public static string Save(Workspace workspace, AreaSet areas, string title)
    {
        workspace.Publish(
            ArtefactKind.Areas,
            areas.Digest,
            title,
            folder => ToFile(areas).Write(Path.Combine(folder, FileName))
        );
        return areas.Digest;
    }

    /// <param name="reference">An id, the beginning of one, a path, or <c>latest</c>.</param>
    public static AreaSet Load(Workspace workspace, string reference)
    {
        var id = workspace.Resolve(ArtefactKind.Areas, reference);
        return ColumnFile.Read(Path.Combine(workspace.PathOf(ArtefactKind.Areas, id), FileName), FromFile);
    }

    internal static ColumnFile ToFile(AreaSet areas)
    {
        var (file, index, coverage) = (new ColumnFile(), areas.Index, areas.Coverage);
        file.Meta["source"] = areas.Source;
        file.Meta["schematic"] = areas.Schematic ? "true" : "false";
        file.Meta["buurten"] = JsonSerializer.Serialize(
            index.Buurten.Select(b => new[] { b.Code, b.Name, b.WijkCode, b.GemeenteCode })
        );
        file.Meta["wijk names"] = JsonSerializer.Serialize(Names(index, AreaLevel.Wijk));
        file.Meta["gemeente names"] = JsonSerializer.Serialize(Names(index, AreaLevel.Gemeente));
        file.Meta["groupings"] = JsonSerializer.Serialize(
            index
                .Levels.Where(l => l is AreaLevel.Buurtteam or AreaLevel.ProviderArea)
                .Select(l => new GroupingEntry(
                    l.ToName(),
                    [.. Known(index, l).Select(a => new[] { a.Code, a.Name })],
                    [.. index.OfLeaf(l).Take(index.BuurtCount)]
                ))
        );
        file.Add("points", MemoryMarshal.Cast<RdPoint, int>(coverage.Points.AsSpan()));
        file.Add<int>("ring_ends", coverage.RingEnds.AsSpan());
        file.Add<int>("polygon_ends", coverage.PolygonEnds.AsSpan());
        file.Add<int>("buurt_ends", coverage.BuurtEnds.AsSpan());
        return file;
    }

    internal static AreaSet FromFile(ColumnFile file)
    {
        var buurten = JsonSerializer
            .Deserialize<string[][]>(file.Meta["buurten"])!
            .Select(b => new Buurt(b[0], b[1], b[2], b[3]));
        var groupings = JsonSerializer
            .Deserialize<GroupingEntry[]>(file.Meta["groupings"])!
            .Select(g =>
            {
                _ = AreaLevels.TryParse(g.Level, out var level);
                return new Grouping(level, [.. g.Areas.Select(a => new Area(a[0], a[1], level))], g.OfBuurt);
            });
        var index = new AreaIndex(
            buurten,
            JsonSerializer.Deserialize<Dictionary<string, string>>(file.Meta["wijk names"]),
            JsonSerializer.Deserialize<Dictionary<string, string>>(file.Meta["gemeente names"]),
            groupings
        );
        var coverage = new Coverage(
            [.. MemoryMarshal.Cast<int, RdPoint>(file.Get<int>("points"))],
            ImmutableCollectionsMarshal.AsImmutableArray(file.Get<int>("ring_ends")),
            ImmutableCollectionsMarshal.AsImmutableArray(file.Get<int>("polygon_ends")),
            ImmutableCollectionsMarshal.AsImmutableArray(file.Get<int>("buurt_ends"))
        );
        return new(
            index,
            coverage,
            string.Equals(file.Meta["schematic"], "true", StringComparison.Ordinal),
            file.Meta["source"]
        );
    }

    private static IEnumerable<Area> Known(AreaIndex index, AreaLevel level) =>
        index.AreasAt(level).Where(a => !a.IsUnknown);

    private static Dictionary<string, string> Names(AreaIndex index, AreaLevel level) =>
        Known(index, level).ToDictionary(a => a.Code, a => a.Name, StringComparer.Ordinal);
}
