using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Records;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>
/// The levers of a scenario, checked and found their places: which product in which buurt each moves. Years are ordinals of
/// projected years. Immutable; thread-safe. What they come to in eight replicates: <see cref="LeverBlock"/>.
/// </summary>
internal sealed class LeverPlan
{
    private LeverPlan(Scenario scenario, Fit fit, CellPlan plan, UnmetSettings settings)
    {
        LeverCheck.Check(scenario);
        (FirstYear, YearCount) = (scenario.FirstYear, scenario.YearCount);
        Levers = scenario.Levers;
        Uncertain = scenario.Uncertainty.Parameters;
        var scope = new LeverScope(scenario, fit, plan);
        var stepDown = new StepDownLaw(fit, plan);
        var moves = new List<CompiledMove>();
        var remarks = new List<Bilingual>();
        var costs = new List<LeverCost>();
        for (var i = 0; i < Levers.Length; i++)
        {
            var (slots, buurten) = (scope.SlotsOf(Levers[i]), scope.BuurtenOf(Levers[i]));
            var term = LeverCatalogue.Of(Levers[i].Kind);
            var own = term.Moves.Where(m => CanMove(m.Size, Levers[i])).ToList();
            if (own.Count > 0 && !slots.Contains(true))
            {
                remarks.Add(
                    LeverRemarks.Idle(
                        Levers[i],
                        new("no product in use is of that kind", "geen product in gebruik is van die soort")
                    )
                );
                continue;
            }
            if (LeverRemarks.WhyIdle(scenario, Levers[i], slots, plan, stepDown) is { } why)
            {
                remarks.Add(LeverRemarks.Idle(Levers[i], why));
            }
            moves.AddRange(own.Select(m => new CompiledMove(m.Effect, m.Size, i, slots, buurten)));
            if (Levers[i].Kind == LeverKind.Prevention && Levers[i].Amount is { High: > 0 })
            {
                costs.Add(LeverCost.Of(i, slots, buurten, fit, plan));
            }
        }
        // By effect, and as the scenario lists them: factors multiply in that order.
        Moves = [.. moves.OrderBy(m => m.Effect)];
        (Costs, Remarks) = ([.. costs], [.. remarks]);
        Choices = new(scenario, fit, scope);
        TakeUp = new(scenario, fit.Areas, settings);
        Track1Slot = [.. plan.Used.Select(p => Track1Of(fit.Products, plan, p))];
        LeverCeiling.Check(scenario, this, plan.Used.Length, fit.Areas.BuurtCount);
    }

    /// <summary>One effect of one lever, where it works.</summary>
    /// <param name="Lever">Position in the scenario.</param>
    /// <param name="InSlot">Shape [Slot].</param>
    /// <param name="InBuurt">Shape [Buurt]; null: everywhere.</param>
    internal sealed record CompiledMove(Effect Effect, LeverSize Size, int Lever, bool[] InSlot, bool[]? InBuurt)
    {
        public bool Covers(int buurt, int slot) => InSlot[slot] && InBuurt?[buurt] != false;
    }

    /// <summary>Checks the levers of a scenario and finds what they work on.</summary>
    /// <exception cref="SourceFormatException">
    /// A subject or an area is unknown, a figure is out of range, a share would pass 100%, or levers contradict.
    /// </exception>
    public static LeverPlan Of(Scenario scenario, Fit fit, CellPlan plan, UnmetSettings? settings = null) =>
        new(scenario, fit, plan, settings ?? UnmetSettings.Embedded);

    public int FirstYear { get; }

    public int YearCount { get; }

    public bool Uncertain { get; }

    public ImmutableArray<Lever> Levers { get; }

    /// <summary>Those that can change something, by effect.</summary>
    public ImmutableArray<CompiledMove> Moves { get; }

    /// <summary>Levers that cost money themselves.</summary>
    public ImmutableArray<LeverCost> Costs { get; }

    public LeverChoices Choices { get; }

    public BaseTakeUp TakeUp { get; }

    /// <summary>Per slot: the slot of sociale basis where people go whom the slot no longer serves; −1: nowhere.</summary>
    public ImmutableArray<int> Track1Slot { get; }

    /// <summary>What somebody should know who wrote these levers: such as that one does nothing here.</summary>
    public ImmutableArray<Bilingual> Remarks { get; }

    /// <summary>What the levers and take-up assume, by name: for the RunCard. The levers themselves are in the scenario.</summary>
    public IEnumerable<(string Name, Assumption Assumption)> Assumptions => TakeUp.Assumptions;

    /// <summary>True when every factor of this effect is exactly 1, in all years and everywhere.</summary>
    public bool IsNeutral(Effect effect) => !Moves.Any(m => m.Effect == effect);

    /// <summary>The levers for eight replicates.</summary>
    public LeverBlock Draw(Analytics.Randomness.BlockDraws draws) => Draw(new ParameterDraw(draws, Uncertain));

    /// <inheritdoc cref="Draw(Analytics.Randomness.BlockDraws)"/>
    public LeverBlock Draw(ParameterDraw parameters) => new(this, parameters);

    private static bool CanMove(LeverSize size, Lever lever)
    {
        static bool IsAny(Assumption? a) => a is not (null or { Low: 0, Value: 0, High: 0 });
        return size switch
        {
            LeverSize.Effect => IsAny(lever.Effect),
            LeverSize.Amount or LeverSize.YearlyAmount => IsAny(lever.Amount),
            _ => IsAny(lever.Effect) && IsAny(lever.Amount),
        };
    }

    /// <summary>Sociale basis of the same act, else of the other.</summary>
    private static int Track1Of(ProductAxis products, CellPlan plan, int product)
    {
        var found = -1;
        for (var slot = plan.Used.Length - 1; slot >= 0; slot--)
        {
            var candidate = products.Products[plan.Used[slot]];
            if (
                candidate.Track == Track.SocialeBasis
                && (
                    found < 0
                    || candidate.Act == products.Products[product].Act
                    || products.Products[plan.Used[found]].Act != products.Products[product].Act
                )
            )
            {
                found = slot;
            }
        }
        return found;
    }
}
