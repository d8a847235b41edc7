using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>What somebody should know who wrote the levers of a scenario: which of them do nothing here, and why.</summary>
public static class LeverRemarks
{
    /// <returns>One sentence each; empty when there is nothing to say.</returns>
    /// <exception cref="SourceFormatException">The levers cannot be.</exception>
    public static ImmutableArray<Bilingual> Of(Scenario scenario, Fit fit) =>
        scenario.Levers.IsEmpty ? [] : LeverPlan.Of(scenario, fit, new CellPlan(fit)).Remarks;

    internal static Bilingual Idle(Lever lever, Bilingual why)
    {
        var name = LeverCatalogue.Of(lever.Kind).Name;
        return new(
            $"the lever '{name}' for '{lever.Subject}' does nothing: {why.English}",
            $"de knop '{name}' voor '{lever.Subject}' doet niets: {why.Dutch}"
        );
    }

    /// <summary>Why a lever on products in use does nothing all the same; null when it may do something.</summary>
    internal static Bilingual? WhyIdle(
        Scenario scenario,
        Lever lever,
        bool[] slots,
        CellPlan plan,
        StepDownLaw stepDown
    )
    {
        var effects = LeverCatalogue.Of(lever.Kind).Moves.Select(m => m.Effect).ToList();
        if (scenario.Capacity.IsUnlimited && effects.TrueForAll(IsOfCapacity))
        {
            return new("nothing is scarce in this scenario", "in dit scenario is niets schaars");
        }
        return
            effects.Contains(Effect.StepDown)
            && !Enumerable.Range(0, plan.Cells.Length).Any(c => slots[plan.Cells[c].Slot] && stepDown.LeadsDown(c))
            ? new("nobody was seen to go on to lighter care", "niemand ging zichtbaar over naar lichtere zorg")
            : null;
    }

    /// <summary>Effects that only matter where something is scarce. (A rule of allocation has none at all.)</summary>
    private static bool IsOfCapacity(Effect effect) =>
        effect is Effect.Fill or Effect.Attrition or Effect.Budget or Effect.Places or Effect.Dwellings;
}
