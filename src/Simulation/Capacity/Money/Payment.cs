using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>
/// What the municipality pays under each form of contract, which is another number than what care costs the provider
/// (law P7). Euro cents, whole. Thread-safe.
/// </summary>
internal static class Payment
{
    /// <summary>A lump sum, paid in equal parts: whatever the volume, never above the ceiling, all of it after the last part.</summary>
    /// <param name="ceiling">Whole cents for the budget year.</param>
    /// <param name="part">Ordinal of the part of the year.</param>
    /// <param name="parts">Parts in a year.</param>
    /// <returns>What is paid in this part.</returns>
    public static double LumpSum(double ceiling, int part, int parts) =>
        Until(ceiling, part + 1, parts) - Until(ceiling, part, parts);

    /// <summary>Volume × tariff.</summary>
    public static double Effort(double volume, double tariff) => Math.Floor((volume * tariff) + 0.5);

    /// <summary>Results × price, paid when the result is there.</summary>
    public static double Output(double results, double price) => Math.Floor((results * price) + 0.5);

    /// <summary>What is paid of what is due, given what is left of the budget.</summary>
    public static double Within(BudgetPolicy policy, double due, double left) =>
        policy == BudgetPolicy.Overspend ? due : Math.Max(0, Math.Min(due, left));

    private static double Until(double ceiling, int part, int parts) => Math.Floor(ceiling * part / parts);
}
