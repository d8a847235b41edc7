using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Growth;

/// <summary>One year of one act: what a vintage assumes beside what a run finds. Money in cents at prices of the base year.</summary>
/// <param name="Vintage">Real growth from the year before, as a share; null where nobody gives one.</param>
/// <param name="Own">The run's own real growth from the year before.</param>
/// <param name="Money">What the vintage makes of the cost of the base year; null where it leaves a year open.</param>
/// <param name="Cost">What the run's care costs.</param>
/// <param name="Buys">Volume that the money buys at the run's unit prices; at most what is needed is <paramref name="Volume"/>.</param>
/// <param name="Volume">The run's care at unit prices of the base year.</param>
/// <param name="Unbought">Volume beyond the money: the care that it cannot buy; 0 where it buys all.</param>
/// <param name="UnboughtShare">The same as a share of the volume.</param>
/// <param name="UnboughtHours">The same in hours of care.</param>
/// <param name="Moved">
/// What the same run costs more with care that moves to the municipality; an extra on top, in none of the figures before it.
/// </param>
public sealed record GrowthYear(
    Act Act,
    int Year,
    Assumption? Vintage,
    Basis VintageBasis,
    Spread Own,
    double? Money,
    Spread Cost,
    Spread? Buys,
    Spread Volume,
    Spread? Unbought,
    Spread? UnboughtShare,
    Spread? UnboughtHours,
    Spread? Moved
);

/// <summary>
/// Top-down against bottom-up: per future the money of the vintage is divided by the unit price of that future, and what is
/// needed beyond it is what it cannot buy. A pure function of its arguments.
/// </summary>
public static class GrowthComparison
{
    private const int MinutesPerHour = 60;

    /// <param name="own">The run, without care that moves in.</param>
    /// <param name="moved">The same run with it, on the same chance: replicate by replicate; null for none.</param>
    /// <param name="path">As long as the run: it begins at the year after the base year.</param>
    public static ImmutableArray<GrowthYear> Of(ActMoney own, ActMoney? moved, ImmutableArray<MoneyYear> path)
    {
        if (path.Length != own.Real.Length || (moved is not null && moved.Real.Length != own.Real.Length))
        {
            throw new ArgumentException(
                $"a path of {path.Length} years beside a run of {own.Real.Length}",
                nameof(path)
            );
        }
        var rows = ImmutableArray.CreateBuilder<GrowthYear>(path.Length);
        for (var t = 0; t < path.Length; t++)
        {
            rows.Add(Year(own, moved, path[t], t));
        }
        return rows.MoveToImmutable();
    }

    private static GrowthYear Year(ActMoney own, ActMoney? moved, MoneyYear vintage, int t)
    {
        var (real, volume, minutes) = (own.Real[t], own.Volume[t], own.Minutes[t]);
        Spread Each(Func<int, double> value) => Spread.Of([.. Enumerable.Range(0, real.Length).Select(value)]);

        double Before(int r) => t == 0 ? own.BaseCost[r] : own.Real[t - 1][r];
        var money = vintage.Index * Spread.Of([.. own.BaseCost.Select(cost => (double)cost)]).Middle;
        double Bought(int r) => real[r] == 0 ? 0 : money!.Value * volume[r] / real[r];
        double Unbought(int r) => Math.Max(0, volume[r] - Bought(r));
        double Share(int r) => volume[r] == 0 ? 0 : Unbought(r) / volume[r];
        return new(
            own.Act,
            vintage.Year,
            vintage.Rate,
            vintage.Basis,
            Each(r => Before(r) == 0 ? 0 : (real[r] - Before(r)) / Before(r)),
            money,
            Each(r => real[r]),
            money is null ? null : Each(Bought),
            Each(r => volume[r]),
            money is null ? null : Each(Unbought),
            money is null ? null : Each(Share),
            money is null ? null : Each(r => Share(r) * minutes[r] / MinutesPerHour),
            moved is null ? null : Each(r => moved.Real[t][r] - real[r])
        );
    }
}
