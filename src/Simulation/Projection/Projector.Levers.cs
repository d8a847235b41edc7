using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>Where levers reach into a step: what falls outside the act, and how often lighter care follows.</summary>
internal sealed partial class Projector
{
    /// <summary>Part of the requests may fall outside the scope of the act: some find help in track 1, the others go without.</summary>
    private void LeaveOutOfScope(int buurt)
    {
        if (levers.IsNeutral(Effect.InScope))
        {
            return;
        }
        for (var cell = 0; cell < cells; cell++)
        {
            LeaveOutOfScope(AddressOf(buurt, cell, Step), buurt, cell);
        }
    }

    private void LeaveOutOfScope(in CellDraws at, int buurt, int cell)
    {
        var asked = town.Asked.Slice(town.At(buurt, cell), Lanes);
        Span<double> requests = stackalloc double[Lanes];
        LaneSums.Store(Counts.Load(asked), requests);
        if (!LaneSums.IsAny(requests))
        {
            return;
        }
        Span<double> outside = stackalloc double[Lanes];
        Span<double> track1 = stackalloc double[Lanes];
        Span<double> gone = stackalloc double[Lanes];
        Span<double> helped = stackalloc double[Lanes];
        var slot = SlotOf(cell);
        levers.Fill(Effect.InScope, buurten[buurt], slot, year, outside);
        levers.FillTrack1Share(buurten[buurt], slot, year, track1);
        for (var lane = 0; lane < Lanes; lane++)
        {
            outside[lane] = Math.Clamp(1 - outside[lane], 0, 1);
        }
        at.Binomials(Purpose.OutOfScope, requests, outside, gone, gone, track1, helped);
        Counts.Add(asked, -LaneSums.Load(gone));
        LaneSums.Add(tally.Of(buurt, slot, Tally.Requests), gone);
        if (plan.Informal[cell] >= 0)
        {
            Counts.Add(town.Incoming[town.At(buurt, plan.Informal[cell])..], LaneSums.Load(helped));
            LaneSums.Subtract(gone, helped);
        }
        LaneSums.Add(tally.Of(buurt, slot, Tally.OutOfScope), gone);
    }

    private void FillReasons()
    {
        Span<double> one = stackalloc double[Lanes];
        one.Fill(1);
        for (var cell = 0; cell < cells; cell++)
        {
            whole.StepDown.WriteReasons(cell, one, reasons.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
        }
    }

    /// <summary>How often care ends otherwise than plainly in a buurt.</summary>
    private double[] ReasonsOf(int buurt)
    {
        if (levers.IsNeutral(Effect.StepDown))
        {
            return reasons;
        }
        Span<double> factor = stackalloc double[Lanes];
        reasons.CopyTo(steered, 0);
        for (var cell = 0; cell < cells; cell++)
        {
            if (whole.StepDown.LeadsDown(cell))
            {
                levers.Fill(Effect.StepDown, buurten[buurt], SlotOf(cell), year, factor);
                whole.StepDown.WriteReasons(cell, factor, steered.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
            }
        }
        return steered;
    }

    private double StepDownFactor(int buurt, int cell, int lane)
    {
        if (levers.IsNeutral(Effect.StepDown))
        {
            return 1;
        }
        Span<double> factor = stackalloc double[Lanes];
        levers.Fill(Effect.StepDown, buurten[buurt], SlotOf(cell), year, factor);
        return factor[lane];
    }
}
