using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>How long those who began in a year had waited, told where they live.</summary>
internal sealed partial class Scarcity
{
    /// <summary>The weeks waited by those who began, from request to start, in proportion to who began where.</summary>
    private void ShareWaits(YearTally tally, YearShares shares)
    {
        for (var list = 0; list < set.ListCount; list++)
        {
            if (desk.Plan.Lists[list].IsDecision)
            {
                continue;
            }
            if (desk.Outputs.BinsUsed[list] == 0)
            {
                continue;
            }
            ShareWaits(list, tally, shares);
        }
        StartWithoutWait(tally, shares);
        desk.Outputs.ForgetWaits();
        direct.AsSpan().Clear();
    }

    private void ShareWaits(int list, YearTally tally, YearShares shares)
    {
        var bins = FillBegun(list);
        var places = Layout.PlacesOfList[list];
        var starts = Vector512<double>.Zero;
        foreach (var place in places)
        {
            starts += StartsOf(place, tally, shares);
        }
        waitDivision.Begin(begun, bins, starts);
        for (var i = 0; i < places.Length; i++)
        {
            var (buurt, slot) = shares.Of(places[i]);
            var isLast = i == places.Length - 1;
            var weeks = waitDivision.Next(
                StartsOf(places[i], tally, shares),
                isLast,
                shares.Waits(buurt).Slice(slot, 1)
            );
            tally.Add(buurt, slot, Tally.DoubleWeeksWaited, weeks);
        }
    }

    private static Vector512<double> StartsOf(int place, YearTally tally, YearShares shares)
    {
        var (buurt, slot) = shares.Of(place);
        return Vector512.Create<double>(tally.Of(buurt, slot, Tally.Starts));
    }

    /// <summary>Who began on a list, by weeks waited from the request.</summary>
    /// <returns>The bins in which there may be anybody, as bits.</returns>
    private ulong FillBegun(int list)
    {
        var anyDecided = false;
        foreach (var decision in desk.Plan.DecisionsFor[list])
        {
            if (desk.Outputs.BinsUsed[decision] == 0)
            {
                continue;
            }
            if (!anyDecided)
            {
                decided.AsSpan().Clear();
                anyDecided = true;
            }
            for (var left = desk.Outputs.BinsUsed[decision]; left != 0; left &= left - 1)
            {
                var bin = BitOperations.TrailingZeroCount(left);
                Eight.Add(decided, bin, Eight.Load(desk.Outputs.WaitHistogram, (decision * WaitBins.Count) + bin));
            }
        }
        if (anyDecided)
        {
            legs.Join(decided, QueueInputs.Of(direct, list), WaitsOf(list), begun);
            return (1ul << WaitBins.Count) - 1;
        }
        // Nobody waited for a decision.
        WaitsOf(list).CopyTo(begun);
        return desk.Outputs.BinsUsed[list];
    }

    /// <summary>Who begins where nobody waits has waited 0 weeks: waits are told of all who began.</summary>
    private void StartWithoutWait(YearTally tally, YearShares shares)
    {
        for (var buurt = firstBuurt; buurt < firstBuurt + set.Buurten.Length; buurt++)
        {
            foreach (var slot in Layout.WithoutList)
            {
                var starts = Vector512.Create<double>(tally.Of(buurt, slot, Tally.Starts));
                if (starts != Vector512<double>.Zero)
                {
                    shares.AddWaits(shares.At(buurt, slot), bin: 0, starts);
                }
            }
        }
    }

    /// <summary>Who was decided on or began in this year, by weeks waited on the list. Shape [Bin of <see cref="WaitBins"/>, Lane].</summary>
    private ReadOnlySpan<double> WaitsOf(int list) =>
        desk.Outputs.WaitHistogram.AsSpan(list * WaitBins.Count * Lanes, WaitBins.Count * Lanes);
}
