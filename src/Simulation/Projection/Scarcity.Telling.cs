using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>What a step came to on the lists, told in the buurten where the people are.</summary>
internal sealed partial class Scarcity
{
    /// <summary>Who leaves a list unserved: out, to help in track 1, or to something heavier.</summary>
    private void Leave(TownState town, YearTally tally, int list, Departure why)
    {
        var (next, counted) = why switch
        {
            Departure.HelpedInformally => (cells.Informal, Tally.HelpedInformally),
            Departure.Worsened => (cells.Heavier, Tally.Worsened),
            _ => (default, Tally.Dropped),
        };
        var own = desk.CellsOf(list);
        var bands = BandsOf(list);
        for (var i = 0; i < own.Length; i += bands)
        {
            var (buurt, first) = town.Of(own[i]);
            var all = Vector512<double>.Zero;
            for (var band = 0; band < bands; band++)
            {
                var people = Counts.Load(town.Taken[own[i + band]..]);
                if (people == Vector512<double>.Zero)
                {
                    continue;
                }
                all += people;
                if (!next.IsDefault && next[first + band] >= 0)
                {
                    var into = town.At(buurt, next[first + band]);
                    Counts.Add(town.Incoming[into..], people);
                }
            }
            tally.Add(buurt, desk.Plan.Lists[list].Slot, counted, all);
        }
    }

    /// <summary>What held people up, told where the people are.</summary>
    private void Count(TownState town, YearTally tally, int list)
    {
        var isDecision = desk.Plan.Lists[list].IsDecision;
        var held = desk.Outputs.Held.AsSpan(
            QueueOutputs.HeldAt(list, Constraint.Staff, 0),
            QueueOutputs.Constraints * Lanes
        );
        if (held.ContainsAnyExcept(0))
        {
            var waiting = CountPlaces(isDecision ? town.Undecided : town.Unstarted, list);
            for (var constraint = 0; constraint < QueueOutputs.Constraints; constraint++)
            {
                var own = held.Slice(constraint * Lanes, Lanes);
                Tell(town, tally, list, own, waiting, Tally.HeldByStaff + constraint);
            }
        }
        if (!isDecision)
        {
            LaneSums.Add(QueueInputs.Of(direct, list), QueueInputs.Of(desk.Inputs.Arrivals, list));
        }
        if (Layout.TeamSlot[list] >= 0)
        {
            CountIntake(town, tally, list);
        }
    }

    /// <summary>Who waits in each buurt of a list, over its ages.</summary>
    /// <returns>Over all buurten. Per buurt in <see cref="perPlace"/>.</returns>
    private Vector512<double> CountPlaces(ReadOnlySpan<float> waiting, int list)
    {
        var own = desk.CellsOf(list);
        var bands = BandsOf(list);
        var all = Vector512<double>.Zero;
        for (var place = 0; place < own.Length / bands; place++)
        {
            var here = FairShare.Sum(own.Slice(place * bands, bands), waiting);
            here.CopyTo(perPlace, place * Lanes);
            all += here;
        }
        return all;
    }

    private void Tell(
        TownState town,
        YearTally tally,
        int list,
        ReadOnlySpan<double> whole,
        Vector512<double> waiting,
        Tally into
    )
    {
        if (!LaneSums.IsAny(whole))
        {
            return;
        }
        var own = desk.CellsOf(list);
        var (bands, slot) = (BandsOf(list), desk.Plan.Lists[list].Slot);
        var division = new FairShare.Division(Vector512.Create(whole), waiting);
        var last = (own.Length / bands) - 1;
        for (var place = 0; place <= last; place++)
        {
            var part = place < last ? division.Next(Vector512.Create(perPlace, place * Lanes)) : division.Last;
            tally.Add(town.Of(own[place * bands]).Buurt, slot, into, part);
        }
    }

    /// <summary>How many cells a list has in each of its buurten: those of its product, side by side.</summary>
    private int BandsOf(int list) => desk.CellsOf(list).Length / Layout.PlacesOfList[list].Length;

    /// <summary>Intakes of a list, told in its first buurt under the product of the team.</summary>
    private void CountIntake(TownState town, YearTally tally, int list)
    {
        var (buurt, _) = town.Of(desk.CellsOf(list)[0]);
        LaneSums.Add(tally.Of(buurt, Layout.TeamSlot[list], Tally.Intakes), QueueInputs.Of(desk.Outputs.Started, list));
    }
}
