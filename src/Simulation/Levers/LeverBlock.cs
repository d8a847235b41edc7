using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Levers;

/// <summary>
/// What the levers of a scenario come to in eight replicates. Each lever is drawn at its own address: its kind, and its rank
/// among those of its kind; so a lever of another kind moves no draw. A factor that nothing moves is exactly 1. Immutable
/// once made; allocates nothing when asked. Years are ordinals of projected years.
/// </summary>
internal sealed class LeverBlock : ILeverFactors
{
    private const int Lanes = Block8.Size;
    private readonly LeverPlan plan;
    private readonly int[] firstOf = new int[Enum.GetValues<Effect>().Length + 1];

    // Shape [Move, Year, Lane], [Cost, Year, Lane], [Buurt, Lane].
    private readonly double[] factors;
    private readonly double[] cents;
    private readonly double[] takeUp;

    // Shape [Lever, Lane].
    private readonly double[] effects;
    private readonly double[] amounts;

    internal LeverBlock(LeverPlan plan, ParameterDraw draws)
    {
        this.plan = plan;
        (effects, amounts) = DrawFigures(draws);
        takeUp = plan.TakeUp.Draw(draws);
        factors = new double[plan.Moves.Length * plan.YearCount * Lanes];
        cents = new double[plan.Costs.Length * plan.YearCount * Lanes];
        for (var m = 0; m < plan.Moves.Length; m++)
        {
            firstOf[(int)plan.Moves[m].Effect + 1]++;
            FillFactors(m);
        }
        for (var e = 1; e < firstOf.Length; e++)
        {
            firstOf[e] += firstOf[e - 1];
        }
        FillCents();
    }

    public bool IsNeutral(Effect effect) => firstOf[(int)effect] == firstOf[(int)effect + 1];

    /// <inheritdoc/>
    public void Fill(Effect effect, int buurt, int slot, int year, Span<double> factor)
    {
        var values = effect == Effect.TakeUp ? TakeUp(buurt, slot, year).Factor : Of(effect, buurt, slot, year);
        values.CopyTo(factor);
    }

    /// <summary>The factor on one effect but <see cref="Effect.TakeUp"/>, in eight replicates.</summary>
    /// <param name="year">Ordinal of the projected year.</param>
    public Vector512<double> Of(Effect effect, int buurt, int slot, int year)
    {
        var factor = Vector512<double>.One;
        for (var m = firstOf[(int)effect]; m < firstOf[(int)effect + 1]; m++)
        {
            if (plan.Moves[m].Covers(buurt, slot))
            {
                factor *= Vector512.Create(factors, ((m * plan.YearCount) + year) * Lanes);
            }
        }
        return factor;
    }

    /// <summary>
    /// The factor on take-up, no more than everybody asks; and the needs that stay silent for each request that the fit
    /// expects: (1 − τf) ÷ τ, with τ the take-up before any lever and f that factor. Requests themselves do not hang on τ (law P13).
    /// </summary>
    /// <returns>Of eight replicates. Silent needs are ≥ 0, and exactly 0 at full take-up.</returns>
    public (Vector512<double> Factor, Vector512<double> Silent) TakeUp(int buurt, int slot, int year)
    {
        var most = Vector512<double>.One / Vector512.Create(takeUp, buurt * Lanes);
        var factor = Vector512.Min(Of(Effect.TakeUp, buurt, slot, year), most);
        return (factor, most - factor);
    }

