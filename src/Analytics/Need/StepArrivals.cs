using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>How many requests of each buurt came by a step from another product: foreseen from the ends there.</summary>
internal static class StepArrivals
{
    /// <summary>
    /// A cube knows how often ends of one product lead to another in the whole city, and how many ends each buurt had.
    /// Their products are scaled so that over all buurten the share of steps among located requests is the city's.
    /// </summary>
    /// <param name="endedByLeaf">Shape [L, P]; ends in the window.</param>
    /// <param name="located">Shape [B, P]; requests in the window whose buurt is known.</param>
    /// <param name="stepShare">Shape [P].</param>
    /// <returns>Shape [B, P]; requests over the window, ≥ 0; Σ over buurten = share × located.</returns>
    public static double[] Foresee(long[] endedByLeaf, StayTable stays, double[] located, double[] stepShare)
    {
        var products = stepShare.Length;
        var buurten = located.Length / products;
        var ends = EndsEver(stays);
        var stepped = new double[located.Length];
        for (var to = 0; to < products; to++)
        {
            if (stepShare[to] <= 0)
            {
                continue;
            }
            double foreseen = 0;
            double all = 0;
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                double arrivals = 0;
                for (var from = 0; from < products; from++)
                {
                    var steps = stays.FollowedBy[(from * products) + to];
                    if (steps > 0 && ends[from] > 0)
                    {
                        arrivals += (double)steps / ends[from] * endedByLeaf[(buurt * products) + from];
                    }
                }
                stepped[(buurt * products) + to] = arrivals;
                foreseen += arrivals;
                all += located[(buurt * products) + to];
            }
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var i = (buurt * products) + to;
                stepped[i] = foreseen > 0 ? stepped[i] * (stepShare[to] * all / foreseen) : stepShare[to] * located[i];
            }
        }
        return stepped;
    }

    private static long[] EndsEver(StayTable stays)
    {
        var ends = new long[stays.ProductCount];
        var perProduct = stays.Ended.Count / stays.ProductCount;
        for (var i = 0; i < stays.Ended.Count; i++)
        {
            ends[i / perProduct] += stays.Ended[i];
        }
        return ends;
    }
}
