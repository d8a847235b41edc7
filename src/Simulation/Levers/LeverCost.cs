using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>Where the euros of a lever are spent: over the buurten that it covers, by residents, in one product. Immutable.</summary>
/// <param name="Lever">Position in the scenario.</param>
/// <param name="Slot">Sociale basis; where a fit holds none, the first product that the lever works on.</param>
/// <param name="Before">Shape [Buurt + 1]: share of the euros spent in the buurten before; from 0 to 1.</param>
internal sealed record LeverCost(int Lever, int Slot, double[] Before)
{
    public static LeverCost Of(int lever, bool[] slots, bool[]? inBuurt, Fit fit, CellPlan plan)
    {
        var cells = fit.Bands.Count * 2;
        var before = new double[fit.Areas.BuurtCount + 1];
        double all = 0;
        for (var pass = 0; pass < 2 && all == 0; pass++)
        {
            for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
            {
                if (inBuurt?[buurt] != false)
                {
                    // Where nobody is known to live, every buurt gets the same.
                    all += pass == 1 ? 1 : Sum(fit.PersonYears.AsSpan(buurt * cells, cells));
                }
                before[buurt + 1] = all;
            }
        }
        for (var i = 1; i < before.Length; i++)
        {
            before[i] = i == before.Length - 1 ? 1 : before[i] / all;
        }
        return new(lever, SlotOf(slots, fit, plan), before);
    }

    /// <summary>Cents of one buurt: differences of rounded sums, so that all buurten together spend the whole.</summary>
    public double CentsIn(int buurt, double cents) =>
        Math.Floor(cents * Before[buurt + 1]) - Math.Floor(cents * Before[buurt]);

    private static int SlotOf(bool[] slots, Fit fit, CellPlan plan)
    {
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            if (fit.Products.Products[plan.Used[slot]].Track == Track.SocialeBasis)
            {
                return slot;
            }
        }
        return Array.IndexOf(slots, true);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum;
    }
}
