using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry.Repair;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Postgres;

namespace Populatie.Analytics.Imports;

/// <summary>What the user asks of an import.</summary>
/// <param name="Layer">Layer of a GeoPackage; null for the one of buurten.</param>
/// <param name="Gemeente">Keep only the buurten of this gemeente, as <c>GM0344</c>; null for all.</param>
/// <param name="Groupings">File that divides the buurten into buurtteams and provider areas; null for none.</param>
public sealed record AreaImportOptions(string? Layer = null, string? Gemeente = null, string? Groupings = null);

/// <summary>Areas from a file: read, brought to RD New, checked, and repaired where needed.</summary>
/// <param name="Areas">A valid coverage with its index.</param>
/// <param name="Notes">What was set aside or converted on the way, for people.</param>
/// <param name="Faults">Every fault of the boundaries, with its repair; buurt ordinals are those of the index.</param>
public sealed record AreaImport(AreaSet Areas, IReadOnlyList<Bilingual> Notes, IReadOnlyList<CoverageFault> Faults)
{
    /// <summary>Reads a GeoJSON or GeoPackage.</summary>
    /// <exception cref="SourceFormatException">The file is not usable; the text says where and why.</exception>
    public static AreaImport Read(string path, AreaImportOptions? options = null)
    {
        options ??= new();
        var layer = MapFile.Read(path, options.Layer);
        return From(layer, options);
    }

    /// <summary>Reads the buurten of a query: <c>code</c>, <c>name</c>, <c>geom</c>, and more columns of the CBS layouts.</summary>
    /// <exception cref="PopulatieException">The database cannot be used, or gives no map.</exception>
    public static AreaImport Read(PostgresSource source, AreaImportOptions? options = null) =>
        From(new PostgresAreas(source).Read(), options ?? new());

    /// <summary>Areas that are there already, checked once more.</summary>
    public static AreaImport Of(AreaSet areas) => new(areas, [], CoverageRepair.Of(areas.Coverage).Faults);

    internal static AreaImport From(MapLayer layer, AreaImportOptions options)
    {
        var notes = new List<Bilingual>();
        var system = ReferenceSystems.Of(layer);
        if (system == ReferenceSystems.Wgs84)
        {
            notes.Add(
                new(
                    "coordinates converted from WGS 84 to RD New; off by at most 0.25 m",
                    "coördinaten omgezet van WGS 84 naar RD; hoogstens 0,25 m ernaast"
                )
            );
        }
        var shapes = BuurtShapes.Read(layer, system, options.Gemeente, notes);
        var repaired = CoverageRepair.Of(shapes.ToCoverage());
        var groupings = options.Groupings is { } file ? GroupingFile.Read(file, shapes.Buurten) : [];
        var index = new AreaIndex(shapes.Buurten, shapes.WijkNames, shapes.GemeenteNames, groupings);
        var areas = new AreaSet(index, repaired.Coverage, layer.Schematic, NameOf(layer.File));
        return new(areas, notes, repaired.Faults);
    }

    /// <summary>A file by its name alone, a database by its address.</summary>
    private static string NameOf(string source) => PostgresAddress.Is(source) ? source : Path.GetFileName(source);
}