    /// <summary>Of the requests that <see cref="Effect.InScope"/> leaves out: the share that asks in sociale basis; the rest goes without.</summary>
    /// <param name="share">Shape [8]; in [0, 1]; 0 where sociale basis is not in use.</param>
    public void FillTrack1Share(int buurt, int slot, int year, Span<double> share)
    {
        share[..Lanes].Clear();
        if (plan.Track1Slot[slot] < 0)
        {
            return;
        }
        Span<double> removed = stackalloc double[Lanes];
        removed.Clear();
        for (var m = firstOf[(int)Effect.InScope]; m < firstOf[(int)Effect.InScope + 1]; m++)
        {
            if (plan.Moves[m].Covers(buurt, slot))
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var own = 1 - factors[(((m * plan.YearCount) + year) * Lanes) + lane];
                    removed[lane] += own;
                    share[lane] += own * amounts[(plan.Moves[m].Lever * Lanes) + lane];
                }
            }
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            share[lane] = removed[lane] > 0 ? Math.Min(1, share[lane] / removed[lane]) : 0;
        }
    }

    /// <summary>Whether levers cost money themselves.</summary>
    public bool HasCosts => !plan.Costs.IsEmpty;

    /// <summary>What levers cost themselves in a year, at prices of the base year: euros for prevention, spent before they work.</summary>
    /// <param name="spent">Shape [8]; whole cents; overwritten.</param>
    public void FillCost(int buurt, int slot, int year, Span<double> spent)
    {
        spent[..Lanes].Clear();
        for (var c = 0; c < plan.Costs.Length; c++)
        {
            if (plan.Costs[c].Slot == slot)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    spent[lane] += plan.Costs[c].CentsIn(buurt, cents[(((c * plan.YearCount) + year) * Lanes) + lane]);
                }
            }
        }
    }

    /// <summary>Take-up of a buurt before any lever.</summary>
    /// <returns>Shape [8]; in (0, 1].</returns>
    public ReadOnlySpan<double> TakeUpOf(int buurt) => takeUp.AsSpan(buurt * Lanes, Lanes);

    public AllocationRule AllocationIn(int year) => plan.Choices.AllocationIn(year);

    public ContractForm? FormOf(Act act, Track track, int year) => plan.Choices.FormOf(act, track, year);

    public AreaLevel? PoolLevelOf(string group, int year) => plan.Choices.PoolLevelOf(group, year);

    private (double[] Effects, double[] Amounts) DrawFigures(ParameterDraw draws)
    {
        var drawn = (Effects: new double[plan.Levers.Length * Lanes], Amounts: new double[plan.Levers.Length * Lanes]);
        Span<uint> rank = stackalloc uint[LeverCatalogue.All.Length];
        rank.Clear();
        for (var i = 0; i < plan.Levers.Length; i++)
        {
            var lever = plan.Levers[i];
            var (kind, draw) = ((uint)lever.Kind, 2 * rank[(int)lever.Kind]++);
            draws.Within(lever.Effect, Purpose.Lever, drawn.Effects.AsSpan(i * Lanes, Lanes), kind, draw);
            if (lever.Amount is { } amount)
            {
                draws.Within(amount, Purpose.Lever, drawn.Amounts.AsSpan(i * Lanes, Lanes), kind, draw + 1);
            }
        }
        return drawn;
    }

    private void FillFactors(int m)
    {
        var move = plan.Moves[m];
        var lever = plan.Levers[move.Lever];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var size = LeverMath.SizeOf(
                move.Size,
                effects[(move.Lever * Lanes) + lane],
                amounts[(move.Lever * Lanes) + lane]
            );
            for (var year = 0; year < plan.YearCount; year++)
            {
                factors[(((m * plan.YearCount) + year) * Lanes) + lane] = LeverMath.Factor(
                    move.Size,
                    lever,
                    size,
                    plan.FirstYear + year
                );
            }
        }
    }

    private void FillCents()
    {
        for (var c = 0; c < plan.Costs.Length; c++)
        {
            var lever = plan.Levers[plan.Costs[c].Lever];
            for (var year = 0; year < plan.YearCount; year++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var euros = amounts[(plan.Costs[c].Lever * Lanes) + lane] * lever.EffortIn(plan.FirstYear + year);
                    cents[(((c * plan.YearCount) + year) * Lanes) + lane] = Math.Floor((euros * 100) + 0.5);
                }
            }
        }
    }
}
