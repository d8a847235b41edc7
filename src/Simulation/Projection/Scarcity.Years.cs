using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>What happens at the turn of a year: who waits at the start, what the year has, and what it came to.</summary>
internal sealed partial class Scarcity
{
    /// <summary>The gemeente as it goes on in a year: itself, or in a new era.</summary>
    public Scarcity In(int year)
    {
        var next = year == 0 ? null : plan.Eras.FirstOrDefault(e => e.FirstYear == year);
        return next is null
            ? this
            : new(
                plan,
                next,
                next.Pools.Sets[era.Pools.Sets.IndexOf(set)],
                firstBuurt,
                parameters,
                rooms,
                before: this
            );
    }

    /// <summary>Capacities, what each client takes in a year, and how starts are shared.</summary>
    /// <param name="residents">Shape [Buurt of the town, Lane].</param>
    public void OpenYear(int year, double[] residents)
    {
        desk.ShareBy(plan.Levers.Choices.AllocationIn(year), residents, TownState.PerBuurt(cells.Cells.Length));
        var price = parameters.RelativePrice.AsSpan(year * Lanes, Lanes);
        capacity.OpenYear(year);
        capacity.FillEach(year, price, desk.Inputs.MinutesEach, desk.Inputs.CentsEach);
        FillSurvival(year);
    }

    /// <summary>
    /// Those who waited at the end of the base year, where that was observed: each buurt's, over its ages as requests are.
    /// </summary>
    public void Seed(TownState town)
    {
        Span<double> people = stackalloc double[Lanes];
        for (var list = 0; list < set.ListCount; list++)
        {
            if (desk.Plan.Lists[list].IsDecision)
            {
                continue;
            }
            var all = desk.CellsOf(list);
            var bands = BandsOf(list);
            for (var first = 0; first < all.Length; first += bands)
            {
                SeedPlace(town, all.Slice(first, bands), cells.Used[desk.Plan.Lists[list].Slot]);
            }
            LaneSums.Store(FairShare.Sum(all, town.Unstarted), people);
            desk.Seed(list, people);
        }
    }

    /// <param name="own">The ages of one product in one buurt, side by side.</param>
    private void SeedPlace(TownState town, ReadOnlySpan<int> own, int product)
    {
        var (buurt, cell) = town.Of(own[0]);
        var weights = town.Mean(buurt).Slice(cell * Lanes, own.Length * Lanes);
        var waiting = Vector512.Create((double)plan.Inputs.Past.BaseWaiting(set.Buurten[buurt - firstBuurt], product));
        var all = Vector512<double>.Zero;
        for (var band = 0; band < own.Length; band++)
        {
            all += LaneSums.Load(weights[(band * Lanes)..]);
        }
        var division = new FairShare.Division(waiting, all);
        for (var band = 0; band < own.Length; band++)
        {
            var last = band == own.Length - 1;
            var part = last ? division.Last : division.Next(LaneSums.Load(weights[(band * Lanes)..]));
            Counts.Store(part, town.Unstarted[own[band]..]);
        }
    }

    /// <summary>The chance that who began in this step is still in care a week later.</summary>
    private void FillSurvival(int year)
    {
        for (var list = 0; list < set.ListCount; list++)
        {
            parameters
                .WeekSurvival(desk.Plan.Lists[list].Slot, year)
                .CopyTo(QueueInputs.Of(desk.Inputs.Survival, list));
        }
    }

    /// <summary>What the year came to, told per buurt and product.</summary>
    public void CloseYear(int year, TownState town, YearTally tally, YearShares shares)
    {
        Settle(year, tally, shares);
        desk.CountOverNorm();
        for (var list = 0; list < set.ListCount; list++)
        {
            var over = QueueInputs.Of(desk.Outputs.OverNorm, list);
            if (LaneSums.IsAny(over))
            {
                var waiting = desk.Plan.Lists[list].IsDecision ? town.Undecided : town.Unstarted;
                var own = desk.CellsOf(list);
                var division = new FairShare.Division(LaneSums.Load(over), FairShare.Sum(own, waiting));
                for (var i = 0; i < own.Length; i++)
                {
                    var last = i == own.Length - 1;
                    var part = last ? division.Last : division.Next(Counts.Load(waiting[own[i]..]));
                    var (buurt, cell) = town.Of(own[i]);
                    LaneSums.Add(shares.OverNorm(buurt, cells.Cells[cell].Slot), part);
                }
            }
        }
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            ShareStaff(pool, tally, shares);
        }
        ShareWaits(tally, shares);
    }

    /// <summary>Budgets and payments of the year, where money is scarce.</summary>
    private void Settle(int year, YearTally tally, YearShares shares)
    {
        if (!era.Scenario.Capacity.Money)
        {
            return;
        }
        var length = set.Buurten.Length * cells.Used.Length * Lanes;
        var from = shares.At(firstBuurt, 0);
        var days = shares.Weights.AsSpan(from, length);
        var ends = shares.Part.AsSpan(from, length);
        for (var at = from; at < from + length; at += Lanes)
        {
            var (buurt, slot) = shares.Of(at);
            var twice = tally.Of(buurt, slot, Tally.DoubleDays);
            for (var lane = 0; lane < Lanes; lane++)
            {
                days[at - from + lane] = twice[lane] / 2;
            }
            tally.Of(buurt, slot, Tally.Ends).CopyTo(ends[(at - from)..]);
            capacity.Money.Induced(slot).CopyTo(shares.VolumeOf(at));
        }
        shares.IsSettled = true;
        capacity.Settlement.Settle(
            set.Buurten,
            year,
            days,
            ends,
            parameters.RelativePrice.AsSpan(year * Lanes, Lanes),
            shares.Budget.AsSpan(from, length),
            shares.Paid.AsSpan(from, length)
        );
    }

    /// <summary>Staff of a pool, where its hours go; all the same when none go anywhere.</summary>
    private void ShareStaff(int pool, YearTally tally, YearShares shares)
    {
        Span<double> fte = stackalloc double[Lanes];
        var own = Layout.PlacesOfPool[pool];
        if (own.Length == 0 || !era.IsScarce(set.FirstPool + pool))
        {
            return;
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            fte[lane] = Math.Floor((capacity.Fte(pool)[lane] * Measures.FteScale) + 0.5);
        }
        foreach (var at in own)
        {
            var (buurt, slot) = shares.Of(at);
            var weight = shares.Weights.AsSpan(at, Lanes);
            var minutes = plan.Inputs.Fit.MinutesPerDay[cells.Used[slot]];
            weight.Fill(1);
            LaneSums.AddTimes(weight, tally.Of(buurt, slot, Tally.DoubleDays), minutes);
            var perFte = shares.MinutesPerFte.AsSpan(at, Lanes);
            for (var lane = 0; lane < Lanes; lane++)
            {
                perFte[lane] = capacity.MinutesPerFte(pool)[lane] * YearParts.Weeks;
            }
        }
        FairShare.Divide(own, fte, shares.Weights, shares.Fte);
    }
}
