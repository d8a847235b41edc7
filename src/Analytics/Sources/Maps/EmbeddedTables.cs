using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Areas.Schematic;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Embedded;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Reads what the program carries about the areas of Utrecht.</summary>
internal static class EmbeddedTables
{
    public const string Map = "geodata/utrecht/areas.geojson";
    public const string Groupings = "geodata/utrecht/groupings.csv";
    public const string Buurten = "geodata/utrecht/buurten.csv";
    private const string Gemeente = "GM0344";

    public static MapLayer ReadMap()
    {
        using var stream = EmbeddedFiles.Open(Map);
        return new GeoJsonSource(stream, Map).Read();
    }

    public static IReadOnlyList<Grouping> ReadGroupings(IEnumerable<Buurt> buurten)
    {
        using var text = new StringReader(EmbeddedFiles.Text(Groupings));
        return GroupingFile.Read(text, Groupings, buurten);
    }

    public static IReadOnlyList<SchematicBuurt> ReadBuurten()
    {
        using var text = new StringReader(EmbeddedFiles.Text(Buurten));
        var table = SmallTable.Read(text, Buurten);
        return
        [
            .. table.Rows.Select(r => new SchematicBuurt(
                new Buurt(table.Field(r, "code"), table.Field(r, "name"), table.Field(r, "wijk"), Gemeente),
                table.Field(r, "wijk_name"),
                RdPoint.FromMetres(Number(r, "x"), Number(r, "y")),
                Number(r, "area_ha") * 10_000
            )),
        ];

        double Number(SmallTable.Row row, string column) =>
            double.Parse(table.Field(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
