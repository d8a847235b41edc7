using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Fuzz.Targets;

/// <summary>Three square buurten in two wijken, on which targets place their points and records.</summary>
internal static class SmallMap
{
    private const int Side = 1_000_000;
    private const int Left = 130_000_000;
    private const int Bottom = 450_000_000;

    public static AreaIndex Index { get; } =
        new([
            new("BU03440111", "Welgelegen", "WK034401", "GM0344"),
            new("BU03440112", "Oog in Al", "WK034401", "GM0344"),
            new("BU03440211", "Pijlsweerd", "WK034402", "GM0344"),
        ]);

    public static AreaSet Areas { get; } = new(Index, Squares(), schematic: true, "invented");

    public static BuurtLocator Locator { get; } = BuurtLocator.Build(Areas.Coverage);

    public static RecordPlaces Places { get; } = RecordPlaces.Of(Areas);

    private static Coverage Squares()
    {
        var builder = new CoverageBuilder();
        for (var i = 0; i < 3; i++)
        {
            var x = Left + (i * Side);
            builder
                .AddRing([new(x, Bottom), new(x + Side, Bottom), new(x + Side, Bottom + Side), new(x, Bottom + Side)])
                .EndPolygon()
                .EndBuurt();
        }
        return builder.Build();
    }
}
