using Populatie.Analytics.Areas;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>Stocks from which a projection starts, on buurten only. B buurten, L leaves, P products, A bands.</summary>
internal static class OpenSpells
{
    /// <summary>
    /// Spreads what is known only to a wijk or gemeente over its buurten, in proportion to the weights, so that every total
    /// is kept.
    /// </summary>
    /// <param name="byLeaf">Shape [L, P, A]; ≥ 0.</param>
    /// <param name="weights">Shape [B, P, A]; ≥ 0.</param>
    /// <returns>Shape [B, P, A].</returns>
    public static int[] SpreadUnknown(long[] byLeaf, double[] weights, AreaIndex areas, int cells)
    {
        var spread = new int[areas.BuurtCount * cells];
        for (var i = 0; i < spread.Length; i++)
        {
            spread[i] = (int)byLeaf[i];
        }
        for (var leaf = areas.BuurtCount; leaf < areas.LeafCount; leaf++)
        {
            int[]? members = null;
            for (var cell = 0; cell < cells; cell++)
            {
                var count = byLeaf[(leaf * cells) + cell];
                if (count > 0)
                {
                    members ??= Members(areas, leaf);
                    Spread(count, members, cell, cells, weights, spread);
                }
            }
        }
        return spread;
    }

    /// <summary>Keeps a share of each product's stock, in whole spells: the product's total is rounded, its cells follow.</summary>
    /// <param name="stock">Shape [B, P, A].</param>
    /// <param name="share">Shape [P]; in [0, 1].</param>
    public static int[] Keep(int[] stock, double[] share, int bands)
    {
        var products = share.Length;
        var kept = new int[stock.Length];
        var cells = stock.Length / products;
        var weights = new double[cells];
        for (var product = 0; product < products; product++)
        {
            long total = 0;
            for (var i = 0; i < cells; i++)
            {
                var count = stock[At(i, product)];
                weights[i] = count;
                total += count;
            }
            var parts = WholeNumbers.Apportion(weights, (int)Math.Floor((total * share[product]) + 0.5));
            for (var i = 0; i < cells; i++)
            {
                kept[At(i, product)] = parts[i];
            }
        }
        return kept;

        int At(int i, int product) => (((i / bands * products) + product) * bands) + (i % bands);
    }

    private static void Spread(long count, int[] members, int cell, int cells, double[] weights, int[] spread)
    {
        var own = new double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            own[i] = weights[(members[i] * cells) + cell];
        }
        var parts = WholeNumbers.Apportion(own, (int)count);
        for (var i = 0; i < members.Length; i++)
        {
            spread[(members[i] * cells) + cell] += parts[i];
        }
    }

    /// <summary>The buurten of the wijk or gemeente that the leaf belongs to; all of them when not even that is known.</summary>
    private static int[] Members(AreaIndex areas, int leaf)
    {
        var level = leaf < areas.BuurtCount + areas.WijkCount ? AreaLevel.Wijk : AreaLevel.Gemeente;
        var ofLeaf = areas.OfLeaf(level);
        return
        [
            .. Enumerable.Range(0, areas.BuurtCount).Where(b => leaf == areas.UnknownLeaf || ofLeaf[b] == ofLeaf[leaf]),
        ];
    }
}
