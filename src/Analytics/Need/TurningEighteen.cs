using Populatie.Analytics.Numerics;
using Populatie.Analytics.Outcomes;

namespace Populatie.Analytics.Need;

/// <summary>Care that ends because its client turns eighteen, as the records give the reason. P products.</summary>
/// <param name="Rate">
/// Shape [P]; 1/yr, ≥ 0: such ends per client-year in the age band that holds eighteen. 0 for a product that does not serve
/// both seventeen and eighteen: its age limit ends everybody.
/// </param>
/// <param name="Ends">Shape [P]: such ends in the records.</param>
/// <param name="Came">Shape [P]: spells that came into that band, by growing older in care or by beginning; ≥ <paramref name="Ends"/>.</param>
public sealed record TurningEighteen(double[] Rate, double[] Ends, double[] Came)
{
    /// <summary>The years of age at which youth care ends by law.</summary>
    public const int Adult = 18;

    /// <summary>Whether it happens at all: no rate is above 0 unless records name the reason.</summary>
    public bool IsSeen => Rate.Any(r => r > 0);

    /// <summary>
    /// Share of those who came into the band that ended there because of their birthday, with its 90% interval (Wilson). Null:
    /// nobody came.
    /// </summary>
    /// <param name="products">Ordinals of products proper.</param>
    public (double Value, double Low, double High)? ShareOfWhoCame(IEnumerable<int> products)
    {
        var (ends, came) = (0.0, 0.0);
        foreach (var product in products)
        {
            (ends, came) = (ends + Ends[product], came + Came[product]);
        }
        if (came <= 0)
        {
            return null;
        }
        var (_, share, low, high) = Proportion.Wilson((long)ends, (long)came, FixedMath.Normal95);
        return (share, low, high);
    }
}
