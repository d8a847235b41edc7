using Populatie.Analytics.Areas;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Need.Sources;

namespace Populatie.Analytics.Need.Indicators;

/// <summary>How urban an area is.</summary>
public enum Urbanity
{
    VeryUrban,
    Urban,
    Spacious,
}

/// <summary>How vulnerable its residents are.</summary>
public enum Vulnerability
{
    WellOff,
    Middle,
    Vulnerable,
}

/// <summary>The type of an area: areas of one type are each other's peers.</summary>
public readonly record struct WijkType(Urbanity Urbanity, Vulnerability Vulnerability);

/// <summary>Types of areas by features, with the thresholds of <c>geodata/need/wijk-types.yaml</c>.</summary>
public sealed class WijkTypes
{
    private const double LeastResidents = 100;
    private static readonly Lazy<AssumptionFile> Shipped = new(() => AssumptionFile.Embedded("need/wijk-types.yaml"));
    private readonly AreaFeatures? features;

    /// <param name="features">Null: no area has a type, and all are peers.</param>
    public WijkTypes(AreaFeatures? features) => this.features = features;

    /// <summary>Peers of a type that are needed for a band; with fewer, all other areas are peers.</summary>
    public static int LeastPeers => (int)Shipped.Value["least_peers"].Value;

    /// <returns>Null when the features of the area are not known.</returns>
    public WijkType? Of(Area area)
    {
        if (
            features is null
            || features.Cell(area.Code, "residents") is not (>= LeastResidents and var residents)
            || features.Cell(area.Code, "urbanity") is not { } urbanity
            || features.Cell(area.Code, "assistance") is not { } assistance
        )
        {
            return null;
        }
        var settings = Shipped.Value;
        var per100 = 100 * assistance / residents;
        return new(
            urbanity <= settings["very_urban_until"].Value ? Urbanity.VeryUrban
                : urbanity <= settings["urban_until"].Value ? Urbanity.Urban
                : Urbanity.Spacious,
            per100 >= settings["vulnerable_from"].Value ? Vulnerability.Vulnerable
                : per100 <= settings["steady_until"].Value ? Vulnerability.WellOff
                : Vulnerability.Middle
        );
    }
}
