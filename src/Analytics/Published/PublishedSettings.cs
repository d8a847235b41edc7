using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published;

/// <summary>What is assumed of published counts. Source: <c>geodata/catalogue/published-use.csv</c>.</summary>
/// <param name="OverlapShare">Persons under both acts as a share of those of the smaller one.</param>
/// <param name="ClientsPerSpell">Distinct clients in a year per spell in that year.</param>
/// <param name="BreakJump">Change from year to year that is called a jump; share.</param>
/// <param name="BreakLeast">Clients below which no change is called one.</param>
public sealed record PublishedSettings(
    Assumption OverlapShare,
    Assumption ClientsPerSpell,
    Assumption BreakJump,
    Assumption BreakLeast
)
{
    private const string ProductsFile = "catalogue/published.yaml";

    private static readonly Lazy<PublishedSettings> Shipped = new(() =>
    {
        var table = AssumptionTable.Embedded("catalogue/published-use.csv");
        return new(table["overlap_share"], table["clients_per_spell"], table["break_jump"], table["break_least"]);
    });

    private static readonly Lazy<ProductAxis> ShippedProducts = new(() => ProductCatalogue.ReadEmbedded(ProductsFile));

    public static PublishedSettings Embedded => Shipped.Value;

    /// <summary>The products of a cube of published tables: <c>wmo-cbs</c> and <c>jeugd-cbs</c>, in the order of the acts.</summary>
    public static ProductAxis Products => ShippedProducts.Value;
}
