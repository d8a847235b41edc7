using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Cubes;

public sealed class StoredAxesTests
{
    [Fact]
    public void Axes_come_back_as_they_went_in()
    {
        Buurt[] buurten =
        [
            new("BU00010001", "Zuid", "WK000100", "GM0001"),
            new("BU00010101", "'s-Oost", "WK000101", "GM0001"),
        ];
        var team = new Grouping(AreaLevel.Buurtteam, [new("BT01", "Team Één", AreaLevel.Buurtteam)], [0, 0]);
        var areas = new AreaIndex(
            buurten,
            new Dictionary<string, string> { ["WK000100"] = "Wijk Zuid", ["WK000101"] = "Wijk Oost" },
            new Dictionary<string, string> { ["GM0001"] = "Stad" },
            [team]
        );
        var file = new ColumnFile();
        StoredAxes.Put(file, areas, ProductCatalogue.Embedded, AgeBands.Default);

        var back = StoredAxes.Areas(file);
        back.Levels.ShouldBe(areas.Levels);
        foreach (var level in areas.Levels)
        {
            back.AreasAt(level).ShouldBe(areas.AreasAt(level));
            back.OfLeaf(level).ShouldBe(areas.OfLeaf(level));
        }
        StoredAxes.Products(file).Products.ShouldBe(ProductCatalogue.Embedded.Products);
        StoredAxes.Bands(file).LowerBounds.ShouldBe(AgeBands.Default.LowerBounds);

        var again = new ColumnFile();
        StoredAxes.Put(again, back, StoredAxes.Products(file), StoredAxes.Bands(file));
        again.Meta.ShouldBe(file.Meta);
    }
}
