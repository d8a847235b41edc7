using Populatie.Analytics.Randomness;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Capacity;

/// <summary>What levers do to something that buurten and products share: the mean of their factors, weighed by base use.</summary>
internal sealed class LeverMeans(CapacityPlan plan, ILeverFactors levers)
{
    private const int Lanes = Block8.Size;

    /// <param name="weight">By what use is weighed.</param>
    /// <param name="mean">Shape [8]; overwritten; exactly 1 where every factor is.</param>
    public void OfPool(Effect effect, int pool, int year, UseKind weight, Span<double> mean) =>
        Fill(
            effect,
            plan.Pools.BuurtenOfPool[pool].AsSpan(),
            plan.Pools.SlotsOfPool[pool].AsSpan(),
            year,
            weight,
            mean
        );

    /// <inheritdoc cref="OfPool"/>
    public void OfList(Effect effect, WaitingList list, int year, UseKind weight, Span<double> mean) =>
        Fill(effect, plan.Pools.BuurtenOfPool[list.Pool].AsSpan(), [list.Slot], year, weight, mean);

    /// <inheritdoc cref="OfPool"/>
    public void Fill(
        Effect effect,
        ReadOnlySpan<int> buurten,
        ReadOnlySpan<int> slots,
        int year,
        UseKind weight,
        Span<double> mean
    )
    {
        if (levers.IsNeutral(effect) || slots.IsEmpty)
        {
            mean.Fill(1);
            return;
        }
        Span<double> factor = stackalloc double[Lanes];
        Span<double> plain = stackalloc double[Lanes];
        plain.Clear();
        mean.Clear();
        var (sum, count) = (0.0, 0);
        foreach (var buurt in buurten)
        {
            foreach (var slot in slots)
            {
                levers.Fill(effect, buurt, slot, year, factor);
                var use = plan.Use.Of(weight, buurt, slot);
                (sum, count) = (sum + use, count + 1);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    mean[lane] += factor[lane] * use;
                    plain[lane] += factor[lane];
                }
            }
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            mean[lane] = sum > 0 ? mean[lane] / sum : plain[lane] / count;
        }
    }
}
