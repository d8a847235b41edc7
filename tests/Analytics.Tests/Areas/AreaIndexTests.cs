using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Tests.Areas;

public sealed class AreaIndexTests
{
    [Fact]
    public void Every_leaf_has_one_area_on_every_level()
    {
        var index = new AreaIndex([
            new("BU00010002", "Noord", "WK000100", "GM0001"),
            new("BU00010001", "Zuid", "WK000100", "GM0001"),
        ]);
        index.LeafCount.ShouldBe(5);
        index.Buurten[0].Code.ShouldBe("BU00010001");
        foreach (var level in index.Levels)
        {
            index.OfLeaf(level).Length.ShouldBe(index.LeafCount);
            index.OfLeaf(level).ShouldAllBe(a => a >= 0 && a < index.AreasAt(level).Length);
        }
        index.TryFindLeaf("WK000100", out var leaf).ShouldBeTrue();
        index.AreasAt(AreaLevel.Buurt)[leaf].IsUnknown.ShouldBeTrue();
    }
}
