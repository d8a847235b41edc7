using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Tests.Sources.Maps;

public sealed class EmbeddedUtrechtTests
{
    [Fact]
    public void It_has_111_buurten_in_10_wijken_and_18_catchments()
    {
        var areas = EmbeddedUtrecht.Areas();
        areas.Schematic.ShouldBeTrue();
        areas.Index.BuurtCount.ShouldBe(111);
        areas.Index.WijkCount.ShouldBe(10);
        areas.Index.GemeenteCount.ShouldBe(1);
        areas.Index.AreasAt(AreaLevel.Buurtteam).Count(a => !a.IsUnknown).ShouldBe(18);
        areas.Index.AreasAt(AreaLevel.ProviderArea).Count(a => !a.IsUnknown).ShouldBe(2);
        areas.Index.AreasAt(AreaLevel.Wijk)[2].Name.ShouldBe("Overvecht");
    }

    [Fact]
    public void Who_gives_a_name_is_told_the_code()
    {
        var index = EmbeddedUtrecht.Areas().Index;
        index.MendCode("overvecht").Dutch.ShouldBe("bedoelde u WK034403 (Overvecht)?");
        index.MendCode("OVERVEGT").English.ShouldBe("did you mean WK034403 (Overvecht)?");
        index.MendCode("WK034403").Dutch.ShouldBe("het is van niveau wijk");
        index.MendCode("Atlantis").English.ShouldStartWith("choose a wijk");
        index.MendCode("GM0999", AreaLevel.Gemeente).English.ShouldBe("it has GM0344 (Utrecht)");
    }
}
