using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Towns;

/// <summary>
/// The wait from request to start, of those who began in a year: the wait for a decision and the wait for a start, joined as
/// independent of each other. In <see cref="WaitBins"/>; eight replicates at once.
/// </summary>
/// <remarks>
/// Exact where either wait is the same for all, as an inquiry is that takes as long for everyone. Where both vary, who waited
/// long for a decision is not known at the start: their order in the year is lost.
/// </remarks>
internal sealed class WaitLegs
{
    private const int Lanes = Block8.Size;
    private readonly double[] sum = new double[WaitBins.Count * Lanes];

    /// <param name="first">Shape [Bin, 8]: who was decided on, by weeks waited until then; whole, ≥ 0.</param>
    /// <param name="direct">Shape [8]: who came without a decision, and so waited for none; whole, ≥ 0.</param>
    /// <param name="second">Shape [Bin, 8]: who began, by weeks waited since; whole, ≥ 0.</param>
    /// <param name="both">Shape [Bin, 8]: who began, by weeks waited in all; whole, with the sum of <paramref name="second"/>; overwritten.</param>
    public void Join(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> direct,
        ReadOnlySpan<double> second,
        Span<double> both
    )
    {
        var all = Of(direct, 0);
        for (var bin = 0; bin < WaitBins.Count; bin++)
        {
            all += Of(first, bin);
        }
        var isAny = Vector512.GreaterThan(all, Vector512<double>.Zero);
        sum.AsSpan().Clear();
        for (var bin = 0; bin < WaitBins.Count; bin++)
        {
            // Who began when nobody came has waited in an earlier year: nothing is known of the decision then.
            var people = Of(first, bin) + (bin == 0 ? Of(direct, 0) : Vector512<double>.Zero);
            var none = bin == 0 ? Vector512<double>.One : Vector512<double>.Zero;
            var part = Vector512.ConditionalSelect(isAny, people / all, none);
            if (part != Vector512<double>.Zero)
            {
                AddWith(bin, part, second);
            }
        }
        Round(second, both);
    }

    private void AddWith(int bin, Vector512<double> part, ReadOnlySpan<double> second)
    {
        for (var later = 0; later < WaitBins.Count; later++)
        {
            var people = Of(second, later);
            if (people != Vector512<double>.Zero)
            {
                Eight.Add(sum, WaitBins.Of(WaitBins.From(bin) + WaitBins.From(later)), part * people);
            }
        }
    }

    /// <summary>Whole people: each running total is rounded, and the last one is all who began.</summary>
    private void Round(ReadOnlySpan<double> second, Span<double> both)
    {
        var (running, done, all) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var bin = 0; bin < WaitBins.Count; bin++)
        {
            all += Of(second, bin);
        }
        for (var bin = 0; bin < WaitBins.Count; bin++)
        {
            running += Eight.Load(sum, bin);
            var until = Vector512.Min(Vector512.Floor(running + Vector512.Create(0.5)), all);
            until = bin == WaitBins.Count - 1 ? all : until;
            (until - done).CopyTo(both[(bin * Lanes)..]);
            done = until;
        }
    }

    private static Vector512<double> Of(ReadOnlySpan<double> rows, int row) =>
        Vector512.Create(rows.Slice(row * Lanes, Lanes));
}
