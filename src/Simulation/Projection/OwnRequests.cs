using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Requests that are not made on a waiting list. Who worsens while waiting asks for something heavier, and who is helped
/// meanwhile for help in track 1: in the records those are among the requests for it. So where waits are as they were, the
/// fitted rate of new requests has to make fewer by as many, or they would come twice (law P13).
/// </summary>
/// <remarks>
/// As many wait for a product as come in the mean wait (Little's law); of those leave in a year what the scenario assumes. A
/// scenario with longer waits brings more, and one with shorter waits fewer, than the records had. Exact to first order:
/// who leaves a list for another is not followed to a third. Without known waits nothing is taken off.
/// </remarks>
internal static class OwnRequests
{
    private const int Lanes = Block8.Size;

    /// <returns>Shape [Slot, Lane]: share of the fitted new requests, 0 … 1.</returns>
    public static double[] Shares(ProjectionPlan whole, WaitingRules rules)
    {
        var (fit, plan) = (whole.Inputs.Fit, whole.Cells);
        var shares = new double[plan.Used.Length * Lanes];
        shares.AsSpan().Fill(1);
        var isAny = rules.Worsen.AsSpan().ContainsAnyExcept(0) || rules.Helped.AsSpan().ContainsAnyExcept(0);
        if (!isAny || fit.Waits is not { } waits || whole.Inputs.Scenario.Capacity.IsUnlimited)
        {
            return shares;
        }
        var scenario = whole.Inputs.Scenario;
        var substeps = (double)scenario.StepsPerYear * scenario.SubstepsPerStep;
        var coming = new double[plan.Used.Length * Lanes];
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            if (!HasList(whole, slot))
            {
                continue;
            }
            var product = plan.Used[slot];
            var waiting = BaseUse.Arrivals(fit, product) * waits.Weeks[product] / YearParts.Weeks;
            var worsens = plan.IsEach(slot, plan.Heavier);
            foreach (var (cell, part) in Parts(fit, plan, slot))
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var (heavier, informal) = (plan.Heavier[cell], plan.Informal[cell]);
                    if (worsens)
                    {
                        coming[At(heavier, lane)] += waiting * part * rules.Worsen[lane] * substeps;
                    }
                    if (informal >= 0)
                    {
                        var leaves = rules.LeavesIn(waits, product, lane, worsens ? rules.Worsen[lane] : 0);
                        coming[At(informal, lane)] += waiting * part * substeps * leaves * rules.Helped[lane];
                    }
                }
            }
        }
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var made = BaseUse.NewRequests(fit, plan.Used[slot]);
            for (var at = slot * Lanes; at < (slot + 1) * Lanes && made > 0; at++)
            {
                shares[at] = Math.Max(0, 1 - (coming[at] / made));
            }
        }
        return shares;

        int At(int cell, int lane) => (plan.Cells[cell].Slot * Lanes) + lane;
    }

    private static bool HasList(ProjectionPlan whole, int slot) =>
        Enumerable.Range(0, whole.Inputs.Fit.Areas.BuurtCount).Any(b => whole.Capacity.Pools.ListOf(b, slot) >= 0);

    /// <summary>How the requests for a product lie over its cells.</summary>
    private static IEnumerable<(int Cell, double Part)> Parts(Fit fit, CellPlan plan, int slot)
    {
        var (first, after) = (plan.FirstCell[slot], plan.FirstCell[slot + 1]);
        var counts = Enumerable.Range(first, after - first).Select(CountOf).ToArray();
        var all = counts.Sum();
        for (var i = 0; i < counts.Length && all > 0; i++)
        {
            yield return (first + i, counts[i] / all);
        }

        double CountOf(int cell)
        {
            var at = ((plan.Used[slot] * fit.Bands.Count) + plan.Cells[cell].Band) * PopulationTable.SexCount;
            return fit.RequestCount[at] + fit.RequestCount[at + 1];
        }
    }
}
